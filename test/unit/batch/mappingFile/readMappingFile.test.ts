import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mappingsIn, readMappingFile } from '../../../../src/batch/mappingFile/readMappingFile.ts';
import { mappingFileUnusable } from '../../../../src/batch/mapping/words/mappingFile.ts';
import { BY_CODE, BY_TABLE } from './sampleMappings.ts';

const FILE = `{
  // What the shop has.
  "$schema": "https://example.com/any.json",
  "mappings": [
    {
      "name": "Product shots",
      "folder": "./photos/products/",
      "module": "Products",
      "field": "Product_Code",
      "pattern": "{key}_*",
      "replace": [{ "from": "_", "to": "/" }],
      "severalPictures": { "endsIn": "_front" },
    },
    /* The team. */
    {
      "name": "Portraits",
      "folder": ".",
      "module": "Contacts",
      "field": "id",
      "table": {
        "file": "portraits/list.csv",
        "encoding": "windows-1252",
        "columnNames": true,
        "fileColumn": "Datei",
        "recordColumn": "ID"
      }
    }
  ],
  "owner": { "team": ["catalog"] }
}
`;

describe('a mapping file', () => {
  it('is read with comments, trailing commas, and keys of others', () => {
    for (const text of [FILE, `\uFEFF${FILE}`, FILE.replaceAll('\n', '\r\n')]) {
      const read = readMappingFile(Buffer.from(text));
      assert.deepEqual(read, { ok: true, mappings: [BY_CODE, BY_TABLE], text });
    }
  });

  it('may have no mappings', () => {
    assert.deepEqual(mappingsIn('{ "mappings": [] }'), {
      ok: true,
      mappings: [],
      text: '{ "mappings": [] }',
    });
  });

  it('names fields by what the pattern has, or by themselves', () => {
    const read = mappingsIn(`{ "mappings": [{
      "name": "Portraits", "module": "Contacts", "ignoreCase": false,
      "fields": { "first": "First_Name", "Last_Name": "Last_Name" },
      "pattern": "{Last_Name}, {first}"
    }]}`);
    assert.deepEqual(read.ok && read.mappings[0]?.mapping.rule.by, {
      kind: 'fields',
      fields: [{ field: 'First_Name', as: 'first' }, { field: 'Last_Name' }],
      ignoreCase: false,
    });
  });
});

const VALID = {
  name: 'Shots',
  folder: 'shots',
  module: 'Products',
  field: 'Product_Code',
  pattern: '{key}',
};
const TABLE = { file: 'list.csv', fileColumn: 'File', recordColumn: 'Code' };

/** The file with a mapping that has these values, from line 3 on, one line for each key. */
function changed(values: object): string {
  return JSON.stringify({ mappings: [{ ...VALID, ...values }] }, undefined, 1);
}

const LEAVES = 'must be a relative path with “/” that stays in the workspace folder.';
const NAME =
  'must be text of up to 80 characters, without spaces around it and without hidden characters.';

