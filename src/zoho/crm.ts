import type { CrmAnswer } from './answer.ts';
import type { ApiVersion } from './apiVersion.ts';
import type { Call } from './call.ts';
import type { Sent } from './crmAnswer.ts';
import type { Servers } from './dataCenter.ts';
import type { LoggedPart } from './exchange.ts';
import type { Failure, Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { Network } from './network.ts';
import type { Outgoing, OutgoingBody } from './sender.ts';
import type { TokenSource } from './tokens.ts';

interface CrmRequest {
  readonly call: Call;
  readonly method: Outgoing['method'];
  readonly version: ApiVersion;
  /** The path after the version, one segment each. They are encoded here. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: OutgoingBody;
  readonly headOnly?: boolean;
  readonly bulk?: boolean;
  /**
   * What the token must allow. It is reported if the token doesn’t, because Zoho doesn’t name it.
   */
  readonly scope: string;
  readonly signal: AbortSignal;
  readonly onSent?: (bytes: number) => void;
  readonly onInDoubt?: (inDoubt: boolean) => void;
  readonly parts?: readonly LoggedPart[];
  /** Whether the answer has personal data, or repeats the request. Then only its code is logged. */
  readonly personal?: boolean;
}

/** Is told about each request, and can make it wait. */
export interface CrmWatch {
  /**
   * Before a request is sent. If it throws, the request ends. A failure that it returns is the
   * answer, and nothing is sent.
   *
   * @param changes whether the request changes something
   */
  before(signal: AbortSignal, changes: boolean): Promise<Failure | undefined>;
  /** Before a request that wasn’t sent completely is sent again. If it throws, the request ends. */
  beforeRetry?(): void;
  /** When it is over, even if another watch kept it from being sent; undefined: it was canceled. */
  after(answer: Result<CrmAnswer> | 'not-sent' | undefined): void;
}

/** The CRM API of one account, with only its server and its token. */
export class Crm {
  readonly #network: Network;
  readonly #servers: Servers;
  readonly #tokens: TokenSource;
  /** The last one is told last before a request is sent. */
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

  /** The same API with another watch, after all others. */
  watched(watch: CrmWatch): Crm {
    return new Crm(this.#network, this.#servers, this.#tokens, [...this.#watches, watch]);
  }

  /**
   * Sends a request with the account's token, and again with a new one if Zoho refuses that, with
   * any code or none: its pages and what people see name several.
   *
   * @returns the answer, whatever its status. If Zoho refuses the token, a failure of the access,
   *   not of the request
   * @throws the signal's reason, when it is aborted
   */
  async ask(request: CrmRequest): Promise<Result<CrmAnswer>> {
    const token = await this.#tokens.token(request.signal);
    if (!token.ok) {
      return token;
    }
    const { isRefused, refusedAccess, refusedToken } = await import('./crmAnswer.ts');
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
    if (!answer.ok) {
      return { kind: 'answered', answer };
    }
    const { judged } = await import('./crmAnswer.ts');
    return judged(answer.value, request.scope);
  }

  async #sendWatched(request: CrmRequest, token: string): Promise<Result<CrmAnswer>> {
    const told: CrmWatch[] = [];
    let answer: Result<CrmAnswer> | 'not-sent' | undefined = 'not-sent';
    try {
      for (const watch of this.#watches) {
        // Only for a change does it matter whether it may have been carried out.
        const instead = await watch.before(request.signal, request.onInDoubt !== undefined);
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
    const { logged } = await import('./crmAnswer.ts');
    const segments = ['crm', version, ...path].map(encodeURIComponent).join('/');
    const url = new URL(`${this.#servers.api}/${segments}`);
    url.search = new URLSearchParams(query).toString();
    const answer = await this.#network.send(
      {
        method,
        url,
        // Zoho's own scheme: its CRM pages don’t document `Bearer`.
        headers: { authorization: `Zoho-oauthtoken ${token}` },
        ...(body === undefined ? {} : { body }),
        ...(headOnly === undefined ? {} : { headOnly }),
        ...(bulk === undefined ? {} : { bulk }),
      },
      {
        signal,
        ...(onSent === undefined ? {} : { onSent }),
        ...(onInDoubt === undefined ? {} : { onInDoubt }),
        onRetry: () => {
          this.#watches.forEach((watch) => watch.beforeRetry?.());
        },
      },
      {
        ...(parts === undefined ? {} : { parts }),
        read: (answer) => logged(answer, request.personal === true),
      },
    );
    return answer.ok ? success({ ...answer.value, call: request.call }) : answer;
  }
}
