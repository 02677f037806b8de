import type { Failure } from './failure.ts';

/** Why the same request may succeed a little later. */
type Transience =
  /** Zoho has too much to do, or trouble of its own. */
  | 'busy'
  /** Nothing gets through to Zoho at all: no request is worth sending before that has passed. */
  | 'away'
  /** One request had no luck: its connection or its answer broke. */
  | 'unlucky';

/**
 * Whether a failure may pass by itself, and what kind of trouble it is. The one place that says so:
 * an upload by itself waits for what is busy, a run for all of them, a sign-in by a code as well.
 *
 * @returns undefined where the same request would fail again
 */
export function transienceOf(failure: Failure): Transience | undefined {
  switch (failure.kind) {
    case 'internal-error':
    case 'too-many-requests':
    case 'unavailable':
      return 'busy';
    case 'connection-refused':
    case 'host-not-found':
    case 'proxy-refused':
    case 'renewal-failed':
    case 'unreachable':
      return 'away';
    case 'answer-unreadable':
    case 'connection-lost':
    case 'timed-out':
    // A token can end between being given and being used.
    case 'token-invalid':
      return 'unlucky';
    default:
      return undefined;
  }
}

export function passesByItself(failure: Failure): boolean {
  return transienceOf(failure) !== undefined;
}

/** Nothing can be asked of Zoho, whatever it is: there is no token to come, or no API credit left. */
export function nothingLeaves({ kind }: Failure): boolean {
  return kind === 'sign-in-needed' || kind === 'token-throttled' || kind === 'credits-used-up';
}
