import type { Authority } from '../zoho/dataCenter.ts';
import { abortable } from '../async/abortable.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import { failed, success } from '../zoho/failure.ts';
import { joinedScopes } from '../zoho/scopes.ts';
import type { Account } from './account.ts';
import { clientOf } from './account.ts';
import type { Accounts } from './accounts.ts';
import type { AccountPolicy } from './accountTokens.ts';
import type { SignInAnswers, OfferedClient, SignInQuestion, SignInPrompts } from './prompts.ts';
import type { Client } from './client.ts';
import type { Clients } from './clients.ts';
import { countPushedOut, MOST_REFRESH_TOKENS, refreshTokensInUse } from './refreshTokens.ts';
import { revokeAccess } from './revocation.ts';
import { accountOfToken } from './tokenAccount.ts';
import { revokeUnused } from './unusedToken.ts';
import { byAccessToken } from './flows/accessToken.ts';
import type { Discard, TokenExchange, FlowServices } from './flows/attempt.ts';
import { byBrowser } from './flows/browser.ts';
import { byDeviceCode } from './flows/deviceCode.ts';
import { redirectUriOf } from './flows/loopback.ts';
import { bySelfClient } from './flows/selfClient.ts';
import type { Flow, FlowId } from './flows/flow.ts';
import { flowsIn, worksWith } from './flows/flow.ts';
import type { UsedCodes } from './usedCodes.ts';

export interface SignInServices {
  readonly accounts: Accounts;
  readonly clients: Clients;
  readonly means: FlowServices;
  readonly publisherClient: Client | undefined;
  readonly usedCodes: UsedCodes;
  readonly policy: AccountPolicy;
}

export interface SignedIn {
  readonly account: Account;
  /** The file that the client and its code came from, if any. It still holds the secret. */
  readonly file?: string | undefined;
  /**
   * Refresh tokens of this client and person in use, including this one, and the most that there
   * can be.
   */
  readonly refreshTokens: { readonly inUse: number; readonly most: number } | undefined;
}

/**
 * Signs in: asks for what it needs, takes it to Zoho, asks again for what Zoho refused, and stores
 * the account.
 *
 * @param again the account to sign in to again, if any
 * @param byCode whether its organization's ID isn’t enough, and a code is needed
 * @param lacking scopes that the account doesn’t have, and that the sign-in is for
 * @returns undefined when the person cancels
 */
export async function authenticate(
  parts: SignInServices,
  prompts: SignInPrompts,
  again: Account | undefined,
  byCode = false,
  lacking: readonly string[] = [],
): Promise<SignedIn | undefined> {
  const question = await questionOf(parts, again, byCode, lacking);
  let answers = await prompts.answers(question);
  let file: string | undefined;
  while (answers !== undefined) {
    const given = answers;
    const account = await attempt(allowing(parts, given), given, prompts);
    const failure = account === 'page-left' || account?.ok !== false ? undefined : account.failure;
    if (given.way === 'self-client') {
      file = given.file?.path ?? file;
      if (given.proof.kind === 'code') {
        parts.usedCodes.add(given.proof.code, failure);
      }
    }
    if (account === undefined) {
      return undefined;
    }
    if (account !== 'page-left' && account.ok) {
      return { ...(await keep(parts, account.value)), file };
    }
    answers = await prompts.answers({ ...question, before: { answers: given, failure } });
  }
  return undefined;
}

/** With the scopes that the person allows, too. */
function allowing(parts: SignInServices, { more = [] }: SignInAnswers): SignInServices {
  const { means } = parts;
  return { ...parts, means: { ...means, scopes: joinedScopes(means.scopes, more) } };
}

async function questionOf(
  parts: SignInServices,
  again: Account | undefined,
  byCode: boolean,
  lacking: readonly string[],
): Promise<SignInQuestion> {
  const { accounts, means } = parts;
  const [before] = await accounts.known();
  return {
    flows: await allowedFlows(parts),
    scopes: means.scopes,
    isUsed: parts.usedCodes.has,
    again:
      again === undefined
        ? undefined
        : {
            account: again,
            way: flowOf(parts, again),
            ...(byCode ? { byCode } : {}),
            ...(lacking.length === 0 ? {} : { lacking }),
          },
    usual: before?.place,
    keptClients: (authority, way) => offered(parts, authority, way),
    redirectUris: means.ports.map(redirectUriOf),
    before: undefined,
  };
}

async function allowedFlows({ means, policy }: SignInServices): Promise<readonly Flow[]> {
  const flows = flowsIn(means.surroundings);
  const pasted = { credentials: { kind: 'access-token' } };
  return (await policy.refusalOf(pasted)) === undefined
    ? flows
    : flows.filter(({ id }) => id !== 'access-token');
}

/** The flow that an account's client is for. */
function flowOf({ means, publisherClient }: SignInServices, account: Account): FlowId {
  const client = clientOf(account);
  const ways = flowsIn(means.surroundings);
  if (client !== undefined && client.id === publisherClient?.id) {
    return 'publisher';
  }
  const way = client === undefined ? undefined : ways.find((one) => worksWith(one, client));
  return way?.id ?? 'access-token';
}

