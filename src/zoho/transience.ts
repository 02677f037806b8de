import type { Failure } from './failure.ts';

/** Why the same request may succeed a little later. */
type Transience =
  /** Zoho is too busy, or has trouble of its own. */
  | 'busy'
  /** Nothing gets through to Zoho: no request is worth sending until that has passed. */
  | 'away'
  /** One request failed: its connection or its answer broke. */
  | 'unlucky';

/**
 * Whether a failure may pass by itself, and what kind of trouble it is. The only place that says
 * so: a single upload waits if Zoho is busy, a run waits for all kinds, and so does a sign-in by
 * device code.
 *
 * @returns undefined if the same request would fail again
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
    // A token can expire between being given and being used.
    case 'token-invalid':
      return 'unlucky';
    default:
      return undefined;
  }
}

export function isTransient(failure: Failure): boolean {
  return transienceOf(failure) !== undefined;
}

/** Nothing can be asked of Zoho: no token can be had or used, or no API credit is left. */
export function blocksEverything({ kind }: Failure): boolean {
  return (
    kind === 'sign-in-needed' ||
    kind === 'token-throttled' ||
    kind === 'credits-used-up' ||
    kind === 'policy'
  );
}
