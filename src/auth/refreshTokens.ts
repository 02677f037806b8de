import type { Authority } from '../zoho/dataCenter.ts';
import { sameAuthority } from '../zoho/dataCenter.ts';
import type { Account } from './account.ts';
import type { Accounts } from './accounts.ts';
import type { Client } from './client.ts';
import type { Clients } from './clients.ts';

/** Zoho keeps this many refresh tokens per person and client. One more silently ends the oldest. */
export const MOST_REFRESH_TOKENS = 20;

/** Who Zoho counts them for. */
interface Holder {
  readonly authority: Authority;
  /** Email address. */
  readonly login: string;
  readonly client: Client;
}

/** How many there are, as far as this VS Code knows. Tokens given out elsewhere aren’t included. */
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
 * Counts left-over tokens again after a sign-in. Zoho ended the oldest until twenty were left, and
 * nobody uses those left over.
 *
 * @param replaced the account that the new one replaced, which had a token of its own
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
