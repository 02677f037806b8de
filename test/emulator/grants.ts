import type { Client } from './client.ts';
import { fixedHex } from './client.ts';
import type { Consent } from './consent.ts';
import { copyOf, isSamePerson, rebind } from './consent.ts';
import type { GrantCode } from './grantCodes.ts';
import { GrantCodes } from './grantCodes.ts';
import type { Mint } from './mint.ts';
import type { Organization } from './organization.ts';

const MINUTE = 60_000;
/** An access token's lifetime, in seconds. */
export const ACCESS_TOKEN_SECONDS = 3600;
/** How many access tokens a refresh token can get per window of this many minutes. */
const TOKENS_A_WINDOW = 10;
const WINDOW_MS = 10 * MINUTE;
const ACTIVE_ACCESS_TOKENS = 15;
const ACTIVE_REFRESH_TOKENS = 20;

export interface AccessToken {
  value: string;
  /** Its own scopes: those added to the refresh token later aren't included. */
  consent: Consent;
  endsAt: number;
  issuedBy: 'code' | 'refresh_token' | 'client_credentials' | 'device_code' | 'control';
  /** Revoked early: by the sixteenth token, or with its refresh token. */
  ended: boolean;
}

export interface RefreshToken {
  value: string;
  consent: Consent;
  accessTokens: AccessToken[];
  /** The window in which access tokens are counted. */
  windowStart: number;
  issuedInWindow: number;
}

/** What a code is exchanged for: an access token and, if requested, a refresh token. */
export interface Granted {
  access: AccessToken;
  refresh?: string;
}

/** A token endpoint error. */
export type TokenError = { error: string } | 'throttled';

export const STANDARD_REFRESH_TOKEN = `1000.${fixedHex('refresh', 32)}.${fixedHex('token', 32)}`;

/** Codes, refresh tokens and access tokens, with Zoho's quotas. */
export class Grants {
  readonly codes: GrantCodes;
  readonly #now: () => number;
  readonly #mint: Mint;
  /** Oldest first. */
  #refreshTokens: RefreshToken[] = [];
  readonly #accessTokens = new Map<string, AccessToken>();
  /** Who has received a refresh token, by client and email address. */
  readonly #known = new Set<string>();
  /** How many token requests were rate limited. */
  throttled = 0;

  constructor(now: () => number, mint: Mint) {
    this.#now = now;
    this.#mint = mint;
    this.codes = new GrantCodes(now, mint);
  }

  get refreshTokens(): readonly RefreshToken[] {
    return this.#refreshTokens;
  }

