import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Change } from '../../../src/upload/change.ts';
import { LastChanges } from '../../../src/upload/change.ts';

function changeOf(id: string, account = '1'): Change {
  const key = { module: 'Contacts', id };
  return { account, key, before: { kind: 'none' }, after: { kind: 'unknown' } };
}

describe('the last changes of a workspace', () => {
  let stored: unknown;
  let last: LastChanges;

  beforeEach(() => {
    stored = undefined;
    last = new LastChanges({
      get: () => stored,
      update: (_, value) => {
        stored = JSON.parse(JSON.stringify(value));
        return Promise.resolve();
      },
    });
  });

  it('have a time, also when they are undone', async () => {
    assert.deepEqual([last.at, last.get(), last.run], [0, [], undefined]);
    const before = Date.now();
    await last.set([changeOf('1'), changeOf('2')]);
    const { at } = last;
    assert.ok(at >= before && at <= Date.now());
    await last.keep(({ key }) => (key.id === '1' ? [] : [changeOf('3')]));
    assert.deepEqual([last.at, last.get()], [at, [changeOf('3')]]);
    await last.keep(() => []);
    assert.deepEqual([last.at, last.get()], [at, []]);
  });

  it('are without those of a deleted account', async () => {
    await last.set([changeOf('1', 'other'), changeOf('2')]);
    await last.deleteOf('other');
    assert.deepEqual(last.get(), [changeOf('2')]);
  });

  it('stay when a bulk upload starts, which may upload nothing', async () => {
    await last.set([changeOf('1')]);
    const { at } = last;
    await last.startRun('run');
    assert.deepEqual([last.at, last.get(), last.run], [at, [changeOf('1')], 'run']);
    await last.set([changeOf('2')]);
    assert.equal(last.run, 'run');
  });

  it('stored without a time are later than any bulk upload before, and earlier than the next', async () => {
    stored = [changeOf('1')];
    const before = Date.now();
    assert.ok(last.at >= before);
    await last.startRun('run');
    const { at } = last;
    assert.ok(at <= Date.now());
    assert.deepEqual(last.get(), [changeOf('1')]);
    stored = [];
    assert.equal(last.at, 0);
  });

  it('of an unknown form are none', () => {
    for (const unknown of ['text', [{ account: 1 }], { at: 'now', changes: [] }]) {
      stored = unknown;
      assert.deepEqual([last.at, last.get()], [0, []]);
    }
  });
});
