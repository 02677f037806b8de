import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RecentRecords } from '../../../src/upload/recent.ts';

function memory(
  kept: Record<string, unknown> = {},
): ConstructorParameters<typeof RecentRecords>[0] {
  return {
    get: (key) => kept[key],
    update: (key, value) => {
      // Like VS Code: what is stored is JSON.
      kept[key] = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

function record(id: number): { module: string; id: string; name: string } {
  return { module: 'Leads', id: String(id), name: `Lead ${id}` };
}

describe('RecentRecords', () => {
  it('lists the last used one first, each once, ten at most in questions', async () => {
    const recent = new RecentRecords(memory());
    for (const id of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 5]) {
      await recent.add('a', record(id));
    }
    const ids = recent.of('a').map(({ id }) => Number(id));
    assert.deepEqual(ids, [5, 11, 10, 9, 8, 7, 6, 4, 3, 2]);
  });

  it('keeps 30 for the view, and knows the names of all', async () => {
    const recent = new RecentRecords(memory());
    for (let id = 1; id <= 32; id += 1) {
      await recent.add('a', record(id));
    }
    assert.equal(recent.of('a').length, 10);
    assert.deepEqual(
      recent.all('a').map(({ id }) => Number(id)),
      Array.from({ length: 30 }, (_, index) => 32 - index),
    );
    assert.equal(recent.nameOf('a', record(3)), 'Lead 3');
  });

  it('distinguishes records with the same ID in two modules', async () => {
    const recent = new RecentRecords(memory());
    await recent.add('a', record(1));
    await recent.add('a', { ...record(1), module: 'Vehicles' });
    assert.equal(recent.of('a').length, 2);
  });

  it('separates accounts and deletes one of them', async () => {
    const recent = new RecentRecords(memory());
    await recent.add('a', record(1));
    await recent.add('b', record(2));
    await recent.deleteOf('a');
    assert.deepEqual([recent.of('a'), recent.of('b')], [[], [record(2)]]);
  });

  it('remembers which ones were among many, and that they no longer are', async () => {
    const recent = new RecentRecords(memory());
    await recent.add('a', { ...record(1), inBulk: true });
    assert.deepEqual(recent.of('a'), [{ ...record(1), inBulk: true }]);
    await recent.add('a', record(1));
    assert.deepEqual(recent.of('a'), [record(1)]);
  });

  it('accepts a record without a name, and ignores what does not parse', async () => {
    const recent = new RecentRecords(memory({ 'recentRecords:b': [{ module: 1 }] }));
    await recent.add('a', { ...record(1), name: undefined });
    assert.deepEqual(recent.of('a'), [{ module: 'Leads', id: '1', name: undefined }]);
    assert.deepEqual(recent.of('b'), []);
  });
});