  /** Keeps all tokens when the organizations are reset; quota windows restart. */
  rebind(organizations: readonly Organization[]): void {
    this.codes.rebind(organizations);
    for (const token of this.#refreshTokens) {
      token.windowStart = this.#now();
      token.issuedInWindow = 0;
    }
    for (const { consent } of [...this.#refreshTokens, ...this.#accessTokens.values()]) {
      rebind(consent, organizations);
    }
  }

  /** @param redirectUri null when none was sent */
  redeemCode(
    client: Client,
    value: string,
    redirectUri: string | null = null,
    verifier?: string,
  ): Granted | TokenError {
    const code = this.codes.redeem(client, value, redirectUri, verifier);
    return 'error' in code ? code : this.grant(code, 'code');
  }

  /**
   * A refresh token and its first access token. Without asking the person each time, a client gets
   * a refresh token only the first time.
   */
  grant(
    { consent, offline, prompts }: Pick<GrantCode, 'consent' | 'offline' | 'prompts'>,
    issuedBy: 'code' | 'device_code',
  ): Granted {
    const key = `${consent.client.id} ${consent.user.email}`;
    if (!offline || (!prompts && this.#known.has(key))) {
      return { access: this.issueAccessToken(consent, issuedBy) };
    }
    this.#known.add(key);
    const first = consent.client.type === 'non-browser' ? '1004' : '1000';
    const refresh = this.addRefreshToken(copyOf(consent), this.#mint.token(first));
    refresh.issuedInWindow += 1;
    return { refresh: refresh.value, access: this.#issue(refresh, issuedBy) };
  }

  /** The twenty-first token of a user and client revokes the oldest, in use or not. */
  addRefreshToken(consent: Consent, value: string): RefreshToken {
    const now = this.#now();
    const token = { value, consent, accessTokens: [], windowStart: now, issuedInWindow: 0 };
    this.#refreshTokens.push(token);
    const siblings = this.#refreshTokens.filter(
      (each) =>
        each.consent.client === consent.client && isSamePerson(each.consent.user, consent.user),
    );
    for (const old of siblings.slice(0, -ACTIVE_REFRESH_TOKENS)) {
      this.revokeRefreshToken(old.value);
    }
    return token;
  }

  /** @param extends_ whether a request while blocked restarts the window */
  refresh(client: Client, value: string, extends_: boolean): AccessToken | TokenError {
    const token = this.refreshToken(client, value);
    if (token === undefined) {
      return { error: 'invalid_code' };
    }
    const now = this.#now();
    if (now - token.windowStart >= WINDOW_MS) {
      token.windowStart = now;
      token.issuedInWindow = 0;
    }
    if (token.issuedInWindow >= TOKENS_A_WINDOW) {
      this.throttled += 1;
      token.windowStart = extends_ ? now : token.windowStart;
      return 'throttled';
    }
    token.issuedInWindow += 1;
    return this.#issue(token, 'refresh_token');
  }

  /** The client's own refresh token with that value, unless it has been revoked. */
  refreshToken(client: Client, value: string): RefreshToken | undefined {
    return this.#refreshTokens.find(
      (each) => each.value === value && each.consent.client === client,
    );
  }

  isAlive(token: RefreshToken): boolean {
    return this.#refreshTokens.includes(token);
  }

  /** An access token without a refresh token. */
  issueAccessToken(consent: Consent, issuedBy: AccessToken['issuedBy'] = 'control'): AccessToken {
    return this.#register(consent, issuedBy);
  }

  accessToken(value: string): AccessToken | undefined {
    return this.#accessTokens.get(value);
  }

  isExpired(token: AccessToken): boolean {
    return token.endsAt <= this.#now();
  }

  /** Revokes a refresh token and its access tokens. Returns whether it existed. */
  revokeRefreshToken(value: string): boolean {
    const token = this.#refreshTokens.find((each) => each.value === value);
    if (token === undefined) {
      return false;
    }
    this.#refreshTokens = this.#refreshTokens.filter((each) => each !== token);
    for (const access of token.accessTokens) {
      access.ended = true;
    }
    return true;
  }

  revokeAccessToken(value: string): boolean {
    const token = this.#accessTokens.get(value);
    if (token === undefined || token.ended) {
      return false;
    }
    token.ended = true;
    return true;
  }

  revokeRefreshTokens(): void {
    for (const { value } of this.#refreshTokens) {
      this.revokeRefreshToken(value);
    }
  }

  revokeAccessTokens(): void {
    for (const token of this.#accessTokens.values()) {
      token.ended = true;
    }
  }

  expireAccessTokens(): void {
    for (const token of this.#accessTokens.values()) {
      token.endsAt = this.#now();
    }
  }

  #issue(refresh: RefreshToken, issuedBy: AccessToken['issuedBy']): AccessToken {
    const token = this.#register(refresh.consent, issuedBy);
    refresh.accessTokens.push(token);
    const active = refresh.accessTokens.filter((each) => !each.ended && !this.isExpired(each));
    for (const old of active.slice(0, -ACTIVE_ACCESS_TOKENS)) {
      old.ended = true;
    }
    return token;
  }

  #register(consent: Consent, issuedBy: AccessToken['issuedBy']): AccessToken {
    const endsAt = this.#now() + ACCESS_TOKEN_SECONDS * 1000;
    const value = this.#mint.token(consent.client.type === 'non-browser' ? '1004' : '1000');
    const token = { value, consent: copyOf(consent), endsAt, issuedBy, ended: false };
    this.#accessTokens.set(token.value, token);
    return token;
  }
}
