import tls from 'node:tls';
import type { SecureContext } from 'node:tls';
import request from 'undici/lib/api/api-request.js';
import connector from 'undici/lib/core/connect.js';
import UndiciPool from 'undici/lib/dispatcher/pool.js';
import { abortable } from '../async/abortable.ts';
import { answerFirst } from './answerFirst.ts';
import type { Incoming, Outgoing, Try } from './sender.ts';
import { readAll } from './sender.ts';

/**
 * The two parts of undici that are needed, joined as in its own index. All of it takes 5 MB of
 * memory and twice the time to load, for its `fetch`, its WebSocket, and its mocks.
 */
class Pool extends UndiciPool {
  override readonly request = request;
}

const CONNECT_MS = 10_000;

/** Sends requests directly to their hosts, from a pool of connections each. */
export class UndiciSender {
  readonly #certificates: readonly string[] | undefined;
  readonly #pools = new Map<string, Pool>();
  #trust: SecureContext | undefined;

  /** @param certificates as PEM, all that is trusted; undefined: what Node trusts by itself */
  constructor(certificates?: readonly string[]) {
    this.#certificates = certificates;
  }

  /** @throws what undici throws */
  async send(outgoing: Outgoing, attempt: Try): Promise<Incoming> {
    const { method, url, headers, body } = outgoing;
    const stream = body?.open((sent) => {
      attempt.sent(sent);
    });
    // undici reads it only as fast as the connection takes it.
    stream?.once('end', () => {
      attempt.left();
    });
    const asked = this.#pool(url.origin).request({
      method,
      path: url.pathname + url.search,
      headers: { ...headers },
      body: stream ?? null,
      signal: attempt.signal,
    });
    // undici checks the signal after it is connected, and not before.
    const response = await abortable(asked, attempt.signal).catch(unlessUpgraded);
    attempt.received();
    if (response === undefined) {
      return { status: 101, headers: {}, body: new Uint8Array() };
    }
    const answer = {
      status: response.statusCode,
      headers: response.headers as Incoming['headers'],
    };
    return readAll(answer, response.body, attempt);
  }

  async close(): Promise<void> {
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  #pool(origin: string): Pool {
    const known = this.#pools.get(origin);
    if (known !== undefined) {
      return known;
    }
    const trusted = origin.startsWith('https:') ? this.#trusted() : undefined;
    // The caller watches the time for both senders, so undici's own limits are off, except that for
    // connecting. If nothing answers directly anymore, VS Code's route is tried soon.
    const connect = connector({
      timeout: CONNECT_MS,
      ...(trusted === undefined ? {} : { secureContext: trusted }),
    });
    const pool = new Pool(origin, {
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (options, callback) => {
        connect(options, (...made) => {
          const [, socket] = made;
          if (socket) {
            answerFirst(socket);
          }
          callback(...made);
        });
      },
    });
    this.#pools.set(origin, pool);
    return pool;
  }

  /** Made once: reading some hundred certificates takes 50 ms, otherwise at each connection. */
  #trusted(): SecureContext | undefined {
    if (this.#certificates) {
      this.#trust ??= tls.createSecureContext({ ca: [...this.#certificates] });
    }
    return this.#trust;
  }
}

/**
 * What undici throws if a server switches to another protocol, which nobody asked for.
 *
 * @returns undefined for that
 * @throws everything else
 */
function unlessUpgraded(error: unknown): undefined {
  if (error instanceof Error && error.message === 'bad upgrade') {
    return undefined;
  }
  throw error;
}
