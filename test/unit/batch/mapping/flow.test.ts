import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { FieldChoice } from '../../../../src/batch/mapping/question.ts';
import type { Mapping } from '../../../../src/batch/match/mapping.ts';
import { ModuleLists } from '../../../../src/upload/moduleLists.ts';
import { Crm } from '../../../../src/zoho/crm.ts';
import { failed } from '../../../../src/zoho/failure.ts';
import { SCOPES } from '../../../../src/zoho/scopes.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import { until } from '../../until.ts';
import { workbookOf } from '../table/workbooks.ts';
import type { QuickInput } from '../../ui/quickInputs.ts';
import { shownInputs } from '../../ui/quickInputs.ts';
import { vscode } from '../../stubbedVscode.ts';
import type { Answered } from './withoutDraft.ts';
import { withoutDraft } from './withoutDraft.ts';

const errors: string[] = [];
const files = new Map<string, Uint8Array>();
/** Results of the open dialog, in order. */
const dialogs: (string | undefined)[] = [];

function uriOf(path: string): object {
  return { path, toString: () => `file://${path}` };
}

vscode.ProgressLocation = { Notification: 15 };
vscode.workspace = {
  asRelativePath: (uri: { path: string }) => uri.path,
  textDocuments: [],
  getConfiguration: () => ({ get: (_: string, otherwise: string) => otherwise }),
  fs: {
    stat: ({ path }: { path: string }) => Promise.resolve({ size: files.get(path)?.length }),
    readFile: ({ path }: { path: string }) => Promise.resolve(files.get(path)),
  },
};
Object.assign(vscode.window as object, {
  showErrorMessage: (text: string) => {
    errors.push(text);
  },
  showWarningMessage: () => undefined,
  showOpenDialog: () => {
    const path = dialogs.shift();
    return Promise.resolve(path === undefined ? undefined : [uriOf(path)]);
  },
});

const { askMapping } = await import('../../../../src/batch/mapping/questions.ts');

/** A server that can't be reached, so that the standard modules are offered. */
const crm = new Crm({} as never, {} as never, {
  token: () => Promise.resolve(failed({ kind: 'offline' } as never)),
  renew: () => Promise.resolve(failed({ kind: 'offline' } as never)),
});

const FIELDS: readonly FieldChoice[] = [
  {
    apiName: 'Product_Code',
    label: 'Product Code',
    type: 'text',
    isUnique: false,
    bar: undefined,
  },
];
const CODE = { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true } as const;

interface Given {
  readonly tables?: Readonly<Record<string, string | Uint8Array>>;
  readonly saved?: Mapping;
  readonly lacking?: string;
}

function ask(
  pictures: readonly string[],
  { tables = {}, saved, lacking }: Given = {},
): Promise<Answered> {
  Object.entries(tables).forEach(([path, content]) =>
    files.set(path, typeof content === 'string' ? Buffer.from(content) : content),
  );
  return askMapping({
    account: sampleAccount({ scopes: [...SCOPES] }),
    crm,
    modules: new ModuleLists(),
    version: 'v8',
    recent: [],
    candidates: pictures.map((path, n) => ({ n, path, size: 1000 })),
    tables: Object.keys(tables).map(uriOf) as never,
    saved: saved === undefined ? [] : [{ name: 'Saved', mapping: saved }],
    team: [],
    fieldsOf: () => Promise.resolve({ fields: FIELDS, lacking }),
  }).then(withoutDraft);
}

type Does = (input: QuickInput) => void;

/** Does one thing after another, each at the question with this number and text. */
async function play(
  ...steps: readonly [number: string, text: RegExp, does: Does][]
): Promise<void> {
  for (const [number, text, does] of steps) {
    await until(`it is asked ${String(text)}`, () => {
      const last = shownInputs.at(-1);
      return last !== undefined && text.test(textOf(last)) && !last.busy;
    });
    const [input] = shownInputs.splice(0).slice(-1);
    assert.ok(input);
    assert.equal(`${input.step}/${input.totalSteps}`, number, String(text));
    does(input);
  }
}

