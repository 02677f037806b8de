import { Crm } from '../zoho/crm.ts';
import type { Environment, Place } from '../zoho/dataCentre.ts';
import { placeOfApiDomain, serversOf } from '../zoho/dataCentre.ts';
import type { Result } from '../zoho/failure.ts';
import { failed, success } from '../zoho/failure.ts';
import type { Network } from '../zoho/network.ts';
import type { Client, Grant } from '../zoho/oauth.ts';
import { OAuth } from '../zoho/oauth.ts';
import type { Organisation } from '../zoho/organisation.ts';
import { findOrganisation } from '../zoho/organisation.ts';
import { findUser } from '../zoho/user.ts';
import type { Account } from './account.ts';
import { accountId } from './account.ts';
import type { Accounts } from './accounts.ts';
import type { SelfClientAnswers, SignInAsks } from './asks.ts';

/**
 * Signs in with a self client: its id, its secret and a code generated in Zoho's API console.
 *
 * @returns the account, kept; undefined when the person cancels
 */
export async function signInWithSelfClient(
  accounts: Accounts,
  network: Network,
  asks: SignInAsks,
): Promise<Account | undefined> {
  let answers = await asks.selfClient();
  while (answers !== undefined) {
    const given = answers;
    const account = await asks.exchanging((signal) => exchange(network, given, signal));
    if (account === undefined) {
      return undefined;
    }
    if (account.ok) {
      await replace(accounts, network, account.value);
      return account.value;
    }
    answers = await asks.selfClient({ answers: given, failure: account.failure });
  }
  return undefined;
}

async function exchange(
  network: Network,
  { place, client, code }: SelfClientAnswers,
  signal: AbortSignal,
): Promise<Result<Account>> {
  const oauth = new OAuth(network, serversOf(place).accounts);
  const grant = await oauth.exchangeCode(client, code, signal);
  if (!grant.ok) {
    return grant;
  }
  let account: Result<Account> | undefined;
  try {
    account = await accountOf(network, place, client, grant.value, signal);
    return account;
  } finally {
    if (account?.ok !== true && grant.value.refreshToken !== undefined) {
      // Nobody will use this token, after a cancel neither: left alone it would take one of the
      // person's twenty places. They need not wait for its end.
      void end(oauth, grant.value.refreshToken);
    }
  }
}

async function accountOf(
  network: Network,
  asked: Place,
  client: Client,
  { accessToken, endsAt, refreshToken, apiDomain }: Grant,
  signal: AbortSignal,
): Promise<Result<Account>> {
  const place = placeOfApiDomain(asked, apiDomain);
  if (place === undefined) {
    return failed({ kind: 'foreign-server', server: apiDomain });
  }
  if (refreshToken === undefined) {
    return failed({ kind: 'oauth-error', error: 'no refresh_token', host: apiDomain });
  }
  const identity = await whose(network, place, accessToken, signal);
  if (!identity.ok) {
    return identity;
  }
  const { organisation, user } = identity.value;
  const account = {
    place: { ...place, environment: environmentOf(organisation, place) },
    organisation: { id: organisation.id, name: organisation.name },
    user,
    client,
    refreshToken,
    access: { token: accessToken, endsAt },
  };
  return success({ id: accountId(account), ...account });
}

/** The organisation and the person that a new token stands for. */
async function whose(
  network: Network,
  place: Place,
  accessToken: string,
  signal: AbortSignal,
): Promise<Result<Pick<Account, 'user'> & { organisation: Organisation }>> {
  const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
  const crm = new Crm(network, serversOf(place), { token, renew: token });
  const organisation = await findOrganisation(crm, signal);
  if (!organisation.ok) {
    return organisation;
  }
  const user = await findUser(crm, signal);
  return user.ok ? success({ organisation: organisation.value, user: user.value }) : user;
}

/** The organisation itself knows best what it is: the code may be for another one than was said. */
function environmentOf(organisation: Organisation, place: Place): Environment {
  return organisation.type === 'bigin' ? place.environment : organisation.type;
}

/** Keeps the account; one of the same identity gives way, and its token is ended at Zoho. */
async function replace(accounts: Accounts, network: Network, account: Account): Promise<void> {
  const before = await accounts.get(account.id);
  await accounts.save(account);
  if (before !== undefined && before.refreshToken !== account.refreshToken) {
    await revoke(network, before);
  }
}

/** Ends an account's token at Zoho. @returns whether it ended: without a network it cannot. */
export function revoke(network: Network, account: Account): Promise<boolean> {
  return end(new OAuth(network, serversOf(account.place).accounts), account.refreshToken);
}

async function end(oauth: OAuth, refreshToken: string): Promise<boolean> {
  const limit = AbortSignal.timeout(10_000);
  const ended = await oauth.revoke(refreshToken, limit).catch((error: unknown) => {
    if (limit.aborted) {
      return undefined;
    }
    throw error;
  });
  return ended?.ok === true;
}
