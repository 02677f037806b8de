import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BatchRow, RowState } from '../../../../src/batch/page/messages.ts';
import { inOrder, RowOrder } from '../../../../src/batch/panel/rowOrder.ts';

function rows(...states: RowState[]): BatchRow[] {
  return states.map((state, n) => ({
    n,
    file: `${n}.jpg`,
    size: '',
    state,
    note: '',
    isExcluded: false,
  }));
}

function numbers(ordered: readonly BatchRow[]): number[] {
  return ordered.map(({ n }) => n);
}

describe('the order of rows', () => {
  it('has first what needs the person, in a review', () => {
    const all = rows('ready', 'unchanged', 'not-matched', 'to-resize', 'no-record', 'ready');
    assert.deepEqual(numbers(inOrder(all)), [4, 2, 0, 3, 5, 1]);
  });

  it('has first what failed, then what was undone, in a result', () => {
    const all = rows('done', 'undone', 'failed', 'skipped', 'done', 'unknown', 'awaiting-approval');
    assert.deepEqual(numbers(inOrder(all)), [2, 5, 1, 6, 0, 4, 3]);
  });

  it('stays while a run is watched, and while rows are undone', () => {
    const order = new RowOrder();
    assert.deepEqual(numbers(order.of(rows('waiting', 'failed', 'done'), false)), [0, 1, 2]);
    assert.deepEqual(numbers(order.of(rows('done', 'failed', 'done'), true)), [1, 0, 2]);
    // Undone, without a new upload: the row stays under the pointer.
    assert.deepEqual(numbers(order.of(rows('done', 'failed', 'undone'), true)), [1, 0, 2]);
    // Retried.
    assert.deepEqual(numbers(order.of(rows('done', 'uploading', 'undone'), false)), [1, 0, 2]);
    assert.deepEqual(numbers(order.of(rows('done', 'done', 'undone'), true)), [2, 0, 1]);
  });
});
