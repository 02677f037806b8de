import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Mapping } from '../../../../src/batch/match/mapping.ts';
import { mappingText, readMapping } from '../../../../src/batch/match/mapping.ts';

const BY_NAME: Mapping = {
  module: 'Products',
  rule: {
    kind: 'name',
    name: { pattern: '{key}_*', replace: [{ from: '_', to: '/' }] },
    by: { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true },
  },
  several: { kind: 'ends-in', ending: 'front' },
};
const BY_FIELDS: Mapping = {
  module: 'Contacts',
  rule: {
    kind: 'name',
    name: { pattern: '{last}, {first}/*', replace: [] },
    by: {
      kind: 'fields',
      fields: [
        { field: 'First_Name', as: 'first' },
        { field: 'Last_Name', as: 'last' },
      ],
      ignoreCase: true,
    },
  },
  several: { kind: 'first' },
};
const BY_PHONE: Mapping = {
  module: 'Contacts',
  rule: {
    kind: 'table',
    fileColumn: 'File',
    recordColumn: 'Phone',
    by: { kind: 'field', field: 'Phone', type: 'phone', ignoreCase: true },
  },
  several: { kind: 'none' },
};
const BY_TABLE: Mapping = {
  module: 'Contacts',
  rule: { kind: 'table', fileColumn: 'Datei', recordColumn: 'ID', by: { kind: 'id' } },
  several: { kind: 'largest' },
};

describe('a saved mapping', () => {
  it('is read back unchanged', () => {
    for (const mapping of [BY_NAME, BY_TABLE, BY_FIELDS, BY_PHONE]) {
      assert.deepEqual(readMapping(mappingText(mapping)), mapping);
      assert.deepEqual(readMapping(`\uFEFF${mappingText(mapping)}`), mapping);
    }
  });

  it('may use the fields’ own names', () => {
    const text = mappingText(BY_FIELDS)
      .replace('{last}, {first}/*', '{Last_Name}_{First_Name}')
      .replaceAll(/,\s*"as": "\w+"/g, '');
    const { rule } = readMapping(text) ?? {};
    assert.ok(rule?.by.kind === 'fields');
    assert.deepEqual(rule.by.fields, [{ field: 'First_Name' }, { field: 'Last_Name' }]);
  });

  const fields = (from: string, to: string): string => mappingText(BY_FIELDS).replace(from, to);
  const changed = (from: string, to: string): string => mappingText(BY_NAME).replace(from, to);
  for (const [what, text] of [
    ['no JSON', 'Products'],
    ['another JSON', '[]'],
    ['a later format', changed('"format": 1', '"format": 2')],
    ['a module that is no name', changed('"Products"', '"Products where 1"')],
    ['a field that is no name', changed('"Product_Code"', '"id) or (id"')],
    ['a pattern without the record', changed('{key}', 'key')],
    ['a pattern without one of its fields', fields('{last}, {first}', '{first}')],
    ['a pattern with one of them twice', fields('{last}, {first}', '{last}{first}{First_Name}')],
    ['two fields of one name', fields('"as": "last"', '"as": "first"')],
    ['one field alone', fields('{ "field"', '').replace(/,\s*\{[^}]*"as": "last"\s*\}/, '')],
    [
      'a table by two fields',
      fields('"kind": "name"', '"kind": "table", "fileColumn": "a", "recordColumn": "b"'),
    ],
    ['an unknown rule', changed('"name"', '"magic"')],
    ['an empty ending', changed('"front"', '""')],
  ] as const) {
    it(`isn’t ${what}`, () => {
      assert.equal(readMapping(text), undefined);
    });
  }
});
