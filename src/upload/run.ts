import type { Inspected } from '../image/inspect.ts';
import { Unreadable } from '../image/unreadable.ts';
import type { Crm } from '../zoho/crm.ts';
import type { RestrictTrigger } from '../zoho/apiVersion.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { Outcome } from './outcome.ts';
import type { Stage, UploadOptions } from './upload.ts';
import { upload } from './upload.ts';

/** One picture on its way to one record. */
export interface Job {
  readonly picture: Inspected;
  readonly key: RecordKey;
  /** What this upload keeps from running, where that was chosen. */
  readonly restrictTriggers?: readonly RestrictTrigger[];
}

export interface Finished {
  readonly job: Job;
  readonly outcome: Outcome;
}

export interface Position {
  /** Counted from 1. */
  readonly number: number;
  readonly job: Job;
  readonly stage: Stage;
  /** Bytes of the pictures that are over. */
  readonly bytesBefore: number;
}

export interface RunOptions extends Omit<UploadOptions, 'onStage'> {
  readonly onPosition: (position: Position) => void;
  /** Told of each upload as it is over. */
  readonly onFinished: (finished: Finished) => Promise<void>;
}

/** One picture after the other. A cancel ends the one under way and all behind it. */
export async function run(
  crm: Crm,
  jobs: readonly Job[],
  { onPosition, onFinished, ...options }: RunOptions,
): Promise<Finished[]> {
  const all: Finished[] = [];
  let bytesBefore = 0;
  for (const [index, job] of jobs.entries()) {
    const onStage = (stage: Stage): void => {
      onPosition({ number: index + 1, job, stage, bytesBefore });
    };
    const before = all.at(-1)?.outcome;
    const outcome: Outcome = options.signal.aborted
      ? { kind: 'cancelled', photo: 'not-stored' }
      : before !== undefined && endsAll(before)
        ? before
        : await uploadOne(crm, job, { ...options, onStage });
    const finished = { job, outcome };
    await onFinished(finished);
    all.push(finished);
    bytesBefore += job.picture.size;
  }
  return all;
}

/** Whoever is no longer signed in need not be told so by Zoho for each picture. */
function endsAll(outcome: Outcome): boolean {
  return (
    outcome.kind === 'failed' &&
    outcome.reason.kind === 'failure' &&
    outcome.reason.failure.kind === 'sign-in-needed'
  );
}

/** A file that was there a moment ago may be gone: that is an outcome too. */
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
