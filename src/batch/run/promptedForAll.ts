import { setImmediate } from 'node:timers/promises';
import type { Failure } from '../../zoho/failure.ts';
import type { CrmRecord } from '../../zoho/record.ts';
import { promptedOnce } from '../../upload/promptedOnce.ts';
import type { UploadPrompts } from '../../upload/prompts.ts';
import type { NoBackup } from '../../upload/noBackup.ts';
import type { RateLimiter } from './rateLimiter.ts';

/**
 * The prompts of a run, where several pictures may ask at once. While a question is open, nothing is
 * sent. Pictures with the same question wait for its answer, and later ones get it, too.
 */
export function promptedForAll(
  prompts: UploadPrompts,
  rateLimiter: RateLimiter,
  onQuestion: (open: boolean) => void,
): UploadPrompts {
  const once = promptedOnce(prompts);
  const answers = new Map<string, Promise<boolean>>();
  /**
   * What others did and the person kept: they aren't asked about more of it. But a yes undoes what
   * somebody did, so it counts only for the record that it names.
   */
  const kept = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();

  /**
   * One question at a time.
   *
   * @param question its key, if others may ask the same; undefined if it is about one record
   */
  const ask = (question: string | undefined, put: () => Promise<boolean>): Promise<boolean> => {
    const known = question === undefined ? undefined : answers.get(question);
    if (known !== undefined) {
      return known;
    }
    const release = rateLimiter.hold();
    onQuestion(true);
    const answer = last.then(put).finally(() => {
      release();
      onQuestion(false);
    });
    last = answer.catch(() => undefined);
    if (question !== undefined) {
      answers.set(question, answer);
    }
    return answer;
  };

  return {
    renewAccess: (failure, signal) => {
      const question = `access ${failure.kind}`;
      const renewed = ask(question, () => once.renewAccess(failure, signal));
      void renewed
        .catch(() => undefined)
        // Requests sent before the answer may still come back with the old question.
        .then(() => rateLimiter.settled())
        .then(() => setImmediate())
        // Access that ends again is asked for again; `once` remembers what was declined.
        .then(() => {
          if (answers.get(question) === renewed) {
            answers.delete(question);
          }
        });
      return renewed;
    },
    continueWithoutBackup: (why, record) =>
      ask(sharedBy(why, record), () => prompts.continueWithoutBackup(why, record)),
    undoAnyway: (standing, record) =>
      standing === 'unsure'
        ? ask('undo unsure', () => prompts.undoAnyway(standing, record))
        : ask(undefined, async () => {
            const agrees = !kept.has(standing) && (await prompts.undoAnyway(standing, record));
            if (!agrees) {
              kept.add(standing);
            }
            return agrees;
          }),
  };
}

/** Codes of a disk that accepts no file at all. */
const NO_DISK: readonly string[] = ['ENOSPC', 'EDQUOT', 'EROFS'];

/** Failures that apply to all photos of a module until somebody changes that in Zoho. */
const OF_THE_MODULE: readonly Failure['kind'][] = [
  'api-access-off',
  'feature-missing',
  'module-invalid',
  'permission-missing',
  'privilege-missing',
  'scope-missing',
  'version-unsupported',
];

/**
 * The key of what prevents a backup of every photo. Undefined if it may be only this photo, or may pass
 * by itself, such as a file that another program has open: then the next photo can be backed up, and
 * nobody has agreed to lose it.
 */
function sharedBy(why: NoBackup, { key }: CrmRecord): string | undefined {
  switch (why.kind) {
    case 'no-room':
      return 'copy no-room';
    case 'not-written': {
      const lasting = why.forbidden === true || NO_DISK.includes(why.code);
      return lasting ? `copy not-written ${why.code}` : undefined;
    }
    case 'not-fetched': {
      const { kind } = why.failure;
      return OF_THE_MODULE.includes(kind) ? `copy ${kind} ${key.module}` : undefined;
    }
  }
}
