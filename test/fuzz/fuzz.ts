import { Worker } from 'node:worker_threads';

/** Which inputs: each is known by seed and number, so that one can be had again. */
export interface Range {
  readonly seed: number;
  /** Number of the first. */
  readonly from: number;
  readonly runs: number;
}

export interface Failure {
  /** Number of the input. */
  readonly input: number;
  readonly why: string;
}

export interface Fuzzed {
  /** How many inputs got which answer. */
  readonly answers: Readonly<Record<string, number>>;
  readonly failure?: Failure;
}

/** Milliseconds that one input may take: a thousand times what the slowest does. */
const PATIENCE = 20_000;

/**
 * Feeds mutated pictures to all that reads pictures, in a thread of its own, so that one that is
 * never done with can be told, and ended.
 *
 * @param onInput told now and then how many inputs there have been
 */
export function fuzz(
  range: Range,
  onInput: (done: number) => void = () => undefined,
): Promise<Fuzzed> {
  const current = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { ...range, current },
  });
  return new Promise((resolve, reject) => {
    let [seen, since] = [-1, performance.now()];
    const watch = setInterval(() => {
      const input = Atomics.load(current, 0);
      onInput(input - range.from);
      if (input !== seen) {
        [seen, since] = [input, performance.now()];
      } else if (performance.now() - since > PATIENCE) {
        end({ answers: {}, failure: { input, why: 'it is never done with' } });
      }
    }, 1000);
    const end = (fuzzed: Fuzzed): void => {
      clearInterval(watch);
      worker.terminate().then(() => {
        resolve(fuzzed);
      }, reject);
    };
    worker.once('message', end);
    worker.once('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
  });
}
