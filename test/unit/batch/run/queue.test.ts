import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RateLimiter } from '../../../../src/batch/run/rateLimiter.ts';
import type { QueueOptions, Turn } from '../../../../src/batch/run/queue.ts';
import { workThrough } from '../../../../src/batch/run/queue.ts';
import type { Failure } from '../../../../src/zoho/failure.ts';

const GONE: Failure = { kind: 'host-not-found', host: 'zoho', reason: 'ENOTFOUND', sentAll: false };
const LOST: Failure = { ...GONE, kind: 'connection-lost' };
const OVER: Turn = { kind: 'over', reached: true };

describe('the queue of a run', () => {
  let slept: number[] = [];

  function options(more: Partial<QueueOptions> = {}): QueueOptions {
    slept = [];
    return {
      rateLimiter: new RateLimiter(1),
      clock: {
        sleep: (milliseconds) => {
          slept.push(milliseconds);
          return Promise.resolve();
        },
        random: () => 0.5,
      },
      signal: new AbortController().signal,
      onWait: () => undefined,
      onGivenUp: () => undefined,
      ...more,
    };
  }

  it('what comes again comes behind all others', async () => {
    const order: string[] = [];
    await workThrough(
      ['a', 'b', 'c'],
      (task, turn) => {
        order.push(`${task}${turn}`);
        return Promise.resolve(task === 'a' && turn < 3 ? { kind: 'again', failure: LOST } : OVER);
      },
      options({ rateLimiter: new RateLimiter(2) }),
    );
    assert.deepEqual(order, ['a1', 'b1', 'c1', 'a2', 'a3']);
  });

  it('waits longer and longer where nobody gets through, and does not count it', async () => {
    let tries = 0;
    let given: Failure | undefined;
    await workThrough(
      ['a'],
      (_task, turn) => {
        tries += 1;
        assert.equal(turn, 1);
        return Promise.resolve(tries <= 7 ? { kind: 'again', failure: GONE } : OVER);
      },
      options({ onGivenUp: (failure) => (given = failure) }),
    );
    assert.deepEqual(slept, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    assert.equal(given, undefined);
  });

  it('waits once for what had begun before it waited, however late that ends', async () => {
    const first = new Set<string>();
    await workThrough(
      ['a', 'b', 'c', 'd'],
      async (task) => {
        if (first.has(task)) {
          return OVER;
        }
        first.add(task);
        // Each behind the wait that the one before has brought about.
        const late = 10 * first.size;
        for (let turns = 0; turns < late; turns++) {
          await Promise.resolve();
        }
        return { kind: 'again', failure: GONE };
      },
      options({ rateLimiter: new RateLimiter(2) }),
    );
    assert.deepEqual(slept, [1000]);
  });

  it('waits no shorter than nobody asks for a token anyway', async () => {
    const failure: Failure = { kind: 'renewal-failed', failure: GONE, retryAfter: 4 };
    let tries = 0;
    await workThrough(
      ['a'],
      () => Promise.resolve(++tries <= 4 ? { kind: 'again', failure } : OVER),
      options(),
    );
    assert.deepEqual(slept, [4000, 4000, 4000, 8000]);
  });

  it('gives up in the end', async () => {
    let given: Failure | undefined;
    await workThrough(
      ['a', 'b'],
      () => Promise.resolve(given === undefined ? { kind: 'again', failure: GONE } : OVER),
      options({ onGivenUp: (failure) => (given = failure) }),
    );
    assert.equal(given, GONE);
    const minutes = slept.reduce((sum, ms) => sum + ms, 0) / 60_000;
    assert.ok(minutes > 3 && minutes < 6, `${minutes}`);
  });

  it('a cancel begins no further task, and ends a wait', async () => {
    const cancel = new AbortController();
    const begun: string[] = [];
    await workThrough(
      ['a', 'b', 'c'],
      (task) => {
        begun.push(task);
        cancel.abort();
        return Promise.resolve(OVER);
      },
      options({ signal: cancel.signal }),
    );
    assert.deepEqual(begun, ['a']);
  });

  it('what a task throws ends it, behind those that are under way', async () => {
    const mistake = new Error('no journal');
    const ended: string[] = [];
    await assert.rejects(
      workThrough(
        ['a', 'b', 'c', 'd'],
        async (task) => {
          if (task === 'a') {
            throw mistake;
          }
          await new Promise(setImmediate);
          ended.push(task);
          return OVER;
        },
        options(),
      ),
      mistake,
    );
    assert.deepEqual(ended, ['b']);
  });
});
