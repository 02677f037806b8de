import type { BatchRun } from './engine.ts';
import type { BatchEnd } from './goOptions.ts';
import type { UndoneItem } from './undoBatch.ts';

/** Why a run rests before all is done: as its last go, or its undo, ended. */
export type Stop = Exclude<BatchEnd['end'], 'over'>;

/** What a run is at, as far as this window knows. */
export type RunPhase =
  /** Nothing goes on. */
  | { readonly kind: 'resting'; readonly stop?: Stop | undefined }
  | { readonly kind: 'running'; readonly go: Go }
  | { readonly kind: 'paused'; readonly go: Go }
  | { readonly kind: 'undoing'; readonly ending: AbortController }
  /** Another window is at it: this one watches, and leaves it alone. */
  | { readonly kind: 'elsewhere' };

/** One go at what is left of a run. */
export interface Go {
  readonly ending: AbortController;
  /** There once the run's journal is this window's. */
  engine?: BatchRun;
}

/**
 * The run is another window's, or is no longer known; with a code, its journal could not be written
 * or opened, and the code is the system's own.
 */
export type NotOwned = 'elsewhere' | 'gone' | { readonly code: string };

/** Why a run rests after a go, or an undo, that ended so. */
export function stopOf(end: BatchEnd | readonly UndoneItem[] | NotOwned): Stop | undefined {
  if (typeof end === 'string') {
    return undefined;
  }
  if ('code' in end) {
    return end;
  }
  return 'end' in end && end.end !== 'over' ? end.end : undefined;
}
