import type { CrmAnswer } from './answer.ts';
import { crmErrorOf, failureOf, jsonOf } from './answer.ts';
import type { ApiVersion } from './apiVersion.ts';
import type { Call } from './call.ts';
import type { Servers } from './dataCenter.ts';
import type { LoggedPart } from './exchange.ts';
import type { Failure, Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { Network } from './network.ts';
import type { Incoming, Outgoing, OutgoingBody } from './sender.ts';
import type { TokenSource } from './tokens.ts';

interface CrmRequest {
  readonly call: Call;
  readonly method: Outgoing['method'];
  readonly version: ApiVersion;
  /** The path behind the version, one segment each: they are encoded here. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: OutgoingBody;
  readonly headOnly?: boolean;
  readonly bulk?: boolean;
  /** What the token must be good for; told where it is not, since Zoho does not name it. */
  readonly scope: string;
  readonly signal: AbortSignal;
  readonly onSent?: (bytes: number) => void;
  readonly onInDoubt?: (inDoubt: boolean) => void;
  readonly parts?: readonly LoggedPart[];
  /** Whether the answer holds a person's data, or repeats what was asked: a log gets its code only. */
  readonly personal?: boolean;
}

/** Whoever is told of each request, and may make it wait. */
export interface CrmWatch {
  /**
   * Before a request leaves. What it throws ends the request; a failure that it hands back is the
   * answer, and nothing is sent.
   */
  before(signal: AbortSignal): Promise<Failure | undefined>;
  /** Before one that has not left whole is sent once more. What it throws ends the request. */
  again?(): void;
  /** When it is over, whoever else may have kept it from leaving; undefined: it was canceled. */
  after(answer: Result<CrmAnswer> | 'not-sent' | undefined): void;
}

/** The CRM API of one account: its server, its token, and nobody else's. */
export class Crm {
  readonly #network: Network;
  readonly #servers: Servers;
  readonly #tokens: TokenSource;
  /** The last one is the last to be told before a request leaves. */
  readonly #watches: readonly CrmWatch[];

  constructor(
    network: Network,
    servers: Servers,
    tokens: TokenSource,
    watches: readonly CrmWatch[] = [],
  ) {
    this.#network = network;
    this.#servers = servers;
    this.#tokens = tokens;
    this.#watches = watches;
  }

  /** The same API, of which somebody else is told as well, behind all others. */
  watched(watch: CrmWatch): Crm {
    return new Crm(this.#network, this.#servers, this.#tokens, [...this.#watches, watch]);
  }

  /**
   * Sends a request with the account's token, and once more with a new one when Zoho does not take
   * that: by whichever code, or none, since its pages and what people see name several.
   *
   * @returns the answer, whatever its status; where Zoho does not take the token, a failure of the
   *   access and not of what was asked for
   * @throws the signal's reason, when it is aborted
   */
  async ask(request: CrmRequest): Promise<Result<CrmAnswer>> {
    const token = await this.#tokens.token(request.signal);
    if (!token.ok) {
      return token;
    }
    const first = await this.#sendOnce(request, token.value);
    if (first.kind === 'answered') {
      if (first.answer.ok) {
        this.#tokens.accepted?.(token.value);
      }
      return first.answer;
    }
    if (this.#tokens.renew === undefined) {
      return failed(refusedToken(first.refusal));
    }
    const renewed = await this.#tokens.renew(token.value, request.signal);
    if (!renewed.ok) {
      return isRefused(renewed.failure) ? failed(refusedAccess(first.refusal)) : renewed;
    }
    const second = await this.#sendOnce(request, renewed.value);
    if (second.kind === 'answered') {
      return second.answer;
    }
    this.#tokens.refused?.(renewed.value);
    return failed(refusedAccess(second.refusal));
  }

  async #sendOnce(request: CrmRequest, token: string): Promise<Sent> {
    const answer = await this.#sendWatched(request, token);
    // An error may come with the status of a success, as Zoho's accounts server has it.
    if (!answer.ok || (answer.value.status < 400 && crmErrorOf(answer.value) === undefined)) {
      return { kind: 'answered', answer };
    }
    const failure = failureOf(answer.value);
    if (failure.kind === 'scope-missing') {
      // With whichever status: which scope it is, Zoho does not say.
      return { kind: 'answered', answer: failed({ ...failure, scope: request.scope }) };
    }
    return answer.value.status === 401 || isOfToken(failure)
      ? { kind: 'refused', refusal: answer.value }
      : { kind: 'answered', answer };
  }

  async #sendWatched(request: CrmRequest, token: string): Promise<Result<CrmAnswer>> {
    const told: CrmWatch[] = [];
    let answer: Result<CrmAnswer> | 'not-sent' | undefined = 'not-sent';
    try {
      for (const watch of this.#watches) {
        const instead = await watch.before(request.signal);
        if (instead !== undefined) {
          return failed(instead);
        }
        told.push(watch);
      }
      answer = undefined;
      return (answer = await this.#send(request, token));
    } finally {
      for (const watch of told.toReversed()) {
        watch.after(answer);
      }
    }
  }

  async #send(request: CrmRequest, token: string): Promise<Result<CrmAnswer>> {
    const { method, version, path, query, body, headOnly, bulk, signal, onSent, onInDoubt, parts } =
      request;
    const segments = ['crm', version, ...path].map(encodeURIComponent).join('/');
    const url = new URL(`${this.#servers.api}/${segments}`);
    url.search = new URLSearchParams(query).toString();
    const answer = await this.#network.send(
      {
        method,
        url,
        // Zoho's own scheme: its CRM pages do not document `Bearer`.
        headers: { authorization: `Zoho-oauthtoken ${token}` },
        ...(body === undefined ? {} : { body }),
        ...(headOnly === undefined ? {} : { headOnly }),
        ...(bulk === undefined ? {} : { bulk }),
      },
      {
        signal,
        ...(onSent === undefined ? {} : { onSent }),
        ...(onInDoubt === undefined ? {} : { onInDoubt }),
        onAgain: () => {
          this.#watches.forEach((watch) => watch.again?.());
        },
      },
      {
        ...(parts === undefined ? {} : { parts }),
        read: (answer) => told(answer, request.personal === true),
      },
    );
    return answer.ok ? success({ ...answer.value, call: request.call }) : answer;
  }
}

