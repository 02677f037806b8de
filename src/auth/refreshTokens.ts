import type { Authority } from '../zoho/dataCenter.ts';
import { sameAuthority } from '../zoho/dataCenter.ts';
import type { Account } from './account.ts';
import type { Accounts } from './accounts.ts';
import type { Client } from './client.ts';
import type { Clients } from './clients.ts';

/** Zoho keeps so many refresh tokens of a person and a client: one more ends the oldest, unasked. */
export const MOST_REFRESH_TOKENS = 20;

/** Whom Zoho counts them for. */
interface Holder {
  readonly authority: Authority;
  /** E-mail address. */
  readonly login: string;
  readonly client: Client;
}

/** How many of them there are, as far as this VS Code knows: those given out elsewhere are not. */
export async function refreshTokensInUse(
  accounts: Accounts,
  clients: Clients,
  holder: Holder,
): Promise<number> {
  const own = (await accounts.known()).filter((account) => isHeldBy(account, holder));
  const { leftOver = 0 } = (await clients.get(holder)) ?? {};
  return Math.min(own.length + leftOver, MOST_REFRESH_TOKENS);
}

/**
 * Counts those left over anew behind a sign-in: Zoho has ended so many of the oldest that twenty
 * are left, and nobody works with those left over.
 *
 * @param replaced the account that the new one took the place of, with a token of its own till now
 */
export async function countPushedOut(
  accounts: Accounts,
  clients: Clients,
  holder: Holder,
  replaced: Account | undefined,
): Promise<void> {
  const all = [...(await accounts.known()), ...(replaced === undefined ? [] : [replaced])];
  const places = MOST_REFRESH_TOKENS - all.filter((account) => isHeldBy(account, holder)).length;
  await clients.count(holder, (before) => Math.min(before, Math.max(0, places)));
}

function isHeldBy(
  { place, user, credentials }: Account,
  { authority, login, client }: Holder,
): boolean {
  return (
    credentials.kind === 'refresh-token' &&
    credentials.client.id === client.id &&
    user.email === login &&
    sameAuthority(place, authority)
  );
}
