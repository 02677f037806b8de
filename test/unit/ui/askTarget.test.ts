import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import type { Suggesting, Target } from '../../../src/ui/targetQuestion.ts';
import { ModuleLists } from '../../../src/upload/moduleLists.ts';
import type { RecentRecord } from '../../../src/upload/recent.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Place } from '../../../src/zoho/dataCenter.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { SCOPES, SEARCH_SCOPE } from '../../../src/zoho/scopes.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { until } from '../until.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import type { QuickInput, ShownItem } from './quickInputs.ts';
import { next, shownInputs } from './quickInputs.ts';

const { askTarget } = await import('../../../src/ui/askTarget.ts');

const AMELIA = '4876876000000624001';
const EU: Place = { kind: 'zoho', dataCenter: 'EU', environment: 'production' };
const CRM = 'https://crm.zoho.eu/crm/org808232144';
const ONE = 'https://one.zoho.eu/zohoone/northwind/home/cxapp/crm/org808232144';

describe('the question for a record', () => {
  let world: World;
  let crm: Crm;
  let answered: Promise<Target | undefined>;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(async () => {
    await world.control.reset({ switches: { closesIdleConnections: false } });
    const token = await world.control.issueAccessToken();
    const source = (): Promise<Result<string>> => Promise.resolve(success(token));
    crm = new Crm(world.network, world.emulator.servers, { token: source, renew: source });
    shownInputs.length = 0;
  });

  afterEach(async () => {
    shownInputs.at(-1)?.hide();
    await answered;
  });

  function account(place = EU, scopes: readonly string[] = SCOPES): Account {
    return sampleAccount({ place, scopes: [...scopes] });
  }

  async function ask(
    more: {
      place?: Place;
      recent?: RecentRecord[];
      modules?: ModuleLists;
      suggest?: Suggesting;
      others?: readonly Account[] | 'none';
      scopes?: readonly string[];
    } = {},
  ): Promise<QuickInput> {
    answered = askTarget({
      account: account(more.place, more.scopes),
      crm,
      modules: more.modules ?? new ModuleLists(),
      version: 'v8',
      recent: more.recent ?? [],
      picture: 'mug.jpg',
      changing: true,
      suggest: more.suggest,
      others: more.others,
    });
    return next(/^Which record/);
  }

  /** The latest question, once it's this one and isn't busy. */
  async function askIn(module: string): Promise<QuickInput> {
    (await ask()).choose(module);
    return next(/name, email, phone/);
  }

  async function typed(input: QuickInput, text: string): Promise<readonly ShownItem[]> {
    input.type(text);
    await until('nothing is waited for', () => !input.busy);
    return input.visible;
  }

  function seen(label: string): string {
    return label.replaceAll('\u200B', '');
  }

  /** VS Code moves items up whose labels contain what was typed. */
  function staysFirst([, ...others]: readonly string[], text: string): void {
    assert.ok(others.every((label) => !label.includes(text)));
  }

  async function searches(): Promise<string[]> {
    const paths = (await world.control.requests()).map(({ path }) => path);
    return paths.filter((path) => path.includes('/search'));
  }

  const CONTACT = { kind: 'record', key: { module: 'Contacts', id: AMELIA } };

  for (const text of [
    `${CRM}/tab/Contacts/${AMELIA}`,
    `crm.zoho.eu/crm/org808232144/tab/Contacts/zcrm_${AMELIA}`,
    `<HTTP://CRM.ZOHO.EU/crm/ShowEntityInfo.do?id=${AMELIA}&module=Contacts&isload=true>.`,
    `${CRM}/EntityInfo.do?module=Contacts&id=${AMELIA}`,
    `${ONE}/tab/Contacts/${AMELIA}`,
    `https://crmplus.zoho.eu/northwind/index.do/cxapp/crm/org808232144/tab/Contacts/${AMELIA}`,
  ]) {
    it(`accepts ${text} at either step`, async () => {
      const first = await ask();
      assert.equal((await typed(first, text)).length, 1);
      first.choose(`Contacts ${AMELIA}`);
      assert.deepEqual(await answered, CONTACT);
      const second = await askIn('Leads');
      assert.equal((await typed(second, text)).length, 1);
      second.choose(`Contacts ${AMELIA}`);
      assert.deepEqual(await answered, CONTACT);
      assert.deepEqual(await searches(), []);
    });
  }

  for (const [text, label] of [
    [`${CRM}/tab/Contacts/custom-view/${AMELIA}/list`, /opens a list/],
    [`${ONE}/tab/Contacts/custom-view/${AMELIA}/kanban`, /opens a Kanban view/],
    [`${CRM}/tab/Contacts/create`, /form for a new record/],
    [`${CRM}/tab/Home/begin`, /but not a record/],
    [`${CRM}/tab/Reports/${AMELIA}`, /opens a report/],
    [`${CRM}/tab/Contacts/4876`, /record ID in this URL is too short/],
    [`${CRM}/tab/Contacts/${AMELIA}1`, /record ID in this URL is too long/],
    ['https://crm.zoho.eu/crm/EntityInfo.do?module=Contacts', /has no record ID/],
    [`https://crm.zoho.eu/crm/EntityInfo.do?id=${AMELIA}`, /doesn’t name the record’s module/],
    [`${CRM}/tab/Contacts/48768…`, /cut off/],
    [`/crm/org808232144/tab/Contacts/${AMELIA}`, /missing its beginning/],
    [`https://desk.zoho.eu/agent/northwind/ticket/${AMELIA}`, /Zoho Desk URL, not a Zoho CRM one/],
    ['https://books.zoho.eu/app/1#/invoices/2', /a Zoho Books URL/],
    ['bigin.zoho.eu/bigin/org1/Home#/contacts/1', /a Bigin URL/],
    [`https://crm.zoho.eu.evil.example/crm/tab/Contacts/${AMELIA}`, /isn’t a Zoho CRM server/],
    [`https://crm.zoho.eu@evil.example/crm/tab/Contacts/${AMELIA}`, /can’t be read/],
    [`${CRM}/tab/Quotes/${AMELIA}`, /have no photos/],
  ] as const) {
    it(`says what is wrong with ${text} at either step, without a search`, async () => {
      const first = await ask();
      for (const item of [await typed(first, text), await typed(await askInFrom(first), text)]) {
        assert.equal(item.length, 1);
        assert.match(item[0]?.label ?? '', label);
        assert.ok((item[0]?.label.length ?? 0) <= 90, item[0]?.label);
      }
      assert.deepEqual(await searches(), []);
    });
  }

  async function askInFrom(first: QuickInput): Promise<QuickInput> {
    await typed(first, '');
    first.choose('Contacts');
    return next(/name, email, phone/);
  }

  it('offers to switch the account for the URL of another one', async () => {
    const sandbox: Place = { ...EU, environment: 'sandbox' };
    for (const [text, words, place] of [
      [CRM.replace('808232144', '1808232144'), /another organi[sz]ation/, EU],
      [ONE.replace('808232144', '1808232144'), /another organi[sz]ation/, EU],
      [ONE.replace('zoho.eu', 'zoho.com'), /United States/, EU],
      [ONE.replace('zoho.eu', 'zohocloud.ca'), /Canada/, EU],
      ['https://crmsandbox.zoho.eu/crm/northwindtest', /sandbox/, EU],
      [ONE.replace('808232144', '1808232144'), /another organi[sz]ation/, sandbox],
    ] as const) {
      const input = await ask({ place });
      const [item, ...others] = await typed(input, `${text}/tab/Contacts/${AMELIA}`);
      assert.deepEqual([item?.label, others], ['Switch account…', []]);
      assert.match(item?.description ?? '', words);
      input.hide();
      await answered;
    }
  });

  it('offers the account of a URL of another organization, or a sign-in to it', async () => {
    const others = [
      sampleAccount({
        place: EU,
        organization: { id: '1808232144', name: 'Contoso', domain: 'org1808232144' },
      }),
    ];
    const input = await ask({ others });
    const [item, ...more] = await typed(
      input,
      `${CRM.replace('org808', 'org1808')}/tab/Contacts/${AMELIA}`,
    );
    assert.deepEqual([item?.label, more], ['Use it in Contoso (PRODUCTION)', []]);
    const [signIn] = await typed(
      input,
      `${CRM.replace('org808', 'org2808')}/tab/Contacts/${AMELIA}`,
    );
    assert.equal(signIn?.label, 'Sign in to the organization of this URL…');
    await typed(input, `${CRM.replace('org808', 'org1808')}/tab/Contacts/${AMELIA}`);
    input.choose(/^Use it in Contoso/);
    const target = await answered;
    assert.ok(target?.kind === 'use-account');
    assert.deepEqual(
      [target.account, target.link.tab, target.link.id],
      [others[0]?.id, 'Contacts', AMELIA],
    );
  });

  it('also offers a sign-in if the URL doesn’t say that it’s of a known account', async () => {
    const input = await ask({ others: [account({ ...EU, dataCenter: 'US' })] });
    const page = 'https://crm.zoho.com/crm/EntityInfo.do';
    const items = await typed(input, `${page}?module=Contacts&id=${AMELIA}`);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['Use it in Northwind Traders (PRODUCTION)', 'Sign in to the organization of this URL…'],
    );
  });

  it('says that a bulk upload goes to one organization', async () => {
    const input = await ask({ others: 'none' });
    const [item, ...more] = await typed(
      input,
      `${CRM.replace('org808', 'org1808')}/tab/Contacts/${AMELIA}`,
    );
    assert.deepEqual([item?.label, more], ['This URL is from another organization.', []]);
    assert.match(item?.detail ?? '', /go to one organization/);
  });

  it('accepts an ID as Zoho exports it, for the chosen module at the record’s step', async () => {
    const input = await ask({
      recent: [{ module: 'Vehicles', id: '4876876000000630001', name: 'Van' }],
    });
    const items = await typed(input, `ZCRM_${AMELIA}`);
    assert.ok(items.length > 3);
    assert.ok(items.some(({ label }) => label === `Leads ${AMELIA}`));
    input.choose(`Contacts ${AMELIA}`);
    assert.deepEqual(await answered, CONTACT);
    const second = await askIn('Contacts');
    assert.equal((await typed(second, ` "zcrm_${AMELIA}" `)).length, 1);
    second.choose(`Contacts ${AMELIA}`);
    assert.deepEqual(await answered, CONTACT);
    assert.deepEqual(await searches(), []);
  });

  it('accepts no ID in a module with photos turned off', async () => {
    await world.control.patchModule('Products', { image_enable: false });
    const modules = new ModuleLists();
    await modules.findPhotoObstacle(account(), crm, 'Products', AbortSignal.timeout(10_000));
    const input = await ask({ modules });
    const items = await typed(input, `zcrm_${AMELIA}`);
    const barred = items.find(({ label }) => label === `Products ${AMELIA}`);
    assert.match(barred?.description ?? '', /turned off/);
    // Choosing an item to read only does nothing.
    input.choose(`Products ${AMELIA}`);
    input.choose(`Contacts ${AMELIA}`);
    assert.deepEqual(await answered, CONTACT);
  });

  it('finds a recent record by its ID', async () => {
    const recent = [{ module: 'Contacts', id: AMELIA, name: 'Amelia' }];
    const input = await ask({ recent });
    const labels = (await typed(input, AMELIA)).map(({ label }) => label);
    assert.ok(labels.length > 3);
    staysFirst(labels, AMELIA);
    const [first] = await typed(input, `zcrm_${AMELIA}`);
    assert.equal(first?.label, 'Amelia');
    input.choose('Amelia');
    assert.deepEqual(await answered, CONTACT);
  });

  for (const [text, label] of [
    ['zcrm_4876', /10 to 19 digits/],
    ['zcrm_', /10 to 19 digits/],
    ['zcrm_48768760000006240011', /10 to 19 digits/],
    ['zcrm_Amelia', /only digits/],
    ['4.87688E+18', /rounded/],
    ['zcrm_4.87688E+18', /rounded/],
  ] as const) {
    it(`says what is wrong with ${text}, without a search`, async () => {
      const first = await ask();
      assert.match((await typed(first, text))[0]?.label ?? '', label);
      const items = await typed(await askInFrom(first), text);
      assert.equal(items.length, 1);
      assert.match(items[0]?.label ?? '', label);
      assert.deepEqual(await searches(), []);
    });
  }

  it('searches for text with an ID in it only on request', async () => {
    for (const text of [`Amelia zcrm_${AMELIA}`, `Amelia (${AMELIA})`, `${AMELIA} ${AMELIA}`]) {
      const [wrong, search] = await typed(await askIn('Contacts'), text);
      assert.match(wrong?.label ?? '', /only digits/);
      assert.match(search?.label ?? '', /^Search Contacts for/);
      assert.equal(search?.description, text.includes('Amelia') ? 'as words' : 'as a phone number');
    }
    assert.deepEqual(await searches(), []);
  });

  it('searches for a number, such as a phone number, only on request', async () => {
    const id = await world.control.addRecord('Contacts', {
      Full_Name: 'Nora Ten',
      Phone: '4155550100',
    });
    const input = await askIn('Contacts');
    const items = await typed(input, '4155550100');
    const labels = items.map(({ label }) => label);
    assert.deepEqual(labels.map(seen), ['Search Contacts for “4155550100”', 'Contacts 4155550100']);
    staysFirst(labels, '4155550100');
    assert.deepEqual(await searches(), []);
    input.choose(/^Search/);
    await until('she is found', () => shownInputs.at(-1)?.visible[0]?.label === 'Nora Ten');
    assert.equal((await searches()).length, 1);
    shownInputs.at(-1)?.choose('Nora Ten');
    assert.deepEqual(await answered, {
      kind: 'record',
      key: { module: 'Contacts', id },
      name: 'Nora Ten',
    });
  });

  it('says that a number isn’t as long as an ID, and offers to search for it', async () => {
    const input = await askIn('Contacts');
    for (const text of ['123456', '48768760000006240011']) {
      const labels = (await typed(input, text)).map(({ label }) => label);
      assert.deepEqual(labels.map(seen), [
        'A record ID has 10 to 19 digits. Copy it from the record’s URL.',
        `Search Contacts for “${text}”`,
      ]);
      staysFirst(labels, text);
    }
    assert.deepEqual(await searches(), []);
  });

  it('offers to search the likeliest modules for what is typed, the last used one first', async () => {
    const input = await ask({
      recent: [{ module: 'Vehicles', id: '4876876000000630001', name: 'Van' }],
    });
    const items = await typed(input, 'amelia fischer');
    assert.ok(items.every(({ description }) => description === 'for “amelia fischer”'));
    const labels = items.map(({ label }) => label);
    assert.deepEqual(labels, ['Search Vehicles', 'Search Leads', 'Search Contacts']);
    assert.deepEqual(await searches(), []);
  });

  it('searches the chosen module at once; Back returns to what was typed', async () => {
    const input = await ask();
    await typed(input, 'fischer');
    input.choose(/^Search Contacts/);
    const second = await next(/name, email, phone/);
    assert.equal(second.value, 'fischer');
    await until('she is found', () => second.visible[0]?.label === 'Amelia Fischer');
    second.goBack();
    const first = await next(/^Which record/);
    assert.equal(first.value, 'fischer');
    first.choose(/^Search Contacts/);
    const again = await next(/name, email, phone/);
    await until('she is found again', () => again.visible[0]?.label === 'Amelia Fischer');
    again.choose('Amelia Fischer');
    assert.deepEqual(await answered, { ...CONTACT, name: 'Amelia Fischer' });
  });

  it('a typed module stays above the searches, and none is for photos that are turned off', async () => {
    await world.control.patchModule('Leads', { image_enable: false });
    const modules = new ModuleLists();
    await modules.findPhotoObstacle(account(), crm, 'Leads', AbortSignal.timeout(10_000));
    const input = await ask({ modules });
    const labels = (await typed(input, 'contac')).map(({ label }) => label);
    assert.equal(labels[0], 'Contacts');
    assert.deepEqual(labels.slice(1), ['Search Contacts', 'Search Accounts', 'Search Deals']);
  });

  it('a number can be the record’s ID, a phone number, or a code', async () => {
    const input = await ask();
    const byPhone = (await typed(input, '4155550100')).map(({ label }) => seen(label));
    assert.deepEqual(byPhone.slice(0, 4), [
      'Search Leads',
      'Search Contacts',
      'Search Accounts',
      'Leads 4155550100',
    ]);
    const byId = (await typed(input, AMELIA)).map(({ label }) => seen(label));
    assert.equal(byId[0], `Leads ${AMELIA}`);
    assert.ok(byId.includes('Search Contacts'));
    const tooShort = (await typed(input, '12345')).map(({ label }) => seen(label));
    assert.match(tooShort[0] ?? '', /10 to 19 digits/);
    assert.equal(tooShort[1], 'Search Leads');
    assert.deepEqual(await searches(), []);
  });

  it('never shows an empty list without an explanation', async () => {
    const input = await ask();
    assert.ok((await typed(input, 'nothing is called that')).length > 0);
    const [only, ...others] = await typed(input, '?');
    assert.deepEqual(others, []);
    assert.match(only?.label ?? '', /^Nothing here matches “\?”/);
  });

  describe('suggests', () => {
    const VAN = { module: 'Vehicles', id: '4876876000000630001', name: 'Van' };
    const YUKI = { module: 'Contacts', id: '4876876000000624003', name: 'Yuki 佐藤' };
    const photo = { kind: 'mark', mark: 'a' } as const;
    const last = { module: 'Contacts', id: AMELIA, name: 'Amelia Fischer', photo };

    it('the record where the file went last, first of all, without a search', async () => {
      const recent = [VAN, { module: 'Contacts', id: AMELIA, name: 'Amelia Fischer' }];
      const input = await ask({ recent, suggest: { last, name: 'amelia' } });
      const [first, second] = input.visible;
      assert.deepEqual(
        [first?.label, first?.description, first?.detail],
        [
          'Amelia Fischer',
          'Contacts · Northwind Traders (PRODUCTION)',
          'This file was uploaded here last time',
        ],
      );
      assert.equal(second?.label, 'Van');
      assert.equal(input.visible.filter(({ label }) => label === 'Amelia Fischer').length, 1);
      input.choose('Amelia Fischer');
      const expected = { name: 'Amelia Fischer', photo };
      assert.deepEqual(await answered, {
        ...CONTACT,
        suggestion: { kind: 'same-file', expected },
      });
      assert.deepEqual(await searches(), []);
    });

    it('what a search for the file’s name finds in the module used last', async () => {
      const input = await ask({
        recent: [YUKI],
        suggest: { last: undefined, name: 'fischer amelia' },
      });
      await until('she is found', () => input.visible[0]?.label === 'Amelia Fischer');
      assert.match(input.visible[0]?.detail ?? '', /^Found by the file name/);
      assert.equal(input.activeItems[0]?.label, YUKI.name);
      input.choose('Amelia Fischer');
      assert.deepEqual(await answered, { ...CONTACT, suggestion: { kind: 'file-name' } });
      assert.equal((await searches()).length, 1);
    });

    it('in the same place from the start, whatever is found, with one request', async () => {
      for (const [name, label] of [
        ['nobody', /^No record in Contacts matches “nobody”/],
        ['nobody fischer', /^No record in Contacts matches “nobody fischer”/],
        ['customers', /^Several records in Contacts match “customers”/],
      ] as const) {
        await world.control.reset({ switches: { closesIdleConnections: false } });
        const token = await world.control.issueAccessToken();
        const source = (): Promise<Result<string>> => Promise.resolve(success(token));
        crm = new Crm(world.network, world.emulator.servers, { token: source, renew: source });
        await world.control.fault({ path: '/search', delayMs: 300 });
        const input = await ask({ recent: [YUKI], suggest: { last: undefined, name } });
        assert.equal(input.visible[0]?.label, `Searching Contacts for “${name}”…`);
        await until('the search is over', () => label.test(input.visible[0]?.label ?? ''));
        assert.equal(input.activeItems[0]?.label, YUKI.name);
        assert.equal((await searches()).length, 1);
        if (name === 'customers') {
          input.choose(label);
          const second = await next(/name, email, phone/);
          assert.equal(second.value, name);
          second.goBack();
          await next(/^Which record/);
          assert.equal((await searches()).length, 2);
        }
        shownInputs.at(-1)?.hide();
        await answered;
      }
    });

    it('a search by hand where it failed', async () => {
      const body = { code: 'INTERNAL_ERROR', details: {}, message: '', status: 'error' };
      await world.control.fault({ path: '/search', answer: { status: 500, body } });
      const input = await ask({ recent: [YUKI], suggest: { last: undefined, name: 'amelia' } });
      await until('it failed', () => input.visible[0]?.label === 'Search Contacts');
      input.choose('Search Contacts');
      const second = await next(/name, email, phone/);
      assert.equal(second.value, 'amelia');
    });

    it('nothing, and asks nothing, without a module used last, the scope, or a name', async () => {
      const name = 'amelia';
      for (const more of [
        { suggest: { last: undefined, name } },
        { recent: [YUKI], suggest: { last: undefined, name: undefined } },
        { recent: [YUKI] },
        {
          recent: [YUKI],
          suggest: { last: undefined, name },
          scopes: SCOPES.filter((scope) => scope !== SEARCH_SCOPE),
        },
      ]) {
        const input = await ask(more);
        assert.ok(!input.items.some(({ label }) => label === 'suggested'));
        input.hide();
        await answered;
      }
      assert.deepEqual(await searches(), []);
    });

    it('nothing more once the list is closed', async () => {
      await world.control.fault({ path: '/search', delayMs: 60_000 });
      const input = await ask({ recent: [YUKI], suggest: { last: undefined, name: 'amelia' } });
      const { label = '' } = input.visible[0] ?? {};
      assert.match(label, /^Searching/);
      input.hide();
      assert.equal(await answered, undefined);
    });
  });
});