/** How a request ended that was sent with one token. */
type Sent =
  | { readonly kind: 'answered'; readonly answer: Result<CrmAnswer> }
  /** Zoho does not take the token. */
  | { readonly kind: 'refused'; readonly refusal: CrmAnswer };

/** Whether an answer is about the token by its code, whichever status comes with that. */
function isOfToken({ kind }: Failure): boolean {
  return kind === 'token-invalid' || kind === 'authentication-failed';
}

/** What 401 says of a token that nobody can renew. */
function refusedToken(refusal: CrmAnswer): Failure {
  const failure = failureOf(refusal);
  if (failure.kind === 'authentication-failed') {
    return failure;
  }
  const bare = { status: refusal.status, code: '', message: '', details: {} };
  return { kind: 'token-invalid', error: crmErrorOf(refusal) ?? bare };
}

/** Whether it is known already that a new token would not be taken either. */
function isRefused(failure: Failure): boolean {
  return (
    failure.kind === 'sign-in-needed' && failure.why === 'refused' && failure.error === undefined
  );
}

/** What 401 says of an access whose new token is not taken either. */
function refusedAccess(refusal: CrmAnswer): Failure {
  const { code } = crmErrorOf(refusal) ?? { code: '' };
  return { kind: 'sign-in-needed', why: 'refused', ...(code === '' ? {} : { error: code }) };
}

function told(answer: Incoming, personal: boolean): { code?: string; answer?: unknown } {
  const error = crmErrorOf(answer);
  if (error !== undefined) {
    return personal ? { code: error.code } : { code: error.code, answer: jsonOf(answer) };
  }
  const json = personal ? undefined : jsonOf(answer);
  return json === undefined ? {} : { ...codeOf(json), answer: json };
}

function codeOf(json: unknown): { code?: string } {
  return typeof json === 'object' &&
    json !== null &&
    'code' in json &&
    typeof json.code === 'string'
    ? { code: json.code }
    : {};
}
