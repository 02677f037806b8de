import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Mapping } from '../../../../src/batch/match/mapping.ts';
import { SavedMappings } from '../../../../src/batch/match/savedMappings.ts';

function mappings(kept = new Map<string, unknown>()): SavedMappings {
  return new SavedMappings({
    get: (key) => kept.get(key),
    update: (key, value) => {
      kept.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  });
}

function mapping(pattern = '{key}'): Mapping {
  return {
    module: 'Products',
    rule: {
      kind: 'name',
      name: { pattern, replace: [{ from: '_', to: '/' }] },
      by: { kind: 'field', field: 'Product_Code', type: 'text', ignoreCase: true },
    },
    several: { kind: 'first' },
  };
}

describe('saved and recent mappings', () => {
  it('are listed once each, the latest first', async () => {
    const saved = mappings();
    await saved.save('', mapping());
    await saved.save('', mapping('{key}_*'));
    await saved.save('', mapping());
    assert.deepEqual(saved.all(), [
      { name: '', mapping: mapping() },
      { name: '', mapping: mapping('{key}_*') },
    ]);
  });

  it('keep their name when used again, and names are unique', async () => {
    const saved = mappings();
    await saved.save('Catalogue', mapping());
    await saved.save('', mapping());
    assert.deepEqual(saved.all(), [{ name: 'Catalogue', mapping: mapping() }]);
    await saved.save('Catalogue', mapping('{key}-*'));
    assert.deepEqual(saved.all(), [{ name: 'Catalogue', mapping: mapping('{key}-*') }]);
  });

  it('may have two names', async () => {
    const saved = mappings();
    await saved.save('Catalogue', mapping());
    await saved.save('Shop', mapping());
    assert.deepEqual(
      saved.all().map(({ name }) => name),
      ['Shop', 'Catalogue'],
    );
    await saved.save('', mapping());
    assert.equal(saved.all().length, 2);
  });

  it('are at most five without a name; named ones stay', async () => {
    const saved = mappings();
    await saved.save('Catalogue', mapping());
    for (let count = 1; count <= 9; count += 1) {
      await saved.save('', mapping(`${count}{key}`));
    }
    assert.deepEqual(
      saved
        .all()
        .map(({ name, mapping: { rule } }) => [
          name,
          rule.kind === 'name' ? rule.name.pattern : '',
        ]),
      [...[9, 8, 7, 6, 5].map((count) => ['', `${count}{key}`]), ['Catalogue', '{key}']],
    );
  });

  it('are none if the stored value is invalid', () => {
    assert.deepEqual(mappings(new Map([['mappings', 'nonsense']])).all(), []);
    assert.deepEqual(mappings(new Map([['mappings', [{ name: 'x', text: '{}' }]]])).all(), []);
  });
});
