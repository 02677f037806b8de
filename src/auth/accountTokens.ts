import type { Result } from '../zoho/failure.ts';
import { failed, success } from '../zoho/failure.ts';
import { placeOfApiDomain, serversOf } from '../zoho/dataCentre.ts';
import { abortable } from '../zoho/abortable.ts';
import type { Network } from '../zoho/network.ts';
import { OAuth } from '../zoho/oauth.ts';
import type { TokenSource } from '../zoho/tokens.ts';
import type { Account } from './account.ts';
import type { Accounts } from './accounts.ts';

/** A token is renewed this long before its end, so that an upload begun with it can finish. */
const MARGIN_MS = 5 * 60_000;

/** Thrown out of a shared refresh is nobody's cancel: it runs on for the others who wait. */
const NOBODYS_SIGNAL = new AbortController().signal;

/** The access token of one account: reused until shortly before its end, renewed once for all. */
export class AccountTokens implements TokenSource {
  readonly #accounts: Accounts;
  readonly #network: Network;
  readonly #id: string;
  #refreshing: Promise<Result<string>> | undefined;

  constructor(accounts: Accounts, network: Network, id: string) {
    this.#accounts = accounts;
    this.#network = network;
    this.#id = id;
  }

  async token(signal: AbortSignal): Promise<Result<string>> {
    const account = await this.#accounts.get(this.#id);
    return account !== undefined && serves(account.access)
      ? success(account.access.token)
      : this.#refreshed('', signal);
  }

  renew(spent: string, signal: AbortSignal): Promise<Result<string>> {
    return this.#refreshed(spent, signal);
  }

  async #refreshed(spent: string, signal: AbortSignal): Promise<Result<string>> {
    this.#refreshing ??= this.#refresh(spent).finally(() => {
      this.#refreshing = undefined;
    });
    return abortable(this.#refreshing, signal);
  }

  async #refresh(spent: string): Promise<Result<string>> {
    const account = await this.#accounts.get(this.#id);
    if (account === undefined) {
      return failed({ kind: 'sign-in-needed', error: 'signed out' });
    }
    const { access } = account;
    if (access.token !== spent && serves(access)) {
      return success(access.token); // Another window, or an earlier refresh here, has renewed it.
    }
    const servers = serversOf(account.place);
    const oauth = new OAuth(this.#network, servers.accounts);
    const grant = await oauth.refresh(account.client, account.refreshToken, NOBODYS_SIGNAL);
    if (!grant.ok) {
      // Zoho says `invalid_code` of a refresh token that has been revoked or pushed out.
      return grant.failure.kind === 'code-refused'
        ? failed({ kind: 'sign-in-needed', error: grant.failure.error })
        : grant;
    }
    const { accessToken, endsAt, apiDomain } = grant.value;
    if (placeOfApiDomain(account.place, apiDomain) === undefined) {
      return failed({ kind: 'foreign-server', server: apiDomain });
    }
    await this.#keep(account, { token: accessToken, endsAt });
    return success(accessToken);
  }

  /** Keeps the token, unless the account has been signed out or signed in anew meanwhile. */
  async #keep(account: Account, access: Account['access']): Promise<void> {
    const current = await this.#accounts.get(this.#id);
    if (current?.refreshToken === account.refreshToken) {
      await this.#accounts.save({ ...current, access });
    }
  }
}

function serves({ endsAt }: Account['access']): boolean {
  return endsAt - MARGIN_MS > Date.now();
}
