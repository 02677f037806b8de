import { AccountsServer } from '../zoho/accountsServer.ts';
import { callbackOf } from '../zoho/authorization.ts';
import { accountsOf } from '../zoho/dataCentre.ts';
import type { Result } from '../zoho/failure.ts';
import { failed, success } from '../zoho/failure.ts';
import { enhancementPage, requestEnhanceToken } from '../zoho/scopeEnhancement.ts';
import type { Account } from './account.ts';
import { sameCredentials } from './account.ts';
import type { Accounts } from './accounts.ts';
import type { SignInAsks } from './asks.ts';
import type { SignInParts } from './signIn.ts';
import { visit } from './ways/visit.ts';

/**
 * Whether scopes can be added to what the account has, without a new sign-in: Zoho does that for
 * server-based clients, and client credentials name their scopes with each token.
 */
export function canAddScopes({ credentials }: Account): boolean {
  return (
    credentials.kind === 'client-credentials' ||
    (credentials.kind === 'refresh-token' && credentials.client.type === 'server')
  );
}

/**
 * Adds scopes to the account: for a refresh token the person allows them on a page of Zoho.
 *
 * @returns the account with an access token that has them; undefined when the person cancels
 */
export async function addScopes(
  { accounts, means }: SignInParts,
  asks: SignInAsks,
  account: Account,
  scopes: readonly string[],
): Promise<Result<Account> | undefined> {
  const { credentials, place } = account;
  if (credentials.kind === 'access-token') {
    return undefined;
  }
  if (credentials.kind === 'client-credentials') {
    return widened(accounts, account, scopes);
  }
  const { client, refreshToken } = credentials;
  const accountsOrigin = accountsOf(place);
  const server = new AccountsServer(means.network, accountsOrigin);
  const enhanceToken = await asks.meanwhile({ kind: 'exchanging' }, (signal) =>
    requestEnhanceToken(server, client, refreshToken, signal),
  );
  if (enhanceToken?.ok !== true) {
    return enhanceToken;
  }
  const visited = await visit(means, asks, {
    page: (redirectUri) =>
      enhancementPage(accountsOrigin, {
        clientId: client.id,
        redirectUri,
        scopes,
        enhanceToken: enhanceToken.value,
      }),
    // Zoho documents no state for this page. Whatever comes grants nothing by itself.
    read: (url, redirectUri) => callbackOf(url, place, { redirectUri, state: undefined }),
  });
  if (visited?.ok !== true) {
    return visited;
  }
  const { callback } = visited.value;
  if (callback.kind !== 'scopes-added') {
    return callback.kind === 'foreign-server'
      ? failed({ kind: 'foreign-server', server: callback.server })
      : server.refusalBy(callback.kind === 'refused' ? callback.error : 'no scope_enhanced');
  }
  return widened(accounts, account, scopes);
}

/** Tokens made before do not have the new scopes: the next one is made at once. */
async function widened(
  accounts: Accounts,
  account: Account,
  scopes: readonly string[],
): Promise<Result<Account>> {
  // The page was open for minutes: somebody may have signed out, or in anew, in another window.
  const current = await accounts.change(account.id, (now) =>
    sameCredentials(now, account)
      ? {
          ...now,
          access: { ...now.access, endsAt: 0 },
          scopes: [...new Set([...now.scopes, ...scopes])],
        }
      : now,
  );
  return current === undefined
    ? failed({ kind: 'sign-in-needed', why: 'signed-out' })
    : success(current);
}
