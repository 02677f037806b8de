import type { Inspected } from '../image/inspect.ts';
import { Unreadable } from '../image/unreadable.ts';
import type { Crm } from '../zoho/crm.ts';
import type { RestrictTrigger } from '../zoho/apiVersion.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { Confirmation } from './confirmation.ts';
import type { Outcome, Removal, Unchanged } from './outcome.ts';
import { failedBy, failureOfOutcome } from './outcome.ts';
import type { Failure } from '../zoho/failure.ts';
import { blocksEverything } from '../zoho/transience.ts';
import type { Suggestion } from './suggestion.ts';
import type { Stage, UploadOptions } from './upload.ts';
import { upload } from './upload.ts';

/** One picture for one record. */
export interface Job {
  readonly picture: Inspected;
  readonly key: RecordKey;
  /** The automations that this upload skips, if that was chosen. */
  readonly restrictTriggers?: readonly RestrictTrigger[];
  /** If the record was suggested: why. */
  readonly suggestion?: Suggestion | undefined;
}

export interface Finished {
  readonly job: Job;
  readonly outcome: Outcome;
}

interface Position {
  /** Counted from 1. */
  readonly number: number;
  readonly job: Job;
  readonly stage: Stage;
  /** Bytes of the finished pictures. */
  readonly bytesBefore: number;
}

export interface RunOptions extends Omit<UploadOptions, 'onStage' | 'confirmation'> {
  /** For the upload with this number, counted from 1. */
  readonly confirmationOf?: (number: number) => Confirmation;
  readonly onPosition: (position: Position) => void;
  /** Called after each upload. */
  readonly onFinished: (finished: Finished) => Promise<void>;
  /** Called for a bug: the run continues. */
  readonly onBug: (error: unknown) => void;
}

/** One picture after the other. A cancel ends the current one and all after it. */
export async function run(
  crm: Crm,
  jobs: readonly Job[],
  { confirmationOf, onPosition, onFinished, onBug, ...options }: RunOptions,
): Promise<Finished[]> {
  const all: Finished[] = [];
  const ahead = new FailuresAhead();
  let bytesBefore = 0;
  for (const [index, job] of jobs.entries()) {
    const onStage = (stage: Stage): void => {
      onPosition({ number: index + 1, job, stage, bytesBefore });
    };
    const confirmation = confirmationOf?.(index + 1);
    const upload = (): Promise<Outcome> =>
      uploadOne(crm, job, { ...options, confirmation, onStage });
    const outcome: Outcome = options.signal.aborted
      ? { kind: 'canceled', photo: 'not-stored' }
      : (ahead.of(job.key.module) ?? (await catchingBugs(upload, onBug)));
    ahead.met(job.key.module, outcome);
    const finished = { job, outcome };
    all.push(finished);
    await catchingBugs(() => onFinished(finished), onBug);
    bytesBefore += job.picture.size;
  }
  return all;
}

/**
 * Failures that the rest of a run would meet, too. Without a sign-in, tokens, credits, or a scope,
 * Zoho isn’t asked, and neither is the person, for each picture.
 */
export class FailuresAhead {
  #forAll: Failure | undefined;
  readonly #forNeed = new Map<string, Failure>();

  /** @param need what else needs the same scopes */
  met(need: string, became: Outcome | Removal): void {
    const failure = became.kind === 'failed' ? failureOfOutcome(became.reason) : undefined;
    if (failure === undefined) {
      return;
    }
    if (blocksEverything(failure)) {
      this.#forAll = failure;
    } else if (failure.kind === 'scope-missing') {
      this.#forNeed.set(need, failure);
    }
  }

  /** @param photo whether the photo may have been changed by an earlier try */
  of(need: string, photo: 'not-stored' | 'unknown' = 'not-stored'): Unchanged | undefined {
    const failure = this.#forAll ?? this.#forNeed.get(need);
    return failure && failedBy(failure, photo);
  }
}

/** A bug ends one picture, not the run: the results of the others are reported anyway. */
export async function catchingBugs<T>(
  work: () => Promise<T>,
  onBug: (error: unknown) => void,
): Promise<T | Unchanged> {
  try {
    return await work();
  } catch (error) {
    onBug(error);
    return { kind: 'failed', reason: { kind: 'bug' } };
  }
}

/** A file that was there a moment ago may be gone: that is an outcome, too. */
export async function uploadOne(
  crm: Crm,
  { picture, key, restrictTriggers }: Job,
  options: UploadOptions,
): Promise<Outcome> {
  const chosen = restrictTriggers === undefined ? {} : { restrictTriggers };
  try {
    return await upload(crm, picture, key, { ...options, ...chosen });
  } catch (error) {
    if (error instanceof Unreadable) {
      return { kind: 'failed', reason: { kind: 'refusal', refusal: error.refusal } };
    }
    throw error;
  }
}
