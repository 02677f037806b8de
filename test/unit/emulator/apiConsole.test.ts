import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Page } from './browser.ts';
import { Browser } from './browser.ts';
import { CrmClient } from './crmClient.ts';

const CALLBACK = 'http://127.0.0.1:41420/zoho';
const SCOPE = 'ZohoCRM.modules.ALL,ZohoCRM.org.READ';
const CODE = { scope: SCOPE, description: 'photos' };

describe('API console', () => {
  let crm: CrmClient;
  let browser: Browser;
  before(async () => {
    crm = await CrmClient.start();
    browser = new Browser(crm.emulator.servers.accounts);
  });
  after(() => crm.close());
  beforeEach(() => crm.reset());

  /** The value of a field with a Copy button. */
  function copied({ html }: Page, label: string): string {
    const id = label.toLowerCase().replaceAll(' ', '-');
    assert.ok(html.includes(`<label for="${id}">${label}</label>`), label);
    assert.ok(html.includes(`data-copies="${id}" aria-label="Copy ${label}"`));
    return new RegExp(`<input id="${id}" readonly value="([^"]*)">`).exec(html)?.[1] ?? '';
  }
  async function follow(page: Page, link: string): Promise<Page> {
    const href = new RegExp(`<a href="([^"]+)"[^>]*>${link}</a>`).exec(page.html)?.[1];
    assert.ok(href, link);
    return browser.open(new URL(href.replaceAll('&amp;', '&'), page.url));
  }
  /** Clicks CREATE NOW at the description of a client type. */
  async function createNow(page: Page, type: string): Promise<Page> {
    const [section] =
      page.html.match(/<section.*?<\/section>/gs)?.filter((each) => each.includes(type)) ?? [];
    return browser.press({ ...page, html: section ?? '' }, 'CREATE NOW');
  }
  async function typesPage(console = '/developerconsole'): Promise<Page> {
    return browser.press(await browser.open(console), 'GET STARTED');
  }
  async function selfClient(console?: string): Promise<Page> {
    const described = await createNow(await typesPage(console), 'Self Client');
    return browser.press(await browser.press(described, 'CREATE'), 'OK');
  }
  function hasAlert({ html }: Page, text: string): boolean {
    return html.includes(`<p role="alert">${text}</p>`);
  }

  describe('self client', () => {
    it('is the standard one, with an ID and secret to copy', async () => {
      const secret = await follow(await selfClient(), 'Client Secret');
      assert.equal(copied(secret, 'Client ID'), crm.emulator.clientId);
      assert.equal(copied(secret, 'Client Secret'), crm.emulator.clientSecret);
      const list = await browser.open('/developerconsole/');
      assert.ok(list.html.includes('Self Client'));
    });

    it('gets a code for the selected organization', async () => {
      const portal = await browser.press(await selfClient(), 'CREATE', CODE);
      const page = await browser.press(portal, 'CREATE', { organization: '821006589' });
      const code = copied(page, 'Generated Code');
      const { body } = await crm.token({ grant_type: 'authorization_code', code });
      const { refresh_token } = body as { refresh_token: string };
      assert.ok(refresh_token);
      assert.deepEqual((await crm.control.refreshTokens()).at(-1), {
        clientId: crm.emulator.clientId,
        user: 'patricia.boyle@northwind.example',
        organization: 'harbourlightssandbox',
        scopes: SCOPE.split(','),
      });
      assert.ok((await crm.control.secrets()).includes(code));
    });

    it('can be downloaded with its code, as a file that says when the code expires', async () => {
      const portal = await browser.press(await selfClient(), 'CREATE', { ...CODE, duration: '7' });
      const before = Date.now();
      const { html } = await browser.press(portal, 'CREATE');
      const [, name, href = ''] =
        /<a role="button" download="([^"]+)" href="([^"]+)">Download<\/a>/.exec(html) ?? [];
      assert.equal(name, 'self_client.json');
      const file = (await (await fetch(href)).json()) as Record<string, unknown>;
      const { client_id, client_secret, code, expiry_time, ...rest } = file;
      assert.deepEqual(rest, { grant_type: 'authorization_code', scope: SCOPE.split(',') });
      assert.deepEqual(
        [client_id, client_secret],
        [crm.emulator.clientId, crm.emulator.clientSecret],
      );
      const left = Number(expiry_time) - before - 7 * 60_000;
      assert.ok(left >= 0 && left < 60_000, String(left));
      const { body } = await crm.token({ grant_type: 'authorization_code', code: String(code) });
      assert.ok('refresh_token' in (body as object));
    });

    it('gets a code that is valid for the selected time', async () => {
      const page = await selfClient();
      const codes = [];
      for (const duration of ['3', '10']) {
        const portal = await browser.press(page, 'CREATE', { ...CODE, duration });
        codes.push(copied(await browser.press(portal, 'CREATE'), 'Generated Code'));
      }
      await crm.control.advanceClock(3 * 60_000);
      const errors = [];
      for (const code of codes) {
        errors.push((await crm.token({ grant_type: 'authorization_code', code })).code);
      }
      assert.deepEqual(errors, ['invalid_code', undefined]);
    });

    it('shows what is wrong, and keeps what was typed', async () => {
      const page = await selfClient();
      for (const [fields, text] of [
        [{ ...CODE, scope: 'ZohoCRM.photos.ALL' }, 'Enter a valid scope'],
        [{ ...CODE, scope: '' }, 'Enter a valid scope'],
        [{ ...CODE, description: ' ' }, 'Enter a valid scope description'],
        [{ ...CODE, duration: '60' }, 'Choose a time duration'],
      ] as const) {
        const again = await browser.press(page, 'CREATE', fields);
        assert.ok(hasAlert(again, text), text);
        assert.ok(again.html.includes(`rows="3" required>${fields.scope}</textarea>`));
      }
      const portal = await browser.press(page, 'CREATE', CODE);
      const foreign = await browser.press(portal, 'CREATE', { organization: '1' });
      assert.ok(foreign.html.includes('Choose a portal'));
    });

    it('gets ten codes in ten minutes', async () => {
      const portal = await browser.press(await selfClient(), 'CREATE', CODE);
      for (let count = 1; count <= 10; count += 1) {
        assert.ok(copied(await browser.press(portal, 'CREATE'), 'Generated Code'));
      }
      const page = await browser.press(portal, 'CREATE');
      assert.ok(hasAlert(page, 'Too many codes were generated. Try again later'));
    });
  });

  describe('other clients', () => {
    async function create(
      type: string,
      fields: Record<string, string>,
      console?: string,
    ): Promise<Page> {
      return browser.press(await createNow(await typesPage(console), type), 'CREATE', fields);
    }
    const application = {
      name: 'Photos & more_1',
      homepage: 'https://photos.example',
      redirectUris: `${CALLBACK}\nhttps://photos.example/in`,
    };

    for (const type of ['Server-based', 'Mobile-based']) {
      it(`${type}: is registered with its redirect URIs`, async () => {
        const page = await create(type, application);
        const [clientId, clientSecret] = [copied(page, 'Client ID'), copied(page, 'Client Secret')];
        assert.match(clientId, /^1000\./);
        assert.ok((await crm.control.secrets()).includes(clientSecret));
        for (const uri of application.redirectUris.split('\n')) {
          const query = new URLSearchParams({
            response_type: 'code',
            client_id: clientId,
            redirect_uri: uri,
            scope: SCOPE,
            code_challenge: 'a-verifier-of-forty-three-characters-or-more~',
          });
          const { html } = await browser.open(`/oauth/v2/auth?${query.toString()}`);
          assert.ok(html.includes('Photos &amp; more_1'));
        }
      });
    }

    it('Non-browser: is registered without redirect URIs', async () => {
      const page = await createNow(await typesPage(), 'Non-browser');
      assert.ok(!page.html.includes('Redirect'));
      const { name, homepage } = application;
      const created = await browser.press(page, 'CREATE', { name, homepage });
      const { body } = await crm.post('/oauth/v3/device/code', {
        client_id: copied(created, 'Client ID'),
        grant_type: 'device_request',
        scope: SCOPE,
      });
      assert.ok('device_code' in (body as object));
    });

    it('show what is wrong, and keep what was typed', async () => {
      for (const [fields, text] of [
        [{ name: 'Photos!' }, 'Enter a valid client name'],
        [{ name: ' ' }, 'Enter a valid client name'],
        [{ homepage: 'photos.example' }, 'Enter a valid homepage URL'],
        [{ redirectUris: 'vscode://photos' }, 'Enter a valid redirect URI'],
        [{ redirectUris: `${CALLBACK}\nurn:ietf:wg:oauth:2.0:oob` }, 'Enter a valid redirect URI'],
        [{ redirectUris: '' }, 'Enter a valid redirect URI'],
      ] as const) {
        const page = await create('Server-based', { ...application, ...fields });
        assert.ok(hasAlert(page, text), text);
        const { name } = { ...application, ...fields };
        assert.ok(page.html.includes(`value="${name.replace('&', '&amp;')}"`));
      }
      const { html } = await browser.open('/developerconsole/');
      assert.ok(html.includes('GET STARTED'));
    });

    it('have a setting that enables them at several data centers', async () => {
      await crm.reset({ switches: { location: 'eu' } });
      const page = await create('Server-based', application, 'https://api-console.zoho.com/');
      assert.equal(page.url.origin, 'https://api-console.zoho.com');
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: copied(page, 'Client ID'),
        redirect_uri: CALLBACK,
        scope: SCOPE,
      });
      const authorize = `https://accounts.zoho.com/oauth/v2/auth?${query.toString()}`;
      assert.equal((await browser.open(authorize)).status, 400);
      const settings = await follow(page, 'Settings');
      assert.ok(settings.html.includes('<h2>Multi-DC</h2>'));
      const saved = await browser.press(settings, 'SAVE', { multiDc: 'on' });
      assert.match(saved.html, /name="multiDc" value="on" checked/);
      const { status, url } = await browser.open(authorize);
      assert.deepEqual([status, url.host], [200, 'accounts.zoho.eu']);
    });
  });

  it('has only relative URLs, and one script, which its policy names', async () => {
    const self = await selfClient();
    const secret = await follow(self, 'Client Secret');
    for (const page of [await browser.open('/developerconsole/'), self, secret]) {
      assert.doesNotMatch(page.html, /(action|href|src)="(\/|http)/);
    }
    const script = /<script>(.*?)<\/script>/s.exec(secret.html)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    assert.ok(secret.policy.includes(`script-src 'sha256-${hash}'`));
  });

  it('is at the host of each data center, and shows what belongs there', async () => {
    const home = await selfClient('https://api-console.zoho.com/');
    assert.equal(home.url.pathname, '/developerconsole/client');
    assert.equal(copied(await follow(home, 'Client Secret'), 'Client ID'), crm.emulator.clientId);
    const away = await selfClient('https://api-console.zohocloud.ca/');
    const id = copied(await follow(away, 'Client Secret'), 'Client ID');
    assert.notEqual(id, crm.emulator.clientId);
    // No one has a portal there.
    assert.ok(
      hasAlert(await browser.press(away, 'CREATE', CODE), 'There is no portal at this data center'),
    );
    // Creating it twice has no other effect.
    const again = await browser.open('https://api-console.zohocloud.ca/developerconsole/confirm');
    assert.equal((await browser.press(again, 'OK')).url.href, away.url.href);
    const elsewhere = `https://api-console.zoho.com/developerconsole/client?id=${id}`;
    assert.equal((await browser.open(elsewhere)).status, 404);
  });

  it('is separate from the accounts servers, which link to it', async () => {
    const query = new URLSearchParams({ client_id: '1', response_type: 'code' }).toString();
    const path = `/oauth/v2/auth?${query}`;
    assert.equal((await browser.open(`https://api-console.zoho.com${path}`)).status, 404);
    assert.equal((await browser.open(`https://accounts.zoho.com${path}`)).status, 400);
    const { url } = await browser.open('https://accounts.zoho.in/developerconsole');
    assert.equal(url.href, 'https://api-console.zoho.in/developerconsole/');
  });

  it('has a page for unknown paths', async () => {
    for (const path of ['nothing', 'new', 'new?type=java', 'client?id=1', '%zz']) {
      assert.equal((await browser.open(`/developerconsole/${path}`)).status, 404, path);
    }
    const { status } = await browser.open(`${crm.emulator.servers.accounts}//`);
    assert.equal(status, 404);
    for (const path of ['create', 'settings', 'portal', 'generate']) {
      const { accounts } = crm.emulator.servers;
      const page = await browser.post(`${accounts}/developerconsole/${path}`, { id: '1' });
      assert.equal(page.status, 404, path);
    }
  });

  it('leaves nothing secret in the log', async () => {
    const portal = await browser.press(await selfClient(), 'CREATE', CODE);
    await browser.press(portal, 'CREATE');
    const log = JSON.stringify(await crm.control.requests());
    for (const secret of await crm.control.secrets()) {
      assert.ok(!log.includes(secret));
    }
  });
});
