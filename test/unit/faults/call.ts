import type { Failure, Result } from '../../../src/zoho/failure.ts';
import type { Cell } from './scene.ts';
import '../ui/stubbedMessages.ts';

const { reasonInFull } = await import('../../../src/ui/words/reason.ts');

/** What our side says of a call. */
export interface Told {
  /**
   * `unknown`: it may have been done. `waiting`: it goes on by itself, and says nothing.
   * `untold`: signed out here, and not at Zoho.
   */
  readonly claim: 'done' | 'failed' | 'unknown' | 'untold' | 'waiting';
  /** What a person reads; empty if there is nothing to say. */
  readonly message: string;
}

export interface Call {
  readonly name: string;
  readonly kind:
    'exchange' | 'fetch' | 'poll' | 'read' | 'removal' | 'renewal' | 'sign-out' | 'upload';
  readonly server: 'accounts' | 'api';
  readonly method: 'DELETE' | 'GET' | 'POST';
  /** A part of the path of its request. */
  readonly path: string;
  /** The exported functions that send it. */
  readonly covers: readonly string[];
  /** Whether its body doesn’t fit into what the systems of both ends hold back. */
  readonly isLarge?: boolean;
  /** Whether only the head of its answer matters. */
  readonly isHeadOnly?: boolean;
  /** Whether our side tries again by itself after a wait if Zoho is busy. */
  readonly persists?: boolean;
  readonly record?: 'with-photo' | 'without-photo';
  run(cell: Cell): Promise<Told>;
}

export function toldOf(result: Result<unknown>): Told {
  return result.ok
    ? { claim: 'done', message: '' }
    : { claim: 'failed', message: inWords(result.failure) };
}

export function inWords(failure: Failure): string {
  return reasonInFull({ kind: 'failure', failure, photo: 'not-stored' });
}

/** A person who says no to everything. */
export const PROMPTS = {
  renewAccess: (): Promise<boolean> => Promise.resolve(false),
  continueWithoutBackup: (): Promise<boolean> => Promise.resolve(false),
  undoAnyway: (): Promise<boolean> => Promise.resolve(false),
};
