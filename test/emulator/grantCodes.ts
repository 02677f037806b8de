import type { Client } from './client.ts';
import type { Consent } from './consent.ts';
import { rebind } from './consent.ts';
import type { Mint } from './mint.ts';
import type { Organization } from './organization.ts';
import type { Challenge } from './pkce.ts';
import { answers } from './pkce.ts';

const MINUTE = 60_000;
/** A self client's code is valid for three minutes unless the console sets another time. */
const CONSOLE_MS = 3 * MINUTE;
const REDIRECT_MS = 2 * MINUTE;
/** How many codes a client can request within ten minutes. */
const CODES_A_WINDOW = 10;
const WINDOW_MS = 10 * MINUTE;

/** What a code was requested with besides the scopes. */
export interface CodeTerms {
  /** Null for a self client. */
  redirectUri: string | null;
  challenge: Challenge | null;
  /** Whether a refresh token is wanted (`access_type`). */
  offline: boolean;
  /** Whether the person is asked every time (`prompt`), not just the first time. */
  prompts: boolean;
  validMs?: number;
}

/** The options for codes generated in the console. */
export const CONSOLE_TERMS: CodeTerms = {
  redirectUri: null,
  challenge: null,
  offline: true,
  prompts: true,
};

export interface GrantCode extends CodeTerms {
  consent: Consent;
  endsAt: number;
}

/** Authorization codes. Zoho also calls them grant tokens. */
export class GrantCodes {
  readonly #now: () => number;
  readonly #mint: Mint;
  readonly #codes = new Map<string, GrantCode>();
  readonly #requestTimes = new Map<Client, number[]>();

  constructor(now: () => number, mint: Mint) {
    this.#now = now;
    this.#mint = mint;
  }

  issue(consent: Consent, terms: CodeTerms = CONSOLE_TERMS): string {
    const usual = consent.client.type === 'self' ? CONSOLE_MS : REDIRECT_MS;
    const value = this.#mint.token();
    this.#codes.set(value, {
      ...terms,
      consent,
      endsAt: this.#now() + (terms.validMs ?? usual),
    });
    return value;
  }

  /** Whether the client can get another code within its ten minutes; if so, counts it. */
  mayAsk(client: Client): boolean {
    const since = this.#now() - WINDOW_MS;
    const recent = (this.#requestTimes.get(client) ?? []).filter((time) => time > since);
    const may = recent.length < CODES_A_WINDOW;
    this.#requestTimes.set(client, may ? [...recent, this.#now()] : recent);
    return may;
  }

  /**
   * What a code stands for. It works once. A wrong verifier also uses it up, since a guess means
   * the code was stolen.
   */
  redeem(
    client: Client,
    value: string,
    redirectUri: string | null,
    verifier: string | undefined,
  ): GrantCode | { error: string } {
    const code = this.#codes.get(value);
    if (code?.consent.client !== client || code.endsAt <= this.#now()) {
      return { error: 'invalid_code' };
    }
    if (code.redirectUri !== redirectUri) {
      return { error: 'invalid_redirect_uri' };
    }
    this.#codes.delete(value);
    return code.challenge === null || answers(verifier, code.challenge)
      ? code
      : { error: 'invalid_code' };
  }

  rebind(organizations: readonly Organization[]): void {
    this.#requestTimes.clear();
    for (const { consent } of this.#codes.values()) {
      rebind(consent, organizations);
    }
  }
}
