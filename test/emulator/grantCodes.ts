import type { Client } from './client.ts';
import type { Consent } from './consent.ts';
import { rebind } from './consent.ts';
import type { Mint } from './mint.ts';
import type { Organization } from './organization.ts';
import type { Challenge } from './pkce.ts';
import { answers } from './pkce.ts';

const MINUTE = 60_000;
/** A self client's code serves three minutes unless the console was told otherwise. */
const CONSOLE_MS = 3 * MINUTE;
const REDIRECT_MS = 2 * MINUTE;
/** Codes that a client may ask for within ten minutes. */
const CODES_A_WINDOW = 10;
const WINDOW_MS = 10 * MINUTE;

/** What was asked for with a code besides the scopes. */
export interface CodeTerms {
  /** Null for a self client's. */
  redirectUri: string | null;
  challenge: Challenge | null;
  /** Whether a refresh token is wanted (`access_type`). */
  offline: boolean;
  /** Whether the person is asked each time (`prompt`), not only the first one. */
  prompts: boolean;
  validMs?: number;
}

/** As the console generates codes. */
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

/** Authorization codes, which Zoho also calls grant tokens. */
export class GrantCodes {
  readonly #now: () => number;
  readonly #mint: Mint;
  readonly #codes = new Map<string, GrantCode>();
  readonly #asked = new Map<Client, number[]>();

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

  /** Whether the client may have one more within its ten minutes, which is then counted. */
  mayAsk(client: Client): boolean {
    const since = this.#now() - WINDOW_MS;
    const asked = (this.#asked.get(client) ?? []).filter((time) => time > since);
    const may = asked.length < CODES_A_WINDOW;
    this.#asked.set(client, may ? [...asked, this.#now()] : asked);
    return may;
  }

  /**
   * What a code stands for. It serves once; a wrong verifier uses it up as well, since whoever
   * guesses has got hold of somebody else's code.
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
    this.#asked.clear();
    for (const { consent } of this.#codes.values()) {
      rebind(consent, organizations);
    }
  }
}
