import type { PreparedPicture } from '../../image/preparedPicture.ts';
import type { Crm } from '../../zoho/crm.ts';
import type { BatchOptions } from './goOptions.ts';
import type { RunProgress } from './progress.ts';
import type { Runs } from './runs.ts';
import type { Item, Run } from './runState.ts';
import type { UndoProgress } from './undoBatch.ts';

/** What the controller does not see to by itself. */
export type GoOptions = Omit<BatchOptions, 'observer' | 'pictureOf' | 'wordsOf'>;

/** What a run needs of whoever shows it. */
export interface RunHost {
  readonly crm: Crm;
  readonly runs: Pick<Runs, 'isUnderWay' | 'own' | 'read'>;
  /** Called when a go is about to begin. */
  onGo(): Promise<void>;
  /** What a go, or an undo, works with. */
  optionsOf(signal: AbortSignal): Promise<GoOptions>;
  pictureOf(item: Item, run: Run, signal: AbortSignal): PreparedPicture;
  readonly wordsOf: BatchOptions['wordsOf'];
  /**
   * Shows a go while it lasts.
   *
   * @param work given a signal that is aborted where the person cancels what is shown
   */
  showGo<T>(
    photos: number,
    work: (canceled: AbortSignal, show: (progress: RunProgress) => void) => Promise<T>,
  ): PromiseLike<T>;
  /** Shows an undo while it lasts, likewise. */
  showUndo<T>(
    work: (canceled: AbortSignal, show: (progress: UndoProgress) => void) => Promise<T>,
  ): PromiseLike<T>;
  /** Told of a bug that ended one picture: the run goes on. */
  onBug(error: unknown): void;
}

/** Whoever shows a run, told what to show again. */
export interface RunObserver {
  /** Everything. */
  onAll(): void;
  /** What the run is at, and its counts; no picture. */
  onPhase(): void;
  onItems(items: readonly Item[]): void;
}
