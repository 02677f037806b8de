import assert from 'node:assert/strict';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { before, beforeEach, describe, it } from 'node:test';
import { PORTS, redirectUriOf } from '../../../src/auth/flows/loopback.ts';
import { SCOPES } from '../../../src/zoho/scopes.ts';
import { LONG_FORM } from '../../long.ts';
import { until } from '../../vscode/workbench/until.ts';
import { ConsentPage } from '../consentPage.ts';
import { AMELIA } from '../person.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';

const SIGN_IN = 'Zoho CRM Photos: Sign In…';
const SIGN_OUT = 'Zoho CRM Photos: Sign Out…';
const BROWSER = 'Browser, with your own client';
const LACKS = /the scope ZohoCRM\.modules\.contacts\.CREATE is missing\. The upload resumes/;
const SCOPE_MISMATCH = { code: 'OAUTH_SCOPE_MISMATCH', details: {}, message: '', status: 'error' };
const REDIRECT_URIS = PORTS.map(redirectUriOf);

describe('each sign-in method, from a right-click to the photo', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
    await stage.person.leave();
  });

  beforeEach(() => stage.reset());

  async function type(text: string): Promise<void> {
    await stage.window.quickInput.type(text);
    await stage.window.quickInput.accept();
  }

  /** Starts from a picture, up to choosing the sign-in method. */
  async function begin(way: string): Promise<void> {
    await stage.person.rightClick('mug.jpg');
    await stage.window.quickInput.shown({ placeholder: 'How do you want to sign in?' });
    await stage.window.quickInput.choose(way);
  }

  async function typeClient(client: { clientId: string; clientSecret: string }): Promise<void> {
    const { quickInput } = stage.window;
    await quickInput.shown({ message: /^Client ID/ });
    await type(client.clientId);
    await quickInput.shown({ message: /^Client secret/ });
    await type(client.clientSecret);
  }

  async function consentPage(): Promise<ConsentPage> {
    const { page } = await stage.window.openedPages.next(/\/oauth\/v2\/auth\?/);
    return new ConsentPage(page);
  }

  /** Finishes the upload that was started, then signs out. */
  async function photoArrives(): Promise<void> {
    await stage.window.page.bringToFront();
    await stage.person.answerTarget();
    await isUploaded();
    await signOut();
  }

  async function isUploaded(): Promise<void> {
    const { severity } = await stage.person.result('mug.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await stage.crm.photo(AMELIA.module, AMELIA.id), null);
  }

  async function signOut(): Promise<void> {
    const { notifications, commandPalette } = stage.window;
    await commandPalette.run(SIGN_OUT);
    // What is stored depends on the way, and on whether anything was uploaded.
    const { buttons } = await notifications.waitFor(/^Signed out of Zoho CRM/);
    const [deletes = ''] = buttons;
    assert.match(deletes, /^Delete (It|Them) Too$/);
    await notifications.press(/^Signed out of Zoho CRM/, deletes);
    await notifications.clear();
  }

  it('self client, with any URL of the CRM and no code', LONG_FORM, async () => {
    const { crm, emulator } = stage;
    await begin('Self client');
    await typeClient(emulator);
    await stage.window.quickInput.shown({ message: /^Any URL of your CRM/ });
    await type(`${emulator.servers.web}/crm/org808232144/tab/Home/begin`);
    await photoArrives();
    const tokens = (await crm.requests()).filter(({ path }) => path === '/oauth/v2/token');
    assert.equal(tokens.length, 1);
  });

  it('browser, with a server-based client: rejected first, then returns automatically', async () => {
    const { crm, window } = stage;
    const client = await crm.registerClient({ type: 'server', redirectUris: REDIRECT_URIS });
    await begin(BROWSER);
    await window.quickInput.choose('Server-based Applications');
    await typeClient(client);
    await (await consentPage()).reject();
    await window.page.bringToFront();
    await window.quickInput.shown({ placeholder: 'Sign-in failed' });
    const [again] = await window.quickInput.items();
    assert.match(again?.detail ?? '', /^Access wasn’t allowed/);
    await window.quickInput.choose('Try again');
    const consent = await consentPage();
    assert.deepEqual(await consent.permissions(), SCOPES);
    const back = await consent.accept();
    assert.equal(back.port, String(PORTS[0]));
    await window.page.bringToFront();
    await stage.person.answerTarget();
    await isUploaded();
  });

  it('and such a client gets a missing scope without a new sign-in', async () => {
    const { crm, person, window } = stage;
    await crm.fault({
      method: 'POST',
      path: '/photo',
      answer: { status: 401, body: SCOPE_MISMATCH },
    });
    await person.rightClick('mug.jpg');
    await person.answerTarget();
    await window.notifications.press(LACKS, 'Allow');
    const { page, url } = await window.openedPages.next(/\/oauth\/v2\/token\/addextrascope\?/);
    assert.equal(new URL(url).searchParams.get('scope'), 'ZohoCRM.modules.contacts.CREATE');
    await new ConsentPage(page).accept();
    await window.page.bringToFront();
    await isUploaded();
    await signOut();
  });

  it('browser, with a mobile client: PKCE', async () => {
    const { crm, window } = stage;
    const client = await crm.registerClient({ type: 'mobile', redirectUris: REDIRECT_URIS });
    await begin(BROWSER);
    await window.quickInput.choose('Mobile-based Applications');
    await typeClient(client);
    await (await consentPage()).accept();
    await photoArrives();
  });

  it('browser, with a mobile client without a secret', LONG_FORM, async () => {
    const { crm, window } = stage;
    await crm.reset({ keepTokens: true, switches: { pkceNeedsSecret: false } });
    const client = await crm.registerClient({ type: 'mobile', redirectUris: REDIRECT_URIS });
    await begin(BROWSER);
    await window.quickInput.choose('Mobile-based Applications');
    await typeClient({ ...client, clientSecret: '' });
    await (await consentPage()).accept();
    await photoArrives();
  });

  it('browser, with the redirect blocked: the URL is pasted, of the organization chosen on the page', async () => {
    const { crm, window } = stage;
    const client = await crm.registerClient({ type: 'server', redirectUris: REDIRECT_URIS });
    const others = await Promise.all(PORTS.map(takePort));
    try {
      await begin(BROWSER);
      await window.quickInput.choose('Server-based Applications');
      await typeClient(client);
      const consent = await consentPage();
      await consent.choose('Northwind Traders SANDBOX northwindtraining');
      const back = await consent.accept();
      await window.page.bringToFront();
      await window.quickInput.shown({ message: /paste that page’s URL/ });
      await type(back.href.replace(/state=[^&]+/, 'state=another'));
      await window.quickInput.shown({ message: /isn’t the URL/, severity: 'error' });
      await type(back.href);
      await window.quickInput.shown({
        title: /^mug\.jpg → Northwind Traders \(SANDBOX northwindtraining\)/,
      });
      await window.quickInput.escape();
      await signOut();
    } finally {
      await Promise.all(others.map(freePort));
    }
  });

  it('browser, closed because the client is unknown there: it can be corrected, or the sign-in ended', async () => {
    const { crm, window } = stage;
    const { quickInput } = window;
    const client = await crm.registerClient({ type: 'server', redirectUris: REDIRECT_URIS });
    const clientId = `${client.clientId}X`;
    await window.commandPalette.run(SIGN_IN);
    await quickInput.choose(BROWSER);
    await quickInput.choose('Server-based Applications');
    await typeClient({ ...client, clientId });
    const { page } = await window.openedPages.next(/\/oauth\/v2\/auth\?/);
    await page.getByRole('heading', { name: 'Invalid Client' }).waitFor();
    await page.close();
    await quickInput.shown({ message: /paste that page’s URL/ });
    await quickInput.escape();
    await quickInput.shown({ placeholder: 'Not signed in' });
    await window.screenshot('page-left');
    await quickInput.choose('Change the client…');
    await quickInput.choose('Server-based Applications');
    await quickInput.shown({ message: /^Client ID/, value: clientId });
    await quickInput.escape();
    await quickInput.closed();
    await until('the port to be given back', () =>
      takePort(PORTS[0]).then(
        async (server) => {
          await freePort(server);
          return true;
        },
        () => undefined,
      ),
    );
  });

  it('device code, copied and entered on Zoho’s page', async () => {
    const { crm, window } = stage;
    await crm.reset({ keepTokens: true, switches: { devicePollMs: 1000 } });
    await begin('Device code');
    await typeClient(await crm.registerClient({ type: 'non-browser' }));
    await window.quickInput.shown({ placeholder: /^Zoho’s page asks for the code \S+$/ });
    const [first] = await window.quickInput.items();
    await window.quickInput.choose('Copy the code and open the page');
    const { page } = await window.openedPages.next(/\/oauth\/v3\/device/);
    assert.equal(await window.page.evaluate('navigator.clipboard.readText()'), first?.description);
    await window.notifications.waitFor(/^Waiting for \S+ to be entered at/);
    await new ConsentPage(page).acceptDevice();
    await photoArrives();
  });

  it('device code, not entered: Cancel stops waiting', LONG_FORM, async () => {
    const { crm, window } = stage;
    await crm.reset({ keepTokens: true, switches: { devicePollMs: 1000 } });
    await begin('Device code');
    await typeClient(await crm.registerClient({ type: 'non-browser' }));
    await window.quickInput.choose('Copy the code only');
    await window.notifications.press(/^Waiting for \S+ to be entered at/, 'Cancel');
    await window.notifications.gone(/^Waiting for/);
    assert.equal(await window.quickInput.isOpen(), false);
  });

  it('access token, for the rest of its hour', async () => {
    const { crm, window } = stage;
    await begin('Access token');
    await window.quickInput.shown({ message: /^Access token/ });
    await type(await crm.issueAccessToken());
    await window.notifications.waitFor(/^The access token is valid for up to \d+ minutes/);
    await window.quickInput.shown({ placeholder: /^Which record/ });
    await photoArrives();
  });
});

async function takePort(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function freePort(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await closed;
}
