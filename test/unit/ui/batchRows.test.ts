import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runRow } from '../../../src/ui/batchRows.ts';
import type { Item } from '../../../src/upload/batch/journal.ts';
import type { BatchOutcome } from '../../../src/upload/outcome.ts';

const ITEM: Item = {
  n: 0,
  place: 'file:///shots/a.jpg',
  name: 'a.jpg',
  size: 300,
  key: { module: 'Products', id: '4876876000000900001' },
};

const BEGUN: Partial<Item> = { begun: { mark: null, before: { kind: 'none' }, sha256: 'ab' } };

function row(outcome: BatchOutcome, more: Partial<Item> = {}): { state: string; note: string } {
  const { n, name, key } = ITEM;
  const result = { n, name, key, outcome };
  return runRow({ ...ITEM, ...more }, 'a.jpg', undefined, {
    addressOf: () => undefined,
    result,
  });
}

describe('a row of a run', () => {
  const gone: BatchOutcome = { kind: 'failed', reason: { kind: 'no-such-record' } };

  it('says why a picture was not uploaded', () => {
    const { state, note } = row(gone);
    assert.equal(state, 'failed');
    assert.match(note, /^There is no such record in this module\. Check the record ID/);
    assert.doesNotMatch(note, /earlier try/);
  });

  it('says that an earlier try may have stored it, whatever the later one failed with', () => {
    const { state, note } = row(gone, BEGUN);
    assert.equal(state, 'unknown');
    assert.match(note, /An earlier try may have stored it: look at the record\.$/);
  });

  it('says so once where the answer was lost', () => {
    const lost: BatchOutcome = {
      kind: 'failed',
      reason: {
        kind: 'failure',
        failure: { kind: 'connection-lost', host: 'www.zohoapis.eu', reason: '', sentAll: true },
        photo: 'unknown',
      },
    };
    const { state, note } = row(lost, BEGUN);
    assert.equal(state, 'unknown');
    assert.match(note, /may or may not have been stored/);
    assert.doesNotMatch(note, /earlier try/);
  });
});
