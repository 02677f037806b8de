import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { SCOPES } from '../../../src/zoho/scopes.ts';
import { until } from '../../vscode/workbench/until.ts';
import { kept, leaks } from '../../canary.ts';
import { LONG_FORM } from '../../long.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';

const SIGN_IN = 'Zoho CRM Photos: Sign In…';
const SIGN_OUT = 'Zoho CRM Photos: Sign Out…';

describe('signing in and out', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
  });

  beforeEach(() => stage.reset());

  it('can be canceled at every step and can go back a step', async () => {
    const { crm, emulator, window } = stage;
    const { commandPalette, quickInput } = window;
    await commandPalette.run(SIGN_IN);
    await quickInput.shown({ title: /\(1\/4\)/ });
    await quickInput.escape();
    await quickInput.closed();
    await commandPalette.run(SIGN_IN);
    await quickInput.choose('Self client');
    await quickInput.shown({ title: /\(2\/4\)/, message: /Client ID/ });
    await quickInput.type(emulator.clientId);
    await quickInput.accept();
    await quickInput.shown({ title: /\(3\/4\)/ });
    await quickInput.back();
    await quickInput.shown({ title: /\(2\/4\)/, value: emulator.clientId });
    await quickInput.escape();
    await quickInput.closed();
    assert.deepEqual(await crm.requests(), []);
    assert.deepEqual(await window.notifications.list(), []);
  });

  it('copies the scopes that the code needs', async () => {
    const { person, window } = stage;
    const { quickInput } = window;
    await window.commandPalette.run(SIGN_IN);
    await person.answerSignInUpToProof();
    await quickInput.press('Copy Scopes');
    const scopes = SCOPES.join(',');
    const copied = (): Promise<unknown> => window.page.evaluate('navigator.clipboard.readText()');
    await until(
      'the scopes in the clipboard',
      async () => ((await copied()) === scopes ? true : undefined),
      copied,
    );
    await quickInput.escape();
  });

  it('shows an error at the question that it’s about and continues from there', async () => {
    const { crm, emulator, person, window } = stage;
    const { quickInput } = window;
    await window.commandPalette.run(SIGN_IN);
    await person.answerSignIn({ proof: '1000.wrong.code' });
    await quickInput.shown({
      title: /\(4\/4\)/,
      message: /didn’t accept the code/,
      severity: 'error',
    });
    await crm.fault({
      server: 'accounts',
      answer: { status: 200, body: { error: 'invalid_client_secret' } },
    });
    await quickInput.type(await crm.issueCode());
    await quickInput.accept();
    await quickInput.shown({ title: /\(3\/4\)/, message: /didn’t accept the client secret/ });
    await quickInput.type(emulator.clientSecret);
    await quickInput.accept();
    await quickInput.shown({ message: /Generate Code/ });
    await quickInput.type(await crm.issueCode());
    await quickInput.accept();
    const { text } = await window.notifications.waitFor(/^Signed in to Zoho CRM/);
    assert.match(text, /Northwind Traders \(PRODUCTION\)/);
  });

  it('keeps a code that wasn’t used', LONG_FORM, async () => {
    const { crm, person, window } = stage;
    const body = { error: 'Access Denied', error_description: 'too many requests' };
    await crm.fault({ server: 'accounts', answer: { status: 400, body } });
    await window.commandPalette.run(SIGN_IN);
    await person.answerSignInWithKeptClient();
    await window.quickInput.shown({ message: /^Too many sign-in requests/, severity: 'error' });
    await window.quickInput.accept();
    await window.notifications.waitFor(/^Signed in to Zoho CRM/);
  });

  it('reports a code without the scopes and revokes its token', async () => {
    const { crm, person, window } = stage;
    await window.commandPalette.run(SIGN_IN);
    await person.answerSignInWithKeptClient({
      proof: await crm.issueCode({ scopes: ['ZohoCRM.modules.ALL'] }),
    });
    await window.quickInput.shown({
      message: /the scope ZohoCRM.org.READ is missing/,
      severity: 'error',
    });
    await window.quickInput.escape();
    const paths = (await crm.requests()).map(({ path }) => path);
    assert.ok(
      paths.some((path) => path.startsWith('/oauth/v2/token/revoke')),
      paths.join(),
    );
  });

  it('every question identifies the sandbox', async () => {
    const { crm, person, window } = stage;
    await window.commandPalette.run(SIGN_OUT);
    await window.notifications.waitFor(/^Signed out of Zoho CRM/);
    await person.rightClick('mug.jpg');
    await person.answerSignInWithKeptClient({ proof: await crm.issueCode({ org: 'sandbox' }) });
    await window.quickInput.shown({ title: /^mug\.jpg → .* \(SANDBOX northwindsandbox\)/ });
    await window.quickInput.escape();
  });

  it('is remembered by the workspace without secrets', async () => {
    const texts = Object.values(await kept(stage.window.page));
    assert.ok(texts.some((text) => text.includes('Northwind Traders (SANDBOX northwindsandbox)')));
    assert.deepEqual(
      await leaks(['Northwind Traders (SANDBOX northwindsandbox)'], {
        folders: [],
        texts: { here: texts.join() },
      }),
      ['here'],
    );
  });

  it('signing out revokes access at Zoho, removes the account from the menu, and deletes what is stored', async () => {
    const { crm, person, window } = stage;
    await window.commandPalette.run(SIGN_IN);
    await person.answerSignInWithKeptClient();
    await window.notifications.waitFor(/^Signed in to Zoho CRM/);
    await window.commandPalette.run(SIGN_OUT);
    await window.quickInput.shown({ placeholder: 'Which account?' });
    await window.quickInput.accept();
    await window.notifications.waitFor(/^Signed out of Zoho CRM/);
    await window.notifications.clear();
    await window.commandPalette.run(SIGN_OUT);
    const { text } = await window.notifications.waitFor(/^Signed out of Zoho CRM/);
    assert.match(text, /Still kept on this machine: the client\./);
    await window.screenshot('signed-out');
    const revoked = (await crm.requests()).filter(({ path }) => path.includes('/revoke'));
    assert.equal(revoked.length, 2);
    await window.notifications.press(/^Signed out of Zoho CRM/, 'Delete It Too');
    const entries = await window.accountsMenu.entries();
    assert.ok(!entries.some((entry) => entry.includes('Northwind')), entries.join());
    await window.commandPalette.run(SIGN_IN);
    await person.answerSignInUpToProof();
    await window.quickInput.escape();
  });
});
