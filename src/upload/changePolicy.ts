import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { Alone, Keeping, Present } from './keeping.ts';
import type { Reason } from './outcome.ts';
import type { BegunChange } from './reconcile.ts';
import type { Persistence } from './retry.ts';

/** Whether what was seen is recent enough, given how many milliseconds are allowed. */
export type IsFresh = (milliseconds: number) => boolean;

/** A record as it was seen. */
export interface Sighting {
  readonly record: CrmRecord | undefined;
  readonly isFresh: IsFresh;
}

/** A result of not changing anything. */
interface Instead<I> {
  readonly instead: I;
}

/**
 * What is different for each kind of change: a single upload, one of a run, a removal.
 *
 * @typeParam R what is prepared for sending
 * @typeParam I the result if nothing is changed
 */
export interface ChangePolicy<R, I> {
  /** What the record should have afterward. */
  readonly aim: 'photo' | 'none';
  /** The request may be sent this long after the record or its photo was seen. Milliseconds. */
  readonly sentWithin: number;
  /**
   * Whether a photo is only stored where there is none. Then a photo that is there after a request
   * without an answer counts as what was sent: sending it again could replace somebody else's.
   */
  readonly onlyIfNone?: boolean;
  /** Starts to notice everything that makes a look outdated early. */
  look(): IsFresh;
  /** The record as it is: as others saw it a moment ago, or in a later look by itself. */
  find(alone: Alone, later: boolean): Promise<Result<Sighting>>;
  /** Called at each look, before anything changes. */
  refuse(record: CrmRecord): Promise<Instead<I> | undefined>;
  /** Called at each look. */
  prepare(record: CrmRecord): Promise<{ readonly ready: R } | Instead<I>>;
  /** Whether an existing photo is downloaded before it is changed. */
  wantsPresent(): boolean;
  /** Called at each look: whether the existing photo may be replaced or removed. */
  agree(record: CrmRecord, present: Present, ready: R): Promise<Instead<I> | undefined>;
  /** SHA-256 of the photo that is sent; undefined if there is none. */
  sha256Of(ready: R): string | undefined;
  /** Writes down what is about to happen. */
  begun(begun: BegunChange, ready: R): Promise<void>;
  /** What was written down has certainly not happened. */
  withdrawn(): Promise<void>;
  /** @param onInDoubt told whether the request may be carried out, although no answer has come */
  send(crm: Crm, ready: R, onInDoubt: (inDoubt: boolean) => void): Promise<Result<undefined>>;
}

export interface PhotoChangeOptions<R, I> {
  readonly policy: ChangePolicy<R, I>;
  readonly keeping: Keeping;
  readonly version: ApiVersion;
  readonly persistence: Persistence;
  /** The request of an earlier run that got no answer, and the photo that it sent. */
  readonly earlier?: (BegunChange & { readonly sha256: string }) | undefined;
}

/** How a change ended. */
export type Changed<I> =
  /** The record as it was before, and what was written down about it. */
  | { readonly kind: 'changed'; readonly record: CrmRecord; readonly begun: BegunChange }
  | ({ readonly kind: 'instead' } & Instead<I>)
  /** `open`: it may have been carried out anyway. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly open: boolean }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'canceled'; readonly open: boolean };
