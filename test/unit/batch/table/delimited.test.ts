import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Table } from '../../../../src/batch/table/table.ts';
import { linesOf, tableOf } from '../../../../src/batch/table/table.ts';
import { readTable } from './readTable.ts';

function tableIn(text: string): Table {
  const table = readTable(Buffer.from(text));
  assert.ok('columns' in table, JSON.stringify(table));
  return table;
}

const LAMPS = {
  columns: ['SKU', 'Image'],
  rows: [
    ['A-1', 'a.jpg'],
    ['A-2', 'b.jpg'],
  ],
};

describe('cells with a separator', () => {
  for (const separator of [',', ';', '\t', '|', '^', '¦', '~', '\u001F']) {
    it(`are split at ${JSON.stringify(separator)}`, () => {
      const lines = [LAMPS.columns, ...LAMPS.rows].map((row) => row.join(separator));
      assert.deepEqual(tableIn(lines.join('\n')), LAMPS);
    });
  }

  it('aren’t split at a character that only some cells contain', () => {
    assert.deepEqual(tableIn('File;Name\na.jpg;Lamp, blue, big\nb.jpg;Boot, red, big\n').rows, [
      ['a.jpg', 'Lamp, blue, big'],
      ['b.jpg', 'Boot, red, big'],
    ]);
    assert.deepEqual(tableIn('SKU,Image\nA-1,a.jpg|b.jpg\nA-2,c.jpg|d.jpg\n').rows, [
      ['A-1', 'a.jpg|b.jpg'],
      ['A-2', 'c.jpg|d.jpg'],
    ]);
    assert.deepEqual(readTable(Buffer.from('File\nIMG~1.jpg\nIMG~2.jpg\n')), {
      kind: 'one-column',
    });
  });

  for (const [what, start, separator] of [
    ['', 'sep=;\r\n', ';'],
    ['quoted, as Excel saves it again', '"sep=;"\r\n', ';'],
    ['behind a mark', '\uFEFFsep=;\r\n', ';'],
    ['behind two marks', '\uFEFF\uFEFFsep=;\r\n', ';'],
    ['with a tab', 'sep=\t\n', '\t'],
    ['with a tab as programs write it', 'sep=\\t\n', '\t'],
    ['with the cells that a sheet adds', 'sep=;,\r\n', ','],
    ['of an old Mac', 'SEP=;\r', ';'],
    ['that is not true any more', 'sep=;\n', ','],
    ['of a sign that nobody else has', 'sep=:\n', ':'],
  ] as const) {
    it(`are read below a line that names the separator ${what}`, () => {
      const end = /\r\n|\r|\n/.exec(start)?.[0] ?? '';
      const lines = [LAMPS.columns, ...LAMPS.rows].map((row) => row.join(separator));
      assert.deepEqual(tableIn(start + lines.join(end)), LAMPS);
    });
  }

  for (const [what, end] of [
    ['old Macs', '\r'],
    ['a double carriage return', '\r\r\n'],
    ['Unix', '\n'],
  ] as const) {
    it(`are read with the line ends of ${what}`, () => {
      const text = [LAMPS.columns, ...LAMPS.rows].map((row) => row.join(',')).join(end);
      assert.deepEqual(tableIn(text + end), LAMPS);
    });
  }

  it('are read with mixed line ends', () => {
    assert.deepEqual(tableIn('SKU,Image\r\nA-1,a.jpg\nA-2,b.jpg\r'), LAMPS);
    assert.deepEqual(tableIn('SKU,Image\nA-1,a.jpg\r\nA-2,b.jpg\n'), LAMPS);
  });

  for (const [what, above] of [
    ['a title', 'Products of 2026\n'],
    ['a title with empty cells', 'Products,\n,\n'],
    ['two titles', 'Products\nExported by Jo\n\n'],
  ] as const) {
    it(`are read below ${what}`, () => {
      assert.deepEqual(tableIn(`${above}SKU,Image\nA-1,a.jpg\nA-2,b.jpg\n`), LAMPS);
    });
  }

  it('include a picture alone in its line', () => {
    const read = linesOf('a.jpg,\nb.jpg,A-2\n');
    assert.ok('lines' in read);
    assert.equal(read.lines.length, 2);
  });

  it('are read without empty columns', () => {
    assert.deepEqual(tableIn('SKU,Image,,\nA-1,a.jpg,,\nA-2,b.jpg,,\n'), LAMPS);
    assert.deepEqual(tableIn(',SKU,Image\n,A-1,a.jpg\n,A-2,b.jpg\n'), LAMPS);
  });

  it('are padded in lines of different lengths', () => {
    assert.deepEqual(tableIn('SKU,Image\nA-1\nA-2,b.jpg,x\n').rows, [
      ['A-1', '', ''],
      ['A-2', 'b.jpg', 'x'],
    ]);
  });

  for (const [what, text] of [
    ['Markdown', '| SKU | Image |\n|:----|------:|\n| A-1 | a.jpg |\n| A-2 | b.jpg |\n'],
    ['a database', ' SKU | Image \n-----+-------\n A-1 | a.jpg\n A-2 | b.jpg\n'],
    ['a database that counts', 'SKU|Image\nA-1|a.jpg\nA-2|b.jpg\n(2 rows)\n\n'],
    [
      'a database with commas',
      'SKU,Image\r\n---,-----\r\nA-1,a.jpg\r\nA-2,b.jpg\r\n\r\n(2 rows affected)\r\n',
    ],
    [
      'a database with tabs',
      'SKU\tImage\r\n---\t-----\r\nA-1\ta.jpg\r\nA-2\tb.jpg\r\n\r\n(2 Zeilen betroffen)\r\n',
    ],
    [
      'a database in its own widths',
      "Changed database context to 'x'.\r\nSKU   Image     \r\n----- ----------\r\nA-1   a.jpg     \r\n A-2  b.jpg     \r\n\r\n(2 rows affected)\r\n",
    ],
    ['a shell', '\nSKU Image\n--- -----\nA-1 a.jpg\nA-2 b.jpg\n\n'],
    [
      'a database that tells the time',
      '+-----+-------+\n| SKU | Image |\n+-----+-------+\n| A-1 | a.jpg |\n| A-2 | b.jpg |\n+-----+-------+\n2 rows in set (0.00 sec)\n',
    ],
    [
      'reStructuredText',
      '+-----+-------+\n| SKU | Image |\n+=====+=======+\n| A-1 | a.jpg |\n+-----+-------+\n| A-2 | b.jpg |\n+-----+-------+\n',
    ],
    [
      'another database',
      '+-----+-------+\n| SKU | Image |\n+-----+-------+\n| A-1 | a.jpg |\n| A-2 | b.jpg |\n+-----+-------+\n',
    ],
  ] as const) {
    it(`are read in the frames of ${what}`, () => {
      assert.deepEqual(tableIn(text), LAMPS);
      const read = linesOf(text);
      assert.ok('lines' in read);
      assert.equal(read.isNamed, /--|==/.test(text));
    });
  }

  for (const [what, text] of [
    ['frames', '+-----+-------+\n| A-1 | a.jpg |\n| A-2 | b.jpg |\n+-----+-------+\n'],
    ['a line below', 'A-1|a.jpg\nA-2|b.jpg\n---|-----\n'],
    ['one row in a frame', '+-----+-------+\n| A-1 | a.jpg |\n+-----+-------+\n'],
  ] as const) {
    it(`keep a first row without names: ${what}`, () => {
      const read = linesOf(text);
      assert.ok('lines' in read);
      assert.equal(read.isNamed, false);
      assert.deepEqual(
        read.lines.flat().filter((one) => one !== ''),
        text.includes('A-2') ? LAMPS.rows.flat() : LAMPS.rows[0],
      );
    });
  }

  for (const [what, text, code] of [
    ['blanks before quotes', '"SKU", "Image"\n"A, 1", "a.jpg"\n"A, 2", "b.jpg"\n', 'A, '],
    ['single quotes', "'SKU','Image'\n'A, 1','a.jpg'\n'A, 2','b.jpg'\n", 'A, '],
    ['each line quoted', '"SKU,Image"\n"A-1,a.jpg"\n"A-2,""b.jpg"""\n', 'A-'],
    ['some lines quoted', 'SKU;Image\nA-1;a.jpg\n"A-2;""b.jpg"""\n', 'A-'],
  ] as const) {
    it(`are read without their quotes: ${what}`, () => {
      assert.deepEqual(tableIn(text), {
        columns: LAMPS.columns,
        rows: [
          [`${code}1`, 'a.jpg'],
          [`${code}2`, 'b.jpg'],
        ],
      });
    });
  }

  it('keep names, titles, and apostrophes, with any quotes', () => {
    assert.deepEqual(tableIn('"Lamps, 2026"\nSKU,Image\nA-1,a.jpg\nA-2,b.jpg\n'), LAMPS);
    assert.deepEqual(tableIn(',Image\nA-1,a.jpg\nA-2,b.jpg\n').columns, ['Column 1', 'Image']);
    assert.deepEqual(tableIn("'t Hooft,'a.jpg'\n'x',b.jpg\n").columns, ["'t Hooft", "'a.jpg'"]);
  });
});

