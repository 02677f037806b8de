import type { Refusal } from '../image/refusal.ts';
import type { Failure } from '../zoho/failure.ts';
import type { CrmRecord } from '../zoho/record.ts';

/** Why a picture did not become a record's photo. */
export type Reason =
  | {
      readonly kind: 'failure';
      readonly failure: Failure;
      /** `unknown`: all had been sent, and the answer never came or was none of Zoho's. */
      readonly photo: 'not-stored' | 'unknown';
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'no-such-record' };

/** What became of one picture. */
export type Outcome =
  | { readonly kind: 'done'; readonly record: CrmRecord }
  /** Stored, but shown only once somebody in the CRM has approved it. */
  | { readonly kind: 'awaiting-approval'; readonly record: CrmRecord }
  | { readonly kind: 'failed'; readonly reason: Reason }
  /** `unknown`: all had been sent, and the answer was not waited for. */
  | { readonly kind: 'cancelled'; readonly photo: 'not-stored' | 'unknown' };
