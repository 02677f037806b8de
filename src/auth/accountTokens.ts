import type { PolicySubject } from '../policy/policy.ts';
import type { Leases } from '../storage/leases.ts';
import { abortable } from '../async/abortable.ts';
import { accountsOf } from '../zoho/dataCenter.ts';
import type { Failure, Result } from '../zoho/failure.ts';
import { failed, success } from '../zoho/failure.ts';
import type { Grant } from '../zoho/grant.ts';
import type { Network } from '../zoho/network.ts';
import type { TokenSource } from '../zoho/tokens.ts';
import { isAlive, sameAccess, hasFreshToken } from './access.ts';
import type { Account } from './account.ts';
import { sameCredentials } from './account.ts';
import type { Accounts } from './accounts.ts';
import { RenewalPause } from './renewalPause.ts';
import { SecretStorageError } from './secrets.ts';
import { sha256Of } from '../storage/sha256.ts';

/** Whether an account may be used on this machine. */
export interface AccountPolicy {
  /** Why it may not. */
  refusalOf(account: PolicySubject): Promise<Failure | undefined>;
}

export interface AccountTokensOptions {
  readonly policy: AccountPolicy;
  readonly accounts: Accounts;
  readonly network: Network;
  readonly leases: Pick<Leases, 'hold'>;
  /** Milliseconds, of a clock that nobody sets; this process's own by default. */
  readonly now?: () => number;
}

/** How long a new token that was refused is not replaced. */
const REFUSED_MS = 60_000;

/** Zoho counts the tokens of a refresh token per ten minutes. More requests may extend that. */
const THROTTLE_MS = 10 * 60_000;

const SIGNED_OUT = { kind: 'sign-in-needed', why: 'signed-out' } as const;

/** For a shared refresh: it continues for the others who wait. */
const NOBODYS_SIGNAL = new AbortController().signal;

/**
 * The access token of one account: reused until shortly before it expires, and renewed once for
 * all.
 */
export class AccountTokens implements TokenSource {
  readonly #options: AccountTokensOptions;
  readonly #id: string;
  readonly #pause: RenewalPause;
  readonly #now: () => number;
  /** A new token that Zoho refused, too. */
  #refusedToken: { readonly token: string; readonly until: number } | undefined;
  /** The token that Zoho refused last. It isn’t used again, even if it hasn’t expired. */
  #spent: string | undefined;
  #refreshing: Promise<Result<string>> | undefined;

  constructor(options: AccountTokensOptions, id: string) {
    this.#options = options;
    this.#id = id;
    this.#now = options.now ?? (() => performance.now());
    this.#pause = new RenewalPause(this.#now);
  }

  token(signal: AbortSignal): Promise<Result<string>> {
    return unlessUnavailable(async () => {
      const allowed = await this.#allowed('get');
      if (!allowed.ok) {
        return allowed.failure === SIGNED_OUT ? this.#refreshed('', signal) : allowed;
      }
      const { value: account } = allowed;
      const { token } = account.access;
      if (token === this.#spent) {
        return this.#refreshed(token, signal);
      }
      if (hasFreshToken(account)) {
        return success(token);
      }
      const renewed = await this.#refreshed('', signal);
      // It was renewed early. If that fails for now, the old token still works for a while.
      return !renewed.ok && isForNow(renewed.failure) && isAlive(account)
        ? success(token)
        : renewed;
    });
  }

  renew(spent: string, signal: AbortSignal): Promise<Result<string>> {
    return unlessUnavailable(() => {
      if (spent === this.#refusedToken?.token && this.#refusedToken.until > this.#now()) {
        return this.#another(spent, { kind: 'sign-in-needed', why: 'refused' });
      }
      this.#spent = spent;
      return this.#refreshed(spent, signal);
    });
  }

  refused(token: string): void {
    this.#refusedToken = { token, until: this.#now() + REFUSED_MS };
  }

  accepted(token: string): void {
    if (token === this.#refusedToken?.token) {
      this.#refusedToken = undefined;
    }
  }

  async #refreshed(spent: string, signal: AbortSignal): Promise<Result<string>> {
    const { currentFailure } = this.#pause;
    if (currentFailure !== undefined) {
      return this.#another(spent, currentFailure);
    }
    const { leases } = this.#options;
    const isShared = this.#refreshing !== undefined;
    const name = `refresh-${sha256Of(this.#id).slice(0, 32)}`;
    this.#refreshing ??= leases
      .hold(name, () => this.#refresh(spent))
      .finally(() => {
        this.#refreshing = undefined;
      });
    const renewed = await abortable(this.#refreshing, signal);
    // Whoever started it may not have known that Zoho refused the token that it found.
    return isShared && renewed.ok && renewed.value === spent
      ? this.#refreshed(spent, signal)
      : renewed;
  }

  /** @returns a token that the account got otherwise, without requesting one; else the failure */
  async #another(spent: string, failure: Failure): Promise<Result<string>> {
    const allowed = await this.#allowed('get');
    if (!allowed.ok) {
      return allowed;
    }
    const { token } = allowed.value.access;
    return token !== spent && hasFreshToken(allowed.value) ? success(token) : failed(failure);
  }

