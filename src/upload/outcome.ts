import type { Unfit } from '../image/fitting.ts';
import type { Refusal } from '../image/refusal.ts';
import type { Failure } from '../zoho/failure.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { NoBackup } from './noBackup.ts';
import type { Change } from './change.ts';

/** Why a picture didn’t become a record's photo. */
export type Reason =
  | {
      readonly kind: 'failure';
      readonly failure: Failure;
      /** `unknown`: everything was sent, and the answer never came or wasn’t Zoho's. */
      readonly photo: 'not-stored' | 'unknown';
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  /** No version could be made that Zoho accepts. */
  | { readonly kind: 'unfit'; readonly unfit: Unfit }
  | { readonly kind: 'no-such-record' }
  /** The record's present photo couldn’t be backed up, and must not be lost. */
  | { readonly kind: 'no-backup'; readonly why: NoBackup }
  /** The backup for an undo no longer exists. */
  | { readonly kind: 'backup-gone' }
  /** A bug. It may have come after the photo was stored, or before. */
  | { readonly kind: 'bug' };

/** What happened to one picture. */
export type Outcome =
  | { readonly kind: 'done'; readonly record: CrmRecord; readonly change: Change }
  /** Stored, but only shown once somebody in the CRM approves it. */
  | { readonly kind: 'awaiting-approval'; readonly record: CrmRecord; readonly change: Change }
  | LeftAlone
  | Unchanged;

/** The person saw what would happen to the record's photo, and kept it. */
export interface LeftAlone {
  readonly kind: 'left';
  readonly record: CrmRecord;
}

/** Nothing was changed, as far as that is known. */
export type Unchanged =
  | { readonly kind: 'failed'; readonly reason: Reason }
  /** `unknown`: everything was sent, and the answer wasn’t waited for. */
  | { readonly kind: 'canceled'; readonly photo: 'not-stored' | 'unknown' };

/** What happened to a removal. */
export type Removal =
  | { readonly kind: 'removed'; readonly record: CrmRecord; readonly change: Change }
  | { readonly kind: 'had-none'; readonly record: CrmRecord }
  | Unchanged;

/** Whether a failed change has certainly not been carried out. */
export function isCertain(reason: Reason): boolean {
  return reason.kind !== 'bug' && !(reason.kind === 'failure' && reason.photo === 'unknown');
}

/** Whether a change may have been carried out, although nobody knows. */
export function mayBeStored(outcome: Outcome | Removal): boolean {
  return outcome.kind === 'canceled'
    ? outcome.photo === 'unknown'
    : outcome.kind === 'failed' && !isCertain(outcome.reason);
}

/** The failure of Zoho or the network. */
export function failureOfOutcome(reason: Reason): Failure | undefined {
  if (reason.kind === 'no-backup') {
    return reason.why.kind === 'not-fetched' ? reason.why.failure : undefined;
  }
  return reason.kind === 'failure' ? reason.failure : undefined;
}

export function failedBy(failure: Failure, photo: 'not-stored' | 'unknown'): Unchanged {
  return { kind: 'failed', reason: { kind: 'failure', failure, photo } };
}
