import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { ChosenMapping, Exit, MappingDraft } from '../../../../src/batch/mapping/draft.ts';
import { ModuleLists } from '../../../../src/upload/moduleLists.ts';
import { Crm } from '../../../../src/zoho/crm.ts';
import type { Result } from '../../../../src/zoho/failure.ts';
import { success } from '../../../../src/zoho/failure.ts';
import { SCOPES } from '../../../../src/zoho/scopes.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import { vscode } from '../../stubbedVscode.ts';
import { next, shownInputs } from '../../ui/quickInputs.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import type { Answered } from './withoutDraft.ts';
import { withoutDraft } from './withoutDraft.ts';

const tables = new Map<string, string>();
vscode.ProgressLocation = { Notification: 15 };
vscode.workspace = {
  asRelativePath: (uri: { path: string }) => uri.path,
  textDocuments: [],
  fs: {
    stat: () => Promise.resolve({ size: 1 }),
    readFile: ({ path }: { path: string }) => Promise.resolve(Buffer.from(tables.get(path) ?? '')),
  },
};

const { askMapping } = await import('../../../../src/batch/mapping/questions.ts');
const { reopened } = await import('../../../../src/batch/mapping/draft.ts');

const CODE = { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true } as const;
const WAY = /^Match file names/;
const PATTERN = /^File name pattern/;

describe('the questions for how pictures find their records, with suggestions,', () => {
  let world: World;
  let crm: Crm;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(async () => {
    await world.control.reset({ switches: { closesIdleConnections: false, searchLagMs: 0 } });
    const token = await world.control.issueAccessToken();
    const source = (): Promise<Result<string>> => Promise.resolve(success(token));
    crm = new Crm(world.network, world.emulator.servers, { token: source, renew: source });
    shownInputs.length = 0;
    tables.clear();
  });

  function askAll(
    names: readonly string[],
    scopes: readonly string[] = SCOPES,
    draft: MappingDraft = {},
  ): Promise<ChosenMapping | Exit | undefined> {
    const fields = ['Product_Code', 'Color'].map((apiName) => ({
      apiName,
      label: apiName.replaceAll('_', ' '),
      type: 'text' as const,
      isUnique: false,
      bar: undefined,
    }));
    return askMapping(
      {
        account: sampleAccount({ scopes: [...scopes] }),
        crm,
        modules: new ModuleLists(),
        version: 'v8',
        recent: [],
        candidates: names.map((path, n) => ({ n, path, size: 1000 })),
        tables: [...tables.keys()].map((path) => ({ path })) as never,
        saved: [],
        team: [],
        fieldsOf: () => Promise.resolve({ fields, lacking: undefined }),
      },
      draft,
    );
  }

  async function ask(names: readonly string[], scopes?: readonly string[]): Promise<Answered> {
    return withoutDraft(await askAll(names, scopes));
  }

  async function chooseProducts(): Promise<void> {
    (await next(/^Which module/)).choose('Products');
  }

  it('are over with a suggestion, which says how many records it finds', async () => {
    const answered = ask(['LAMP-01_front.jpg', 'LAMP-01_back.jpg', 'MUG-22_front.jpg']);
    await chooseProducts();
    const list = await next(WAY);
    const [first] = list.visible;
    assert.equal(first?.label, 'File name up to the first _ = Product Code');
    assert.equal(first.description, 'finds 2 of 2');
    assert.match(first.detail ?? '', /of several pictures, the one that ends in “front”/);
    list.choose(/./);
    const answer = await answered;
    assert.deepEqual(answer, {
      kind: 'mapping',
      mapping: {
        module: 'Products',
        rule: { kind: 'name', name: { pattern: '{key}_*', replace: [] }, by: CODE },
        several: { kind: 'ends-in', ending: 'front' },
      },
      table: undefined,
    });
  });

  it('suggest a table next to the pictures, if it finds records', async () => {
    tables.set(
      '/Products.csv',
      'Record Id,Product Name,File\nzcrm_4876876000000627001,Lamp,a.jpg\n',
    );
    const answered = ask(['a.jpg']);
    await chooseProducts();
    const list = await next(WAY);
    assert.equal(list.visible[0]?.label, 'Products.csv: File → Record Id');
    assert.equal(list.visible[0].description, 'finds 1 of 1');
    list.choose(/./);
    const answer = await answered;
    assert.ok(answer?.kind === 'mapping');
    assert.deepEqual(answer.mapping.rule, {
      kind: 'table',
      fileColumn: 'File',
      recordColumn: 'Record Id',
      by: { kind: 'id' },
    });
    assert.equal(answer.table?.rows.length, 1);
  });

  it('suggest nothing that finds no record, and without counts what can’t be counted', async () => {
    const none = ask(['NOBODY.jpg']);
    await chooseProducts();
    const list = await next(WAY);
    assert.ok(list.visible.every(({ label }) => !label.includes(' = ')));
    list.hide();
    await none;
    const uncounted = ask(['NOBODY.jpg'], []);
    await chooseProducts();
    const other = await next(WAY);
    assert.deepEqual(
      other.visible.slice(0, 1).map(({ label, description }) => [label, description]),
      [['File name = Product Code', undefined]],
    );
    other.hide();
    await uncounted;
  });

  it('start again at how names match, with the answers of a suggestion or an earlier mapping', async () => {
    const names = ['LAMP-01.jpg', 'MUG-22.jpg'];
    const first = askAll(names);
    await chooseProducts();
    (await next(WAY)).choose('File name = Product Code');
    const chosen = await first;
    assert.ok(chosen?.kind === 'mapping');
    const again = askAll(names, SCOPES, reopened(chosen.draft));
    const way = await next(WAY);
    assert.equal(way.activeItems[0]?.label, 'File name = Product Code');
    way.choose('Product Code');
    (await next(PATTERN)).choose('{key}');
    const custom = await again;
    assert.ok(custom?.kind === 'mapping');
    assert.deepEqual(custom.mapping, chosen.mapping);
    const { mapping } = custom;
    const third = askAll(names, SCOPES, reopened({ reused: mapping, rule: mapping.rule }));
    const before = await next(WAY);
    assert.equal(before.activeItems[0]?.label, 'Product Code');
    before.goBack();
    (await next(/^Which module/)).hide();
    assert.equal(await third, undefined);
  });
});
