import type { Account } from './account.ts';

/** A token is renewed this long before its end, so that an upload begun with it can finish. */
const MARGIN_MS = 5 * 60_000;

/** A token is not begun with any more this long before its end. */
const LAST_MOMENT_MS = 10_000;

/** Whether an account's access token is used as it is. */
export function serves({ access, credentials }: Account): boolean {
  // What cannot be renewed serves to its end.
  const margin = credentials.kind === 'access-token' ? 0 : MARGIN_MS;
  return access.endsAt - margin > Date.now();
}

/** Whether it can be used still, although it should be renewed by now. */
export function isAlive({ access }: Account): boolean {
  return access.endsAt - LAST_MOMENT_MS > Date.now();
}

/** Whether nobody has renewed it between two readings of an account. */
export function sameAccess({ access: a }: Account, { access: b }: Account): boolean {
  return a.token === b.token && a.endsAt === b.endsAt;
}
