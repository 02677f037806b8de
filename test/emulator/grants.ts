import { createHash, randomBytes } from 'node:crypto';
import type { Organisation, User } from './organisation.ts';

const MINUTE = 60_000;
/** An access token's life, in seconds. */
export const ACCESS_TOKEN_SECONDS = 3600;
/** Access tokens that one refresh token gives within a window of that many minutes. */
const TOKENS_A_WINDOW = 10;
const WINDOW_MS = 10 * MINUTE;
const ACTIVE_ACCESS_TOKENS = 15;
const ACTIVE_REFRESH_TOKENS = 20;
/** A self client's code serves three minutes unless the console was told otherwise. */
const CODE_MS = 3 * MINUTE;

export interface Client {
  id: string;
  secret: string;
  /** Decides what it may ask for; a self client has no redirect address. */
  type: 'self';
}

/** What somebody consented to: their rights in one organisation and environment, by scopes. */
export interface Consent {
  client: Client;
  organisation: Organisation;
  user: User;
  scopes: string[];
}

export interface AccessToken {
  value: string;
  consent: Consent;
  endsAt: number;
  issuedBy: 'code' | 'refresh_token' | 'control';
  /** Ended before its time: by the sixteenth, or with its refresh token. */
  ended: boolean;
}

interface RefreshToken {
  value: string;
  consent: Consent;
  accessTokens: AccessToken[];
  /** The window in which access tokens are counted. */
  windowStart: number;
  issuedInWindow: number;
}

interface Code {
  consent: Consent;
  endsAt: number;
}

/** An error of the token endpoint. */
export type TokenError = { error: string } | 'throttled';

/** A value of the shape that Zoho's tokens have. */
function randomToken(): string {
  return `1000.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`;
}

/** The same at every start, so that what a person has signed in with outlives the emulator. */
function fixedHex(label: string, length: number): string {
  return createHash('sha256').update(`emulator ${label}`).digest('hex').slice(0, length);
}

export const STANDARD_CLIENT: Client = {
  id: `1000.${fixedHex('client', 30).toUpperCase()}`,
  secret: fixedHex('secret', 42),
  type: 'self',
};
export const STANDARD_REFRESH_TOKEN = `1000.${fixedHex('refresh', 32)}.${fixedHex('token', 32)}`;

/** Codes, refresh tokens and access tokens, with Zoho's quotas. */
export class Grants {
  readonly clients: Client[] = [STANDARD_CLIENT];
  readonly #now: () => number;
  readonly #codes = new Map<string, Code>();
  /** Oldest first. */
  #refreshTokens: RefreshToken[] = [];
  readonly #accessTokens = new Map<string, AccessToken>();
  /** How many requests for a token were told to come back later. */
  throttled = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  issueCode(consent: Consent, validMs = CODE_MS): string {
    const code = randomToken();
    this.#codes.set(code, { consent, endsAt: this.#now() + validMs });
    return code;
  }

  /** Keeps all tokens, for organisations seeded anew; the windows of the quotas begin again. */
  rebind(organisations: readonly Organisation[]): void {
    for (const token of this.#refreshTokens) {
      token.windowStart = this.#now();
      token.issuedInWindow = 0;
    }
    const tokens = [
      ...this.#refreshTokens,
      ...this.#accessTokens.values(),
      ...this.#codes.values(),
    ];
    for (const { consent } of tokens) {
      const organisation = organisations.find(({ id }) => id === consent.organisation.id);
      const user = organisation?.users.find(({ id }) => id === consent.user.id);
      if (organisation !== undefined && user !== undefined) {
        Object.assign(consent, { organisation, user });
      }
    }
  }

  /** Everything that must not show anywhere: tokens, and the client's secret. */
  secrets(): string[] {
    const refreshTokens = this.#refreshTokens.map(({ value }) => value);
    const secrets = this.clients.map(({ secret }) => secret);
    return [...refreshTokens, ...this.#accessTokens.keys(), ...this.#codes.keys(), ...secrets];
  }

  /** A refresh token and, as the first of its access tokens, one to begin with. */
  redeemCode(client: Client, value: string): { refresh: string; access: AccessToken } | TokenError {
    const code = this.#codes.get(value);
    if (code?.consent.client !== client || code.endsAt <= this.#now()) {
      return { error: 'invalid_code' };
    }
    this.#codes.delete(value);
    const refresh = this.addRefreshToken(code.consent, randomToken());
    refresh.issuedInWindow += 1;
    return { refresh: refresh.value, access: this.#issue(refresh, 'code') };
  }

  /** The twenty-first of a user and client ends the oldest, in use or not. */
  addRefreshToken(consent: Consent, value: string): RefreshToken {
    const now = this.#now();
    const token = { value, consent, accessTokens: [], windowStart: now, issuedInWindow: 0 };
    this.#refreshTokens.push(token);
    const siblings = this.#refreshTokens.filter(
      (each) => each.consent.client === consent.client && each.consent.user === consent.user,
    );
    for (const old of siblings.slice(0, -ACTIVE_REFRESH_TOKENS)) {
      this.revokeRefreshToken(old.value);
    }
    return token;
  }

  /** @param extends_ whether asking while blocked begins the window anew */
  refresh(client: Client, value: string, extends_: boolean): AccessToken | TokenError {
    const token = this.#refreshTokens.find((each) => each.value === value);
    if (token?.consent.client !== client) {
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

  /** An access token out of nothing, for tests that are about something else. */
  issueAccessToken(consent: Consent): AccessToken {
    return this.#register(consent, 'control');
  }

  accessToken(value: string): AccessToken | undefined {
    return this.#accessTokens.get(value);
  }

  isExpired(token: AccessToken): boolean {
    return token.endsAt <= this.#now();
  }

  /** Whether there was such a refresh token. Its access tokens end with it. */
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
    const token = { value: randomToken(), consent, endsAt, issuedBy, ended: false };
    this.#accessTokens.set(token.value, token);
    return token;
  }
}