describe('columns', () => {
  it('are named by position without a line of names', () => {
    const read = linesOf('LAMP-01,a.jpg\nBOOT-14,b.jpg\nKITE-07,c.jpg\n');
    assert.ok('lines' in read);
    assert.deepEqual(tableOf(read, false), {
      columns: ['Column 1', 'Column 2'],
      rows: [
        ['LAMP-01', 'a.jpg'],
        ['BOOT-14', 'b.jpg'],
        ['KITE-07', 'c.jpg'],
      ],
    });
  });

  it('keep their names if R numbered the rows', () => {
    const numbered = '"SKU","Image"\n"1","A-1","a.jpg"\n"2","A-2","b.jpg"\n';
    assert.deepEqual(tableIn(numbered).columns, ['Column 1', 'SKU', 'Image']);
    assert.deepEqual(tableIn('SKU,Image\nA-1,a.jpg,x\nA-2,b.jpg,y\n').columns, [
      ...LAMPS.columns,
      'Column 3',
    ]);
  });

  it('always have distinct names', () => {
    const name = fc.constantFrom('', 'A', 'A (2)', 'A (3)', 'Column 1', 'Column 2', 'Column 2 (2)');
    fc.assert(
      fc.property(fc.array(name, { minLength: 2, maxLength: 7 }), (names) => {
        const lines = [names, names.map(() => 'x')];
        const table = tableOf({ lines, isNamed: false }, true);
        assert.ok('columns' in table);
        assert.equal(table.columns.length, names.length);
        assert.equal(new Set(table.columns).size, names.length);
        assert.ok(names.every((one) => one === '' || table.columns.includes(one)));
      }),
    );
  });
});

describe('tables too wide for memory', () => {
  it('don’t result from a few dashes', () => {
    const text = `a b\n${'- '.repeat(4_000)}-\n${'x,c\n'.repeat(6_000)}`;
    const read = linesOf(text);
    assert.ok('lines' in read);
    assert.ok(read.lines.every(({ length }) => length < 10));
  });

  it('are refused', () => {
    const empty = `a${','.repeat(16_000)}b${','.repeat(50_000)}\n${`c${','.repeat(100)}d\n`.repeat(50)}`;
    const lines = Array.from(
      { length: 1_000 },
      (_, n) => `${n}${',x'.repeat(n === 0 ? 16_000 : 1)}`,
    );
    assert.ok('columns' in tableIn(empty));
    assert.deepEqual(readTable(Buffer.from(lines.join('\n'))), { kind: 'too-many-columns' });
  });
});
