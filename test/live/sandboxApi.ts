import type { ApiVersion } from '../../src/zoho/apiVersion.ts';
import type { Network } from '../../src/zoho/network.ts';
import type { Outgoing, OutgoingBody } from '../../src/zoho/sender.ts';
import type { Answer } from './answer.ts';
import { answerOf } from './answer.ts';
import type { Sandbox } from './sandboxProof.ts';
import type { Session } from './session.ts';
import { ZohoFailure } from './zohoFailure.ts';

export interface ApiRequest {
  readonly method: Outgoing['method'];
  readonly version: ApiVersion;
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: OutgoingBody;
  readonly bulk?: boolean;
  /** Instead of the session's. It isn't renewed. */
  readonly token?: string;
}

/** Waits that many milliseconds because Zoho limits requests. */
type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Milliseconds after the first, second, and third answer that there were too many requests. */
const PAUSES = [5000, 15_000, 30_000] as const;

/** The CRM API of the one sandbox, with the session's token. */
export class SandboxApi {
  readonly #origin: string;
  readonly session: Session;
  readonly #network: Network;
  readonly #wait: Wait;
  /** How many requests were sent. */
  sent: number;
  /** Whether something was sent that may have changed the photo. */
  mayHaveChanged = false;
  /** Codes of answers with status 429, and whether they said how long to wait. */
  readonly limits: { readonly code: string; readonly retryAfter: boolean }[] = [];

  constructor(network: Network, { api, calls }: Sandbox, session: Session, wait: Wait) {
    this.#network = network;
    this.#origin = api;
    this.sent = calls;
    this.session = session;
    this.#wait = wait;
  }

  /**
   * Sends a request. A token that ended is renewed once, and after 429 it waits, three times.
   *
   * @throws ZohoFailure without an answer
   * @throws the signal's reason, when it is aborted
   */
  async send(request: ApiRequest, signal: AbortSignal): Promise<Answer> {
    let renewed = request.token !== undefined;
    let pauses = 0;
    for (;;) {
      const { answer, retryAfter } = await this.#sendOnce(request, signal);
      if (answer.status === 401 && answer.code !== 'OAUTH_SCOPE_MISMATCH' && !renewed) {
        renewed = true;
        await this.session.renew();
        continue;
      }
      const pause = PAUSES[pauses];
      if (answer.status !== 429 || pause === undefined) {
        return answer;
      }
      pauses += 1;
      this.limits.push({ code: answer.code, retryAfter: retryAfter > 0 });
      await this.#wait(Math.max(pause, retryAfter * 1000), signal);
    }
  }

  async #sendOnce(
    { method, version, path, query, body, bulk, token }: ApiRequest,
    signal: AbortSignal,
  ): Promise<{ answer: Answer; retryAfter: number }> {
    const segments = ['crm', version, ...path].map(encodeURIComponent).join('/');
    const url = new URL(`${this.#origin}/${segments}`);
    url.search = new URLSearchParams(query).toString();
    const bearer = token ?? (await this.session.token());
    this.sent += 1;
    const answer = await this.#network.send(
      {
        method,
        url,
        headers: { authorization: `Zoho-oauthtoken ${bearer}` },
        ...(body === undefined ? {} : { body }),
        ...(bulk === undefined ? {} : { bulk }),
      },
      { signal },
    );
    if (!answer.ok) {
      throw new ZohoFailure(answer.failure);
    }
    const retryAfter = Number(answer.value.headers['retry-after'] ?? 0);
    return {
      answer: answerOf(answer.value),
      retryAfter: Number.isFinite(retryAfter) ? Math.min(retryAfter, 120) : 0,
    };
  }
}
