import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { SCOPES } from '../../../src/zoho/scopes.ts';
import { LONG_FORM } from '../../long.ts';
import { until } from '../../vscode/workbench/until.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';

const WAITS = /You’re no longer signed in.* The upload resumes/;
const LACKS = /the scope ZohoCRM\.modules\.contacts\.CREATE is missing\. The upload resumes/;
const INVALID_TOKEN = { code: 'INVALID_TOKEN', details: {}, message: '', status: 'error' };

describe('expired or insufficient access', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
    // The suite before this one may have signed in.
    await stage.person.beSignedIn();
  });

  beforeEach(() => stage.reset());

  async function type(text: string): Promise<void> {
    await stage.window.quickInput.type(text);
    await stage.window.quickInput.accept();
  }

  async function beginUpload(): Promise<void> {
    await stage.person.rightClick('mug.jpg');
    await stage.person.answerTarget();
  }

  /** Revokes all access as the photo arrives. */
  async function withdrawDuringUpload(): Promise<void> {
    const { crm } = stage;
    await crm.revokeRefreshTokens();
    await crm.fault({
      method: 'POST',
      path: '/photo',
      answer: { status: 401, body: INVALID_TOKEN },
    });
  }

  async function photoArrives(): Promise<void> {
    const { severity } = await stage.person.result('mug.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await stage.crm.photo(AMELIA.module, AMELIA.id), null);
  }

  it('revoked during an upload: asks once, then the same upload continues', async () => {
    const { crm, window } = stage;
    await withdrawDuringUpload();
    await beginUpload();
    await window.notifications.press(WAITS, 'Sign In');
    await window.quickInput.shown({ title: /^Sign In to Zoho CRM$/, message: /Generate Code/ });
    await type(await crm.issueCode());
    await photoArrives();
    const uploads = (await crm.requests()).filter(
      ({ method, path }) => method === 'POST' && path.includes('/photo'),
    );
    assert.deepEqual(
      uploads.map(({ status }) => status),
      [401, 200],
    );
  });

  it('Cancel ends the upload while the question is open', async () => {
    const { crm, window } = stage;
    await withdrawDuringUpload();
    await beginUpload();
    await window.notifications.waitFor(WAITS);
    await window.notifications.waitFor(/^Uploading mug\.jpg.*waiting for your answer/);
    await window.notifications.press(/^Uploading mug\.jpg/, 'Cancel');
    await window.notifications.gone(/^Uploading/);
    assert.equal(await crm.photo(AMELIA.module, AMELIA.id), null);
    // VS Code still shows the question, but it no longer starts anything.
    await window.notifications.press(WAITS, 'Sign In');
    await until('the answer in the status bar', async () =>
      (await window.statusBar.items()).find(({ text }) =>
        text.includes('The upload that asked for this has ended'),
      ),
    );
    assert.equal(await window.quickInput.isOpen(), false);
  });

  it('Cancel ends the sign-in that the upload started', LONG_FORM, async () => {
    const { crm, window } = stage;
    await beginUpload();
    await window.notifications.press(WAITS, 'Sign In');
    await window.quickInput.shown({ message: /Generate Code/ });
    await window.screenshot('sign-in-of-an-upload');
    await window.notifications.press(/^Uploading mug\.jpg/, 'Cancel');
    await window.quickInput.closed();
    await window.notifications.gone(/^Uploading/);
    assert.equal(await crm.photo(AMELIA.module, AMELIA.id), null);
    await window.notifications.clear();
    await window.commandPalette.run('Zoho CRM Photos: Sign In…');
    await stage.person.answerSignInWithKeptClient();
    await window.notifications.waitFor(/^Signed in to Zoho CRM/);
  });

  it(
    'declined for several pictures: asks once, with one Sign In for all of them',
    LONG_FORM,
    async () => {
      const { crm, person, window } = stage;
      await crm.revokeRefreshTokens();
      await crm.expireAccessTokens();
      const [yuki, mateo] = ['4876876000000624003', '4876876000000624002'];
      await person.rightClick('mug.jpg', 'lamp.jpg');
      await person.answerTarget({ module: AMELIA.module, id: mateo });
      await person.answerTarget({ module: AMELIA.module, id: yuki });
      await window.notifications.dismiss(WAITS);
      const { text, buttons } = await window.notifications.waitFor(/^0 of 2 pictures uploaded/);
      assert.match(text, /Not uploaded \w+\.jpg, \w+\.jpg: You’re no longer signed in/);
      assert.equal(text.split('no longer signed in').length, 2);
      assert.deepEqual(buttons, ['Sign In', 'Show Log']);
      await window.screenshot('several-declined');
      await window.notifications.press(/^0 of 2/, 'Sign In');
      await window.quickInput.shown({ message: /Generate Code/ });
      await type(await crm.issueCode());
      await window.notifications.waitFor(/^2 of 2 pictures uploaded/);
      assert.notEqual(await crm.photo(AMELIA.module, yuki), null);
    },
  );

  it('reports a deleted client and asks for another one', LONG_FORM, async () => {
    const { crm, emulator, window } = stage;
    await crm.expireAccessTokens();
    const answer = { status: 200, body: { error: 'invalid_client' } };
    await crm.fault({ server: 'accounts', path: '/oauth/v2/token', answer, times: 0 });
    await beginUpload();
    await window.notifications.waitFor(/the client was deleted/);
    await crm.reset({ keepTokens: true });
    await window.notifications.press(/the client was deleted/, 'Sign In');
    await window.quickInput.choose('Self client');
    await window.quickInput.choose('Another client…');
    await window.quickInput.shown({ message: /^Client ID/ });
    await type(emulator.clientId);
    await window.quickInput.shown({ message: /^Client secret/ });
    await type(emulator.clientSecret);
    await window.quickInput.shown({ message: /Generate Code/ });
    await type(await crm.issueCode());
    await photoArrives();
  });

  it('sends nothing to another organization after signing in to it instead', async () => {
    const { crm, window } = stage;
    await withdrawDuringUpload();
    await beginUpload();
    await window.notifications.press(WAITS, 'Sign In');
    await window.quickInput.shown({ message: /Generate Code/ });
    await type(await crm.issueCode({ org: 'sandbox' }));
    await window.notifications.waitFor(
      /^You signed in as .*\(SANDBOX.* instead of .*\(PRODUCTION\).*\. Nothing was sent/,
    );
    await window.notifications.waitFor(/^mug\.jpg wasn’t uploaded/);
    const sent = (await crm.requests()).filter(
      ({ path, status }) => path.includes('/photo') && status === 200,
    );
    assert.deepEqual(sent, []);
  });

  it('the workspace keeps its account, even if only another one is left', async () => {
    const { crm, person, window } = stage;
    const { commandPalette, notifications, quickInput } = window;
    await commandPalette.run('Zoho CRM Photos: Sign Out…');
    await quickInput.choose(/\(PRODUCTION\)/);
    await notifications.waitFor(/^Signed out of Zoho CRM.*\(PRODUCTION\)/);
    await person.rightClick('mug.jpg');
    await quickInput.shown({
      message: /used with Northwind Traders \(PRODUCTION\), which is signed out/,
    });
    await quickInput.choose('Sign in to another account…');
    await person.answerSignInWithKeptClient({
      proof: await crm.issueCode({ scopes: withoutUploads() }),
    });
    await quickInput.shown({ title: /\(PRODUCTION\)/ });
    await quickInput.choose('Switch account…');
    await quickInput.choose(/\(SANDBOX northwindsandbox\)/);
    await quickInput.shown({ title: /\(SANDBOX northwindsandbox\)/ });
    await quickInput.choose('Switch account…');
    await quickInput.choose(/\(PRODUCTION\)/);
    await quickInput.shown({ title: /\(PRODUCTION\)/ });
    await quickInput.escape();
  });

  it('names a missing scope; a new code adds it', async () => {
    const { crm, window } = stage;
    await beginUpload();
    await window.notifications.press(LACKS, 'Allow');
    await window.quickInput.shown({ title: /^Sign In to Zoho CRM$/, message: /Generate Code/ });
    await type(await crm.issueCode({ scopes: [...SCOPES] }));
    await photoArrives();
    const revoked = (await crm.requests()).filter(({ path }) => path.includes('/revoke'));
    assert.equal(revoked.length, 1);
  });

  it('too many token requests: counts down and stays signed in', async () => {
    const { crm, window } = stage;
    const body = { error: 'Access Denied', error_description: 'too many requests' };
    await crm.fault({ server: 'accounts', path: '/oauth/v2/token', answer: { status: 400, body } });
    await crm.expireAccessTokens();
    await beginUpload();
    await window.notifications.waitFor(/Too many sign-in requests\. Resuming in 9:\d\d/);
    await window.screenshot('throttled');
    await window.notifications.press(/^Uploading mug\.jpg/, 'Cancel');
    await window.notifications.gone(/^Uploading/);
    const entries = await window.accountsMenu.entries();
    assert.ok(entries.some((entry) => entry.includes('Northwind Traders (PRODUCTION)')));
  });
});

function withoutUploads(): string[] {
  return SCOPES.filter((scope) => !scope.endsWith('.CREATE'));
}
