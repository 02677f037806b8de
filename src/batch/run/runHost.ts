import type { Picture } from '../../image/picture.ts';
import type { Crm } from '../../zoho/crm.ts';
import type { BatchOptions } from './runOptions.ts';
import type { RunProgress } from './progress.ts';
import type { Runs } from './runs.ts';
import type { Item, Run } from './runState.ts';
import type { UndoProgress } from './undoBatch.ts';

/** The options of an attempt that the controller doesn't provide itself. */
type AttemptOptions = Omit<BatchOptions, 'observer' | 'only' | 'pictureOf' | 'wordsOf'>;

/** What a run needs from whoever shows it. */
export interface RunHost {
  readonly crm: Crm;
  readonly runs: Pick<Runs, 'isRunning' | 'own' | 'read'>;
  /** Called before an attempt starts. */
  onAttempt(): Promise<void>;
  /** The options of an attempt, or of an undo. */
  optionsOf(what: 'undo' | 'upload', signal: AbortSignal): Promise<AttemptOptions>;
  pictureOf(item: Item, run: Run, signal: AbortSignal): Picture;
  readonly wordsOf: BatchOptions['wordsOf'];
  /** Shows an attempt while it lasts. */
  showUpload<T>(
    photos: number,
    work: (show: (progress: RunProgress) => void) => Promise<T>,
  ): PromiseLike<T>;
  /** Shows an undo while it lasts. */
  showUndo<T>(work: (show: (progress: UndoProgress) => void) => Promise<T>): PromiseLike<T>;
  /** Called for a bug that ended one picture; the run continues. */
  onBug(error: unknown): void;
}

/** Whoever shows a run: told what has changed. */
export interface RunObserver {
  /** Everything. */
  onAll(): void;
  /** The phase and the counts, but no picture. */
  onPhase(): void;
  onItems(items: readonly Item[]): void;
}
