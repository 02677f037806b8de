import type { Answered } from './withoutDraft.ts';
import { withoutDraft } from './withoutDraft.ts';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { FieldChoice } from '../../../../src/batch/mapping/question.ts';
import type { ByFields, Mapping } from '../../../../src/batch/match/mapping.ts';
import { mappingText, readMapping } from '../../../../src/batch/match/mapping.ts';
import { ModuleLists } from '../../../../src/upload/moduleLists.ts';
import { Crm } from '../../../../src/zoho/crm.ts';
import { failed } from '../../../../src/zoho/failure.ts';
import { SCOPES } from '../../../../src/zoho/scopes.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import { until } from '../../until.ts';
import type { QuickInput } from '../../ui/quickInputs.ts';
import { next, shownInputs } from '../../ui/quickInputs.ts';
import { vscode } from '../../stubbedVscode.ts';

const errors: string[] = [];
(vscode.window as Record<string, unknown>).showErrorMessage = (text: string): void => {
  errors.push(text);
};

const { askMapping } = await import('../../../../src/batch/mapping/questions.ts');
const { PictureNames } = await import('../../../../src/batch/mapping/pictureNames.ts');
const { usualPatterns } = await import('../../../../src/batch/mapping/usualPatterns.ts');

const CODE = { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true } as const;
const NAMES: ByFields = {
  kind: 'fields',
  fields: [
    { field: 'First_Name', as: 'first' },
    { field: 'Last_Name', as: 'last' },
  ],
  ignoreCase: true,
};

/** A server without modules, so that any typed name is accepted. */
const crm = new Crm({} as never, {} as never, {
  token: () => Promise.resolve(failed({ kind: 'offline' } as never)),
  renew: () => Promise.resolve(failed({ kind: 'offline' } as never)),
});

function field(apiName: string, more: Partial<FieldChoice> = {}): FieldChoice {
  const label = apiName.replaceAll('_', ' ');
  return { apiName, label, type: 'text', isUnique: false, bar: undefined, ...more };
}

const PEOPLE = ['Email', 'Full_Name', 'First_Name', 'Last_Name'].map((name) => field(name));

interface Given {
  readonly folder?: string;
  readonly fields?: readonly FieldChoice[];
  readonly lacking?: string;
  readonly saved?: Mapping;
}

function ask(
  paths: readonly string[],
  { folder = 'shots', fields = [field('Product_Code')], lacking, saved }: Given = {},
): Promise<Answered> {
  return askMapping({
    account: sampleAccount({ scopes: [...SCOPES] }),
    crm,
    modules: new ModuleLists(),
    version: 'v8',
    recent: [],
    candidates: paths.map((path, n) => ({ n, path, folder, size: 1000 })),
    tables: [],
    saved: saved === undefined ? [] : [{ name: 'Saved', mapping: saved }],
    team: [],
    fieldsOf: () => Promise.resolve({ fields, lacking }),
  }).then(withoutDraft);
}

async function choose(placeholder: RegExp, label: string): Promise<void> {
  (await next(placeholder)).choose(label);
}

async function patternsFor(
  paths: readonly string[],
  given: Given & { readonly rule?: string; readonly module?: string } = {},
): Promise<{ input: QuickInput; answered: Promise<Answered> }> {
  const answered = ask(paths, given);
  await choose(/^Which module/, given.module ?? 'Products');
  await choose(/^Match file names/, given.rule ?? 'Product Code');
  return { input: await next(/^File name pattern/), answered };
}

function offered({ items }: QuickInput): string[] {
  return items
    .filter(({ description }) => description?.includes('matches '))
    .map(({ label }) => label);
}

function described({ visible: [first] }: QuickInput): string {
  return first?.description ?? '';
}

function examples({ items }: QuickInput): string[] {
  const from = items.findIndex(({ kind, label }) => kind === -1 && label.startsWith('with '));
  const to = items.findIndex(({ kind }, index) => kind === -1 && index > from);
  return items
    .slice(from + 1, to < 0 ? undefined : to)
    .map(({ label, description = '' }) => `${label} < ${description}`);
}

