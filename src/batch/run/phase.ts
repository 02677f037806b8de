import type { BatchRun } from './engine.ts';
import type { BatchEnd } from './runOptions.ts';
import type { UndoneItem } from './undoBatch.ts';

/** Why a run rests before everything is done: how its last attempt, or its undo, ended. */
export type Stop = Exclude<BatchEnd['end'], 'over'>;

/** What a run is doing, as far as this window knows. */
export type RunPhase =
  /** Nothing is in progress. */
  | { readonly kind: 'resting'; readonly stop?: Stop | undefined }
  | { readonly kind: 'running'; readonly attempt: Attempt }
  | { readonly kind: 'paused'; readonly attempt: Attempt }
  | {
      readonly kind: 'undoing';
      readonly ending: AbortController;
      /** How many are undone. */
      readonly photos: number;
    }
  /** Canceled: nothing more is sent, and what was sent is waited for. */
  | { readonly kind: 'canceling'; readonly attempt?: Attempt; readonly photos: number }
  /** Another window has it: this one only watches. */
  | { readonly kind: 'elsewhere' };

/** One attempt to upload what is left of a run. */
export interface Attempt {
  /** How many pictures it is about: all, or those that were named. */
  readonly photos: number;
  readonly ending: AbortController;
  /** Set once this window has the run's journal. */
  engine?: BatchRun;
}

/**
 * Why this window doesn't have the run: another window has it, it no longer exists, or its journal
 * couldn't be written or opened (with the system's code).
 */
export type NotOwned = 'elsewhere' | 'gone' | { readonly code: string };

/** Why a run rests after ending this way; undefined if everything is done. */
export function stopOf(end: BatchEnd | readonly UndoneItem[] | NotOwned): Stop | undefined {
  if (typeof end === 'string') {
    return undefined;
  }
  if ('code' in end) {
    return end;
  }
  return 'end' in end && end.end !== 'over' ? end.end : undefined;
}
