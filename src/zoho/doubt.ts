import type { Failure } from './failure.ts';

/** Whether a change whose request failed like this may have been carried out anyway. */
export function leavesInDoubt(failure: Failure): boolean {
  switch (failure.kind) {
    case 'connection-lost':
    case 'timed-out':
      return failure.sentAll;
    case 'unavailable':
      // A front-end server timed out, and Zoho may have continued. Statuses from 520 on are what
      // networks before a server use for that.
      return failure.error.status === 504 || failure.error.status >= 520;
    default:
      return failure.kind === 'answer-unreadable';
  }
}
