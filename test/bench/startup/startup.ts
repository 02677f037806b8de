import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { bundle, DIST } from '../../../scripts/build.ts';
import { runSuite } from '../../vscode/extensionHost.ts';
import type { Bench } from '../bench.ts';
import type { Result } from '../result.ts';
import { rounded } from '../result.ts';
import { summary } from '../statistics.ts';
import { table } from '../table.ts';
import { ORDER_VARIABLE } from './order.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

const CASE = 'load and activate';
const RUNS = 6;
const WARM_UP_RUNS = 1;

const IDS = {
  ours: 'photo-uploader.zoho-crm-photo-uploader',
  'github-authentication': 'vscode.github-authentication',
} as const;
type Subject = keyof typeof IDS;
const SUBJECTS = Object.keys(IDS) as Subject[];

/**
 * How long VS Code takes to activate the extension, beside the one of VS Code's own that does the
 * most similar thing. Each number is the first `extension.activate()` in a new extension host: it
 * holds reading and compiling the bundle, `activate()`, and what VS Code itself does for every
 * extension, such as fetching its stored state from the window. It does not hold what comes when
 * the extension is used (its lazy chunks), nor VS Code's own start, which the extension does not
 * delay: nothing activates it before it is used. The files are in the system's memory.
 */
export const startup: Bench = {
  name: 'startup',
  async run({ rounds = RUNS, folder }) {
    const extensionPath = await shippedExtension(folder);
    const suite = await bundleSuite(folder);
    const times: Record<Subject, number[]> = { ours: [], 'github-authentication': [] };
    for (let run = -WARM_UP_RUNS; run < rounds; run += 1) {
      // Whoever is first may pay for what both need: so each is first equally often.
      const order = run % 2 === 0 ? SUBJECTS : SUBJECTS.toReversed();
      const env = { [ORDER_VARIABLE]: JSON.stringify(order.map((subject) => IDS[subject])) };
      const ran = await runSuite({ channel: 'newest', extensionPath, suite, folder, env });
      if (ran.exitCode !== 0) {
        throw new Error(`The suite failed in VS Code:\n${ran.output}`);
      }
      if (run >= 0) {
        for (const subject of SUBJECTS) {
          times[subject].push(toldOf(IDS[subject], ran.output));
        }
      }
    }
    return print(times, rounds);
  },
};

function toldOf(id: string, output: string): number {
  const [, milliseconds] = new RegExp(`startup: ${id} ([\\d.]+)`).exec(output) ?? [];
  if (milliseconds === undefined) {
    throw new Error(`The suite told nothing of ${id}:\n${output}`);
  }
  return Number(milliseconds);
}

function print(times: Record<Subject, number[]>, rounds: number): Result[] {
  const taken = SUBJECTS.map((subject) => ({ subject, ...summary(times[subject]) }));
  const ours = summary(times.ours).median;
  const rows = taken.map(({ subject, median, lowerQuartile, upperQuartile }) => [
    subject,
    median.toFixed(1),
    `${lowerQuartile.toFixed(1)} to ${upperQuartile.toFixed(1)}`,
    (median / ours).toFixed(2),
  ]);
  const headings = ['', 'median ms', 'quartiles', 'times ours'];
  console.log(`\nstartup, ${CASE}, ${rounds} extension hosts\n\n${table(headings, rows)}\n`);
  return taken.map(({ subject, median }) => ({
    bench: 'startup',
    case: CASE,
    subject,
    metric: 'median ms',
    value: rounded(median),
  }));
}

/** The extension as it ships, apart from the checkout, whose dist/ may be built anew meanwhile. */
async function shippedExtension(folder: string): Promise<string> {
  const extension = path.join(folder, 'extension');
  await bundle();
  await mkdir(extension);
  await cp(path.join(ROOT, 'package.json'), path.join(extension, 'package.json'));
  await cp(DIST, path.join(extension, 'dist'), {
    recursive: true,
    filter: (file) => !file.endsWith('.map'),
  });
  return extension;
}

async function bundleSuite(folder: string): Promise<string> {
  const outfile = path.join(folder, 'startupSuite.cjs');
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ['suite.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return outfile;
}
