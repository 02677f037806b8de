import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** One number of one bench, as in bench-results.json. */
export interface Result {
  readonly bench: string;
  readonly case: string;
  /** `ours`, or the name of what it's compared with. */
  readonly subject: string;
  /** With its unit: `median ms`, `peak MB`. */
  readonly metric: string;
  readonly value: number;
}

const FILE = path.resolve(import.meta.dirname, '..', '..', 'bench-results.json');

/** Replaces the results of the benches that ran; keeps the others'. */
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
    return []; // there is no file yet, or it's broken, with nothing to keep
  }
}

/** Measurements aren't accurate beyond three digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
