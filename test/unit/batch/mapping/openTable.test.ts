import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Table } from '../../../../src/batch/table/table.ts';
import { until } from '../../until.ts';
import { workbookOf } from '../table/workbooks.ts';
import type { QuickInput } from '../../ui/quickInputs.ts';
import { shown } from '../../ui/stubbedMessages.ts';
import { shownInputs } from '../../ui/quickInputs.ts';
import { vscode } from '../../stubbedVscode.ts';

const files = new Map<string, Uint8Array>();
const open: { uri: { toString: () => string }; encoding: string }[] = [];
vscode.env = { language: 'en' };
vscode.ProgressLocation = { Notification: 15 };
vscode.workspace = {
  asRelativePath: (uri: { path: string }) => uri.path,
  textDocuments: open,
  getConfiguration: () => ({ get: (_: string, otherwise: string) => otherwise }),
  fs: {
    stat: ({ path }: { path: string }) => Promise.resolve({ size: files.get(path)?.length }),
    readFile: ({ path }: { path: string }) => Promise.resolve(files.get(path)),
  },
};

const { askInTurn } = await import('../../../../src/ui/askInTurn.ts');
const { tableSteps } = await import('../../../../src/batch/mapping/questions.ts');

describe('a selected mapping file', () => {
  beforeEach(() => {
    shownInputs.length = 0;
    shown.length = 0;
    open.length = 0;
    files.clear();
  });

  async function ask(
    bytes: string | Uint8Array,
    ...pictures: string[]
  ): Promise<Table | undefined> {
    files.set('/t.csv', typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    const question = {
      candidates: pictures.map((path, n) => ({ n, path, size: 1 })),
      tables: [{ path: '/t.csv', toString: () => 'file:///t.csv' }],
    };
    const title = 'Title';
    const draft = await askInTurn(question as never, {}, tableSteps, { title });
    return draft?.table;
  }

  async function next(placeholder: RegExp): Promise<QuickInput> {
    await until(`it is asked ${String(placeholder)}`, () =>
      placeholder.test(shownInputs.at(-1)?.placeholder ?? ''),
    );
    const last = shownInputs.at(-1);
    assert.ok(last);
    return last;
  }

  async function chooseFile(): Promise<void> {
    (await next(/^Select the mapping file/)).choose('t.csv');
    shownInputs.length = 0;
  }

  function columnsIn(table: Table | undefined): readonly string[] {
    assert.ok(table);
    return table.columns;
  }

  it('asks nothing if all is certain', async () => {
    const answered = ask('SKU,Image\nA-1,a.jpg\n', 'a.jpg');
    await chooseFile();
    assert.deepEqual(columnsIn(await answered), ['SKU', 'Image']);
    assert.equal(shownInputs.length, 0);
  });

  const NO_NAMES = 'LAMP-01,a.jpg\nBOOT-14,b.jpg\nKITE-07,c.jpg\n';

  it('without column names keeps its first row, which is shown', async () => {
    const answered = ask(NO_NAMES, 'a.jpg', 'b.jpg', 'c.jpg');
    await chooseFile();
    const names = await next(/^Does the first row/);
    assert.deepEqual(names.items[0]?.label, 'No column names');
    assert.equal(names.items[0].description, 'Column 1: LAMP-01, Column 2: a.jpg');
    names.choose('No column names');
    const answer = await answered;
    assert.ok(answer);
    assert.deepEqual(answer, {
      columns: ['Column 1', 'Column 2'],
      rows: [
        ['LAMP-01', 'a.jpg'],
        ['BOOT-14', 'b.jpg'],
        ['KITE-07', 'c.jpg'],
      ],
    });
  });

  it('has column names if the person says so', async () => {
    const answered = ask(NO_NAMES);
    await chooseFile();
    (await next(/^Does the first row/)).choose('First row has the column names');
    assert.deepEqual(columnsIn(await answered), ['LAMP-01', 'a.jpg']);
  });

  it('leads back to the list of files', async () => {
    const answered = ask(NO_NAMES);
    await chooseFile();
    (await next(/^Does the first row/)).goBack();
    (await next(/^Select the mapping file/)).hide();
    assert.equal(await answered, undefined);
  });

  const WESTERN = Buffer.from('File;Name\na.jpg;Chloé\nb.jpg;Müller\n', 'latin1');

  it('is shown in each encoding', async () => {
    const answered = ask(WESTERN);
    await chooseFile();
    const encodings = await next(/^Select the encoding/);
    assert.equal(encodings.items[0]?.label, 'Chloé, Müller');
    assert.equal(encodings.items[0].description, 'Western (Windows 1252)');
    const greek = encodings.items.find(({ description }) => description?.startsWith('Greek'));
    assert.equal(greek?.label, 'Chloι, Mόller');
    encodings.choose('Chloé, Müller');
    const answer = await answered;
    assert.ok(answer);
    assert.deepEqual(answer.rows, [
      ['a.jpg', 'Chloé'],
      ['b.jpg', 'Müller'],
    ]);
  });

  it('is read with the encoding of the open editor', async () => {
    const answered = ask(Buffer.from('File;Name\na.jpg;\xCC\xFC\n', 'latin1'));
    open.push({ uri: { toString: () => 'file:///t.csv' }, encoding: 'windows1251' });
    await chooseFile();
    const encodings = await next(/^Select the encoding/);
    assert.equal(encodings.items[0]?.description, 'Cyrillic (Windows 1251)');
    encodings.goBack();
    (await next(/^Select the mapping file/)).hide();
    assert.equal(await answered, undefined);
  });

  it('leads back from the column names to the encoding', async () => {
    const answered = ask(Buffer.from('Köln,a.jpg\nBonn,b.jpg\n', 'latin1'));
    await chooseFile();
    (await next(/^Select the encoding/)).choose('Köln');
    (await next(/^Does the first row/)).goBack();
    (await next(/^Select the encoding/)).hide();
    assert.equal(await answered, undefined);
  });

  it('with one sheet asks nothing', async () => {
    const rows = [
      ['SKU', 'Image'],
      ['A-1', 'a.jpg'],
    ];
    const answered = ask(workbookOf({ Products: { rows } }));
    await chooseFile();
    assert.deepEqual(columnsIn(await answered), ['SKU', 'Image']);
    assert.equal(shownInputs.length, 0);
  });

  it('with several sheets asks for one, and leads back to that question', async () => {
    const named = { rows: [['SKU'], ['A-1', 'a.jpg']] };
    const answered = ask(workbookOf({ Notes: { rows: [['x', 'a.jpg']] }, Products: named }));
    await chooseFile();
    (await next(/^Select the sheet/)).choose('Notes');
    (await next(/^Does the first row/)).goBack();
    const sheets = await next(/^Select the sheet/);
    assert.deepEqual(
      sheets.items.map(({ label }) => label),
      ['Notes', 'Products'],
    );
    sheets.hide();
    assert.equal(await answered, undefined);
  });

  for (const [what, bytes, words] of [
    [
      'an old workbook',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')]),
      /old Excel file.*\.xlsx.* or CSV/,
    ],
    ['a web page', Buffer.from('<html><table></table></html>'), /web page.*\.xlsx/],
    [
      'a picture',
      Buffer.from('\xFF\xD8\xFF\0\0\x01,\0', 'latin1'),
      /not a CSV, Excel, or JSON table/,
    ],
  ] as const) {
    it(`that is ${what} says what to do`, async () => {
      const answered = ask(bytes);
      await chooseFile();
      (await next(/^Select the mapping file/)).hide();
      assert.match(shown[0]?.text ?? '', words);
      assert.equal(await answered, undefined);
    });
  }

  it('that can’t be used says why, and another one can be selected', async () => {
    const answered = ask('File\na.jpg\n');
    await chooseFile();
    const again = await next(/^Select the mapping file/);
    assert.match(shown[0]?.text ?? '', /^Couldn’t use t\.csv\. It has only one column/);
    again.hide();
    assert.equal(await answered, undefined);
  });

  it('on a dead share can be canceled, and another one can be selected', async () => {
    let cancel: (() => void) | undefined;
    const withProgress = (_: object, work: (...given: object[]) => unknown): unknown => {
      const onCancellationRequested = (listener: () => void): void => {
        cancel = listener;
      };
      return work({}, { onCancellationRequested });
    };
    Object.assign(vscode.window as object, { withProgress });
    const answered = ask('');
    files.set('/t.csv', new Promise(() => undefined) as never);
    await chooseFile();
    await until('its reading is shown', () => cancel !== undefined);
    cancel?.();
    (await next(/^Select the mapping file/)).hide();
    assert.equal(await answered, undefined);
    assert.equal(shown.length, 0);
  });
});
