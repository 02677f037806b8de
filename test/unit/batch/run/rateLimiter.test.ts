import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RateLimiter } from '../../../../src/batch/run/rateLimiter.ts';
import { Outdated } from '../../../../src/upload/freshness.ts';
import { success } from '../../../../src/zoho/failure.ts';
import type { Incoming } from '../../../../src/zoho/sender.ts';

const { signal } = new AbortController();
const answer = (status: number) =>
  success<Incoming>({ status, headers: {}, body: new Uint8Array() });

/** Lets everything happen that only waits for its turn. */
const turns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Counts who may. */
async function entering(
  rateLimiter: RateLimiter,
  count: number,
  kind: 'pictures' | 'looks' = 'pictures',
) {
  let entered = 0;
  for (let n = 0; n < count; n += 1) {
    void rateLimiter[kind].before(signal, false).then(() => (entered += 1));
  }
  await turns();
  return () => entered;
}

describe('Pace', () => {
  it('lets so many pictures be sent at once, and one look beside them', async () => {
    const rateLimiter = new RateLimiter(4);
    const pictures = await entering(rateLimiter, 6);
    const looks = await entering(rateLimiter, 2, 'looks');
    assert.deepEqual([pictures(), looks()], [4, 1]);
    rateLimiter.pictures.after(answer(200));
    await turns();
    assert.deepEqual([pictures(), looks()], [5, 1]);
    assert.equal(rateLimiter.requests, 6);
  });

  it('is halved once by those that were on their way together, to one at least', async () => {
    const rateLimiter = new RateLimiter(4);
    await entering(rateLimiter, 4);
    for (let n = 0; n < 4; n += 1) {
      rateLimiter.pictures.after(answer(429));
    }
    assert.equal(rateLimiter.atOnce, 2);
    for (const expected of [1, 1]) {
      await entering(rateLimiter, 1);
      rateLimiter.pictures.after(answer(429));
      assert.equal(rateLimiter.atOnce, expected);
    }
  });

  it('lets nothing leave any more once the credits are used up', async () => {
    const rateLimiter = new RateLimiter(2);
    const pictures = await entering(rateLimiter, 5);
    assert.equal(pictures(), 2);
    const body = new TextEncoder().encode('{"code":"LIMIT_EXCEEDED"}');
    rateLimiter.pictures.after(success({ status: 429, headers: {}, body }));
    const told = await Promise.all([
      rateLimiter.pictures.before(signal, true),
      rateLimiter.looks.before(signal, false),
    ]);
    assert.deepEqual(
      told.map((failure) => failure?.kind),
      ['credits-used-up', 'credits-used-up'],
    );
    // Those that waited have been told as well, and nobody counts as one that has left.
    await turns();
    assert.deepEqual([pictures(), rateLimiter.requests], [5, 2]);
    rateLimiter.hold();
    await rateLimiter.open(signal);
  });

  it('comes back by one behind ten good answers', async () => {
    const rateLimiter = new RateLimiter(2);
    await entering(rateLimiter, 1);
    rateLimiter.pictures.after(answer(429));
    assert.equal(rateLimiter.atOnce, 1);
    for (let n = 0; n < 10; n += 1) {
      await entering(rateLimiter, 1);
      rateLimiter.pictures.after(answer(200));
    }
    assert.equal(rateLimiter.atOnce, 2);
  });

  it('lets nothing leave while it is held, however often', async () => {
    const rateLimiter = new RateLimiter(4);
    const [first, second] = [rateLimiter.hold(), rateLimiter.hold()];
    const entered = await entering(rateLimiter, 1);
    first();
    first();
    await turns();
    assert.equal(entered(), 0);
    second();
    await turns();
    assert.equal(entered(), 1);
  });

  it('gives up a change that waits for its place when it is held, and nothing else', async () => {
    const rateLimiter = new RateLimiter(1);
    const pictures = await entering(rateLimiter, 2);
    const change = rateLimiter.pictures.before(signal, true);
    const release = rateLimiter.hold();
    await assert.rejects(change, Outdated);
    await assert.rejects(rateLimiter.pictures.before(signal, true), Outdated);
    assert.deepEqual([pictures(), rateLimiter.requests], [1, 1]);
    release();
    rateLimiter.pictures.after(answer(200));
    await turns();
    assert.equal(pictures(), 2);
  });

  it('gives the place of a request back that has not left, and counts none', async () => {
    const rateLimiter = new RateLimiter(1);
    const pictures = await entering(rateLimiter, 2);
    assert.deepEqual([pictures(), rateLimiter.requests], [1, 1]);
    rateLimiter.pictures.after('not-sent');
    await turns();
    assert.deepEqual([pictures(), rateLimiter.requests, rateLimiter.atOnce], [2, 1, 1]);
  });

  it('a cancel ends the waiting', async () => {
    const rateLimiter = new RateLimiter(1);
    rateLimiter.hold();
    const cancel = new AbortController();
    const waiting = rateLimiter.pictures.before(cancel.signal, false);
    cancel.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
    assert.equal(rateLimiter.requests, 0);
  });
});