function textOf({ placeholder, prompt }: QuickInput): string {
  return prompt === '' ? placeholder : prompt;
}

function choose(label: string): Does {
  return (input) => {
    input.choose(label);
  };
}

function enter(text: string): Does {
  return (input) => {
    input.type(text);
    input.accept();
  };
}

/** Accepts the preselected item, which was the answer before. */
function again(label: string): Does {
  return (input) => {
    assert.equal(input.activeItems[0]?.label, label);
    input.accept();
  };
}

const back: Does = (input) => {
  input.goBack();
};

const cancel: Does = (input) => {
  input.hide();
};

const MODULE = /^Which module/;
const WAY = /^Match file names/;
const PATTERN = /^File name pattern/;
const FILE = /^Select the mapping file/;
const SHEET = /^Select the sheet/;
const ENCODING = /^Select the encoding/;
const FIRST_ROW = /^Does the first row/;
const FILE_COLUMN = /^Which column contains the file/;
const RECORD_COLUMN = /^Which column identifies/;
const CONTENTS = /^What does column/;
const SEVERAL = /^Which picture/;
const ENDING = /name end/;

const TABLE = 'SKU,Image\nA-1,a.jpg\nB-1,b.jpg\n';
const TWO_FOR_ONE = 'SKU,Image\nA-1,a.jpg\nA-1,b.jpg\n';
const NO_NAMES = [
  ['A-1', 'a.jpg'],
  ['B-1', 'b.jpg'],
];

