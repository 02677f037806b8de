import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { Updates } from '../../../src/view/updates.ts';
import { until } from '../until.ts';

const noBug = (error: unknown): void => {
  throw error;
};

describe('updates of rows', () => {
  it('are made only while the rows are visible', async () => {
    let made = 0;
    const updates = new Updates(
      () => {
        made += 1;
        return Promise.resolve();
      },
      noBug,
      1,
    );
    updates.soon();
    updates.start();
    updates.soon();
    updates.stop();
    await sleep(30);
    assert.equal(made, 0);
    updates.start();
    updates.soon();
    await until('an update', () => made === 1);
  });

  it('are one for many changes, and come after a pause', async () => {
    const at: number[] = [];
    const updates = new Updates(() => Promise.resolve(void at.push(performance.now())), noBug, 50);
    updates.start();
    for (let n = 0; n < 100; n += 1) {
      updates.soon();
    }
    await until('the first update', () => at.length === 1);
    updates.soon(10_000);
    updates.soon();
    await until('the second update', () => at.length === 2);
    assert.ok((at[1] ?? 0) - (at[0] ?? 0) >= 45);
    updates.stop();
  });

  it('wait for each other, and a bug in one doesn’t end them', async () => {
    const bugs: unknown[] = [];
    let running = 0;
    let made = 0;
    const updates = new Updates(
      async () => {
        running += 1;
        assert.equal(running, 1);
        await sleep(20);
        running -= 1;
        made += 1;
        throw new Error('a bug');
      },
      (error) => bugs.push(error),
      1,
    );
    updates.start();
    for (const count of [1, 2]) {
      updates.soon();
      await sleep(5);
      updates.soon();
      await until('an update', () => made >= count);
    }
    await until('all to be reported', () => bugs.length === made);
    updates.stop();
  });
});
