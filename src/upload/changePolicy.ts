import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { Alone, Keeping, Present } from './keeping.ts';
import type { Reason } from './outcome.ts';
import type { BegunChange } from './reconcile.ts';
import type { Persistence } from './retry.ts';

/** Whether what was seen may still be so, so many milliseconds being allowed. */
export type IsFresh = (milliseconds: number) => boolean;

/** A record as it was seen. */
export interface Sighting {
  readonly record: CrmRecord | undefined;
  readonly isFresh: IsFresh;
}

/** Something to tell instead of changing anything. */
interface Instead<I> {
  readonly instead: I;
}

/**
 * What one kind of change does its own way: an upload by itself, one of a run, a removal.
 *
 * @typeParam R what is made ready to be sent
 * @typeParam I what may be told instead
 */
export interface ChangePolicy<R, I> {
  /** What the record is to have afterwards. */
  readonly aim: 'photo' | 'none';
  /** So long after the record or its photo was seen the request may leave. Milliseconds. */
  readonly sentWithin: number;
  /** Begins to notice whatever makes a look outdated before its time. */
  look(): IsFresh;
  /** The record as it is: as others have seen it a moment ago, or at a later look by itself. */
  find(alone: Alone, later: boolean): Promise<Result<Sighting>>;
  /** Asked at each look, with nothing changed yet. */
  refuse(record: CrmRecord): Promise<Instead<I> | undefined>;
  /** Asked at each look. */
  prepare(record: CrmRecord): Promise<{ readonly ready: R } | Instead<I>>;
  /** Whether a photo that is there is fetched before it is changed. */
  wantsPresent(): boolean;
  /** Asked at each look: whether what is there may go. */
  agree(record: CrmRecord, present: Present, ready: R): Promise<Instead<I> | undefined>;
  /** SHA-256 of the photo that is sent; undefined where none is. */
  sha256Of(ready: R): string | undefined;
  /** Sets down what is about to happen. */
  begun(begun: BegunChange, ready: R): Promise<void>;
  /** What was set down has certainly not come about. */
  withdrawn(): Promise<void>;
  /** @param onInDoubt told whether the request may be carried out, and no answer has come */
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
  /** The record as it was before, and what was set down of it. */
  | { readonly kind: 'changed'; readonly record: CrmRecord; readonly begun: BegunChange }
  | ({ readonly kind: 'instead' } & Instead<I>)
  /** `open`: it may have been carried out all the same. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly open: boolean }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'canceled'; readonly open: boolean };
