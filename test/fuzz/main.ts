// Feeds a million mutated pictures to everything that reads pictures:
// `npm run fuzz [-- --runs N] [--seed S] [--from NUMBER]`. To reproduce a failure, pass its
// seed and number with one run.
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { corpus } from './corpus.ts';
import { fuzz } from './fuzz.ts';
import { inputOf } from './input.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    from: { type: 'string', default: '0' },
  },
});
const [runs, seed, from] = [Number(values.runs), Number(values.seed), Number(values.from)];
if (![runs, seed, from].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  console.error('usage: npm run fuzz [-- --runs N] [--seed S] [--from NUMBER]');
  process.exit(2);
}

console.log(`${runs} inputs, seed ${seed}`);
const started = performance.now();
let told = 0;
const { answers, failure } = await fuzz({ seed, from, runs }, (done) => {
  if (done - told >= 50_000) {
    told = done;
    console.log(`${done} …`);
  }
});
for (const [answer, count] of Object.entries(answers).sort(([, a], [, b]) => b - a)) {
  console.log(`${String(count).padStart(9)}  ${answer}`);
}
if (failure !== undefined) {
  const file = path.join(tmpdir(), `fuzz-${seed}-${failure.input}.bin`);
  writeFileSync(file, inputOf(await corpus(), seed, failure.input));
  console.error(`Input ${failure.input} of seed ${seed}, kept as ${file}: ${failure.why}`);
  process.exit(1);
}
console.log(
  `fuzz: SUCCESS ${runs} inputs in ${Math.round((performance.now() - started) / 1000)} s`,
);
