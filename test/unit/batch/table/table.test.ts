import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csvOf } from '../../../../src/batch/table/csv.ts';
import { jsonErrorOffset } from '../../../../src/batch/table/jsonErrorOffset.ts';
import type { Table } from '../../../../src/batch/table/table.ts';
import { readTable } from './readTable.ts';

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

function tableIn(bytes: Uint8Array | string): Table {
  const table = readTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  assert.ok('columns' in table, JSON.stringify(table));
  return table;
}

const TEXT = 'File;Name\r\nchloe.jpg;Chloé\r\numl.jpg;Müller\r\n';
const LATIN = {
  columns: ['File', 'Name'],
  rows: [
    ['chloe.jpg', 'Chloé'],
    ['uml.jpg', 'Müller'],
  ],
};

describe('a table', () => {
  for (const [what, bytes] of [
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 LE', utf16(TEXT, 'le', true)],
    ['UTF-16 BE', utf16(TEXT, 'be', true)],
    ['UTF-16 LE without a mark', utf16(TEXT, 'le', false)],
    ['UTF-16 BE without a mark', utf16(TEXT, 'be', false)],
    ['Windows-1252', Buffer.from(TEXT, 'latin1')],
  ] as const) {
    it(`in ${what}`, () => {
      assert.deepEqual(tableIn(bytes), LATIN);
    });
  }

  it('in Windows-1252 has its characters', () => {
    const bytes = Buffer.from('File;Price\na.jpg;12 \x80 \x96 \x93x\x94\n', 'latin1');
    assert.deepEqual(tableIn(bytes).rows, [['a.jpg', '12 € – “x”']]);
  });

  for (const [name, separator] of [
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
  ] as const) {
    it(`by ${name}`, () => {
      const text = [
        ['File', 'Code'],
        ['a.jpg', '007'],
        ['b.jpg', '0.10'],
      ]
        .map((row) => row.join(separator))
        .join('\n');
      const rows = [
        ['a.jpg', '007'],
        ['b.jpg', '0.10'],
      ];
      assert.deepEqual(tableIn(text), { columns: ['File', 'Code'], rows });
    });
  }

  it('keeps leading zeros and the text of formulas such as ="007"', () => {
    const text =
      'sep=;\r\nFile;Code\r\na.jpg;="007"\r\nb.jpg;="4876876000000624001"\r\nc.jpg;008\r\n';
    assert.deepEqual(
      tableIn(text).rows.map(([, code]) => code),
      ['007', '4876876000000624001', '008'],
    );
  });

  it('may contain quotes, separators, and line breaks in cells', () => {
    const text = 'File,Name\r\n"a, ""b"".jpg","Two\r\nlines"\r\n"c;d.jpg",x\r\n';
    assert.deepEqual(tableIn(text).rows, [
      ['a, "b".jpg', 'Two\r\nlines'],
      ['c;d.jpg', 'x'],
    ]);
  });

  it('names columns without a name, and makes names distinct', () => {
    const { columns, rows } = tableIn('File,Code,Code,\na.jpg,1,2,3,4\n\nb.jpg\n');
    assert.deepEqual(columns, ['File', 'Code', 'Code (3)', 'Column 4', 'Column 5']);
    assert.deepEqual(rows, [
      ['a.jpg', '1', '2', '3', '4'],
      ['b.jpg', '', '', '', ''],
    ]);
  });

  it('may be JSON, with long IDs intact', () => {
    const text =
      '[{"file":"a.jpg","id":4876876000000624001},{"file":"b.jpg","code":"007","ok":true,"no":null}]';
    assert.deepEqual(tableIn(text), {
      columns: ['file', 'id', 'code', 'ok', 'no'],
      rows: [
        ['a.jpg', '4876876000000624001', '', '', ''],
        ['b.jpg', '', '007', 'true', ''],
      ],
    });
  });

  it('may have any number of rows', () => {
    const lines = Array.from({ length: 150_000 }, (_, n) => `${n}.jpg,${n}`);
    assert.equal(tableIn(`File,Code\n${lines.join('\n')}`).rows.length, 150_000);
  });

  for (const [what, bytes, kind] of [
    ['nothing', '', 'empty'],
    ['blanks', ' \n\n', 'empty'],
    ['an empty array', '[]', 'empty'],
    ['one column', 'File\na.jpg\n', 'one-column'],
    ['names of columns only', 'File,Code\r\n\r\n', 'no-rows'],
    ['JSON of one column', '[{"file":"a.jpg"}]', 'one-column'],
    ['JSON of texts', '["a.jpg"]', 'not-a-table'],
    ['a workbook', 'PK\u0003\u0004\u0000\u0000x;y', 'not-a-table'],
  ] as const) {
    it(`isn’t ${what}`, () => {
      assert.deepEqual(readTable(Buffer.from(bytes)), { kind });
    });
  }
});

