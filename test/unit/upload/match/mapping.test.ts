import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Mapping } from '../../../../src/upload/match/mapping.ts';
import { mappingText, readMapping } from '../../../../src/upload/match/mapping.ts';

const BY_NAME: Mapping = {
  module: 'Products',
  rule: {
    kind: 'name',
    name: { pattern: '{key}_*', replace: [{ from: '_', to: '/' }] },
    by: { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true },
  },
  several: { kind: 'ends-in', ending: 'front' },
};
const BY_TABLE: Mapping = {
  module: 'Contacts',
  rule: { kind: 'table', fileColumn: 'Datei', recordColumn: 'ID', by: { kind: 'id' } },
  several: { kind: 'largest' },
};

describe('a saved mapping', () => {
  it('is read back as it was', () => {
    for (const mapping of [BY_NAME, BY_TABLE]) {
      assert.deepEqual(readMapping(mappingText(mapping)), mapping);
      assert.deepEqual(readMapping(`\uFEFF${mappingText(mapping)}`), mapping);
    }
  });

  const changed = (from: string, to: string): string => mappingText(BY_NAME).replace(from, to);
  for (const [what, text] of [
    ['no JSON', 'Products'],
    ['another JSON', '[]'],
    ['a later format', changed('"format": 1', '"format": 2')],
    ['a module that is no name', changed('"Products"', '"Products where 1"')],
    ['a field that is no name', changed('"Product_Code"', '"id) or (id"')],
    ['a pattern without the record', changed('{key}', 'key')],
    ['an unknown rule', changed('"name"', '"magic"')],
    ['an empty ending', changed('"front"', '""')],
  ] as const) {
    it(`is not ${what}`, () => {
      assert.equal(readMapping(text), undefined);
    });
  }
});
