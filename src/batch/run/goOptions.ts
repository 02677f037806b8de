import type { PreparedPicture } from '../../image/preparedPicture.ts';
import type { Reason } from '../../upload/outcome.ts';
import type { ChangeOptions } from '../../upload/singleChange.ts';
import type { LastUploads } from './lastUploads.ts';
import type { RunProgress } from './progress.ts';
import type { Item, Told } from './runState.ts';
import type { Standing } from './standing.ts';

/** What a run tells whoever shows it. */
export interface BatchObserver {
  onProgress(progress: RunProgress): void;
  /**
   * A picture stands elsewhere than before: it is over, or waits for another turn. Called again where
   * a check shows later that its photo awaits approval.
   */
  onStanding(n: number, standing: Standing): void;
  /** A mistake of ours ended one picture: the run goes on. */
  onBug(error: unknown): void;
}

export interface BatchOptions extends Omit<
  ChangeOptions,
  'refuse' | 'version' | 'restrictTriggers'
> {
  readonly observer: BatchObserver;
  readonly lastUploads: LastUploads;
  /** The picture of an item; it is read when its turn comes. */
  readonly pictureOf: (item: Item) => PreparedPicture;
  /** What a report says of a picture that failed: the journal keeps it for after a restart. */
  readonly wordsOf: (item: Item, reason: Reason) => Told;
  /** Pictures at once; 4 unless given. */
  readonly atOnce?: number;
}

/** How a run ended. */
export interface BatchEnd {
  /** Requests of the API that were made, a credit each. */
  readonly requests: number;
  /**
   * Nothing is left to do. Otherwise it was canceled, the organization has used up its API credits,
   * or the journal could not be written: `code` is the system's own, `ENOSPC`. Then it can be gone on
   * with.
   */
  readonly end: 'over' | 'canceled' | 'credits-used-up' | { readonly code: string };
}
