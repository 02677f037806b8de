import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** One number of one bench, as bench-results.json has it. */
export interface Result {
  readonly bench: string;
  readonly case: string;
  /** `ours`, or the name of what it is compared with. */
  readonly subject: string;
  /** With its unit: `median ms`, `peak MB`. */
  readonly metric: string;
  readonly value: number;
}

const FILE = path.resolve(import.meta.dirname, '..', '..', 'bench-results.json');

/** Puts the results of the benches that ran in place of their last ones; the others' stay. */
export async function writeResults(results: readonly Result[]): Promise<void> {
  const ran = new Set(results.map(({ bench }) => bench));
  const kept = (await lastResults()).filter(({ bench }) => !ran.has(bench));
  const rows = [...kept, ...results].map((row) => `  ${JSON.stringify(row)}`);
  await writeFile(FILE, `[\n${rows.join(',\n')}\n]\n`);
}

async function lastResults(): Promise<Result[]> {
  try {
    return JSON.parse(await readFile(FILE, 'utf8')) as Result[];
  } catch {
    return []; // there is none yet, or a broken one, which holds nothing to keep
  }
}

/** Three digits say all that a measurement knows. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
