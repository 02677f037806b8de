import type { Account } from './account.ts';

/**
 * A token is renewed this long before it expires, so that an upload that starts with it can finish.
 */
const MARGIN_MS = 5 * 60_000;

/** No request starts with a token this long before it expires. */
const LAST_MOMENT_MS = 10_000;

/** Whether the access token is used without renewing it. */
export function hasFreshToken({ access, credentials }: Account): boolean {
  // What can’t be renewed is used until it expires.
  const margin = credentials.kind === 'access-token' ? 0 : MARGIN_MS;
  return access.endsAt - margin > Date.now();
}

/** Whether the token can still be used, although it should be renewed. */
export function isAlive({ access }: Account): boolean {
  return access.endsAt - LAST_MOMENT_MS > Date.now();
}

/** Whether both accounts have the same access token: nobody renewed it in between. */
export function sameAccess({ access: a }: Account, { access: b }: Account): boolean {
  return a.token === b.token && a.endsAt === b.endsAt;
}
