import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withRetries } from '../../../src/upload/retry.ts';
import type { CrmFailureKind, Result } from '../../../src/zoho/failure.ts';
import { failed, success } from '../../../src/zoho/failure.ts';

function refusal(kind: CrmFailureKind, retryAfter?: number): Result<never> {
  const error = { status: 429, code: '', message: '', details: {} };
  return failed({ kind, error, ...(retryAfter === undefined ? {} : { retryAfter }) });
}

/** Runs answers one after the other; tells the tries, the waits and the end. */
async function tried(
  answers: readonly Result<string>[],
  signal = new AbortController().signal,
): Promise<{ tries: number; slept: number[]; shown: number[]; result: Result<string> }> {
  let tries = 0;
  const slept: number[] = [];
  const shown: number[] = [];
  const clock = {
    sleep: (milliseconds: number) => {
      slept.push(milliseconds);
      signal.throwIfAborted();
      return Promise.resolve();
    },
    random: () => 0.5,
  };
  const attempt = (): Promise<Result<string>> =>
    Promise.resolve(answers[tries++] ?? success('no more answers'));
  const result = await withRetries(attempt, clock, signal, (seconds) => shown.push(seconds));
  return { tries, slept, shown, result };
}

describe('withRetries', () => {
  it('does a thing once that works', async () => {
    const { tries, slept } = await tried([success('yes')]);
    assert.deepEqual({ tries, slept }, { tries: 1, slept: [] });
  });

  it('tries three times in all, with waits that double', async () => {
    for (const kind of ['too-many-requests', 'unavailable', 'internal-error'] as const) {
      const answers = [refusal(kind), refusal(kind), refusal(kind), success('too late')];
      const { tries, slept, shown, result } = await tried(answers);
      assert.deepEqual({ tries, slept, shown }, { tries: 3, slept: [1000, 2000], shown: [1, 2] });
      assert.equal(result.ok, false);
    }
  });

  it('ends as soon as it works', async () => {
    const { tries, result } = await tried([refusal('unavailable'), success('yes')]);
    assert.deepEqual({ tries, result }, { tries: 2, result: success('yes') });
  });

  it('waits as long as Zoho asks for', async () => {
    const { slept } = await tried([refusal('too-many-requests', 7), success('yes')]);
    assert.deepEqual(slept, [7000]);
  });

  it('tells of a long wait instead of waiting', async () => {
    const { tries, slept } = await tried([refusal('too-many-requests', 600)]);
    assert.deepEqual({ tries, slept }, { tries: 1, slept: [] });
  });

  it('does not try again what will not get better', async () => {
    const { tries } = await tried([refusal('record-locked')]);
    assert.equal(tries, 1);
  });

  it('ends a wait when it is cancelled', async () => {
    const answers = [refusal('unavailable'), success('yes')];
    await assert.rejects(tried(answers, AbortSignal.abort()), { name: 'AbortError' });
  });
});
