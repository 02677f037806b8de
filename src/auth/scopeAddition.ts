import { AccountsServer } from '../zoho/accountsServer.ts';
import { callbackOf } from '../zoho/authorization.ts';
import { accountsOf } from '../zoho/dataCenter.ts';
import type { Result } from '../zoho/failure.ts';
import { failed, success } from '../zoho/failure.ts';
import { enhancementPage, requestEnhanceToken } from '../zoho/scopeEnhancement.ts';
import { abortable } from '../async/abortable.ts';
import { mayConcernScopes } from '../zoho/clientCredentials.ts';
import { requestByClientCredentials } from '../zoho/grant.ts';
import { allows, joinedScopes } from '../zoho/scopes.ts';
import type { Account, Credentials } from './account.ts';
import { sameCredentials } from './account.ts';
import type { Accounts } from './accounts.ts';
import type { SignInPrompts } from './prompts.ts';
import type { SignInServices } from './signIn.ts';
import { revokeToken } from './revocation.ts';
import { UNINTERRUPTED } from './flows/attempt.ts';
import { visit } from './flows/visit.ts';

/**
 * Whether scopes can be added to the account's without a new sign-in. Zoho does that for
 * server-based clients, and client credentials name their scopes with each token.
 */
export function canAddScopes({ credentials }: Account): boolean {
  return (
    credentials.kind === 'client-credentials' ||
    (credentials.kind === 'refresh-token' && credentials.client.type === 'server')
  );
}

/**
 * Adds scopes to the account. For a refresh token, the person allows them on a page of Zoho.
 *
 * @returns the account with an access token that has them; undefined when the person cancels
 */
export async function addScopes(
  parts: SignInServices,
  prompts: SignInPrompts,
  account: Account,
  scopes: readonly string[],
): Promise<Result<Account> | undefined> {
  const { accounts, means } = parts;
  const { credentials, place } = account;
  if (credentials.kind === 'access-token') {
    return undefined;
  }
  if (credentials.kind === 'client-credentials') {
    return addToCredentials(parts, prompts, account, credentials, scopes);
  }
  const { client, refreshToken } = credentials;
  const accountsOrigin = accountsOf(place);
  const server = new AccountsServer(means.network, accountsOrigin);
  const enhanceToken = await prompts.meanwhile({ kind: 'exchanging' }, (signal) =>
    requestEnhanceToken(server, client, refreshToken, signal),
  );
  if (enhanceToken?.ok !== true) {
    return enhanceToken;
  }
  const visited = await visit(means, prompts, {
    page: (redirectUri) =>
      enhancementPage(accountsOrigin, {
        clientId: client.id,
        redirectUri,
        scopes,
        enhanceToken: enhanceToken.value,
      }),
    // Zoho documents no state for this page. Its answer grants nothing by itself.
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
  // Tokens made before don’t have the new scopes, so a new one is made at once.
  return widened(accounts, account, (now) => ({
    access: { ...now.access, endsAt: 0 },
    scopes: joinedScopes(now.scopes, scopes),
  }));
}

/** Requests a token that also has them. The account has them only if there is one. */
async function addToCredentials(
  { accounts, means: { network } }: SignInServices,
  prompts: SignInPrompts,
  account: Account,
  credentials: Credentials & { readonly kind: 'client-credentials' },
  scopes: readonly string[],
): Promise<Result<Account> | undefined> {
  const { client, organizationId } = credentials;
  const { place } = account;
  const server = new AccountsServer(network, accountsOf(place));
  const all = joinedScopes(account.scopes, scopes);
  const granted = await prompts.meanwhile({ kind: 'exchanging' }, (signal) =>
    abortable(
      requestByClientCredentials(server, client, organizationId, all, UNINTERRUPTED),
      signal,
    ),
  );
  if (granted?.ok !== true) {
    return granted !== undefined && mayConcernScopes(granted.failure)
      ? failed({ kind: 'scope-refused', scopes, error: granted.failure.error })
      : granted;
  }
  const { accessToken: token, endsAt, scopes: has = all } = granted.value;
  const lacking = scopes.filter((scope) => !allows(has, scope));
  if (lacking.length > 0) {
    // It is no better than the account's own.
    await revokeToken(network, place, credentials, token);
    return failed({ kind: 'scope-refused', scopes: lacking });
  }
  const wider = { access: { token, endsAt }, scopes: [...has] };
  return widened(accounts, account, () => wider);
}

async function widened(
  accounts: Accounts,
  account: Account,
  become: (now: Account) => Pick<Account, 'access' | 'scopes'>,
): Promise<Result<Account>> {
  // The page was open for minutes. Somebody may have signed out or in again in another window.
  const current = await accounts.change(account.id, (now) =>
    sameCredentials(now, account) ? { ...now, ...become(now) } : now,
  );
  return current === undefined
    ? failed({ kind: 'sign-in-needed', why: 'signed-out' })
    : success(current);
}
