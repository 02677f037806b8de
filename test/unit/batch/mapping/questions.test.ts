import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ModuleLists } from '../../../../src/upload/moduleLists.ts';
import { Crm } from '../../../../src/zoho/crm.ts';
import type { Result } from '../../../../src/zoho/failure.ts';
import { success } from '../../../../src/zoho/failure.ts';
import { SCOPES } from '../../../../src/zoho/scopes.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import type { Answered } from './withoutDraft.ts';
import { withoutDraft } from './withoutDraft.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import { next, shownInputs } from '../../ui/quickInputs.ts';
import { vscode } from '../../stubbedVscode.ts';

const tables = new Map<string, string>();
vscode.workspace = {
  asRelativePath: (uri: { path: string }) => uri.path,
  textDocuments: [],
  fs: {
    stat: () => Promise.resolve({ size: 1 }),
    readFile: ({ path }: { path: string }) => Promise.resolve(Buffer.from(tables.get(path) ?? '')),
  },
};

/** Warnings that were shown. */
const warned: string[] = [];
Object.assign(vscode.window as object, {
  showWarningMessage: (text: string) => {
    warned.push(text);
    return Promise.resolve(undefined);
  },
});

const { askMapping } = await import('../../../../src/batch/mapping/questions.ts');

const ID = '554000000012345';

