import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { PORTS, redirectUriOf } from '../../../src/auth/flows/loopback.ts';
import type { Location } from '../../emulator/dataCenter.ts';
import type { Switches } from '../../emulator/profile.ts';
import { LONG_FORM } from '../../long.ts';
import { ConsentPage } from '../consentPage.ts';
import { AMELIA } from '../person.ts';
import { selfClientFile } from '../selfClientFile.ts';
import { until } from '../../vscode/workbench/until.ts';
import { sharedStage } from '../sharedStage.ts';
import type { Stage } from '../stage.ts';
import { hostsSpokenTo } from './hostsSpokenTo.ts';

const SANDBOX_RECORD = { module: 'Contacts', id: '591203000000624001' };

describe('with Zoho’s own host names, through a proxy', () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
    await stage.person.leave();
  });

  async function moveTo(location: Location, switches: Partial<Switches> = {}): Promise<void> {
    await stage.crm.reset({ switches: { location, ...switches } });
    await stage.window.notifications.clear();
  }

  async function photoArrives(target = AMELIA): Promise<void> {
    const { crm, person, window } = stage;
    await window.page.bringToFront();
    await person.answerTarget(target);
    const { severity } = await person.result('portrait.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await crm.photo(target.module, target.id), null);
  }

  /** @param button for what is still stored: the client, and records after an upload */
  async function signOut(button = 'Delete Them Too'): Promise<void> {
    const { commandPalette, notifications } = stage.window;
    await commandPalette.run('Zoho CRM Photos: Sign Out…');
    await notifications.press(/^Signed out of Zoho CRM/, button);
  }

  it('Europe, in the browser, with a client registered in the United States', async () => {
    const { crm, person, window } = stage;
    await moveTo('eu');
    const client = await crm.registerClient({
      type: 'server',
      redirectUris: PORTS.map(redirectUriOf),
      location: 'us',
      multiDc: true,
    });
    await person.rightClick('portrait.jpg');
    await window.quickInput.choose('Other Sign-In Methods…');
    await window.quickInput.choose('Browser, with your own client');
    await window.quickInput.choose('United States');
    await window.quickInput.choose('Server-based Applications');
    await window.quickInput.shown({ message: /^Client ID/ });
    await window.quickInput.type(client.clientId);
    await window.quickInput.accept();
    await window.quickInput.shown({ message: /^Client secret/ });
    await window.quickInput.type(client.clientSecret);
    await window.quickInput.accept();
    await window.dialog.shown(/accounts\.zoho\.com/);
    await window.dialog.choose('Open');
    const { page } = await window.openedPages.next(/^https:\/\/accounts\.zoho\.com\/oauth/);
    await page.waitForURL(/^https:\/\/accounts\.zoho\.eu\//);
    const back = await new ConsentPage(page).accept();
    assert.equal(back.searchParams.get('accounts-server'), 'https://accounts.zoho.eu');
    await photoArrives();
    assert.deepEqual(await hostsSpokenTo(stage.crm), [
      'accounts.zoho.eu:443',
      'www.zohoapis.eu:443',
    ]);
    await signOut();
  });

  describe('the first question', () => {
    const URL = 'https://crm.zoho.com/crm/org808232144/tab/Home/begin';

    beforeEach(async () => {
      await moveTo('us');
      await stage.person.rightClick('portrait.jpg');
      await stage.window.quickInput.shown({ placeholder: /^What’s your CRM’s URL/ });
    });

    afterEach(async () => {
      const { quickInput } = stage.window;
      if (await quickInput.isOpen()) {
        await quickInput.escape();
      }
    });

    async function labels(): Promise<string[]> {
      return (await stage.window.quickInput.items()).map(({ label }) => label);
    }

    it('takes a URL as it’s typed, and says what is wrong with one', async () => {
      const { quickInput } = stage.window;
      await stage.window.screenshot('first-question');
      const all = await labels();
      assert.deepEqual(
        [all[0], all.slice(-3)],
        [
          'United States',
          ['First time? Show me how', 'Choose self_client.json…', 'Other Sign-In Methods…'],
        ],
      );
      const china = (await quickInput.items()).find(({ label }) => label === 'China');
      assert.match(china?.description ?? '', /its own client/);
      for (const [text, label, detail] of [
        [
          'https://crmsandbox.zoho.eu/crm/northwindsandbox',
          /^Europe · crmsandbox/,
          /^Sandbox: you’ll need a code/,
        ],
        ['https://desk.zoho.com/agent/northwind', /^This is a Zoho Desk URL/, /^$/],
        ['https://crm.zoho.com/crm/northwind/tab/Home', /^United States · crm/, /^No “org”/],
        ['https://crm.zoho.evil.example/crm/org808232144', /isn’t a Zoho CRM server/, /^$/],
        ['no such place', /^This isn’t a URL of your CRM/, /^$/],
        [URL, /^org808232144 · United States · crm\.zoho\.com$/, /^$/],
      ] as const) {
        await quickInput.type(text);
        await quickInput.found(
          ([item]) => label.test(item?.label ?? '') && detail.test(item?.detail ?? ''),
        );
        assert.equal((await quickInput.look())?.value, text);
      }
      await stage.window.screenshot('first-question-url');
      assert.deepEqual(await stage.crm.requests(), []);
    });

    it(
      'says that a code has expired, or allows too little, before it’s sent',
      LONG_FORM,
      async () => {
        const { quickInput } = stage.window;
        for (const [fields, said, screenshot] of [
          [
            { expiry_time: Date.now() - 60_000 },
            /^The code in self_client\.json expired/,
            'expired',
          ],
          [{ scope: ['ZohoCRM.users.READ'] }, /^The code doesn’t allow uploading/, 'lacking'],
        ] as const) {
          const file = await selfClientFile(stage, fields);
          await quickInput.type(file);
          await quickInput.found(([item]) => said.test(item?.label ?? ''));
          await quickInput.shown({ value: /^self_client\.json · •+$/ });
          await quickInput.accept();
          await stage.window.screenshot(`self-client-file-${screenshot}`);
        }
        assert.deepEqual(await stage.crm.requests(), []);
      },
    );

    it(
      'takes a client ID and secret at once, and the file in any later question',
      LONG_FORM,
      async () => {
        const { crm, emulator, window } = stage;
        const { quickInput } = window;
        await quickInput.type(URL);
        await quickInput.choose(/^org808232144/);
        await quickInput.shown({ message: /^Client ID/ });
        await quickInput.type(
          `Client Secret ${emulator.clientSecret} Client ID ${emulator.clientId}`,
        );
        await quickInput.accept();
        await quickInput.shown({ placeholder: /^Which record/ });
        await quickInput.escape();
        await quickInput.closed();
        assert.ok((await crm.requests()).length > 0);
        await signOut('Delete It Too');
        await stage.person.rightClick('portrait.jpg');
        await quickInput.choose('United States');
        await quickInput.shown({ message: /^Client ID/ });
        await quickInput.type(emulator.clientId);
        await quickInput.accept();
        await quickInput.shown({ message: /^Client secret/ });
        await quickInput.type(await selfClientFile(stage));
        await quickInput.shown({ message: /press Enter to sign in/, severity: 'info' });
        await quickInput.accept();
        await quickInput.shown({ placeholder: /^Which record/ });
        await quickInput.escape();
        await signOut('Delete It Too');
      },
    );

    it('asks where a file’s client is from, and offers to delete the file', async () => {
      const { person, window } = stage;
      const { notifications, quickInput } = window;
      await quickInput.escape();
      await moveTo('eu');
      const folder = await mkdtemp(path.join(tmpdir(), 'repository-'));
      const file = path.join(folder, 'self_client.json');
      try {
        await mkdir(path.join(folder, '.git'));
        await writeFile(file, await selfClientFile(stage));
        await person.rightClick('portrait.jpg');
        await quickInput.type(file);
        await quickInput.choose('self_client.json');
        await quickInput.found(
          ([item]) => item?.label === 'accounts.zoho.com doesn’t know this client.',
        );
        await quickInput.shown({ title: /code expires in \d:\d\d/ });
        await window.screenshot('self-client-file-elsewhere');
        await quickInput.type('https://crm.zoho.eu/crm/org808232144/tab/Home/begin');
        await quickInput.choose(/^org808232144 · Europe/);
        await quickInput.shown({ placeholder: /^Which record/ });
        await quickInput.escape();
        await window.screenshot('self-client-file-delete');
        await notifications.press(/is in a Git repository\. Delete it\?$/, 'Delete File');
        await until('the file to be gone', async () =>
          existsSync(file) ? undefined : Promise.resolve(true),
        );
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
      await signOut('Delete It Too');
    });

    it('allows deleting, and uses a client that it knows', async () => {
      const { emulator, window } = stage;
      const { quickInput } = window;
      const scopes = (): Promise<string> =>
        window.page.evaluate<string>('navigator.clipboard.readText()');
      await quickInput.switch(/^Also allow deleting photos/).click();
      await quickInput.shown({ title: /Allow Deleting Photos/ });
      await window.screenshot('allow-deleting');
      await quickInput.press('Copy Scopes');
      await until('the scopes in the clipboard', async () =>
        (await scopes()).includes('ZohoCRM.modules.vendors.DELETE') ? true : undefined,
      );
      await quickInput.type(URL);
      await quickInput.choose(/^org808232144/);
      await quickInput.shown({ message: /^Client ID/, title: /Allow Deleting Photos/ });
      await quickInput.type(`${emulator.clientId} ${emulator.clientSecret}`);
      await quickInput.accept();
      await quickInput.shown({ placeholder: /^Which record/ });
      await quickInput.escape();
      const { crm } = stage;
      await crm.reset({ keepTokens: true });
      await window.commandPalette.run('Zoho CRM Photos: Sign In…');
      await quickInput.type(URL);
      await quickInput.found(([item]) => item?.detail.startsWith('With the client of') === true);
      await quickInput.choose(/^org808232144/);
      await window.notifications.waitFor(/^Signed in to Zoho CRM/);
      await signOut('Delete It Too');
    });
  });

  it('China, which requires its own clients', LONG_FORM, async () => {
    await moveTo('cn');
    await stage.person.rightClick('portrait.jpg');
    await stage.person.answerSignIn({
      dataCenter: 'China',
      proof: 'https://crm.zoho.com.cn/crm/org808232144/tab/Leads',
    });
    await photoArrives();
    assert.deepEqual(await hostsSpokenTo(stage.crm), [
      'accounts.zoho.com.cn:443',
      'www.zohoapis.com.cn:443',
    ]);
    await signOut();
  });

  it('Zoho One, by its URLs, which are parsed but never contacted', async () => {
    const { crm, person, window } = stage;
    await moveTo('ca');
    const space = 'one.zohocloud.ca/zohoone/northwind/home/cxapp-spaces/sales/crm/org808232144';
    const app = 'https://one.zohocloud.ca/zohoone/northwind/home/cxapp/crm/org808232144';
    await person.rightClick('portrait.jpg');
    await person.answerSignIn({ dataCenter: 'Canada', proof: `${space}/tab/Leads/list` });
    await window.quickInput.shown({ placeholder: /^Which record/ });
    for (const [text, said] of [
      [`${app}/tab/Contacts/custom-view/${AMELIA.id}/list`, /^This URL opens a list, not a record/],
      ['https://desk.zohocloud.ca/agent/northwind', /^This is a Zoho Desk URL/],
      ['zcrm_4876', /^A record ID has 10 to 19 digits/],
      ['nothing is called that', /^Search \S+$/],
    ] as const) {
      await window.quickInput.type(text);
      await window.quickInput.found(([item]) => said.test(item?.label ?? ''));
      if (text.endsWith('/list')) {
        await window.screenshot('url-of-no-record');
      }
    }
    await window.quickInput.type('contacts');
    await window.quickInput.choose('Contacts');
    await window.quickInput.shown({ placeholder: /name, email, phone/ });
    await window.quickInput.type(`${app}/tab/Contacts/${AMELIA.id}x`);
    await window.quickInput.found(
      ([item]) => item?.label.startsWith('The record ID in this URL') === true,
    );
    await window.quickInput.type(`${app}/tab/Contacts/${AMELIA.id}/edit`);
    await window.quickInput.choose(`Contacts ${AMELIA.id}`);
    const { severity } = await person.result('portrait.jpg');
    assert.equal(severity, 'info');
    assert.notEqual(await crm.photo(AMELIA.module, AMELIA.id), null);
    assert.deepEqual(await hostsSpokenTo(stage.crm), [
      'accounts.zohocloud.ca:443',
      'www.zohoapis.ca:443',
    ]);
    await signOut();
  });

  it('a sandbox, even if Zoho returns the production host for it', async () => {
    const { crm, person, window } = stage;
    await moveTo('au', { apiDomain: 'production' });
    await person.rightClick('portrait.jpg');
    await person.answerSignIn({
      dataCenter: 'Australia',
      proof: 'https://crmsandbox.zoho.com.au/crm/northwindsandbox/tab/Home/begin',
    });
    await window.quickInput.shown({
      message: /sandbox URL\. Paste a code/,
      severity: 'error',
    });
    await window.quickInput.type(await crm.issueCode({ org: 'sandbox' }));
    await window.quickInput.accept();
    await window.quickInput.shown({
      title: /^portrait\.jpg → Northwind Traders \(SANDBOX northwindsandbox\)/,
    });
    await photoArrives({ ...SANDBOX_RECORD, name: AMELIA.name });
    assert.deepEqual(await hostsSpokenTo(stage.crm), [
      'accounts.zoho.com.au:443',
      'sandbox.zohoapis.com.au:443',
      'www.zohoapis.com.au:443',
    ]);
    await signOut();
  });
});
