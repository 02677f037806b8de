import type { Unfit } from '../image/fitting.ts';
import type { Refusal } from '../image/refusal.ts';
import type { Failure } from '../zoho/failure.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { NoBackup } from './noBackup.ts';
import type { Change } from './change.ts';

/** Why a picture did not become a record's photo. */
export type Reason =
  | {
      readonly kind: 'failure';
      readonly failure: Failure;
      /** `unknown`: all had been sent, and the answer never came or was none of Zoho's. */
      readonly photo: 'not-stored' | 'unknown';
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  /** No version could be made that Zoho takes. */
  | { readonly kind: 'unfit'; readonly unfit: Unfit }
  | { readonly kind: 'no-such-record' }
  /** The record's present photo could not be kept, and is not to be lost. */
  | { readonly kind: 'not-kept'; readonly why: NoBackup }
  /** What an undo would bring back is no longer kept. */
  | { readonly kind: 'copy-gone' }
  /** A bug of ours. It may have come after the photo was stored as well as before. */
  | { readonly kind: 'bug' };

/** What became of one picture. */
export type Outcome =
  | { readonly kind: 'done'; readonly record: CrmRecord; readonly change: Change }
  /** Stored, but shown only once somebody in the CRM has approved it. */
  | { readonly kind: 'awaiting-approval'; readonly record: CrmRecord; readonly change: Change }
  | Left
  | Unchanged;

/** The person was shown what would happen to the record's photo, and left it as it is. */
export interface Left {
  readonly kind: 'left';
  readonly record: CrmRecord;
}

/** Nothing became of it, as far as that is known. */
export type Unchanged =
  | { readonly kind: 'failed'; readonly reason: Reason }
  /** `unknown`: all had been sent, and the answer was not waited for. */
  | { readonly kind: 'canceled'; readonly photo: 'not-stored' | 'unknown' };

/** What became of a removal. */
export type Removal =
  | { readonly kind: 'removed'; readonly record: CrmRecord; readonly change: Change }
  | { readonly kind: 'had-none'; readonly record: CrmRecord }
  | Unchanged;

/** Whether what failed is known not to have been carried out all the same. */
export function isCertain(reason: Reason): boolean {
  return reason.kind !== 'bug' && !(reason.kind === 'failure' && reason.photo === 'unknown');
}

/** What Zoho or the network had against it. */
export function failureOfOutcome(reason: Reason): Failure | undefined {
  if (reason.kind === 'not-kept') {
    return reason.why.kind === 'not-fetched' ? reason.why.failure : undefined;
  }
  return reason.kind === 'failure' ? reason.failure : undefined;
}

export function failedBy(failure: Failure, photo: 'not-stored' | 'unknown'): Unchanged {
  return { kind: 'failed', reason: { kind: 'failure', failure, photo } };
}
