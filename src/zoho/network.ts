import type { Exchange, LoggedPart, NetworkRoute } from './exchange.ts';
import { loggedUrl } from './exchange.ts';
import type { Result } from './failure.ts';
import { failed, success } from './failure.ts';
import { LateCancel } from './lateCancel.ts';
import type { Incoming, Outgoing, Try } from './sender.ts';
import type { DirectOptions, DirectSenders } from './directSenders.ts';
import { TimeLimit } from './timeLimit.ts';
import type { UndiciSender } from './undiciSender.ts';

/** What may be logged about a request, besides what the network knows. */
interface Telling {
  readonly parts?: readonly LoggedPart[];
  /** Zoho's code in an answer, and the answer itself if it may be logged. */
  read?(answer: Incoming): { code?: string; answer?: unknown };
}

interface Sending {
  readonly signal: AbortSignal;
  /** Gets the bytes of the body that were sent so far. */
  readonly onSent?: (bytes: number) => void;
  /**
   * For a request that changes something: gets true when everything was sent, so that it may be
   * carried out, and false at an answer. After a cancel, its answer is awaited for a moment.
   */
  readonly onInDoubt?: (inDoubt: boolean) => void;
  /**
   * Called before a request that wasn’t sent completely is sent again. If it throws, the request
   * ends.
   */
  readonly onRetry?: () => void;
}

interface NetworkOptions extends DirectOptions {
  readonly userAgent: string;
  /** Seconds without any movement after which a request fails. Read at each request. */
  readonly timeLimit: () => number;
  /** Called after each request. */
  readonly onExchange: (exchange: Exchange) => void;
  /** For tests: milliseconds, instead of `ANSWER_MS`. */
  readonly answerMs?: number;
}

/** How long an answer to a change is awaited after a cancel: Zoho usually takes a second or two. */
const ANSWER_MS = 8000;

/** How long a direct route to a host counts: proxies come and go with networks. */
const ROUTE_LASTS_MS = 5 * 60_000;

/**
 * Sends requests by VS Code's route. Only VS Code knows a company's proxy, so small requests go
 * through its own `https`. If its connection ended at the host itself, pictures go there directly,
 * by undici, which is several times as fast. Loaded when it is first needed.
 */