describe('the questions for how pictures find their records', () => {
  let world: World;
  let crm: Crm;

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
    tables.clear();
    warned.length = 0;
  });

  function ask(...names: string[]): Promise<Answered> {
    return askMapping({
      account: sampleAccount({ scopes: [...SCOPES] }),
      crm,
      modules: new ModuleLists(),
      version: 'v8',
      recent: [],
      candidates: names.map((path, n) => ({ n, path, size: 1000 })),
      tables: [...tables.keys()].map((path) => ({ path })) as never,
      saved: [],
      team: [],
      fieldsOf: () =>
        Promise.resolve({
          fields: [
            { apiName: 'Email', label: 'Email', type: 'text', isUnique: true, bar: undefined },
          ],
          lacking: undefined,
        }),
    }).then(withoutDraft);
  }

  async function choose(placeholder: RegExp, label: string): Promise<void> {
    (await next(placeholder)).choose(label);
  }

  for (const [names, pattern] of [
    [[`zcrm_${ID}6.jpg`, `zcrm_${ID}7.jpg`], '{key}'],
    [[`zcrm_${ID}6_front.jpg`, `ZCRM_${ID}7_front.jpg`], '{key}_*'],
    [[`${ID}6-1.jpg`, `${ID}7-1.jpg`], '{key}-*'],
    [['zcrm_3000000038009_1.jpg', 'ZCRM-3000000038010_1.jpg'], '{key}_*'],
    [[`Lead_zcrm_${ID}6.jpg`, `Amelia_Fischer_ZCRM_${ID}7.jpg`], '*_{key}'],
    [[`Lead_zcrm_${ID}6_2.jpg`, `Jo_${ID}7_2.jpg`], '*_{key}_*'],
  ] as const) {
    it(`offer IDs first if the names have them, with the right pattern: ${names[0]}`, async () => {
      const answered = ask(...names);
      await choose(/^Which module/, 'Contacts');
      const rule = await next(/^Match file names/);
      assert.equal(rule.visible[0]?.label, 'Record ID');
      rule.choose('Record ID');
      const patterns = await next(/^File name pattern/);
      assert.equal(patterns.visible[0]?.label, pattern);
      assert.match(patterns.visible[0].description ?? '', /matches all 2 names/);
      patterns.choose(pattern);
      const answer = await answered;
      assert.ok(answer?.kind === 'mapping');
      assert.deepEqual(answer.mapping.rule, {
        kind: 'name',
        name: { pattern, replace: [] },
        by: { kind: 'id' },
      });
    });
  }

  it('offer a field first if the names have no IDs', async () => {
    const answered = ask('jo@customers.example.jpg', '356938035643809.jpg');
    await choose(/^Which module/, 'Contacts');
    const rule = await next(/^Match file names/);
    assert.equal(rule.visible[0]?.label, 'Email');
    rule.hide();
    await answered;
  });

  it('treat pictures with the same ID, written in two ways, as several for one record', async () => {
    const answered = ask(`zcrm_${ID}6.jpg`, `${ID}6.png`);
    await choose(/^Which module/, 'Contacts');
    await choose(/^Match file names/, 'Record ID');
    await choose(/^File name pattern/, '{key}');
    (await next(/^Which picture\? One record has several/)).hide();
    assert.equal(await answered, undefined);
  });

  for (const name of ['ZCRM Record ID', 'Lead Id', 'Datensatz-ID', 'ID de registro', '记录ID']) {
    it(`accept IDs of 13 digits in a column whose name says so: ${name}`, async () => {
      tables.set('/ids.csv', `${name},Photo\n3000000038009,jo.jpg\n3000000038010,ana.jpg`);
      const answered = ask('jo.jpg', 'ana.jpg');
      await choose(/^Which module/, 'Contacts');
      await choose(/^Match file names/, 'A mapping file…');
      await choose(/^Select the mapping file/, 'ids.csv');
      await choose(/^Which column contains the file names/, 'Photo');
      await choose(/^Which column identifies the records/, name);
      const by = await next(/^What does column/);
      assert.deepEqual(
        [by.visible[0]?.label, by.visible[0]?.description],
        ['Record ID', 'looks like a record ID'],
      );
      by.choose('Record ID');
      const answer = await answered;
      assert.ok(answer?.kind === 'mapping');
      assert.deepEqual(answer.mapping.rule.by, { kind: 'id' });
    });
  }

  for (const columns of ['Record Id,Contact Owner.id,Photo', 'Datensatz,Konto,Photo']) {
    it(`don’t ask what a column of Zoho’s own export contains: ${columns}`, async () => {
      tables.set(
        '/export.csv',
        [
          columns,
          `zcrm_${ID}6,zcrm_5540000000055001,jo.jpg`,
          `zcrm_${ID}7,zcrm_5540000000055001,ana.jpg`,
        ].join('\r\n'),
      );
      const answered = ask('jo.jpg', 'ana.jpg');
      await choose(/^Which module/, 'Contacts');
      await choose(/^Match file names/, 'A mapping file…');
      await choose(/^Select the mapping file/, 'export.csv');
      await choose(/^Which column contains the file names/, 'Photo');
      const record = await next(/^Which column identifies the records/);
      const [first] = columns.split(',');
      assert.equal(record.visible[0]?.label, first);
      record.choose(first ?? '');
      const answer = await answered;
      assert.ok(answer?.kind === 'mapping');
      assert.deepEqual(answer.mapping.rule.by, { kind: 'id' });
    });
  }

  it('ask what a column of numbers contains that may not be IDs', async () => {
    tables.set('/devices.csv', 'IMEI,Photo\r\n356938035643809,jo.jpg\r\n490154203237518,ana.jpg');
    const answered = ask('jo.jpg', 'ana.jpg');
    await choose(/^Which module/, 'Contacts');
    await choose(/^Match file names/, 'A mapping file…');
    await choose(/^Select the mapping file/, 'devices.csv');
    await choose(/^Which column contains the file names/, 'Photo');
    await choose(/^Which column identifies the records/, 'IMEI');
    const by = await next(/^What does column “IMEI” contain/);
    assert.equal(
      by.visible.find(({ label }) => label === 'Record ID')?.description,
      '4876876000000624001',
    );
    assert.notEqual(by.visible[0]?.label, 'Record ID');
    by.hide();
    assert.equal(await answered, undefined);
  });

  for (const [column, cells] of [
    // Numbers of a SIM card and of a shipment.
    ['ICCID', ['8944110068912345671', '8944110068912345689']],
    ['SSCC', ['106141412345678908', '106141412345678915']],
  ] as const) {
    it(`ask what a column of long numbers contains: ${column}`, async () => {
      tables.set('/codes.csv', `${column},Photo\r\n${cells[0]},jo.jpg\r\n${cells[1]},ana.jpg`);
      const answered = ask('jo.jpg', 'ana.jpg');
      await choose(/^Which module/, 'Contacts');
      await choose(/^Match file names/, 'A mapping file…');
      await choose(/^Select the mapping file/, 'codes.csv');
      await choose(/^Which column contains the file names/, 'Photo');
      await choose(/^Which column identifies the records/, column);
      await choose(/^What does column/, 'Email');
      const answer = await answered;
      assert.ok(answer?.kind === 'mapping');
      assert.equal(answer.mapping.rule.by.kind, 'field');
    });
  }

  it('don’t ask what a column with URLs of records contains', async () => {
    const address = `https://crm.zoho.com/crm/org1/tab/Contacts/${ID}`;
    tables.set('/links.csv', `Link,Photo\r\n${address}6,jo.jpg\r\n${address}7,ana.jpg`);
    const answered = ask('jo.jpg', 'ana.jpg');
    await choose(/^Which module/, 'Contacts');
    await choose(/^Match file names/, 'A mapping file…');
    await choose(/^Select the mapping file/, 'links.csv');
    await choose(/^Which column contains the file names/, 'Photo');
    await choose(/^Which column identifies the records/, 'Link');
    const answer = await answered;
    assert.deepEqual(answer?.kind === 'mapping' && answer.mapping.rule.by, { kind: 'id' });
  });

  it('ask for the table at once without pictures, and count those named by URL', async () => {
    const shop = 'https://cdn.shop.example';
    const rows = ['Code,Image', `A,${shop}/a.jpg?v=1`, `A,${shop}/a_back.jpg`, `B,${shop}/b.jpg`];
    tables.set('/shop.csv', rows.join('\r\n'));
    const answered = ask();
    await choose(/^Which module/, 'Contacts');
    await choose(/^Select the mapping file/, 'shop.csv');
    await choose(/^Which column contains the file names/, 'Image');
    await choose(/^Which column identifies the records/, 'Code');
    await choose(/^What does column/, 'Email');
    // Two are for one record, so the choice is asked for before they are downloaded.
    await choose(
      /^Which picture\? One record has several \(A: a\.jpg, a_back\.jpg\)/,
      'The first in the table',
    );
    const answer = await answered;
    assert.deepEqual(answer?.kind === 'mapping' && answer.mapping.several, {
      kind: 'first-in-table',
    });
  });

  it('don’t offer the table’s order when matching by name', async () => {
    const answered = ask('A.jpg', 'A.png');
    await choose(/^Which module/, 'Contacts');
    await choose(/^Match file names/, 'Email');
    await choose(/^File name pattern/, '{key}');
    const several = await next(/^Which picture\? One record has several/);
    assert.ok(several.visible.every(({ label }) => label !== 'The first in the table'));
    several.hide();
    await answered;
  });

  it('warn once that a spreadsheet rounded the column, before anything is looked up', async () => {
    tables.set('/eans.csv', 'EAN,Image\r\n5.90123E+12,a.jpg\r\n4.00638E+12,b.jpg');
    const answered = ask('a.jpg', 'b.jpg');
    await choose(/^Which module/, 'Products');
    await choose(/^Match file names/, 'A mapping file…');
    await choose(/^Select the mapping file/, 'eans.csv');
    await choose(/^Which column contains the file names/, 'Image');
    await choose(/^Which column identifies the records/, 'EAN');
    await choose(/^What does column/, 'Email');
    const answer = await answered;
    assert.ok(answer?.kind === 'mapping');
    assert.deepEqual(warned, [
      'A spreadsheet rounded all numbers in column “EAN”, such as 5.90123E+12. Format the column as text, and export the table again.',
    ]);
  });

  it('lose no picture in a table without column names', async () => {
    tables.set('/codes.csv', 'LAMP-01,a.jpg\nBOOT-14,b.jpg\nKITE-07,c.jpg\n');
    const answered = ask('a.jpg', 'b.jpg', 'c.jpg');
    await choose(/^Which module/, 'Products');
    await choose(/^Match file names/, 'A mapping file…');
    await choose(/^Select the mapping file/, 'codes.csv');
    await choose(/^Does the first row/, 'No column names');
    await choose(/^Which column contains the file names/, 'Column 2');
    await choose(/^Which column identifies the records/, 'Column 1');
    await choose(/^What does column “Column 1”/, 'Email');
    const answer = await answered;
    assert.ok(answer?.kind === 'mapping' && answer.mapping.rule.kind === 'table');
    const { fileColumn, recordColumn } = answer.mapping.rule;
    assert.deepEqual([fileColumn, recordColumn], ['Column 2', 'Column 1']);
    assert.deepEqual(answer.table?.rows, [
      ['LAMP-01', 'a.jpg'],
      ['BOOT-14', 'b.jpg'],
      ['KITE-07', 'c.jpg'],
    ]);
  });
});
