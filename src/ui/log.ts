import type { Exchange } from '../zoho/exchange.ts';
import type { LogChannel } from './logChannel.ts';
import { exchangeLine } from './words/exchangeLine.ts';

/** Requests in the diagnostics. */
const REMEMBERED = 20;

/** The output channel. It gets typed exchanges, never strings that could contain headers. */
export class Log {
  readonly #channel: LogChannel;
  readonly #last: string[] = [];

  constructor(channel: LogChannel) {
    this.#channel = channel;
  }

  /** The last requests, oldest first, one line each. */
  get lastExchanges(): readonly string[] {
    return this.#last;
  }

  show(): void {
    this.#channel.show();
  }

  info(line: string): void {
    this.#channel.info(line);
  }

  /** Logs a bug, with its stack. */
  bug(error: unknown): void {
    this.#channel.error(error instanceof Error ? error : String(error));
  }

  exchange(exchange: Exchange): void {
    const line = exchangeLine(exchange);
    this.#last.push(line);
    this.#last.splice(0, this.#last.length - REMEMBERED);
    // The accounts server sends errors with status 200.
    const { status, code = 'SUCCESS' } = exchange;
    const failed = status === undefined || status >= 400 || code !== 'SUCCESS';
    if (failed && exchange.failure !== 'canceled') {
      this.#channel.warn(line);
    } else {
      this.#channel.info(line);
    }
    for (const part of exchange.parts ?? []) {
      this.#channel.debug(`part ${JSON.stringify(part)}`);
    }
    if (exchange.answer !== undefined) {
      this.#channel.debug(`answer ${JSON.stringify(exchange.answer)}`);
    }
  }
}
