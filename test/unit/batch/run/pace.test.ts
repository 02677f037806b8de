import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Pace } from '../../../../src/batch/run/pace.ts';
import { success } from '../../../../src/zoho/failure.ts';
import type { Incoming } from '../../../../src/zoho/sender.ts';

const { signal } = new AbortController();
const answer = (status: number) =>
  success<Incoming>({ status, headers: {}, body: new Uint8Array() });

/** Lets everything happen that only waits for its turn. */
const turns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Counts who may. */
async function entering(pace: Pace, count: number, kind: 'pictures' | 'looks' = 'pictures') {
  let entered = 0;
  for (let n = 0; n < count; n += 1) {
    void pace[kind].before(signal).then(() => (entered += 1));
  }
  await turns();
  return () => entered;
}

describe('Pace', () => {
  it('lets so many pictures be sent at once, and one look beside them', async () => {
    const pace = new Pace(4);
    const pictures = await entering(pace, 6);
    const looks = await entering(pace, 2, 'looks');
    assert.deepEqual([pictures(), looks()], [4, 1]);
    pace.pictures.after(answer(200));
    await turns();
    assert.deepEqual([pictures(), looks()], [5, 1]);
    assert.equal(pace.requests, 6);
  });

  it('is halved once by those that were on their way together, to one at least', async () => {
    const pace = new Pace(4);
    await entering(pace, 4);
    for (let n = 0; n < 4; n += 1) {
      pace.pictures.after(answer(429));
    }
    assert.equal(pace.atOnce, 2);
    for (const expected of [1, 1]) {
      await entering(pace, 1);
      pace.pictures.after(answer(429));
      assert.equal(pace.atOnce, expected);
    }
  });

  it('lets nothing leave any more once the credits are used up', async () => {
    const pace = new Pace(2);
    const pictures = await entering(pace, 5);
    assert.equal(pictures(), 2);
    const body = new TextEncoder().encode('{"code":"LIMIT_EXCEEDED"}');
    pace.pictures.after(success({ status: 429, headers: {}, body }));
    const told = await Promise.all([pace.pictures.before(signal), pace.looks.before(signal)]);
    assert.deepEqual(
      told.map((failure) => failure?.kind),
      ['credits-used-up', 'credits-used-up'],
    );
    // Those that waited have been told as well, and nobody counts as one that has left.
    await turns();
    assert.deepEqual([pictures(), pace.requests], [5, 2]);
    pace.hold();
    await pace.open(signal);
  });

  it('comes back by one behind ten good answers', async () => {
    const pace = new Pace(2);
    await entering(pace, 1);
    pace.pictures.after(answer(429));
    assert.equal(pace.atOnce, 1);
    for (let n = 0; n < 10; n += 1) {
      await entering(pace, 1);
      pace.pictures.after(answer(200));
    }
    assert.equal(pace.atOnce, 2);
  });

  it('lets nothing leave while it is held, however often', async () => {
    const pace = new Pace(4);
    const [first, second] = [pace.hold(), pace.hold()];
    const entered = await entering(pace, 1);
    first();
    first();
    await turns();
    assert.equal(entered(), 0);
    second();
    await turns();
    assert.equal(entered(), 1);
  });

  it('gives the place of a request back that has not left, and counts none', async () => {
    const pace = new Pace(1);
    const pictures = await entering(pace, 2);
    assert.deepEqual([pictures(), pace.requests], [1, 1]);
    pace.pictures.after('not-sent');
    await turns();
    assert.deepEqual([pictures(), pace.requests, pace.atOnce], [2, 1, 1]);
  });

  it('a cancel ends the waiting', async () => {
    const pace = new Pace(1);
    pace.hold();
    const cancel = new AbortController();
    const waiting = pace.pictures.before(cancel.signal);
    cancel.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
    assert.equal(pace.requests, 0);
  });
});
