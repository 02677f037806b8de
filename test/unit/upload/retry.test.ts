import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withRetries } from '../../../src/upload/retry.ts';
import type { AccessFailure } from '../../../src/upload/prompts.ts';
import type { Wait } from '../../../src/upload/retry.ts';
import type { CrmFailureKind, Failure, Result } from '../../../src/zoho/failure.ts';
import { failed, success } from '../../../src/zoho/failure.ts';

function refusal(kind: CrmFailureKind, retryAfter?: number): Result<never> {
  const error = { status: 429, code: '', message: '', details: {} };
  return failed({ kind, error, ...(retryAfter === undefined ? {} : { retryAfter }) });
}

const ENDED = failed({ kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' });

interface Tried {
  tries: number;
  slept: number[];
  shown: Wait[];
  asked: Failure['kind'][];
  result: Result<string>;
}

/** Returns these answers in order; reports attempts, waits, questions and the result. */
async function tried(
  answers: readonly Result<string>[],
  { signal = new AbortController().signal, renews = true, leavesTokens = false } = {},
): Promise<Tried> {
  let tries = 0;
  const slept: number[] = [];
  const shown: Wait[] = [];
  const asked: Failure['kind'][] = [];
  const clock = {
    sleep: (milliseconds: number) => {
      slept.push(milliseconds);
      signal.throwIfAborted();
      return Promise.resolve();
    },
    random: () => 0.5,
  };
  const prompts = {
    continueWithoutBackup: () => Promise.resolve(false),
    undoAnyway: () => Promise.resolve(false),
    renewAccess: ({ kind }: AccessFailure) => {
      asked.push(kind);
      return Promise.resolve(renews);
    },
  };
  const attempt = (): Promise<Result<string>> =>
    Promise.resolve(answers[tries++] ?? success('no more answers'));
  const onWait = (wait: Wait): void => {
    shown.push(wait);
  };
  const result = await withRetries(attempt, { clock, prompts, signal, leavesTokens, onWait });
  return { tries, slept, shown, asked, result };
}

describe('withRetries', () => {
  it('waits for a token that is unavailable for now, unless others do', async () => {
    const failure = failed({ kind: 'oauth-error', error: 'general_error', host: 'h' }).failure;
    const forNow = failed({ kind: 'renewal-failed', failure, retryAfter: 2 });
    const single = await tried([forNow, forNow, success('yes')]);
    assert.deepEqual([single.tries, single.slept], [3, [2000, 2000]]);
    const run = await tried([forNow, success('yes')], { leavesTokens: true });
    assert.deepEqual([run.tries, run.slept, run.result], [1, [], forNow]);
  });

  it('does it once if that succeeds', async () => {
    const { tries, slept } = await tried([success('yes')]);
    assert.deepEqual({ tries, slept }, { tries: 1, slept: [] });
  });

  it('tries three times in all, doubling the waits', async () => {
    for (const kind of ['too-many-requests', 'unavailable', 'internal-error'] as const) {
      const answers = [refusal(kind), refusal(kind), refusal(kind), success('too late')];
      const { tries, slept, shown, result } = await tried(answers);
      const seconds = shown.map((wait) => wait.seconds);
      assert.deepEqual(
        { tries, slept, seconds },
        { tries: 3, slept: [1000, 2000], seconds: [1, 2] },
      );
      assert.equal(result.ok, false);
    }
  });

  it('stops as soon as it succeeds', async () => {
    const { tries, result } = await tried([refusal('unavailable'), success('yes')]);
    assert.deepEqual({ tries, result }, { tries: 2, result: success('yes') });
  });

  it('waits as long as Zoho asks', async () => {
    const { slept } = await tried([refusal('too-many-requests', 7), success('yes')]);
    assert.deepEqual(slept, [7000]);
  });

  it('reports a long wait instead of waiting', async () => {
    const { tries, slept } = await tried([refusal('too-many-requests', 600)]);
    assert.deepEqual({ tries, slept }, { tries: 1, slept: [] });
  });

  it('does not retry permanent failures', async () => {
    for (const failure of [refusal('record-locked'), refusal('credits-used-up', 1)]) {
      const { tries, slept } = await tried([failure]);
      assert.deepEqual({ tries, slept }, { tries: 1, slept: [] });
    }
  });

  it('stops waiting when canceled', async () => {
    const answers = [refusal('unavailable'), success('yes')];
    await assert.rejects(tried(answers, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });

  it('asks once for access, and continues with it', async () => {
    const { tries, asked, result } = await tried([ENDED, success('yes')]);
    assert.deepEqual(
      { tries, asked, result },
      { tries: 2, asked: ['sign-in-needed'], result: success('yes') },
    );
    const scope = await tried([refusal('scope-missing'), success('yes')]);
    assert.deepEqual(scope.asked, ['scope-missing']);
  });

  it('does not ask for access a second time, or continue without it', async () => {
    const twice = await tried([ENDED, ENDED, success('too late')]);
    assert.deepEqual({ tries: twice.tries, asked: twice.asked.length }, { tries: 2, asked: 1 });
    const refused = await tried([ENDED, success('too late')], { renews: false });
    assert.deepEqual({ tries: refused.tries, result: refused.result }, { tries: 1, result: ENDED });
  });

  it('counts down until Zoho issues tokens again', async () => {
    const host = 'accounts.zoho.eu';
    const throttled = failed({
      kind: 'token-throttled',
      error: 'Access Denied',
      host,
      retryAfter: 3,
    });
    const { tries, slept, shown } = await tried([throttled, success('yes')]);
    assert.deepEqual({ tries, slept }, { tries: 2, slept: [1000, 1000, 1000] });
    assert.deepEqual(
      shown,
      [3, 2, 1].map((seconds) => ({ why: 'throttled', seconds })),
    );
  });
});
