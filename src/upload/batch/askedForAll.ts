import { setImmediate } from 'node:timers/promises';
import { askedOnce } from '../askedOnce.ts';
import type { UploadAsks } from '../asks.ts';
import type { Pace } from './pace.ts';

/**
 * The asks of a run with several pictures at once. While a question is open nothing is sent; the
 * others that come to the same question wait for its answer, and those behind are given it too.
 */
export function askedForAll(
  asks: UploadAsks,
  pace: Pace,
  onQuestion: (open: boolean) => void,
): UploadAsks {
  const once = askedOnce(asks);
  const answers = new Map<string, Promise<boolean>>();
  let last: Promise<unknown> = Promise.resolve();

  /** One question at a time. */
  const ask = (question: string, put: () => Promise<boolean>): Promise<boolean> => {
    const known = answers.get(question);
    if (known !== undefined) {
      return known;
    }
    const release = pace.hold();
    onQuestion(true);
    const answer = last.then(put).finally(() => {
      release();
      onQuestion(false);
    });
    last = answer.catch(() => undefined);
    answers.set(question, answer);
    return answer;
  };

  return {
    renewAccess: (failure, signal) => {
      const question = `access ${failure.kind}`;
      const renewed = ask(question, () => once.renewAccess(failure, signal));
      void renewed
        .catch(() => undefined)
        // What left before the answer may still come back with the old question.
        .then(() => pace.settled())
        .then(() => setImmediate())
        // Access that ends once more is asked for once more; what was declined stays so in `once`.
        .then(() => {
          if (answers.get(question) === renewed) {
            answers.delete(question);
          }
        });
      return renewed;
    },
    goOnWithoutCopy: (why, record) =>
      ask(`copy ${why.kind}`, () => asks.goOnWithoutCopy(why, record)),
    undoAnyway: (standing, record) =>
      ask(`undo ${standing}`, () => asks.undoAnyway(standing, record)),
  };
}