describe('an unclosed quote', () => {
  for (const [what, text, line] of [
    ['to the end', 'File,Code\na.jpg,1\n"b.jpg,2\nc.jpg,3\n', 3],
    ['with one column left', 'File,Code\n"a.jpg,1\nb.jpg,2\n', 2],
    ['behind a line for spreadsheets', 'sep=;\r\nFile;Code\r\na.jpg;"1\r\n', 3],
    ['behind a cell of two lines', 'File,Code\n"a\nb.jpg",1\nc.jpg,"2\n', 4],
    ['but where the next one begins', 'File,Code\n"a.jpg,1\n"b.jpg",2\nc.jpg,3\n', 2],
    ['in the names', '"File,Code\na.jpg,1\n', 1],
    ['behind empty lines', 'File,Code\n\n\na.jpg,"1\n', 4],
  ] as const) {
    it(`${what}: tells the line`, () => {
      assert.deepEqual(readTable(Buffer.from(text)), { kind: 'open-quote', line });
    });
  }

  it('isn’t one inside a cell', () => {
    assert.deepEqual(tableIn('File,Name\na.jpg,5" nail\n"b.jpg","5" nail"\n').rows, [
      ['a.jpg', '5" nail'],
      ['b.jpg', '5" nail'],
    ]);
  });
});

describe('invalid JSON', () => {
  for (const [what, text, line] of [
    ['cut off', '[{"file":"a.jpg",', 1],
    ['cut off behind lines', '[\n  {"file": "a.jpg", "code": "1"},\n  {"file": "b\n\n', 3],
    ['cut off at the end', '[\r\n  {"file": "a.jpg", "code": "1"}\r\n\r\n', 2],
    ['with a comma too many', '[\n  {"file": "a.jpg",},\n  {"file": "b.jpg"}\n]', 2],
    ['with a line break in a text', '[\n{"file": "a\n.jpg"}]', 2],
    ['with words of another language', '[{"file": None}]', 1],
    ['with more behind it', '[]\n[]', 2],
  ] as const) {
    it(`${what}: tells the line`, () => {
      assert.deepEqual(readTable(Buffer.from(text)), { kind: 'not-json', line });
    });
  }

  it('is valid up to the error, as JSON.parse sees it', () => {
    const spaces = fc.constantFrom(undefined, 1, '\t');
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), spaces, fc.nat(), (value, space, at) => {
        const text = JSON.stringify(value, undefined, space);
        assert.equal(jsonErrorOffset(`${text}\n`), text.length + 1);
        const cut = at % text.length;
        assert.ok(jsonErrorOffset(`${text.slice(0, cut)}\0${text.slice(cut)}`) <= cut);
      }),
    );
  });
});

