import type { ReadStream, WriteStream } from 'node:tty';
import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Person } from './person.ts';

/** Somebody at a terminal. What is typed is shown only while a line is asked for. */
export class Terminal implements Person {
  readonly #output: WriteStream;
  readonly #lines: Interface;
  /** Typed and not asked for yet. */
  #waiting: string[] = [];
  #wanted: ((line: string) => void) | undefined;
  #isShown = false;

  /** `onInterrupt` is for Ctrl+C, `onEnd` for Ctrl+D and a terminal that is closed. */
  constructor(
    input: ReadStream,
    output: WriteStream,
    { onInterrupt, onEnd }: { readonly onInterrupt: () => void; readonly onEnd: () => void },
  ) {
    this.#output = output;
    const shownOrNot = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (this.#isShown) {
          this.#write(chunk);
        }
        done();
      },
    });
    // Without a history, nobody gets a secret back by the arrow keys.
    this.#lines = createInterface({
      input,
      output: shownOrNot,
      terminal: true,
      historySize: 0,
    });
    this.#lines.on('line', (line) => {
      const wanted = this.#wanted;
      this.#wanted = undefined;
      if (wanted === undefined) {
        this.#waiting.push(line);
      } else {
        wanted(line);
      }
    });
    this.#lines.on('SIGINT', onInterrupt);
    this.#lines.on('close', onEnd);
    // A closed terminal can't be written to; the photo is put back anyway.
    output.on('error', () => undefined);
  }

  close(): void {
    this.#lines.removeAllListeners('close');
    this.#lines.close();
  }

  say(text: string): void {
    this.#write(`${text}\n`);
  }

  async line(prompt: string, signal: AbortSignal): Promise<string> {
    // What was typed before the question isn't an answer to it.
    this.#waiting = [];
    this.#write(prompt);
    this.#isShown = true;
    try {
      return await this.#next(signal);
    } finally {
      this.#isShown = false;
    }
  }

  async secret(
    prompt: string,
    isEnough: (text: string) => boolean,
    signal: AbortSignal,
  ): Promise<string> {
    this.#write(prompt);
    let text = await this.#next(signal);
    while (!isEnough(text)) {
      text = `${text}\n${await this.#next(signal)}`;
    }
    this.#write('received\n');
    return text;
  }

  #next(signal: AbortSignal): Promise<string> {
    const line = this.#waiting.shift();
    if (line !== undefined) {
      return Promise.resolve(line);
    }
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const abort = (): void => {
        this.#wanted = undefined;
        this.#write('\n');
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#wanted = (next) => {
        signal.removeEventListener('abort', abort);
        resolve(next);
      };
    });
  }

  #write(text: string | Buffer): void {
    this.#output.write(text);
  }
}
