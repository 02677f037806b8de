import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { severalAtOnce } from '../../../src/async/severalAtOnce.ts';

it('runs that many tasks concurrently, and returns their results in order', async () => {
  let now = 0;
  let most = 0;
  const counts: number[] = [];
  const work = async (n: number): Promise<number> => {
    now += 1;
    most = Math.max(most, now);
    for (let turns = 0; turns < 10 - n; turns++) {
      await turn();
    }
    now -= 1;
    return n * 2;
  };
  const all = await severalAtOnce([0, 1, 2, 3, 4, 5, 6], 3, work, undefined, (count) => {
    counts.push(count);
  });
  assert.deepEqual(all, [0, 2, 4, 6, 8, 10, 12]);
  assert.equal(most, 3);
  assert.deepEqual(counts, [1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(await severalAtOnce([], 3, work), []);
});

it('is not held up by a slow task', async () => {
  const slow = Promise.withResolvers<string>();
  const started: number[] = [];
  const all = severalAtOnce([0, 1, 2, 3], 2, (n) => {
    started.push(n);
    if (n === 3) {
      slow.resolve('at last');
    }
    return n === 0 ? slow.promise : Promise.resolve('soon');
  });
  assert.deepEqual(await all, ['at last', 'soon', 'soon', 'soon']);
  assert.deepEqual(started, [0, 1, 2, 3]);
});

it('stops immediately when it is aborted, and starts nothing more', async () => {
  const controller = new AbortController();
  const first = Promise.withResolvers<undefined>();
  let begun = 0;
  const all = severalAtOnce(
    [0, 1, 2],
    1,
    () => {
      begun += 1;
      return first.promise;
    },
    controller.signal,
  );
  controller.abort(new Error('canceled'));
  await assert.rejects(all, /canceled/);
  first.resolve(undefined);
  await turn();
  assert.equal(begun, 1);
});

it('throws the first error, and starts nothing more', async () => {
  let begun = 0;
  const all = severalAtOnce([0, 1, 2, 3], 1, () => {
    begun += 1;
    return Promise.reject(new Error('no'));
  });
  await assert.rejects(all, /no/);
  assert.equal(begun, 1);
});
