import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BatchRow } from '../../../../src/batch/page/messages.ts';
import { runRow } from '../../../../src/batch/panel/runRow.ts';
import type { Item, RunState } from '../../../../src/batch/run/runState.ts';
import { standingOf } from '../../../../src/batch/run/standing.ts';
import { toldOf } from '../../../../src/batch/words/told.ts';
import type { Reason } from '../../../../src/upload/outcome.ts';
import { sampleRun } from '../run/sampleRun.ts';

const ITEM: Item = {
  n: 0,
  place: 'file:///shots/a.jpg',
  name: 'a.jpg',
  size: 300,
  key: { module: 'Products', id: '4876876000000900001' },
};

const RUN = sampleRun();

const BEGUN: Partial<Item> = { begun: { mark: null, before: { kind: 'none' }, sha256: 'ab' } };

function row(more: Partial<Item> = {}): BatchRow {
  const item: Item = { ...ITEM, ...more };
  const state: RunState = { run: RUN, items: [item], over: true, marksTell: false };
  return runRow({ state, standingOf }, item, () => undefined);
}

/** Of a picture that has failed, as the engine notes it. */
function failedRow(reason: Reason, more: Partial<Item> = {}): BatchRow {
  const ended = more.begun === undefined ? 'failed' : 'unknown';
  return row({ ...more, ended, told: toldOf({ ...ITEM, ...more }, reason) });
}

describe('a row of a run', () => {
  it('says how large the picture is', () => {
    const sizes = [300, 204_000, 999_499, 999_500, 14_200_000].map((size) => row({ size }).size);
    assert.deepEqual(sizes, ['1 KB', '204 KB', '999 KB', '1.0 MB', '14.2 MB']);
  });

  it('says of a resized picture that it was, but not before it was uploaded', () => {
    const made: Partial<Item> = { begun: { before: { kind: 'none' }, sha256: 'ab', origin: 'cd' } };
    assert.equal(row({ ...made, ended: 'done' }).note, 'Resized or converted.');
    assert.equal(row({ ...BEGUN, ended: 'done' }).note, '');
    assert.doesNotMatch(row(made).note, /Resized/);
  });

  it('says why a picture was not uploaded', () => {
    const { state, note } = failedRow({ kind: 'no-such-record' });
    assert.equal(state, 'failed');
    assert.match(note, /^This module has no record with this ID\. Check the record ID/);
    assert.doesNotMatch(note, /earlier attempt/);
  });

  it('says what to do about a file that has gone: another one cannot be chosen', () => {
    const missing = { kind: 'unreadable', reason: 'missing' } as const;
    const { state, note } = failedRow({ kind: 'refusal', refusal: missing });
    assert.equal(state, 'failed');
    assert.match(note, /no longer exists\. Put it back, then choose Retry Failed\.$/);
    const empty = failedRow({ kind: 'refusal', refusal: { kind: 'empty' } });
    assert.match(empty.note, /^The file is empty\. Replace the file, then choose Retry/);
  });

  it('says that an earlier attempt may have stored it, whatever the later one failed with', () => {
    const { state, note } = failedRow({ kind: 'no-such-record' }, BEGUN);
    assert.equal(state, 'unknown');
    assert.match(note, /An earlier attempt may have stored it: check the record\.$/);
  });

  it('can be undone where the previous photo is known, and retried where it may help', () => {
    const can = (more: Partial<Item>): unknown[] => {
      const { canUndo, canRetry } = row(more);
      return [canUndo, canRetry];
    };
    const lost: Partial<Item> = { begun: { before: { kind: 'lost' }, sha256: 'ab' } };
    assert.deepEqual(can({}), [false, false]);
    assert.deepEqual(can({ ...BEGUN, ended: 'done' }), [true, false]);
    assert.deepEqual(can({ ...lost, ended: 'done' }), [false, false]);
    assert.deepEqual(can({ ended: 'skipped' }), [false, false]);
    assert.deepEqual(can({ ended: 'failed' }), [false, true]);
    assert.deepEqual(can({ ...BEGUN, ended: 'unknown' }), [false, true]);
    assert.deepEqual(can(BEGUN), [false, true]);
    assert.deepEqual(can({ ...BEGUN, ended: 'done', undone: true }), [false, false]);
  });

  it('says what a record has after an undo', () => {
    const none = row({ ...BEGUN, ended: 'done', undone: true });
    assert.deepEqual([none.state, none.note], ['undone', 'The record has no photo again.']);
    assert.equal(none.record?.hasPhoto, false);
    const kept: Partial<Item> = { begun: { before: { kind: 'kept', id: 'b' }, sha256: 'ab' } };
    const given = row({ ...kept, ended: 'done', undone: true });
    assert.equal(given.note, 'The record has its previous photo again.');
    assert.equal(given.record?.hasPhoto, true);
  });

  it('shows what its record matched', () => {
    assert.equal(row().value, undefined);
    assert.equal(row({ shown: { path: 'a.jpg', value: 'A-102' } }).value, 'A-102');
  });

  it('shows the record as it was planned, and what the run has made of it', () => {
    const shown = { path: 'shots/a.jpg', name: 'Article 1', photoMark: null };
    const { file, record } = row({ shown });
    assert.deepEqual(
      [file, record],
      ['shots/a.jpg', { name: 'Article 1', id: ITEM.key.id, hasPhoto: false }],
    );
    for (const ended of ['done', 'skipped'] as const) {
      assert.equal(row({ shown, ...BEGUN, ended }).record?.hasPhoto, true);
    }
    assert.deepEqual(row().record, { name: ITEM.key.id, id: ITEM.key.id });
  });

  it('is in a state for each way that a picture can stand', () => {
    const pending = { after: { kind: 'unknown' }, pending: true } as const;
    const states = [
      row(),
      row(BEGUN),
      row({ ...BEGUN, ended: 'done' }),
      row({ ...BEGUN, ended: 'done', looked: pending }),
      row({ ...BEGUN, ended: 'done', undone: true }),
      row({ ended: 'skipped' }),
    ].map(({ state }) => state);
    assert.deepEqual(states, [
      'waiting',
      'unknown',
      'done',
      'awaiting-approval',
      'undone',
      'skipped',
    ]);
  });

  it('says so once where the answer was lost', () => {
    const failure = {
      kind: 'connection-lost',
      host: 'www.zohoapis.eu',
      reason: '',
      sentAll: true,
    } as const;
    const { state, note } = failedRow({ kind: 'failure', failure, photo: 'unknown' }, BEGUN);
    assert.equal(state, 'unknown');
    assert.match(note, /may or may not have been stored/);
    assert.doesNotMatch(note, /earlier attempt/);
  });
});
