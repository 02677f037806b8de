import { Readable } from 'node:stream';
import * as v from 'valibot';
import { failureOf, jsonOf } from './answer.ts';
import type { OAuthFailureKind, Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { Network } from './network.ts';
import type { Incoming, OutgoingBody } from './sender.ts';

/** What Zoho's API console gives for a client. */
export interface Client {
  readonly id: string;
  readonly secret: string;
}

export interface Grant {
  readonly accessToken: string;
  /** Milliseconds since 1970 at which the access token ends. */
  readonly endsAt: number;
  /** Only the exchange of a code gives one: it stays the same over all refreshes. */
  readonly refreshToken: string | undefined;
  /** The API's origin as the accounts server names it: to be checked against the table. */
  readonly apiDomain: string;
}

const Granted = v.object({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  refresh_token: v.optional(v.pipe(v.string(), v.nonEmpty())),
  api_domain: v.pipe(v.string(), v.url()),
  expires_in: v.number(),
  expires_in_sec: v.optional(v.number()),
});

/** Errors come with status 200: the body alone tells. Source: Zoho's OAuth pages. */
const KINDS: Readonly<Record<string, OAuthFailureKind>> = {
  'Access Denied': 'token-throttled',
  access_denied: 'consent-refused',
  invalid_client: 'client-refused',
  invalid_client_secret: 'client-secret-refused',
  invalid_code: 'code-refused',
  invalid_grant: 'code-refused',
  invalid_redirect_uri: 'redirect-refused',
  invalid_scope: 'scope-unknown',
};

/** Zoho's accounts server of one place. */
export class OAuth {
  readonly #network: Network;
  readonly #accounts: string;

  /** @param accounts origin of the accounts server */
  constructor(network: Network, accounts: string) {
    this.#network = network;
    this.#accounts = accounts;
  }

  /** Exchanges a self client's code: it serves once, for some minutes. */
  exchangeCode(client: Client, code: string, signal: AbortSignal): Promise<Result<Grant>> {
    return this.#token({ grant_type: 'authorization_code', code, ...named(client) }, signal);
  }

  refresh(client: Client, refreshToken: string, signal: AbortSignal): Promise<Result<Grant>> {
    const parameters = { grant_type: 'refresh_token', refresh_token: refreshToken };
    return this.#token({ ...parameters, ...named(client) }, signal);
  }

  /** Ends a refresh token and the access tokens made with it. */
  async revoke(refreshToken: string, signal: AbortSignal): Promise<Result<undefined>> {
    const answer = await this.#post('/oauth/v2/token/revoke', { token: refreshToken }, signal);
    if (!answer.ok) {
      return answer;
    }
    return answer.value.status === 200 && errorOf(answer.value) === undefined
      ? success(undefined)
      : this.#refused(answer.value);
  }

  async #token(parameters: Record<string, string>, signal: AbortSignal): Promise<Result<Grant>> {
    const asked = Date.now();
    const answer = await this.#post('/oauth/v2/token', parameters, signal);
    if (!answer.ok) {
      return answer;
    }
    const parsed = v.safeParse(Granted, jsonOf(answer.value));
    if (!parsed.success) {
      return this.#refused(answer.value);
    }
    const granted = parsed.output;
    // Answers of old clients name seconds in a field of their own, and milliseconds beside it.
    const seconds = granted.expires_in_sec ?? granted.expires_in;
    return success({
      accessToken: granted.access_token,
      endsAt: asked + seconds * 1000,
      refreshToken: granted.refresh_token,
      apiDomain: granted.api_domain,
    });
  }

  #refused(answer: Incoming): Result<never> {
    const error = errorOf(answer);
    const host = new URL(this.#accounts).host;
    return error === undefined
      ? failed(failureOf(answer))
      : failed({ kind: kindOf(error), error, host });
  }

  #post(
    path: string,
    parameters: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Result<Incoming>> {
    const url = new URL(this.#accounts + path);
    return this.#network.send(
      { method: 'POST', url, headers: {}, body: urlEncoded(parameters) },
      { signal },
      // Of a token answer nothing but its error may be told.
      { read: (answer) => codeIn(errorOf(answer)) },
    );
  }
}

function named(client: Client): Record<string, string> {
  return { client_id: client.id, client_secret: client.secret };
}

function errorOf(answer: Incoming): string | undefined {
  const parsed = v.safeParse(v.object({ error: v.string() }), jsonOf(answer));
  return parsed.success ? parsed.output.error : undefined;
}

/** Of the table's own errors only: every object has a `constructor`, and a server may say anything. */
function kindOf(error: string): OAuthFailureKind {
  return (Object.hasOwn(KINDS, error) ? KINDS[error] : undefined) ?? 'oauth-error';
}

function codeIn(error: string | undefined): { code?: string } {
  return error === undefined ? {} : { code: error };
}

/** In the body, never in the address: addresses end up in the logs of proxies. */
function urlEncoded(parameters: Record<string, string>): OutgoingBody {
  const bytes = Buffer.from(new URLSearchParams(parameters).toString());
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    length: bytes.length,
    open(onSent) {
      onSent(bytes.length);
      return Readable.from([bytes]);
    },
  };
}