  /** The account, if it is still there and may be used. */
  async #allowed(as: 'get' | 'latest'): Promise<Result<Account>> {
    const account = await this.#options.accounts[as](this.#id);
    if (account === undefined) {
      return failed(SIGNED_OUT);
    }
    const refusal = await this.#options.policy.refusalOf(account);
    return refusal === undefined ? success(account) : failed(refusal);
  }

  /** Zoho may take a while. Meanwhile, the account can change, and can even be signed out. */
  async #refresh(spent: string): Promise<Result<string>> {
    const allowed = await this.#allowed('latest');
    if (!allowed.ok) {
      return allowed;
    }
    const { value: account } = allowed;
    if (account.access.token !== spent && hasFreshToken(account)) {
      return success(account.access.token); // Another window, or an earlier refresh here, has it.
    }
    const secondsLeft = Math.ceil(((account.throttledUntil ?? 0) - Date.now()) / 1000);
    // If the clock was set back, nobody should wait longer than Zoho wants.
    if (secondsLeft > 0 && secondsLeft * 1000 <= THROTTLE_MS) {
      return failed(throttled(account, secondsLeft));
    }
    const grant = await this.#ask(account);
    if (!grant.ok) {
      return this.#refused(account, grant.failure);
    }
    this.#pause.end();
    // The server in the answer doesn’t matter: an account stays with its own.
    const { accessToken: token, endsAt, scopes } = grant.value;
    const access = { token, endsAt };
    const kept = await this.#keep(
      account,
      scopes === undefined ? { access } : { access, scopes: [...scopes] },
    );
    if (kept === undefined) {
      return failed(SIGNED_OUT);
    }
    // If another token is needed by now, this one lacks what it is needed for.
    return kept.access.token === token ? success(token) : this.#refresh(spent);
  }

  async #ask({ place, credentials, scopes }: Account): Promise<Result<Grant>> {
    // Loaded when a token has to be renewed: the tokens of an account exist from the start.
    const { AccountsServer } = await import('../zoho/accountsServer.ts');
    const { refresh, requestByClientCredentials } = await import('../zoho/grant.ts');
    const server = new AccountsServer(this.#options.network, accountsOf(place));
    switch (credentials.kind) {
      case 'refresh-token': {
        const { client, refreshToken } = credentials;
        return refresh(server, client, refreshToken, NOBODYS_SIGNAL);
      }
      case 'client-credentials': {
        const { client, organizationId } = credentials;
        return requestByClientCredentials(server, client, organizationId, scopes, NOBODYS_SIGNAL);
      }
      case 'access-token':
        return failed({ kind: 'sign-in-needed', why: 'token-ended' });
    }
  }

  async #refused(account: Account, failure: Failure): Promise<Result<string>> {
    switch (failure.kind) {
      case 'token-throttled': {
        await this.#keep(account, { throttledUntil: Date.now() + THROTTLE_MS });
        return failed(throttled(account, THROTTLE_MS / 1000));
      }
      // Zoho says `invalid_code` for a refresh token that was revoked or pushed out, and doesn’t
      // know a client that was deleted, or a secret that was changed.
      case 'code-refused':
      case 'client-refused':
      case 'client-secret-refused':
      // Waiting doesn’t help either if Zoho no longer gives the client an organization or a scope.
      case 'organization-refused':
      case 'scope-unknown':
        return failed({ kind: 'sign-in-needed', why: ENDS[failure.kind], error: failure.error });
      case 'sign-in-needed':
        return failed(failure);
      default:
        return failed(this.#pause.begin(failure));
    }
  }

  /**
   * Stores what changed, unless the account was signed out, signed in again, or given more scopes
   * meanwhile. Then the new token is out of date.
   */
  #keep(
    account: Account,
    change: Partial<Pick<Account, 'access' | 'scopes' | 'throttledUntil'>>,
  ): Promise<Account | undefined> {
    return this.#options.accounts.change(this.#id, (now) => {
      if (!sameCredentials(now, account) || !sameAccess(now, account)) {
        return now;
      }
      const { throttledUntil, ...rest } = now;
      return { ...rest, ...change };
    });
  }
}

/** An account that can’t be read now isn’t signed out. */
async function unlessUnavailable(work: () => Promise<Result<string>>): Promise<Result<string>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SecretStorageError) {
      return failed({ kind: 'secrets-unavailable' });
    }
    throw error;
  }
}

const ENDS = {
  'client-refused': 'client-gone',
  'client-secret-refused': 'secret-changed',
  'code-refused': 'withdrawn',
  'organization-refused': 'refused',
  'scope-unknown': 'refused',
} as const;

function throttled({ place }: Account, retryAfter: number): Failure {
  const { host } = new URL(accountsOf(place));
  return { kind: 'token-throttled', error: 'Access Denied', host, retryAfter };
}

function isForNow({ kind }: Failure): boolean {
  return kind === 'renewal-failed' || kind === 'token-throttled';
}
