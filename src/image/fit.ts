import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { namedAs } from './ending.ts';
import type { Fittable } from './fittable.ts';
import type { FitAnswer, FitJob, Fitted, Unfit, Wishes } from './fitting.ts';
import { MAX_BYTES, MAX_PIXELS } from './limits.ts';
import { pictureInMemory } from './picture.ts';

export interface FitterOptions {
  /** Where the worker's code is: worker.ts, or the file that it is bundled into. */
  readonly worker: URL;
  /** Milliseconds after which a picture fails. */
  readonly timeLimit?: number;
  /** Milliseconds without a picture after which the worker ends. */
  readonly idleLimit?: number;
  /**
   * Whether HEIC may be decoded, asked for each picture: the decoder for it is known to be vulnerable.
   * It isn’t without this.
   */
  readonly convertsHeic?: () => boolean;
}

/** The largest pictures take a few seconds; on slow, busy machines a minute. */
const TIME_LIMIT = 120_000;
const IDLE_LIMIT = 60_000;

/** How much is copied at once: a fraction of the time in which a person would notice a pause. */
const SLICE = 4 * 1024 * 1024;

/** What ended a worker, other than its answer. */
type Ended = { readonly kind: 'too-slow' } | { readonly kind: 'crashed'; readonly detail: string };

/**
 * Makes versions of pictures that Zoho accepts, in a thread, one after the other: each takes both
 * cores and a few hundred megabytes. The thread starts with the first picture, waits for the next,
 * and ends after a while without any. After a picture failed in it, it is never used again.
 */
export class Fitter {
  readonly #url: URL;
  readonly #timeLimit: number;
  readonly #idleLimit: number;
  readonly #convertsHeic: () => boolean;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  /** The picture before the next one, however it ends. */
  #last: Promise<unknown> = Promise.resolve();

  constructor({
    worker,
    timeLimit = TIME_LIMIT,
    idleLimit = IDLE_LIMIT,
    convertsHeic = () => false,
  }: FitterOptions) {
    this.#url = worker;
    this.#timeLimit = timeLimit;
    this.#idleLimit = idleLimit;
    this.#convertsHeic = convertsHeic;
  }

  /**
   * The largest version within Zoho's limits (both lower bounds) and the wishes: upright, sRGB,
   * without metadata. PNG if the picture has transparency or is a drawing, else JPEG.
   *
   * @throws the signal's reason, when it is aborted; what `picture.read()` throws
   */
  fit(fittable: Fittable, wishes: Wishes, signal: AbortSignal): Promise<Fitted | Unfit> {
    const turn = this.#last.then(() => this.#fit(fittable, wishes, signal));
    this.#last = turn.catch(() => undefined);
    // A cancel before its turn doesn’t wait for it.
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
      turn.then(resolve, reject).finally(() => {
        signal.removeEventListener('abort', abort);
      });
    });
  }

  /** Ends the thread. A picture in it then fails as crashed. */
  dispose(): Promise<void> {
    return this.#end();
  }

  async #fit(fittable: Fittable, wishes: Wishes, signal: AbortSignal): Promise<Fitted | Unfit> {
    signal.throwIfAborted();
    const { picture, format, width, height, size } = fittable;
    if (format === 'HEIC' && !this.#convertsHeic()) {
      return { kind: 'heic-off', format };
    }
    const bytes = await shared(await picture.read(), signal);
    const answer = await this.#ask({ bytes, format, ...boundsOf(wishes) }, signal);
    switch (answer.kind) {
      case 'fitted':
        return {
          kind: 'fitted',
          picture: pictureInMemory(namedAs(picture.name, answer.format), answer.bytes),
          before: { format, width, height, size },
          after: {
            format: answer.format,
            width: answer.width,
            height: answer.height,
            size: answer.bytes.length,
          },
          warnings: answer.warnings,
        };
      case 'too-slow':
        return { kind: 'too-slow', format, milliseconds: this.#timeLimit };
      case 'broken':
      case 'unsupported':
      case 'crashed':
      case 'too-much-memory':
        return { ...answer, format };
    }
  }

  /** A thread may end just as the next picture comes: that isn’t the picture's fault. */
  async #ask(job: FitJob, signal: AbortSignal): Promise<FitAnswer | Ended> {
    clearTimeout(this.#idle);
    const isUsed = this.#worker !== undefined;
    const answer = await this.#askOnce(job, signal);
    return answer.kind === 'crashed' && isUsed ? this.#askOnce(job, signal) : answer;
  }

  async #askOnce(job: FitJob, signal: AbortSignal): Promise<FitAnswer | Ended> {
    const worker = (this.#worker ??= this.#start());
    // An idle thread doesn’t keep the process alive.
    worker.ref();
    let clean = false;
    try {
      const answer = await answerOf(worker, job, this.#timeLimit, signal);
      clean = answer.kind === 'fitted';
      return answer;
    } finally {
      if (clean) {
        worker.unref();
        this.#idle = setTimeout(() => void this.#end(), this.#idleLimit).unref();
      } else {
        await this.#end();
      }
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#url, { execArgv: [] });
    // Also between two pictures: an unhandled error would be one of the process.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (this.#worker === worker) {
        this.#worker = undefined;
      }
    });
    return worker;
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

/** @throws the signal's reason, when it is aborted meanwhile */
async function answerOf(
  worker: Worker,
  job: FitJob,
  timeLimit: number,
  signal: AbortSignal,
): Promise<FitAnswer | Ended> {
  signal.throwIfAborted();
  const over = new AbortController();
  const answered = new Promise<FitAnswer | Ended>((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ kind: 'too-slow' });
    }, timeLimit);
    const crashed = (detail: string): void => {
      resolve({ kind: 'crashed', detail });
    };
    const failed = (error: unknown): void => {
      crashed(error instanceof Error ? error.message : String(error));
    };
    const exited = (code: number): void => {
      crashed(`ended with ${code}`);
    };
    const abort = (): void => {
      reject(signal.reason as Error);
    };
    worker.once('message', resolve);
    worker.once('error', failed);
    worker.once('exit', exited);
    signal.addEventListener('abort', abort, { once: true });
    over.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      worker.off('message', resolve);
      worker.off('error', failed);
      worker.off('exit', exited);
      signal.removeEventListener('abort', abort);
    });
  });
  worker.postMessage(job);
  return answered.finally(() => {
    over.abort();
  });
}

function boundsOf({ longestSide = Infinity }: Wishes): Omit<FitJob, 'bytes' | 'format'> {
  return { maxBytes: MAX_BYTES.lower, maxPixels: MAX_PIXELS.lower, longestSide };
}

/** Copies what the picture owns to memory that the thread shares, without a noticeable pause. */
async function shared(bytes: Uint8Array, signal: AbortSignal): Promise<SharedArrayBuffer> {
  const buffer = new SharedArrayBuffer(bytes.length);
  const copy = new Uint8Array(buffer);
  for (let at = 0; at < bytes.length; at += SLICE) {
    copy.set(bytes.subarray(at, at + SLICE), at);
    await setImmediate();
    signal.throwIfAborted();
  }
  return buffer;
}
