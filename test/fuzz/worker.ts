import { inspect } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { corpus } from './corpus.ts';
import type { Fuzzed, Range } from './fuzz.ts';
import { inputOf } from './input.ts';
import { assertSound } from './sound.ts';

const { seed, from, runs, current } = workerData as Range & { readonly current: Int32Array };

async function run(): Promise<Fuzzed> {
  const pictures = await corpus();
  const answers: Record<string, number> = {};
  for (let input = from; input < from + runs; input += 1) {
    Atomics.store(current, 0, input);
    try {
      const { header, stripped } = await assertSound(inputOf(pictures, seed, input));
      // Dimensions don't matter here, and there are too many.
      for (const answer of [
        header.replace(/ \d+ x \d+/, ''),
        `without personal data: ${stripped}`,
      ]) {
        answers[answer] = (answers[answer] ?? 0) + 1;
      }
    } catch (error) {
      return { answers, failure: { input, why: inspect(error) } };
    }
  }
  return { answers };
}

parentPort?.postMessage(await run());
