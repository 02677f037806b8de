import type { Failure } from './failure.ts';

/** Whether a change whose request failed so may have been carried out all the same. */
export function leavesInDoubt(failure: Failure): boolean {
  switch (failure.kind) {
    case 'connection-lost':
    case 'timed-out':
      return failure.sentAll;
    case 'unavailable':
      // A front-end server tired of waiting: Zoho may have gone on behind it. Statuses from 520 on
      // are what networks before a server call that.
      return failure.error.status === 504 || failure.error.status >= 520;
    default:
      return failure.kind === 'answer-unreadable';
  }
}
