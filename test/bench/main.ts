// Compares the extension with what people would otherwise use:
// `npm run bench [-- NAME…] [--no-vscode] [--rounds N]`. The numbers need an idle machine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { batch } from './batch/batch.ts';
import type { Bench } from './bench.ts';
import { fit } from './fit/fit.ts';
import type { Result } from './result.ts';
import { writeResults } from './result.ts';
import { search } from './search/search.ts';
import { startup } from './startup/startup.ts';
import { upload } from './upload/upload.ts';

const BENCHES: readonly Bench[] = [upload, startup, search, fit, batch];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'no-vscode': { type: 'boolean', default: false }, rounds: { type: 'string' } },
});
const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name));
const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
if (unknown.length > 0 || (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0))) {
  console.error(
    `usage: npm run bench [-- ${BENCHES.map(({ name }) => name).join('|')}] [--no-vscode] [--rounds N]`,
  );
  process.exit(2);
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});
// The child processes depend on connections to this one, so they end when it does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(1));
}

const results: Result[] = [];
for (const bench of BENCHES) {
  if (positionals.length === 0 || positionals.includes(bench.name)) {
    results.push(...(await bench.run({ vscode: !values['no-vscode'], rounds, folder })));
  }
}
await writeResults(results);