describe('the questions for a mapping, step by step', () => {
  beforeEach(() => {
    shownInputs.length = 0;
    errors.length = 0;
    dialogs.length = 0;
    files.clear();
  });

  it('go forward and back by name, and keep the answers', async () => {
    const answered = ask(['A_front.jpg', 'A_back.jpg', 'B_front.jpg']);
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('Product Code')],
      ['3/3', PATTERN, choose('{key}_*')],
      ['4/4', SEVERAL, choose('The one whose name ends in…')],
      ['5/5', ENDING, enter('_front')],
    );
    assert.deepEqual(await answered, {
      kind: 'mapping',
      mapping: {
        module: 'Products',
        rule: { kind: 'name', name: { pattern: '{key}_*', replace: [] }, by: CODE },
        several: { kind: 'ends-in', ending: '_front' },
      },
      table: undefined,
    });
    const more = ask(['A_front.jpg', 'A_back.jpg', 'B_front.jpg']);
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('Product Code')],
      ['3/3', PATTERN, choose('{key}_*')],
      ['4/4', SEVERAL, choose('The one whose name ends in…')],
      ['5/5', ENDING, back],
      ['4/5', SEVERAL, back],
      ['3/5', PATTERN, back],
      ['2/5', WAY, back],
      ['1/5', MODULE, again('Products')],
      ['2/5', WAY, again('Product Code')],
      ['3/5', PATTERN, again('{key}_*')],
      ['4/5', SEVERAL, choose('The largest')],
    );
    const answer = await more;
    assert.deepEqual(answer?.kind === 'mapping' && answer.mapping.several, { kind: 'largest' });
  });

  it('discard later answers when an answer changes', async () => {
    const answered = ask(['A_front.jpg', 'A_back.jpg']);
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('Product Code')],
      ['3/3', PATTERN, choose('{key}_*')],
      ['4/4', SEVERAL, back],
      ['3/4', PATTERN, back],
      ['2/4', WAY, back],
      ['1/4', MODULE, choose('Contacts')],
      [
        '2/3',
        WAY,
        (input) => {
          assert.deepEqual(input.activeItems, []);
          input.choose('Product Code');
        },
      ],
      ['3/3', PATTERN, choose('{key}')],
    );
    const answer = await answered;
    assert.deepEqual(answer?.kind === 'mapping' && answer.mapping, {
      module: 'Contacts',
      rule: { kind: 'name', name: { pattern: '{key}', replace: [] }, by: CODE },
      several: { kind: 'none' },
    });
  });

  it('keep a typed pattern and its options', async () => {
    const answered = ask(['MUG_22-1.jpg', 'MUG_22-2.jpg']);
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('Product Code')],
      ['3/3', PATTERN, choose('Ignore case')],
      ['3/3', PATTERN, choose('No replacements')],
      ['3/3', /^Character replacements/, back],
      ['3/3', PATTERN, choose('No replacements')],
      ['3/3', /^Character replacements/, enter('_=/')],
      [
        '3/3',
        PATTERN,
        (input) => {
          input.type('{key}-?');
          input.type('{key}-*.jpg');
          input.choose('{key}-*.jpg');
        },
      ],
      ['4/4', SEVERAL, back],
      [
        '3/4',
        PATTERN,
        (input) => {
          assert.equal(input.value, '{key}-*.jpg');
          assert.ok(input.visible.some(({ label }) => label === 'Match case'));
          assert.ok(input.visible.some(({ label }) => label === 'Character replacements: _ → /'));
          input.choose('{key}-*.jpg');
        },
      ],
      ['4/4', SEVERAL, choose('The first by name')],
    );
    const answer = await answered;
    assert.deepEqual(answer?.kind === 'mapping' && answer.mapping.rule, {
      kind: 'name',
      name: { pattern: '{key}-*.jpg', replace: [{ from: '_', to: '/' }] },
      by: { ...CODE, ignoreCase: false },
    });
  });

  it('go forward and back by table', async () => {
    const answered = ask(['a.jpg', 'b.jpg'], { tables: { '/t.csv': TWO_FOR_ONE } });
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('A mapping file…')],
      ['3/6', FILE, choose('t.csv')],
      ['4/6', FILE_COLUMN, choose('Image')],
      ['5/6', RECORD_COLUMN, choose('SKU')],
      ['6/6', CONTENTS, choose('Product Code')],
      ['7/7', SEVERAL, back],
      ['6/7', CONTENTS, back],
      ['5/7', RECORD_COLUMN, back],
      ['4/7', FILE_COLUMN, back],
      ['3/7', FILE, back],
      ['2/7', WAY, again('A mapping file…')],
      ['3/7', FILE, again('t.csv')],
      ['4/7', FILE_COLUMN, again('Image')],
      ['5/7', RECORD_COLUMN, again('SKU')],
      ['6/7', CONTENTS, again('Product Code')],
      ['7/7', SEVERAL, choose('The first in the table')],
    );
    const answer = await answered;
    assert.deepEqual(answer?.kind === 'mapping' && answer.mapping, {
      module: 'Products',
      rule: { kind: 'table', fileColumn: 'Image', recordColumn: 'SKU', by: CODE },
      several: { kind: 'first-in-table' },
    });
  });

  it('go back from the columns to the sheet and to the first row', async () => {
    const workbook = workbookOf({ Notes: { rows: [['x']] }, Photos: { rows: NO_NAMES } });
    const answered = ask(['a.jpg', 'b.jpg'], { tables: { '/t.xlsx': workbook } });
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('A mapping file…')],
      ['3/6', FILE, choose('t.xlsx')],
      ['4/7', SHEET, choose('Photos')],
      ['5/8', FIRST_ROW, choose('No column names')],
      ['6/8', FILE_COLUMN, back],
      ['5/8', FIRST_ROW, back],
      ['4/8', SHEET, again('Photos')],
      ['5/8', FIRST_ROW, again('No column names')],
      ['6/8', FILE_COLUMN, choose('Column 2')],
      ['7/8', RECORD_COLUMN, choose('Column 1')],
      ['8/8', CONTENTS, choose('Product Code')],
    );
    const answer = await answered;
    assert.deepEqual(answer?.kind === 'mapping' && answer.table?.rows, NO_NAMES);
  });

  it('go back from the columns to the encoding', async () => {
    const latin = Buffer.from('SKU,Image\nKöln,a.jpg\nBönn,b.jpg\n', 'latin1');
    const answered = ask(['a.jpg', 'b.jpg'], { tables: { '/t.csv': latin } });
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('A mapping file…')],
      ['3/6', FILE, choose('t.csv')],
      ['4/7', ENCODING, choose('Köln, Bönn')],
      ['5/7', FILE_COLUMN, back],
      ['4/7', ENCODING, again('Köln, Bönn')],
      ['5/7', FILE_COLUMN, cancel],
    );
    assert.equal(await answered, undefined);
  });

  it('don’t ask what a column of IDs contains', async () => {
    const ids = 'Record Id,Image\nzcrm_5540000000123456,a.jpg\nzcrm_5540000000123457,b.jpg\n';
    const answered = ask(['a.jpg', 'b.jpg'], { tables: { '/t.csv': ids } });
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('A mapping file…')],
      ['3/6', FILE, choose('t.csv')],
      ['4/6', FILE_COLUMN, choose('Image')],
      ['5/6', RECORD_COLUMN, choose('Record Id')],
    );
    const answer = await answered;
    assert.deepEqual(answer?.kind === 'mapping' && answer.mapping.rule.by, { kind: 'id' });
  });

  it('ask for the table at once without pictures', async () => {
    const shop = 'SKU,Image\nA-1,https://cdn.example/a.jpg\nB-1,https://cdn.example/b.jpg\n';
    const answered = ask([], { tables: { '/t.csv': shop } });
    await play(
      ['1/5', MODULE, choose('Products')],
      ['2/5', FILE, back],
      ['1/5', MODULE, again('Products')],
      ['2/5', FILE, choose('t.csv')],
      ['3/5', FILE_COLUMN, choose('Image')],
      ['4/5', RECORD_COLUMN, choose('SKU')],
      ['5/5', CONTENTS, choose('Product Code')],
    );
    assert.equal((await answered)?.kind, 'mapping');
  });

  it('ask for a file that isn’t listed, and again when the dialog is closed', async () => {
    files.set('/other.csv', Buffer.from(TABLE));
    dialogs.push(undefined, '/other.csv');
    const answered = ask(['a.jpg', 'b.jpg'], { tables: { '/t.csv': TABLE } });
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('A mapping file…')],
      ['3/6', FILE, choose('Another file…')],
      ['3/6', FILE, choose('Another file…')],
      ['4/6', FILE_COLUMN, cancel],
    );
    assert.equal(await answered, undefined);
    assert.deepEqual(dialogs, []);
  });

  it('go back from the dialog without a list, and from a file without a table', async () => {
    files.set('/one.csv', Buffer.from('File\na.jpg\n'));
    dialogs.push(undefined, '/one.csv');
    const answered = ask(['a.jpg', 'b.jpg']);
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('A mapping file…')],
      ['2/6', WAY, again('A mapping file…')],
      ['2/6', WAY, cancel],
    );
    assert.equal(await answered, undefined);
    assert.match(errors[0] ?? '', /one\.csv.*column/);
  });

  it('ask for the name of a module that isn’t listed', async () => {
    const answered = ask(['A_1.jpg', 'B_1.jpg']);
    await play(
      ['1/3', MODULE, choose('Another module…')],
      ['2/4', /^API name/, enter('Vehicles')],
      ['3/4', WAY, back],
      [
        '2/4',
        /^API name/,
        (input) => {
          assert.equal(input.value, 'Vehicles');
          input.goBack();
        },
      ],
      ['1/4', MODULE, again('Another module…')],
      ['2/4', /^API name/, enter('Vehicles')],
      ['3/4', WAY, choose('Product Code')],
      ['4/4', PATTERN, choose('{key}_*')],
    );
    const answer = await answered;
    assert.equal(answer?.kind === 'mapping' && answer.mapping.module, 'Vehicles');
  });

  const SAVED: Mapping = {
    module: 'Products',
    rule: { kind: 'table', fileColumn: 'Image', recordColumn: 'SKU', by: CODE },
    several: { kind: 'none' },
  };

  it('ask an earlier mapping only for its table', async () => {
    const tables = { '/other.csv': 'Code,File\nA-1,a.jpg\nB-1,b.jpg\n', '/t.csv': TWO_FOR_ONE };
    const answered = ask(['a.jpg', 'b.jpg'], { saved: SAVED, tables });
    await play(
      ['1/3', MODULE, choose('Saved')],
      ['2/2', FILE, choose('other.csv')],
      ['2/2', FILE, choose('t.csv')],
      ['3/3', SEVERAL, back],
      ['2/3', FILE, back],
      ['1/3', MODULE, again('Saved')],
      ['2/3', FILE, again('t.csv')],
      ['3/3', SEVERAL, choose('The largest')],
    );
    assert.match(errors[0] ?? '', /other\.csv.*“Image” and “SKU”/);
    const answer = await answered;
    assert.deepEqual(answer?.kind === 'mapping' && answer.mapping, {
      ...SAVED,
      several: { kind: 'largest' },
    });
  });

  it('end for another account or a missing scope', async () => {
    const other = ask(['a.jpg']);
    await play(['1/3', MODULE, choose('Switch account…')]);
    assert.deepEqual(await other, { kind: 'switch-account' });
    const allow = ask(['a.jpg'], { lacking: 'a.scope' });
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('Show all fields of your organization…')],
    );
    assert.deepEqual(await allow, { kind: 'allow', scope: 'a.scope' });
    const inColumn = ask(['a.jpg', 'b.jpg'], { tables: { '/t.csv': TABLE }, lacking: 'a.scope' });
    await play(
      ['1/3', MODULE, choose('Products')],
      ['2/3', WAY, choose('A mapping file…')],
      ['3/6', FILE, choose('t.csv')],
      ['4/6', FILE_COLUMN, choose('Image')],
      ['5/6', RECORD_COLUMN, choose('SKU')],
      ['6/6', CONTENTS, choose('Show all fields of your organization…')],
    );
    assert.deepEqual(await inColumn, { kind: 'allow', scope: 'a.scope' });
  });

  const BY_NAMES: readonly (readonly [string, RegExp, Does])[] = [
    ['1/3', MODULE, choose('Products')],
    ['2/3', WAY, choose('Product Code')],
    ['3/3', PATTERN, choose('{key}_*')],
    ['4/4', SEVERAL, choose('The one whose name ends in…')],
    ['5/5', ENDING, enter('_1')],
  ];
  const BY_TABLE: readonly (readonly [string, RegExp, Does])[] = [
    ['1/3', MODULE, choose('Products')],
    ['2/3', WAY, choose('A mapping file…')],
    ['3/6', FILE, choose('t.xlsx')],
    ['4/7', SHEET, choose('Photos')],
    ['5/8', FIRST_ROW, choose('No column names')],
    ['6/8', FILE_COLUMN, choose('Column 2')],
    ['7/8', RECORD_COLUMN, choose('Column 1')],
    ['8/8', CONTENTS, choose('Product Code')],
  ];

  for (const [what, steps] of [
    ['by names', BY_NAMES],
    ['by a table', BY_TABLE],
  ] as const) {
    for (const at of steps.keys()) {
      it(`are canceled at step ${at + 1} ${what}`, async () => {
        const workbook = workbookOf({ Notes: { rows: [['x']] }, Photos: { rows: NO_NAMES } });
        const answered = ask(['A_1.jpg', 'A_2.jpg'], { tables: { '/t.xlsx': workbook } });
        await play(
          ...steps.slice(0, at + 1).map(([number, text, does], index) => {
            return [number, text, index === at ? cancel : does] as [string, RegExp, Does];
          }),
        );
        assert.equal(await answered, undefined);
      });
    }
  }
});