describe('a mapping file that can’t be used', () => {
  for (const [what, text, says] of [
    ['nothing', '', 'line 1: this isn’t valid JSON.'],
    ['no JSON', '{\n  mappings: []\n}', 'line 2: this isn’t valid JSON.'],
    ['two values', '{ "mappings": [] }\n{}', 'line 2: this isn’t valid JSON.'],
    ['an open comment', '{ "mappings": []\n/* }', 'line 2: this isn’t valid JSON.'],
    ['an open string', '{ "mappings": [ "a\n" ] }', 'line 1: this isn’t valid JSON.'],
    ['a list', '[]', 'line 1: “mappings” must be a list of up to 100 mappings.'],
    ['no mappings', '{\n}', 'line 1: “mappings” is missing.'],
    ['one mapping', '{ "mappings":\n {} }', 'line 1: “mappings” must be a list of up to 100'],
    ['text', '{ "mappings": [\n"x"] }', 'line 2: “mappings” must be a list of up to 100 mappings.'],
    ['many levels', '['.repeat(100_000), 'line 1: this has too many levels.'],
    ['many levels of objects', '{"a":'.repeat(40_000), 'line 1: this has too many levels.'],
    [
      'ten thousand mappings',
      JSON.stringify({ mappings: Array.from({ length: 10_000 }, () => ({})) }),
      'line 1: “mappings” must be a list of up to 100 mappings.',
    ],
    ['an unknown key', changed({ patern: '{key}' }), 'line 9: “patern” isn’t a known property.'],
    ['an organization', changed({ organization: '1' }), 'line 9: “organization” isn’t a known'],
    [
      'a prototype',
      changed({}).replace('"name"', '"__proto__": { "field": "id" },\n"name"'),
      'line 4: “__proto__” isn’t a known property.',
    ],
    [
      'a prototype around it',
      '{ "__proto__": { "mappings": [] } }',
      'line 1: “mappings” is missing.',
    ],
    [
      'a constructor',
      changed({ constructor: {} }),
      'line 9: “constructor” isn’t a known property.',
    ],
    [
      'a key twice',
      changed({}).replace('"name"', '"module": "Leads",\n"name"'),
      'line 7: “module” is there twice.',
    ],
    [
      'a name twice',
      JSON.stringify({ mappings: [VALID, VALID] }, undefined, 1),
      'line 11: another mapping has the name “Shots”, too.',
    ],
    ['no name', changed({ name: undefined }), 'line 3: “name” is missing.'],
    ['an empty name', changed({ name: '' }), `line 4: “name” ${NAME}`],
    ['a long name', changed({ name: 'x'.repeat(81) }), `line 4: “name” ${NAME}`],
    ['a name of control characters', changed({ name: 'a\u0007b' }), `line 4: “name” ${NAME}`],
    ['a name of two lines', changed({ name: 'a\nb' }), `line 4: “name” ${NAME}`],
    ['a name that turns', changed({ name: 'a\u202Egpj.b' }), `line 4: “name” ${NAME}`],
    ['no module', changed({ module: undefined }), 'line 3: “module” is missing.'],
    ...[7, 'Products where 1', '../Users', 'Prod\u202Eucts', '', '=Products', 'x'.repeat(101)].map(
      (module) =>
        [
          `the module ${JSON.stringify(module).slice(0, 30)}`,
          changed({ module }),
          'line 6: “module” must be the API name of a module, such as “Products”.',
        ] as const,
    ),
    [
      'a condition as a field',
      changed({ field: 'id) or (id' }),
      'line 7: “field” must be the API name of a field, such as “Product_Code”.',
    ],
    ['no field', changed({ field: undefined }), 'line 3: either “field” or “fields” is needed.'],
    [
      'a field and fields',
      changed({ fields: { a: 'A', b: 'B' } }),
      'line 9: either “field” or “fields” is needed.',
    ],
    [
      'one of several fields',
      changed({ field: undefined, fields: { a: 'A' } }),
      'line 8: “fields” must be two to four different fields',
    ],
    [
      'a field with two names',
      changed({ field: undefined, fields: { a: 'A', A: 'B' }, pattern: '{a}{A}' }),
      'line 8: “fields” must be two to four different fields',
    ],
    [
      'a placeholder that is a pattern',
      changed({ field: undefined, fields: { '(a+)+$': 'A', b: 'B' }, pattern: '{a}{b}' }),
      'line 9: “fields” must be two to four different fields',
    ],
    [
      'no pattern',
      changed({ pattern: undefined }),
      'line 3: either “pattern” or “table” is needed',
    ],
    ['a pattern and a table', changed({ table: TABLE }), 'line 9: either “pattern” or “table” is'],
    [
      'fields with a table',
      changed({ field: undefined, fields: { a: 'A', b: 'B' }, pattern: undefined, table: TABLE }),
      'line 7: a table needs “field”, not “fields”.',
    ],
    [
      'a pattern without the key',
      changed({ pattern: '*' }),
      'line 8: “pattern” must contain {key}.',
    ],
    [
      'a pattern with two keys',
      changed({ pattern: '{key}{key}' }),
      'line 8: “pattern” may contain {key} only once.',
    ],
    [
      'a pattern without one of the fields',
      changed({ field: undefined, fields: { last: 'A', first: 'B' }, pattern: '{last}' }),
      'line 7: “pattern” must contain {last} and {first}.',
    ],
    [
      'an endless pattern',
      changed({ pattern: '[*]?'.repeat(100) }),
      'line 8: “pattern” must be text of up to 300 characters.',
    ],
    ['a wrong choice', changed({ fieldType: 'date' }), 'line 9: “fieldType” must be “text”, “num'],
    ['text for a switch', changed({ ignoreCase: 'no' }), 'line 9: “ignoreCase” must be true or'],
    ['another choice of several', changed({ severalPictures: 'all' }), 'line 9: “severalPictures”'],
    [
      'an empty ending',
      changed({ severalPictures: { endsIn: '' } }),
      'line 9: “severalPictures” must be',
    ],
    ['a replacement of nothing', changed({ replace: [{ from: '', to: '' }] }), 'line 11: “from” m'],
    ...[
      '..',
      '../other',
      'shots/../../other',
      'shots/..',
      '/etc',
      '//server/share',
      '\\\\server\\share',
      '\\Windows',
      'C:/Users',
      'c:',
      'C:\\Users',
      'shots\\..\\..',
      'file:///etc',
      'https://example.com/photos',
      'shots/.. /..',
      '. ./x',
      'shots:stream',
      'shots//deep',
      '',
      ' ',
      'a\u0000b',
      'a\u202Eb',
    ].map(
      (folder) =>
        [
          `the folder ${JSON.stringify(folder)}`,
          changed({ folder }),
          `line 5: “folder” ${LEAVES}`,
        ] as const,
    ),
    [
      'a table elsewhere',
      changed({ pattern: undefined, table: { ...TABLE, file: '../list.csv' } }),
      `line 9: “file” ${LEAVES}`,
    ],
    [
      'a table that is the folder',
      changed({ pattern: undefined, table: { ...TABLE, file: '.' } }),
      `line 9: “file” ${LEAVES}`,
    ],
    [
      'a table without a column',
      changed({ pattern: undefined, table: { file: 'list.csv' } }),
      'line 8: “fileColumn” is missing.',
    ],
    [
      'an unknown key in the table',
      changed({ pattern: undefined, table: { ...TABLE, url: 'x' } }),
      'line 12: “url” isn’t a known property.',
    ],
    [
      'an unknown encoding',
      changed({ pattern: undefined, table: { ...TABLE, encoding: 'rot13' } }),
      'line 12: “encoding” must be the name of an encoding',
    ],
  ] as const) {
    it(`has ${what}`, () => {
      const read = mappingsIn(text);
      const shown = read.ok ? '' : mappingFileUnusable('zoho-crm-photos.json', read.problem);
      assert.ok(shown.startsWith(`zoho-crm-photos.json, ${says}`), shown);
    });
  }

  for (const [what, bytes, says] of [
    ['too large', Buffer.alloc(262_145, ' '), 'it’s larger than 256 KB.'],
    ['in UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), 'it isn’t saved as UTF-8.'],
  ] as const) {
    it(`is ${what}`, () => {
      const read = readMappingFile(bytes);
      const shown = read.ok ? '' : mappingFileUnusable('zoho-crm-photos.json', read.problem);
      assert.equal(shown, `zoho-crm-photos.json can’t be used: ${says}`);
    });
  }
});