describe('the question for the pattern', () => {
  beforeEach(() => {
    shownInputs.length = 0;
    errors.length = 0;
  });

  it('offers the folder’s name first for pictures in folders', async () => {
    const paths = ['LAMP-01', 'BOOT-14'].flatMap((sku) => [`${sku}/back.jpg`, `${sku}/front.jpg`]);
    const { input, answered } = await patternsFor(paths);
    assert.match(input.placeholder, /\/ = folder/);
    const [first] = input.visible;
    assert.equal(first?.label, '{key}/*');
    assert.equal(first.description, 'the folder’s name · matches all 4 pictures');
    assert.deepEqual(examples(input), [
      'LAMP-01 < LAMP-01/back.jpg',
      'BOOT-14 < BOOT-14/back.jpg',
      'LAMP-01 < LAMP-01/front.jpg',
      'BOOT-14 < BOOT-14/front.jpg',
    ]);
    input.choose('{key}/*');
    const several = await next(
      /^Which picture\? 2 records have several \(LAMP-01: back.jpg, front.jpg\)/,
    );
    several.choose('The one whose name ends in…');
    await until(
      'the ending is asked',
      () => shownInputs.at(-1)?.prompt.startsWith('How does') === true,
    );
    const ending = shownInputs.at(-1);
    ending?.type('front');
    ending?.accept();
    const answer = await answered;
    assert.ok(answer?.kind === 'mapping');
    assert.deepEqual(answer.mapping, {
      module: 'Products',
      rule: { kind: 'name', name: { pattern: '{key}/*', replace: [] }, by: CODE },
      several: { kind: 'ends-in', ending: 'front' },
    });
    assert.deepEqual(readMapping(mappingText(answer.mapping)), answer.mapping);
  });

  it('previews a path pattern while it is typed', async () => {
    const { input, answered } = await patternsFor([
      'A/front.jpg',
      'A/back.jpg',
      'B/front.jpg',
      'x.jpg',
    ]);
    input.type('{key}/front.*');
    assert.deepEqual(offered(input), ['{key}/front.*']);
    assert.equal(input.visible[0]?.description, 'matches 2 of 4 pictures');
    assert.deepEqual(examples(input), [
      '— < A/back.jpg doesn’t match',
      '— < shots/x.jpg doesn’t match',
      'A < A/front.jpg',
      'B < B/front.jpg',
    ]);
    input.type('{key}/side');
    assert.match(input.visible[0].label, /^\{key\}\/side matches nothing/);
    assert.equal(input.visible[0].description, 'matches none of the 4 pictures');
    input.hide();
    assert.equal(await answered, undefined);
  });

  it('explains the syntax when a pattern uses another one', async () => {
    const { input, answered } = await patternsFor(['A_1.jpg', 'B.jpg']);
    input.type('{key}[_*]');
    assert.match(input.visible[0]?.label ?? '', /matches nothing/);
    assert.equal(
      input.visible[0]?.description,
      'matches none of the 2 names · use [_*]? for an optional part',
    );
    input.type('{key}[_*]?');
    assert.equal(input.visible[0].description, 'matches all 2 names');
    input.type('{sku}/*');
    assert.match(input.visible[0].label, /^Use \{key\} for the part that identifies the record/);
    for (const typed of ['A%{key}', '?{key}', '{key}_{view}']) {
      input.type(typed);
      assert.match(described(input), / · \* stands for anything else$/, typed);
    }
    input.hide();
    await answered;
    const one = await patternsFor(['A_1.jpg']);
    assert.equal(one.input.visible[0]?.description, 'the whole name · matches the name');
    one.input.hide();
    await one.answered;
  });

  for (const [typed, pattern] of [
    ['{KEY}_*', '{key}_*'],
    ['{ Key }[_*]?', '{key}[_*]?'],
    ['{sku}_*', '{key}_*'],
    ['{Product Code}_*.jpg', '{key}_*.jpg'],
    ['{}_*', '{key}_*'],
  ] as const) {
    it(`takes ${typed} for ${pattern}, which is shown and kept`, async () => {
      const { input, answered } = await patternsFor(['A_1.jpg', 'B_1.jpg']);
      input.type(typed);
      assert.deepEqual(offered(input), [pattern]);
      assert.deepEqual(examples(input).slice(0, 2), ['A < A_1.jpg', 'B < B_1.jpg']);
      input.choose(pattern);
      const answer = await answered;
      assert.ok(answer?.kind === 'mapping' && answer.mapping.rule.kind === 'name');
      assert.equal(answer.mapping.rule.name.pattern, pattern);
      assert.deepEqual(readMapping(mappingText(answer.mapping)), answer.mapping);
    });
  }

  it('says where to match by first and last name after one field was chosen', async () => {
    const { input, answered } = await patternsFor(['A_B.jpg'], { fields: PEOPLE, rule: 'Email' });
    input.type('{first}_{Last Name}');
    assert.match(input.visible[0]?.label ?? '', /^Use \{key\}/);
    assert.match(input.visible[0]?.description ?? '', /go back and select “First and last name”/);
    input.hide();
    await answered;
  });

  it('offers the selected folder of one product with subfolders', () => {
    const names = new PictureNames(
      ['web/1.jpg', 'web/2.jpg', 'print/1.jpg'].map((path, n) => ({
        n,
        path,
        folder: 'LAMP-01',
        size: 1,
      })),
    );
    const one = usualPatterns(names, CODE, []).find(({ pattern }) => pattern === '{key}/*/*');
    assert.deepEqual(
      one?.read.names.map(({ ways }) => ways),
      [[['LAMP-01']], [['LAMP-01']], [['LAMP-01']]],
    );
  });

  it('uses the name of a product’s folder that was selected by itself', async () => {
    const { input, answered } = await patternsFor(['front.jpg', 'back.jpg'], { folder: 'LAMP-01' });
    assert.equal(offered(input).at(-1), '{key}/*');
    input.type('{key}/front');
    assert.equal(examples(input).at(-1), 'LAMP-01 < LAMP-01/front.jpg');
    input.choose('{key}/front');
    const answer = await answered;
    assert.ok(answer?.kind === 'mapping');
  });

  for (const [what, paths, first] of [
    ['the product’s folder lies within others', ['s/A/1.jpg', 's/B/1.jpg', 's/C/1.jpg'], '{key}/*'],
    [
      'the product’s folder has others',
      ['A/web/1.jpg', 'B/web/1.jpg', 'B/print/1.jpg', 'C/web/1.jpg'],
      '{key}/**',
    ],
    [
      'two products’ folders have others',
      ['A/web/1.jpg', 'A/print/1.jpg', 'B/web/1.jpg'],
      '{key}/**',
    ],
    ['two products lie in two others', ['a/A/1.jpg', 'b/B/1.jpg'], '{key}/*'],
  ] as const) {
    it(`offers the folder first whose names differ more: ${what}`, () => {
      const usual = usualPatterns(new PictureNames(candidates(paths)), CODE, []);
      assert.equal(usual[0]?.pattern, first);
      assert.ok(usual.some(({ pattern }) => pattern === '{key}/*'));
      assert.ok(usual.some(({ pattern }) => pattern === '{key}/**'));
    });
  }

  it('offers the folder’s name first for files selected in several folders', () => {
    const names = new PictureNames(
      ['LAMP-01', 'BOOT-14'].map((folder, n) => ({ n, path: 'front.jpg', folder, size: 1 })),
    );
    const [first] = usualPatterns(names, CODE, []);
    assert.equal(first?.pattern, '{key}/*');
    assert.deepEqual(
      first.read.names.map(({ ways }) => ways),
      [[['LAMP-01']], [['BOOT-14']]],
    );
  });

  it('offers the folder’s name or the file’s if only some are in folders', () => {
    const names = new PictureNames(candidates(['A/1.jpg', 'B/1.jpg', 'C.jpg']));
    const usual = usualPatterns(names, CODE, []);
    const told = usual.map(({ pattern, read }) => `${pattern} ${read.matching}`);
    assert.deepEqual(told.slice(0, 2), ['{key}/* 2', '{key}[/*]? 3']);
  });

  it('offers an optional part if some names lack it', () => {
    const patterns = (...paths: string[]): string[] =>
      usualPatterns(new PictureNames(candidates(paths)), CODE, []).map(({ pattern }) => pattern);
    assert.deepEqual(patterns('LAMP_1.jpg', 'LAMP_front.jpg', 'BOOT.jpg'), [
      '{key}',
      '{key}_*',
      '{key}[_*]?',
      '{key}/*',
    ]);
    assert.deepEqual(patterns('LAMP_1.jpg', 'BOOT_1.jpg'), ['{key}', '{key}_*', '{key}/*']);
  });

  it('offers the record ID first if folders have one', async () => {
    const answered = ask(['zcrm_5540000000123456/front.jpg', 'zcrm_5540000000123457/front.jpg']);
    await choose(/^Which module/, 'Products');
    const rule = await next(/^Match file names/);
    assert.deepEqual(
      rule.visible.slice(0, 2).map(({ label }) => label),
      ['Folder name = Record ID', 'Record ID'],
    );
    rule.choose('Record ID');
    const input = await next(/^File name pattern/);
    assert.equal(input.visible[0]?.label, '{key}/*');
    assert.match(input.visible[0].description ?? '', /matches all 2 pictures/);
    input.hide();
    await answered;
  });

  it('offers first and last name together if a module has both', async () => {
    const { input, answered } = await patternsFor(['Amelia_Fischer.jpg', 'Mateo_Álvarez.jpg'], {
      module: 'Contacts',
      rule: 'First and last name',
      fields: PEOPLE,
    });
    assert.match(input.placeholder, /\{first\} and \{last\}/);
    assert.deepEqual(offered(input), ['{first}_{last}', '{last}_{first}']);
    assert.deepEqual(examples(input), [
      'Amelia · Fischer < Amelia_Fischer.jpg',
      'Mateo · Álvarez < Mateo_Álvarez.jpg',
    ]);
    input.type('{first}');
    assert.equal(input.visible[0]?.label, 'Use {first} and {last} once each');
    for (const typed of ['{FIRST}_{Last}', '{First Name}_{lastname}']) {
      input.type(typed);
      assert.equal(input.visible[0].description, 'matches all 2 names', typed);
    }
    input.type('');
    input.choose('{first}_{last}');
    const answer = await answered;
    assert.ok(answer?.kind === 'mapping');
    const { rule } = answer.mapping;
    assert.deepEqual(rule.by, NAMES);
    assert.deepEqual(readMapping(mappingText(answer.mapping)), answer.mapping);
  });

  it('shows all ways to read a name of several words', async () => {
    const { input, answered } = await patternsFor(['Vincent van Gogh.jpg', 'Jo Li.jpg'], {
      module: 'Contacts',
      rule: 'First and last name',
      fields: PEOPLE,
    });
    assert.deepEqual(offered(input), ['{first} {last}']);
    assert.equal(
      examples(input)[0],
      'Vincent · van Gogh or Vincent van · Gogh < Vincent van Gogh.jpg',
    );
    input.hide();
    await answered;
  });

  it('offers names as user directories write them', () => {
    const [first] = usualPatterns(new PictureNames(candidates(['jo.li.jpg'])), NAMES, []);
    assert.equal(first?.pattern, '{first}.{last}');
    assert.deepEqual(first.read.names[0]?.ways, [['jo', 'li']]);
  });

  it('prefers a last name before a comma', () => {
    const names = new PictureNames(candidates(['Fischer, Amelia.jpg', 'van Gogh, Vincent.jpg']));
    const [first] = usualPatterns(names, NAMES, []);
    assert.equal(first?.pattern, '{last}, {first}');
    assert.deepEqual(
      first.read.names.map(({ ways }) => ways),
      [[['Amelia', 'Fischer']], [['Vincent', 'van Gogh']]],
    );
  });

  for (const [what, module, fields, lacking, isOffered] of [
    ['its fields may not be read', 'Contacts', [field('Email')], 'a.scope', true],
    [
      'another module’s fields may not be read',
      'Products',
      [field('Product_Code')],
      'a.scope',
      false,
    ],
    [
      'one of them is encrypted',
      'Contacts',
      [field('First_Name', { bar: 'no' }), field('Last_Name')],
      undefined,
      false,
    ],
    ['it has but one of them', 'Vendors', [field('Last_Name')], undefined, false],
  ] as const) {
    it(`has that choice or not where ${what}`, async () => {
      const answered = ask(['Amelia_Fischer.jpg'], { fields, ...(lacking && { lacking }) });
      await choose(/^Which module/, module);
      const rule = await next(/^Match file names/);
      assert.equal(
        rule.visible.some(({ label }) => label === 'First and last name'),
        isOffered,
      );
      rule.hide();
      await answered;
    });
  }

  it('reuses a saved pattern, also for folders', async () => {
    const saved: Mapping = {
      module: 'Products',
      rule: { kind: 'name', name: { pattern: '{key}/*', replace: [] }, by: CODE },
      several: { kind: 'first' },
    };
    const answered = ask(['LAMP-01/front.jpg'], { saved });
    await choose(/^Which module/, 'Saved');
    assert.deepEqual(await answered, { kind: 'mapping', mapping: saved, table: undefined });
    shownInputs.length = 0;
    const none: Mapping = { ...saved, several: { kind: 'none' } };
    const more = ask(['LAMP-01/front.jpg', 'LAMP-01/back.jpg'], { saved: none });
    await choose(/^Which module/, 'Saved');
    (await next(/^Which picture\? One record has several/)).choose('The largest');
    assert.deepEqual(await more, {
      kind: 'mapping',
      mapping: { ...saved, several: { kind: 'largest' } },
      table: undefined,
    });
    shownInputs.length = 0;
    const other = ask(['LAMP-01.jpg', 'BOOT.jpg'], {
      saved: {
        ...saved,
        rule: { ...saved.rule, name: { pattern: '{key}/a/*', replace: [] } } as never,
      },
    });
    await choose(/^Which module/, 'Saved');
    await until('it is said that it fits none', () => errors.length > 0);
    assert.match(errors[0] ?? '', /matches none of the 2 pictures/);
    (await next(/^Which module/)).hide();
    await other;
  });

  it('offers an earlier pattern with its rule for several pictures, and only for pictures', async () => {
    const saved: Mapping = {
      module: 'Products',
      rule: { kind: 'name', name: { pattern: '{key}/*', replace: [] }, by: CODE },
      several: { kind: 'ends-in', ending: '_front' },
    };
    const some = ask(['LAMP-01/front.jpg'], { saved });
    const input = await next(/^Which module/);
    assert.equal(
      input.visible.find(({ label }) => label === 'Saved')?.description,
      'Products by Product Code · path · {key}/* · ends in _front',
    );
    input.hide();
    await some;
    const none = ask([], { saved });
    const empty = await next(/^Which module/);
    assert.ok(!empty.visible.some(({ label }) => label === 'Saved'));
    empty.hide();
    await none;
  });

  it('is quick while typing, with 20,000 pictures in 2,000 folders', () => {
    const paths = Array.from({ length: 20_000 }, (_, n) => `SKU-${n % 2000}/front_${n}.jpg`);
    const names = new PictureNames(candidates(paths));
    usualPatterns(names, CODE, []);
    const before = process.cpuUsage();
    for (const pattern of ['{key}/*', '{key}/f*', '*/{key}/*', '{key}/**', '{key}_*']) {
      names.read({ pattern, replace: [] }, CODE);
    }
    const { user } = process.cpuUsage(before);
    // Each takes about 20 ms, more on a slow machine.
    assert.ok(user / 1000 < 2_000, `${user / 1000} ms`);
  });
});

function candidates(
  paths: readonly string[],
): { n: number; path: string; folder: string; size: number }[] {
  return paths.map((path, n) => ({ n, path, folder: 'shots', size: 1 }));
}
