import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { after } from 'node:test';
import type { FitAnswer, FitJob } from '../../../src/image/fitting.ts';
import { MAX_BYTES, MAX_PIXELS } from '../../../src/image/limits.ts';

/**
 * Decodes pictures in a thread that survives damaged ones. The product starts another thread
 * then (fitter.test.ts), which takes longer than decoding a hundred small pictures.
 */
export class DecodingThread {
  readonly #worker = new Worker(new URL('../../../src/image/worker.ts', import.meta.url));

  constructor() {
    after(() => this.#worker.terminate());
  }

  /** @throws the error that ended the thread */
  async decode(
    bytes: Uint8Array,
    format: FitJob['format'],
    limits: Partial<FitJob> = {},
  ): Promise<FitAnswer> {
    const shared = new SharedArrayBuffer(bytes.length);
    new Uint8Array(shared).set(bytes);
    const job: FitJob = {
      bytes: shared,
      format,
      maxBytes: MAX_BYTES.lower,
      maxPixels: MAX_PIXELS.lower,
      longestSide: Infinity,
      ...limits,
    };
    const answered = once(this.#worker, 'message');
    this.#worker.postMessage(job);
    const [answer] = (await answered) as [FitAnswer];
    return answer;
  }
}
