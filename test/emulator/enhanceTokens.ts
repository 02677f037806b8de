import type { Client } from './client.ts';
import type { RefreshToken } from './grants.ts';
import type { Mint } from './mint.ts';

/** The lifetime, in seconds. */
export const ENHANCE_TOKEN_SECONDS = 600;

interface EnhanceToken {
  refreshToken: RefreshToken;
  endsAt: number;
}

/** Tokens for requesting more scopes for an existing refresh token. */
export class EnhanceTokens {
  readonly #now: () => number;
  readonly #mint: Mint;
  readonly #tokens = new Map<string, EnhanceToken>();

  constructor(now: () => number, mint: Mint) {
    this.#now = now;
    this.#mint = mint;
  }

  issue(refreshToken: RefreshToken): string {
    const value = this.#mint.token();
    const endsAt = this.#now() + ENHANCE_TOKEN_SECONDS * 1000;
    this.#tokens.set(value, { refreshToken, endsAt });
    return value;
  }

  /** What the client's own token with that value is for, while it's valid. */
  find(client: Client, value: string): RefreshToken | undefined {
    const token = this.#tokens.get(value);
    return token?.refreshToken.consent.client === client && token.endsAt > this.#now()
      ? token.refreshToken
      : undefined;
  }

  /** The same, and uses it up. */
  use(client: Client, value: string): RefreshToken | undefined {
    const refreshToken = this.find(client, value);
    this.#tokens.delete(value);
    return refreshToken;
  }
}
