import type { Authority } from '../zoho/dataCentre.ts';
import { sameAuthority } from '../zoho/dataCentre.ts';
import type { Account } from './account.ts';
import type { Accounts } from './accounts.ts';
import type { Client } from './client.ts';
import type { Clients } from './clients.ts';

/** Zoho keeps so many refresh tokens of a person and a client: one more ends the oldest, unasked. */
export const MOST_REFRESH_TOKENS = 20;

/** Whom Zoho counts them for. */
export interface Holder {
  readonly authority: Authority;
  /** E-mail address. */
  readonly login: string;
  readonly client: Client;
}

/** How many of them are in use, as far as this VS Code knows: those given out elsewhere are not. */
export async function refreshTokensInUse(
  accounts: Accounts,
  clients: Clients,
  holder: Holder,
): Promise<number> {
  const own = (await accounts.all()).filter((account) => isHeldBy(account, holder));
  return own.length + ((await clients.get(holder))?.leftOver ?? 0);
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
