import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Browser } from './browser.ts';
import { CrmClient } from './crmClient.ts';

const CALLBACK = 'http://127.0.0.1:41420/zoho';
const SCOPE = 'ZohoCRM.org.READ';

/** When VS Code runs in a browser, its pages see the emulator at /proxy/PORT/. */
describe('pages under a prefix', () => {
  let crm: CrmClient;
  let browser: Browser;
  let credentials: { client_id: string; client_secret: string };
  before(async () => {
    crm = await CrmClient.start();
    browser = new Browser(crm.emulator.servers.accounts, '/proxy/41420');
    const { clientId, clientSecret } = await crm.control.registerClient({
      type: 'server',
      redirectUris: [CALLBACK],
    });
    credentials = { client_id: clientId, client_secret: clientSecret };
  });
  after(() => crm.close());

  function address(path: string, parameters: Record<string, string>): string {
    return `${path}?${new URLSearchParams(parameters).toString()}`;
  }

  it('lead from the authorize page back to the application, even with another account', async () => {
    const page = await browser.open(
      address('/oauth/v2/auth', {
        client_id: credentials.client_id,
        response_type: 'code',
        redirect_uri: CALLBACK,
        scope: SCOPE,
      }),
    );
    const user = 'samir.okafor@northwind.example';
    const switched = await browser.press(page, 'Switch', { user });
    assert.ok((await browser.press(switched, 'Accept')).left);
  });

  it('let a device sign in', async () => {
    const { clientId } = await crm.control.registerClient({ type: 'non-browser' });
    const { body } = await crm.post('/oauth/v3/device/code', {
      client_id: clientId,
      grant_type: 'device_request',
      scope: SCOPE,
    });
    const { user_code } = body as { user_code: string };
    const page = await browser.press(await browser.open('/oauth/v3/device'), 'Verify', {
      user_code,
    });
    const user = 'samir.okafor@northwind.example';
    const switched = await browser.press(page, 'Switch', { user });
    assert.ok((await browser.press(switched, 'Accept')).html.includes('Access granted'));
  });

  it('add scopes', async () => {
    const code = await crm.control.issueCode({ clientId: credentials.client_id, scopes: [SCOPE] });
    const { body } = await crm.token({
      ...credentials,
      grant_type: 'authorization_code',
      redirect_uri: CALLBACK,
      code,
    });
    const { refresh_token } = body as { refresh_token: string };
    const enhanced = await crm.post('/oauth/v2/token/scopeenhance', {
      ...credentials,
      grant_type: 'update_scopes_token',
      refresh_token,
    });
    const page = await browser.open(
      address('/oauth/v2/token/addextrascope', {
        client_id: credentials.client_id,
        response_type: 'update_scopes',
        redirect_uri: CALLBACK,
        scope: 'ZohoCRM.users.READ',
        logout: 'false',
        enhance_token: (enhanced.body as { access_token: string }).access_token,
      }),
    );
    assert.ok((await browser.press(page, 'Accept')).left);
  });

  it('generate a code in the console', async () => {
    // The client of these tests already exists.
    const types = await browser.press(await browser.open('/developerconsole'), 'ADD CLIENT');
    const self = types.html.slice(types.html.indexOf('id="self"'));
    const created = await browser.press({ ...types, html: self }, 'CREATE NOW');
    const client = await browser.press(await browser.press(created, 'CREATE'), 'OK');
    const fields = { scope: SCOPE, description: 'photos' };
    const portal = await browser.press(client, 'CREATE', fields);
    assert.match((await browser.press(portal, 'CREATE')).html, /value="1000\./);
  });
});
