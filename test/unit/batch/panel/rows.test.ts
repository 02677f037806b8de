import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runRow, toldOf } from '../../../../src/batch/panel/rows.ts';
import type { Item } from '../../../../src/batch/run/journal.ts';
import type { BatchOutcome } from '../../../../src/upload/outcome.ts';

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
  return runRow({ ...ITEM, ...more }, { addressOf: () => undefined, result });
}

describe('a row of a run', () => {
  const gone: BatchOutcome = { kind: 'failed', reason: { kind: 'no-such-record' } };

  it('says why a picture was not uploaded', () => {
    const { state, note } = row(gone);
    assert.equal(state, 'failed');
    assert.match(note, /^This module has no record with this ID\. Check the record ID/);
    assert.doesNotMatch(note, /earlier try/);
  });

  it('says what to do about a file that has gone: another one cannot be chosen', () => {
    const missing = { kind: 'unreadable', reason: 'missing' } as const;
    const { state, note } = row({ kind: 'failed', reason: { kind: 'refusal', refusal: missing } });
    assert.equal(state, 'failed');
    assert.equal(
      note,
      'The file no longer exists. It was moved or deleted: put it back, then Retry Failed.',
    );
    const empty = row({ kind: 'failed', reason: { kind: 'refusal', refusal: { kind: 'empty' } } });
    assert.match(empty.note, /^The file is empty\. Put the picture in its place, then Retry/);
  });

  it('says that an earlier try may have stored it, whatever the later one failed with', () => {
    const { state, note } = row(gone, BEGUN);
    assert.equal(state, 'unknown');
    assert.match(note, /An earlier try may have stored it: look at the record\.$/);
  });

  it('is the same after a restart, when the journal alone tells', () => {
    const shown = { path: 'shots/a.jpg', name: 'Article 1', photoMark: 'ab' };
    for (const more of [{}, BEGUN]) {
      const item: Item = { ...ITEM, ...more, shown };
      const { n, name, key } = item;
      const addressOf = (): undefined => undefined;
      const before = runRow(item, { addressOf, result: { n, name, key, outcome: gone } });
      assert.deepEqual(
        [before.file, before.record],
        ['shots/a.jpg', { name: 'Article 1', id: key.id, hasPhoto: true }],
      );
      const ended = before.state === 'failed' ? 'failed' : 'unknown';
      const kept: Item = { ...item, ended, told: toldOf(item, gone) };
      assert.deepEqual(runRow(kept, { addressOf, result: undefined }), before);
    }
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
