import { Worker } from 'node:worker_threads';

/** The inputs to use. Seed and number identify each one, so that it can be reproduced. */
export interface Range {
  readonly seed: number;
  /** Number of the first input. */
  readonly from: number;
  readonly runs: number;
}

export interface Failure {
  /** Number of the input. */
  readonly input: number;
  readonly why: string;
}

export interface Fuzzed {
  /** The number of inputs per result. */
  readonly answers: Readonly<Record<string, number>>;
  readonly failure?: Failure;
}

/** Time limit per input in milliseconds: a thousand times the slowest. */
const PATIENCE = 20_000;

/**
 * Feeds mutated pictures to everything that reads pictures, in its own thread, so that an input
 * that hangs can be reported and stopped.
 *
 * @param onInput called occasionally with the number of inputs so far
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