describe('a written table', () => {
  function textIn(bytes: Uint8Array): string {
    return new TextDecoder('utf-16le').decode(bytes);
  }

  const ID = '4876876000000624001';

  it('opens correctly in a spreadsheet', () => {
    const rows = [
      ['a;b.jpg', { id: ID }, '=HYPERLINK("x")'],
      ['+1.jpg', { id: 'none' }, 'Chloé'],
    ] as const;
    const bytes = csvOf(['File', 'Record', 'Name'], rows);
    // Tab-separated UTF-16 with a BOM: Excel opens nothing else in columns everywhere.
    assert.deepEqual([...bytes.subarray(0, 4)], [0xff, 0xfe, 0x22, 0]);
    assert.equal(
      textIn(bytes),
      `"File"\t"Record"\t"Name"\r\n"a;b.jpg"\t"=""${ID}"""\t"'=HYPERLINK(""x"")"\r\n"'+1.jpg"\t"none"\t"Chloé"\r\n`,
    );
  });

  it('quotes every cell, so that another separator doesn’t split it', () => {
    assert.equal(textIn(csvOf(['A;B', 'C'], [['x;y', '']])), '"A;B"\t"C"\r\n"x;y"\t""\r\n');
  });

  for (const [where, text, written] of [
    ['at the start', '=1+1', "'=1+1"],
    ['by its sign', '+1', "'+1"],
    ['by its sign', '-1', "'-1"],
    ['by its sign', '@SUM(A1)', "'@SUM(A1)"],
    ['in full width', '＝1', "'＝1"],
    ['in full width', '＠SUM(A1)', "'＠SUM(A1)"],
    ['in full width', '－1', "'－1"],
    ['in full width', '＋1', "'＋1"],
    ['after a tab', '\t=1', "'\t'=1"],
    ['after a line end', '\r=1', "'\r'=1"],
    ['after spaces', '  =1', "'  =1"],
    ['after a space that doesn’t break', '\u00A0=1', "'\u00A0=1"],
    ['after an ideographic space', '\u3000＝1', "'\u3000＝1"],
    ['after a byte order mark', 'a;\uFEFF=1', "a;'\uFEFF=1"],
    ['after zero-width spaces', '\u200B\u2060=1', "'\u200B\u2060=1"],
    ['after a control character', '\u0001=1', "'\u0001=1"],
    ['after a filler', '\u3164=1', "'\u3164=1"],
    ['after a tag', '\u{E0041}=1', "'\u{E0041}=1"],
    ['after a quotation mark', '"=1', '\'""=1'],
    ['after an apostrophe', "'=1", "''=1"],
    ['after a semicolon', 'a;=1', "a;'=1"],
    ['after a comma and a space', 'a, @x', "a,' @x"],
    ['in another line', 'a\r\n-1', "a\r\n'-1"],
  ] as const) {
    it(`disarms a formula ${where}: ${JSON.stringify(text)}`, () => {
      assert.equal(textIn(csvOf(['A', 'B'], [[text, 'x']])), `"A"\t"B"\r\n"${written}"\t"x"\r\n`);
    });
  }

  it('leaves other texts as they are', () => {
    for (const text of ['lamp-1.jpg', 'a - b', 'a=b', 'Chloé, 12', 'x@y.com', "O'Neil", '10%']) {
      assert.equal(textIn(csvOf([text], [[text]])), `"${text}"\r\n"${text}"\r\n`);
    }
  });

  it('finds the files and values of a table that the product wrote', () => {
    const file = 'a;-1.jpg';
    const read = tableIn(csvOf(['File', 'Record'], [[file, { id: '-LAMP' }]]));
    assert.deepEqual(read.rows, [[file, '-LAMP']]);
  });

  it('is read back unchanged', () => {
    const cell = fc
      .string({
        unit: fc.constantFrom(
          ...['a', 'é', '佐', '"', "'", ',', ';', '\n', '\r\n', ' ', '\t', '\\', '|'],
          ...['=', '+', '-', '@', '＝', '\u00A0', '\u200B', '\uFEFF'],
        ),
      })
      .map((text) => `${text}x`.trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const written = csvOf(
          ['File', 'Name', 'Record'],
          rows.map((row) => [...row, { id: ID }]),
        );
        assert.deepEqual(tableIn(written), {
          columns: ['File', 'Name', 'Record'],
          rows: rows.map((row) => [...row, ID]),
        });
      }),
    );
  });
});