async function offered(
  { accounts, clients }: SignInServices,
  authority: Authority,
  way: Flow,
): Promise<OfferedClient[]> {
  const kept = await Promise.all(way.clientTypes.map((type) => clients.of(authority, type)));
  return Promise.all(
    kept
      .flat()
      .filter(({ client }) => worksWith(way, client))
      .map(async (client) => ({
        ...client,
        inUse: await refreshTokensInUse(accounts, clients, client),
        isRefused: clients.isRefused(client.client),
      })),
  );
}

async function attempt(
  parts: SignInServices,
  answers: SignInAnswers,
  prompts: SignInPrompts,
): Promise<Result<Account> | 'page-left' | undefined> {
  const refusal = await refusalOf(parts, answers);
  if (refusal !== undefined) {
    return failed(refusal);
  }
  const exchange = await exchangeOf(parts, answers, prompts);
  if (exchange === undefined && (answers.way === 'browser' || answers.way === 'publisher')) {
    // Nobody here knows what Zoho's page said (a wrong client or redirect URI). Whoever leaves it
    // may want to correct something.
    return 'page-left';
  }
  if (exchange?.ok !== true) {
    return exchange;
  }
  return prompts.meanwhile({ kind: 'exchanging' }, (signal) =>
    accountBy(parts, exchange.value, signal),
  );
}

/** Why nothing is sent to Zoho, as far as that's known before. */
async function refusalOf(
  { policy }: SignInServices,
  answers: SignInAnswers,
): Promise<Failure | undefined> {
  const credentials = { kind: answers.way };
  return policy.refusalOf(
    // The publisher's client leads people to their own data center.
    answers.way === 'publisher' ? {} : { place: answers.authority, credentials },
  );
}

async function exchangeOf(
  parts: SignInServices,
  answers: SignInAnswers,
  prompts: SignInPrompts,
): Promise<Result<TokenExchange> | undefined> {
  const { means, publisherClient } = parts;
  switch (answers.way) {
    case 'self-client':
      return success(bySelfClient(means, answers));
    case 'browser':
      return byBrowser(means, answers.authority, answers.client, prompts);
    case 'publisher': {
      // The publisher's client is registered in the US, and works for people of every data center
      // but China's: Zoho's page leads them to their own.
      const registered = { kind: 'zoho', dataCenter: 'US' } as const;
      return publisherClient === undefined
        ? undefined
        : byBrowser(means, registered, publisherClient, prompts);
    }
    case 'device-code':
      return byDeviceCode(means, answers, prompts, discardBy(parts));
    case 'access-token':
      return success(byAccessToken(answers));
  }
}

async function accountBy(
  parts: SignInServices,
  exchange: TokenExchange,
  signal: AbortSignal,
): Promise<Result<Account>> {
  const discard = discardBy(parts);
  const obtained = await abortable(exchange(), signal, discard);
  if (!obtained.ok) {
    return obtained;
  }
  let account: Result<Account> | undefined;
  try {
    account = await accountOfToken(parts.means, obtained.value, signal);
    const refusal = account.ok ? await parts.policy.refusalOf(account.value) : undefined;
    if (refusal !== undefined) {
      account = failed(refusal);
    }
    return account;
  } finally {
    if (account?.ok !== true) {
      discard(obtained);
    }
  }
}

/** Nobody waits for such a token to be revoked. */
function discardBy({ means, clients }: SignInServices): Discard {
  return (obtained) => {
    if (obtained.ok) {
      void revokeUnused(means.network, clients, obtained.value);
    }
  };
}

/**
 * Stores the account and its client. One of the same identity is replaced, and its token revoked.
 */
async function keep(
  { accounts, clients, means, publisherClient }: SignInServices,
  account: Account,
): Promise<SignedIn> {
  const before = await accounts.save(account);
  const { credentials, place: authority, user } = account;
  const client = clientOf(account);
  if (client !== undefined && client.id !== publisherClient?.id) {
    await clients.save({ authority, login: user.email, client });
  }
  const replaced =
    before?.credentials.kind === 'refresh-token' && !sameRefreshToken(before, account)
      ? before
      : undefined;
  if (credentials.kind === 'refresh-token') {
    const holder = { authority, login: user.email, client: credentials.client };
    await countPushedOut(accounts, clients, holder, replaced);
  }
  if (replaced !== undefined) {
    await revokeAccess(means.network, clients, replaced);
  }
  if (credentials.kind !== 'refresh-token') {
    return { account, refreshTokens: undefined };
  }
  const holder = { authority, login: user.email, client: credentials.client };
  const inUse = await refreshTokensInUse(accounts, clients, holder);
  return { account, refreshTokens: { inUse, most: MOST_REFRESH_TOKENS } };
}

function sameRefreshToken({ credentials: a }: Account, { credentials: b }: Account): boolean {
  return (
    a.kind === 'refresh-token' && b.kind === 'refresh-token' && a.refreshToken === b.refreshToken
  );
}
