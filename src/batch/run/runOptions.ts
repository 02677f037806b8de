import type { Picture } from '../../image/picture.ts';
import type { Reason } from '../../upload/outcome.ts';
import type { ChangeOptions } from '../../upload/singleChange.ts';
import type { LastUploads } from '../../upload/lastUploads.ts';
import type { UploadedFiles } from '../../upload/uploadedFiles.ts';
import type { RunProgress } from './progress.ts';
import type { Item, Told } from './runState.ts';
import type { Standing } from './standing.ts';

/** What an attempt reports to whoever shows it. */
interface BatchObserver {
  onProgress(progress: RunProgress): void;
  /**
   * The picture is over, or waits for another turn. Called again if a later check shows that its photo
   * awaits approval.
   */
  onStanding(n: number, standing: Standing): void;
  /** A bug ended one picture; the run continues. */
  onBug(error: unknown): void;
}

export interface BatchOptions extends Omit<
  ChangeOptions,
  'refuse' | 'version' | 'restrictTriggers'
> {
  readonly observer: BatchObserver;
  readonly lastUploads: LastUploads;
  readonly uploadedFiles: Pick<UploadedFiles, 'add' | 'changed'>;
  /** The picture of an item, which is read when its turn comes. */
  readonly pictureOf: (item: Item) => Picture;
  /** What a report says about a failed picture; the journal keeps it across restarts. */
  readonly wordsOf: (item: Item, reason: Reason) => Told;
  /** The numbers of the pictures that the attempt uploads, if not all that are left. */
  readonly only?: ReadonlySet<number> | undefined;
  /** How many pictures are sent at once; 4 by default. */
  readonly atOnce?: number;
}

/** How an attempt ended. */
export interface BatchEnd {
  /** API requests made, a credit each. */
  readonly requests: number;
  /**
   * `over`: nothing is left to do. Otherwise it can be resumed: it was canceled, the organization has
   * used up its API credits, or the journal couldn't be written (`code`: the system's, `ENOSPC`).
   */
  readonly end: 'over' | 'canceled' | 'credits-used-up' | { readonly code: string };
}
