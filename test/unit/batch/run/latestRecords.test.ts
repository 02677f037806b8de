import assert from 'node:assert/strict';
import { it } from 'node:test';
import { latestRecords } from '../../../../src/batch/run/latestRecords.ts';
import type { Item } from '../../../../src/batch/run/runState.ts';

function item(n: number, more: Partial<Item> = {}): Item {
  const key = { module: 'Products', id: `487687600000090000${n}` };
  const shown = { path: `${n}.jpg`, name: `Product ${n}` };
  return { n, place: '', name: `${n}.jpg`, size: 1, key, shown, ended: 'done', ...more };
}

it('the recent records of a run are the last three that have their photo', () => {
  const items = [
    item(0),
    item(1),
    item(2, { shown: undefined }),
    item(3, { ended: 'failed' }),
    item(4),
    item(5, { ended: 'skipped' }),
    item(6, { undone: true }),
  ];
  assert.deepEqual(
    latestRecords({ items }).map(({ name }) => name),
    ['Product 1', undefined, 'Product 4'],
  );
  assert.deepEqual(latestRecords({ items: [] }), []);
});
