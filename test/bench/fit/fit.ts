import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { Aim } from '../aim.ts';
import { printAims } from '../aim.ts';
import type { Bench } from '../bench.ts';
import type { Result } from '../result.ts';
import { rounded } from '../result.ts';
import { median } from '../statistics.ts';
import { table } from '../table.ts';
import { FitProcess, bundledWorker } from './fitProcess.ts';
import type { Setup, Told } from './job.ts';
import { photo } from './photos.ts';

const CASES = {
  '12 MP JPEG': [12, 'jpeg'],
  '24 MP JPEG': [24, 'jpeg'],
  '48 MP JPEG': [48, 'jpeg'],
  '12 MP PNG': [12, 'png'],
} as const;

const ROUNDS = 7;
const PEAK_RUNS = 3;

/** One subject's measurements for one case. */
interface Taken {
  readonly subject: string;
  readonly milliseconds: number;
  readonly peakMB: number;
  readonly delay: number;
}

/**
 * Makes an oversized picture fit, from its file's path to the resulting bytes: with the extension
 * as shipped, in its worker, and with native sharp doing the same. Times are for processes that
 * have done it before. Memory is for new ones, above their idle level. The delay is the longest
 * time that such a process was blocked.
 */
export const fit: Bench = {
  name: 'fit',
  async run({ rounds = ROUNDS, folder }) {
    const setups: Setup[] = [
      { subject: 'ours', worker: await bundledWorker(folder) },
      { subject: 'sharp' },
    ];
    const results: Result[] = [];
    const found: Aim[] = [];
    for (const [name, [megapixels, format]] of Object.entries(CASES)) {
      const file = path.join(folder, `${megapixels}.${format}`);
      await writeFile(file, await photo(megapixels, format));
      const taken = await measure(setups, file, rounds);
      print(name, rounds, taken);
      found.push(...aims(name, taken));
      results.push(...taken.flatMap((one) => resultsOf(name, one)));
    }
    printAims(found);
    return results;
  },
};

async function measure(setups: readonly Setup[], file: string, rounds: number): Promise<Taken[]> {
  const made: Buffer[] = [];
  const children = setups.map((setup) => new FitProcess(setup));
  const all = setups.map(() => [] as Told[]);
  for (const [index, child] of children.entries()) {
    const out = path.join(path.dirname(file), `fitted-${index}`);
    await child.fit({ file, out });
    made.push(await sharp(out).resize(64, 48, { fit: 'fill' }).raw().toBuffer());
    await verify(out);
  }
  assertSame(made);
  for (let round = 0; round < rounds; round += 1) {
    const turns = [...children.entries()];
    for (const [index, child] of round % 2 === 0 ? turns : turns.toReversed()) {
      all[index]?.push(await child.fit({ file }));
    }
  }
  children.forEach((child) => {
    child.end();
  });
  const taken: Taken[] = [];
  for (const [index, setup] of setups.entries()) {
    const told = all[index] ?? [];
    taken.push({
      subject: setup.subject,
      milliseconds: median(told.map(({ milliseconds }) => milliseconds)),
      delay: Math.max(...told.map(({ delay }) => delay)),
      peakMB: await peakMB(setup, file),
    });
  }
  return taken;
}

async function peakMB(setup: Setup, file: string): Promise<number> {
  const peaks: number[] = [];
  for (let run = 0; run < PEAK_RUNS; run += 1) {
    const child = new FitProcess(setup);
    peaks.push((await child.fit({ file })).peakBytes / 1e6);
    child.end();
  }
  return median(peaks);
}

/** Fast results that Zoho would reject don't count. */
async function verify(file: string): Promise<void> {
  const { format, width, height, size = 0 } = await sharp(file).metadata();
  const pixels = width * height;
  if (format !== 'jpeg' || pixels > 10_000_000 || pixels < 9_900_000 || size > 10_000_000) {
    throw new Error(`${file} is ${format}, ${width} x ${height}, ${size} bytes`);
  }
}

function assertSame([one, other]: readonly Buffer[]): void {
  const unlike = one?.some((value, at) => Math.abs(value - (other?.[at] ?? Infinity)) > 8);
  if (unlike !== false) {
    throw new Error('what the subjects made of the picture is not the same');
  }
}

function print(name: string, rounds: number, taken: readonly Taken[]): void {
  const rows = taken.map(({ subject, milliseconds, peakMB, delay }) => [
    subject,
    milliseconds.toFixed(0),
    peakMB.toFixed(0),
    delay.toFixed(1),
  ]);
  const headings = ['', 'median ms', 'peak MB', 'max event-loop delay ms'];
  console.log(`\nfit, ${name}, ${rounds} rounds\n\n${table(headings, rows)}\n`);
}

function aims(name: string, [ours, native]: readonly Taken[]): Aim[] {
  if (ours === undefined || native === undefined) {
    return [];
  }
  return [
    {
      text: `${name}: at most twice the time of sharp`,
      met: ours.milliseconds <= 2 * native.milliseconds,
      because: `${ours.milliseconds.toFixed(0)} ms against ${native.milliseconds.toFixed(0)} ms`,
    },
    {
      text: `${name}: less than 400 MB of memory`,
      met: ours.peakMB < 400,
      because: `${ours.peakMB.toFixed(0)} MB`,
    },
    {
      text: `${name}: nothing else waits for more than 20 ms`,
      met: ours.delay <= 20,
      because: `${ours.delay.toFixed(1)} ms`,
    },
  ];
}

function resultsOf(name: string, { subject, milliseconds, peakMB, delay }: Taken): Result[] {
  const row = { bench: 'fit', case: name, subject };
  return [
    { ...row, metric: 'median ms', value: rounded(milliseconds) },
    { ...row, metric: 'peak MB', value: rounded(peakMB) },
    { ...row, metric: 'max event-loop delay ms', value: rounded(delay) },
  ];
}
