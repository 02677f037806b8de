import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Table } from '../../../../src/batch/table/table.ts';
import { linesOf } from '../../../../src/batch/table/table.ts';
import { readTable } from './readTable.ts';

const ROWS = [
  { sku: 'A-1', file: 'a.jpg' },
  { sku: 'A-2', file: 'b.jpg' },
];
const TABLE = {
  columns: ['sku', 'file'],
  rows: [
    ['A-1', 'a.jpg'],
    ['A-2', 'b.jpg'],
  ],
};

function tableIn(text: string): Table {
  const table = readTable(Buffer.from(text));
  assert.ok('columns' in table, JSON.stringify(table));
  return table;
}

describe('JSON', () => {
  for (const [what, value] of [
    ['a list', ROWS],
    ['data', { data: ROWS, info: { count: 2 } }],
    ['records', { total: 2, tags: ['x', 'y'], records: ROWS }],
    ['items', { items: ROWS }],
    ['whatever they are called', { lamps: ROWS }],
    ['several lists', { errors: [{ code: 1, why: 'x' }], data: ROWS }],
    ['deep inside', { status: 'ok', response: { body: { products: ROWS } } }],
  ] as const) {
    it(`contains the rows: ${what}`, () => {
      assert.deepEqual(tableIn(JSON.stringify(value, undefined, 1)), TABLE);
    });
  }

  for (const [what, value] of [
    ['a list for each column', { sku: ['A-1', 'A-2'], file: ['a.jpg', 'b.jpg'] }],
    ['columns of a data frame', { sku: { 0: 'A-1', 1: 'A-2' }, file: { 0: 'a.jpg', 1: 'b.jpg' } }],
    ['names beside lists of cells', { columns: ['sku', 'file'], index: [0, 1], data: TABLE.rows }],
  ] as const) {
    it(`contains the rows as ${what}`, () => {
      assert.deepEqual(tableIn(JSON.stringify(value)), TABLE);
    });
  }

  it('may be an object with a row for each key', () => {
    assert.deepEqual(tableIn('{"A-1":{"file":"a.jpg"},"A-2":{"file":"b.jpg"}}'), {
      columns: ['key', 'file'],
      rows: TABLE.rows,
    });
    assert.deepEqual(linesOf('{"a.jpg":"A-1","b.jpg":5540000000123456}'), {
      lines: [
        ['a.jpg', 'A-1'],
        ['b.jpg', '5540000000123456'],
      ],
      isNamed: false,
    });
    assert.deepEqual(tableIn('{"sku":"A-1","file":"a.jpg","price":7}').rows, [
      ['A-1', 'a.jpg', '7'],
    ]);
  });

  it('may be one object per line', () => {
    const lines = ROWS.map((row) => JSON.stringify(row));
    assert.deepEqual(tableIn(lines.join('\n')), TABLE);
    assert.deepEqual(tableIn(`\uFEFF${lines.join('\r\n')}\r\n\r\n`), TABLE);
    assert.deepEqual(readTable(Buffer.from(`${lines.join('\n')}\n{"sku":\n`)), {
      kind: 'not-json',
      line: 3,
    });
  });

  it('may be one list per line or a list of lists, whose first one may be a row', () => {
    const lists = [
      ['LAMP-01', 'a.jpg'],
      ['BOOT-14', 5540000000123456],
    ];
    for (const text of [
      JSON.stringify(lists),
      lists.map((one) => JSON.stringify(one)).join('\n'),
    ]) {
      assert.deepEqual(linesOf(text), {
        lines: [
          ['LAMP-01', 'a.jpg'],
          ['BOOT-14', '5540000000123456'],
        ],
        isNamed: false,
      });
    }
  });

  it('may be an answer of Zoho, with lookups by their parts', () => {
    const text = `{"data":[
      {"Owner":{"name":"Ada","id":"5540000000055001"},"id":5540000000123456789,"Product_Code":"A-1","Photo":null},
      {"Owner":null,"id":"5540000000123457","Product_Code":"A-2","Photo":"b.jpg"}
    ],"info":{"per_page":200,"count":2,"more_records":false}}`;
    assert.deepEqual(tableIn(text), {
      columns: ['Owner.name', 'Owner.id', 'id', 'Product_Code', 'Photo', 'Owner'],
      rows: [
        ['Ada', '5540000000055001', '5540000000123456789', 'A-1', '', ''],
        ['', '', '5540000000123457', 'A-2', 'b.jpg', ''],
      ],
    });
  });

  it('becomes cells with a line for each item of a list', () => {
    const rows = [{ sku: 'A-1', files: ['a.jpg', 'b.jpg'], images: [{ src: 'c' }, { src: 'd' }] }];
    assert.deepEqual(tableIn(JSON.stringify(rows)), {
      columns: ['sku', 'files', 'images.src'],
      rows: [['A-1', 'a.jpg\nb.jpg', 'c\nd']],
    });
  });

  it('may nest endlessly without breaking anything', () => {
    for (const depth of [100, 3_000, 200_000]) {
      for (const [open, close] of [
        ['[', ']'],
        ['{"a":', '}'],
        ['[{"a":', '}]'],
      ] as const) {
        const read = readTable(Buffer.from(`${open.repeat(depth)}1${close.repeat(depth)}`));
        assert.ok('kind' in read, String(depth));
      }
    }
  });
});
