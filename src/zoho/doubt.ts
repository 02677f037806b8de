import type { Failure } from './failure.ts';

/** Whether a change whose request failed like this may have been carried out anyway. */
export function leavesInDoubt(failure: Failure): boolean {
  switch (failure.kind) {
    case 'connection-lost':
    case 'timed-out':
      return failure.sentAll;
    // A server broke while it worked, or one before it got no proper answer from it.
    case 'internal-error':
      return true;
    case 'unavailable': {
      const { status, code } = failure.error;
      // That a server isn’t available (503) is said instead of beginning, and by Zoho itself, too.
      return status > 500 && status !== 503 && code === '';
    }
    default:
      return failure.kind === 'answer-unreadable';
  }
}