export class Network {
  readonly #options: NetworkOptions;
  readonly #straightUntil = new Map<string, number>();
  #loading: Promise<DirectSenders> | undefined;
  #senders: DirectSenders | undefined;

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  /** Each host that was asked, and whether pictures go there directly. */
  routes(): ReadonlyMap<string, NetworkRoute> {
    const wayOf = (origin: string, until: number): NetworkRoute =>
      until > 0 && this.#senders?.isBarred(origin) !== true ? 'undici' : 'vscode';
    return new Map(
      [...this.#straightUntil].map(([origin, until]) => [origin, wayOf(origin, until)]),
    );
  }

  /**
   * Sends a request and reads its answer.
   *
   * @returns the answer, whatever its status, or the failure of the network; after a cancel, too,
   *   if it still came
   * @throws the signal's reason, when it is aborted
   */
  async send(
    outgoing: Outgoing,
    sending: Sending,
    telling: Telling = {},
  ): Promise<Result<Incoming>> {
    const { bulk, url } = outgoing;
    const straight = bulk === true && (this.#straightUntil.get(url.origin) ?? 0) > Date.now();
    const sender = straight ? await this.#senderFor(url.origin, sending.signal) : undefined;
    const first = await this.#try(sender, outgoing, sending, telling);
    if (first.ok || !first.again) {
      return first;
    }
    this.#straightUntil.delete(url.origin);
    sending.onRetry?.();
    return this.#try(undefined, outgoing, sending, telling);
  }

  async close(): Promise<void> {
    await (await this.#loading)?.close();
  }

  async #senderFor(origin: string, signal: AbortSignal): Promise<UndiciSender | undefined> {
    this.#loading ??= import('./directSenders.ts').then(({ DirectSenders }) => {
      this.#senders = new DirectSenders(this.#options);
      return this.#senders;
    });
    return (await this.#loading).for(origin, signal);
  }

  /** @param sender for a direct route; undefined: VS Code's route */
  async #try(
    sender: UndiciSender | undefined,
    outgoing: Outgoing,
    { signal, onSent, onInDoubt }: Sending,
    telling: Telling,
  ): Promise<Result<Incoming> & { again?: boolean }> {
    signal.throwIfAborted();
    const way = sender === undefined ? 'vscode' : 'undici';
    const started = performance.now();
    const length = outgoing.body?.length ?? 0;
    let sent = 0;
    let hasLeft = false;
    const limit = new TimeLimit(this.#options.timeLimit());
    const { answerMs = ANSWER_MS } = this.#options;
    const cancel = new LateCancel(signal, answerMs);
    const attempt: Try = {
      signal: AbortSignal.any([cancel.signal, limit.signal]),
      sent: (bytes) => {
        limit.sent();
        sent = bytes;
        onSent?.(bytes);
      },
      received: () => {
        limit.received();
      },
      left: () => {
        // After a cancel, a sender may read some more bytes, which aren’t sent.
        if (!cancel.signal.aborted) {
          hasLeft = true;
          attempt.sent(length);
          if (onInDoubt !== undefined) {
            cancel.left();
            onInDoubt(true);
          }
        }
      },
    };
    const tell = (more: Partial<Exchange>): void => {
      this.#options.onExchange({
        method: outgoing.method,
        url: loggedUrl(outgoing.url),
        way,
        sentBytes: sent,
        receivedBytes: 0,
        milliseconds: performance.now() - started,
        ...(telling.parts === undefined ? {} : { parts: telling.parts }),
        ...more,
      });
    };
    try {
      const answer = await this.#sendBy(sender, outgoing, attempt);
      onInDoubt?.(false);
      const { status, body } = answer;
      tell({ status, receivedBytes: body.length, ...telling.read?.(answer) });
      return success(answer);
    } catch (error) {
      if (signal.aborted) {
        tell({ failure: 'canceled' });
        throw signal.reason;
      }
      const { networkFailureOf, unreadFailureOf } = await import('./networkFailure.ts');
      const unread = unreadFailureOf(error);
      if (unread !== undefined) {
        tell({ failure: unread.kind });
        return failed(unread);
      }
      const host = outgoing.url.host;
      const failure = limit.signal.aborted
        ? ({ kind: 'timed-out', host, reason: '', sentAll: hasLeft } as const)
        : networkFailureOf(error, host, hasLeft);
      tell({ failure: failure.kind });
      // A request that wasn’t sent completely wasn’t carried out, so a second try does nothing
      // twice.
      const undone = !failure.sentAll || outgoing.method === 'GET';
      const again =
        undone &&
        failure.kind !== 'timed-out' &&
        (way === 'undici' || failure.kind === 'connection-lost');
      return { ...failed(failure), again };
    } finally {
      limit.close();
      cancel.close();
    }
  }

  async #sendBy(
    sender: UndiciSender | undefined,
    outgoing: Outgoing,
    attempt: Try,
  ): Promise<Incoming> {
    const { body, url } = outgoing;
    const agent = `${this.#options.userAgent} (${sender === undefined ? 'https' : 'undici'})`;
    const addressed: Outgoing = {
      ...outgoing,
      headers: {
        'user-agent': agent,
        accept: 'application/json, image/*;q=0.9, */*;q=0.5',
        ...outgoing.headers,
        ...(body === undefined ? {} : { ...body.headers, 'content-length': String(body.length) }),
      },
    };
    if (sender !== undefined) {
      return sender.send(addressed, attempt);
    }
    const { sendByHttps } = await import('./httpsSender.ts');
    const { answer, isDirect } = await sendByHttps(addressed, attempt);
    // Learned from small requests only: each upload starts with one.
    if (outgoing.bulk !== true) {
      this.#straightUntil.set(url.origin, isDirect ? Date.now() + ROUTE_LASTS_MS : 0);
    }
    return answer;
  }
}
