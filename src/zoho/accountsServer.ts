import { Readable } from 'node:stream';
import * as v from 'valibot';
import { failureOf, jsonOf } from './answer.ts';
import type { OAuthFailureKind, Result } from './failure.ts';
import { failed } from './failure.ts';
import type { Network } from './network.ts';
import type { Incoming, OutgoingBody } from './sender.ts';

/** What Zoho's API console gives for a client. Mobile clients work without the secret. */
export interface ClientCredentials {
  readonly id: string;
  readonly secret?: string;
}

/**
 * In lower case, because their case doesn’t matter. Errors come with status 200, so only the body
 * tells.
 * Source: Zoho's OAuth pages.
 */
const KINDS: Readonly<Record<string, OAuthFailureKind>> = {
  'access denied': 'token-throttled',
  access_denied: 'consent-refused',
  expired: 'device-code-expired',
  expired_token: 'device-code-expired',
  invalid_client: 'client-refused',
  invalid_client_secret: 'client-secret-refused',
  invalid_code: 'code-refused',
  invalid_grant: 'code-refused',
  invalid_redirect_uri: 'redirect-refused',
  missing_org_info: 'organization-refused',
};

/** One word each: sentences of a page, and our own, aren’t codes. */
const SCOPE = /^\S*scope\S*$/;
const ORGANIZATION = /^(?:\S*_)?(?:z?soid|z?org|organi[sz]ation)(?:_\S*)?$/;

/** One accounts server of Zoho: it accepts forms, and returns errors. */
export class AccountsServer {
  readonly #network: Network;
  readonly #origin: string;

  constructor(network: Network, origin: string) {
    this.#network = network;
    this.#origin = origin;
  }

  /** @throws the signal's reason, when it is aborted */
  post(
    path: string,
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Result<Incoming>> {
    return this.#network.send(
      {
        method: 'POST',
        url: new URL(this.#origin + path),
        headers,
        body: urlEncoded(parameters),
      },
      { signal },
      // Of a token's answer, only its error may be logged.
      { read: (answer) => codeIn(errorOf(answer)) },
    );
  }

  /** The meaning of an answer that isn’t the expected one. */
  refusal(answer: Incoming): ReturnType<typeof failed> {
    const error = errorOf(answer);
    if (error === undefined) {
      return failed(failureOf(answer));
    }
    return this.#refused(isThrottling(answer, error) ? 'token-throttled' : kindOf(error), error);
  }

  /** The meaning of one of Zoho's OAuth errors, wherever it came from. */
  refusalBy(error: string): ReturnType<typeof failed> {
    return this.#refused(kindOf(error), error);
  }

  #refused(kind: OAuthFailureKind, error: string): ReturnType<typeof failed> {
    return failed({ kind, error, host: new URL(this.#origin).host });
  }
}

/** The form's own parameters for a client. */
export function clientParameters({ id, secret }: ClientCredentials): Record<string, string> {
  return { client_id: id, ...(secret === undefined ? {} : { client_secret: secret }) };
}

export function errorOf(answer: Incoming): string | undefined {
  const parsed = v.safeParse(v.object({ error: v.string() }), jsonOf(answer));
  return parsed.success ? parsed.output.error : undefined;
}

/** Whether an answer says so next to its error, which may be that of a person who refused. */
function isThrottling(answer: Incoming, error: string): boolean {
  const kind = kindOf(error);
  const described = v.safeParse(v.object({ error_description: v.string() }), jsonOf(answer));
  const said = described.success ? described.output.error_description : error;
  const mayBe = kind === 'consent-refused' || kind === 'oauth-error';
  return mayBe && /too[_ ]many[_ ]requests/i.test(said);
}

/**
 * Looks only at the table's own errors: every object has a `constructor`, and a server may say
 * anything. The others show their meaning in their names.
 */
function kindOf(error: string): OAuthFailureKind {
  const name = error.trim().toLowerCase();
  const known = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (known !== undefined) {
    return known;
  }
  if (SCOPE.test(name)) {
    return 'scope-unknown';
  }
  return ORGANIZATION.test(name) ? 'organization-refused' : 'oauth-error';
}

function codeIn(error: string | undefined): { code?: string } {
  return error === undefined ? {} : { code: error };
}

/** In the body, never in the URL: URLs end up in the logs of proxies. */
function urlEncoded(parameters: Readonly<Record<string, string>>): OutgoingBody {
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
