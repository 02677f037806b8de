import path from 'node:path';
import { build } from 'esbuild';
import { runSuite } from '../../vscode/extensionHost.ts';
import type { Bench } from '../bench.ts';
import type { Result } from '../result.ts';
import { rounded } from '../result.ts';
import { median, summary } from '../statistics.ts';
import { table } from '../table.ts';
import type { CopiedExtension } from './extensions.ts';
import { emptyExtension, githubExtension, ourExtension } from './extensions.ts';
import { SUBJECT_VARIABLE } from './variable.ts';

const CASE = 'load and activate';
const ROUNDS = 7;
const WARM_UP_ROUNDS = 1;

/**
 * How long VS Code takes to activate the extension, compared with its own most similar extension
 * and an empty one. Each number is `extension.activate()` in a new, idle extension host. It
 * includes reading and compiling the bundle, the extension's own `activate()`, and what VS Code
 * does for every extension, such as fetching its stored state from the window. It excludes what the
 * first use loads (the lazy chunks) and VS Code's own start, which activates ours later. The files
 * are cached by the system.
 */
export const startup: Bench = {
  name: 'startup',
  async run({ rounds = ROUNDS, folder }) {
    const suite = await bundleSuite(folder);
    const extensions = [
      await ourExtension(folder),
      await githubExtension(folder),
      await emptyExtension(folder),
    ];
    const times = new Map(extensions.map((extension) => [extension, [] as number[]]));
    for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
      for (const extension of round % 2 === 0 ? extensions : extensions.toReversed()) {
        const milliseconds = await activate(extension, suite, folder);
        if (round >= 0) {
          times.get(extension)?.push(milliseconds);
        }
      }
    }
    return print(times, rounds);
  },
};

async function activate(
  { id, folder: extensionPath }: CopiedExtension,
  suite: string,
  folder: string,
): Promise<number> {
  const env = { [SUBJECT_VARIABLE]: id };
  const { output } = await runSuite({ channel: 'newest', extensionPath, suite, folder, env });
  const [, milliseconds] = /startup: ([\d.]+) ms/.exec(output) ?? [];
  if (milliseconds === undefined) {
    throw new Error(`${id} was not activated in VS Code:\n${output}`);
  }
  return Number(milliseconds);
}

function print(times: ReadonlyMap<CopiedExtension, number[]>, rounds: number): Result[] {
  const taken = [...times].map(([{ subject }, values]) => ({ subject, ...summary(values) }));
  const ours = median([...times.values()][0] ?? []);
  const rows = taken.map(({ subject, median, lowerQuartile, upperQuartile }) => [
    subject,
    median.toFixed(1),
    `${lowerQuartile.toFixed(1)} to ${upperQuartile.toFixed(1)}`,
    (median / ours).toFixed(2),
  ]);
  const headings = ['', 'median ms', 'quartiles', 'times ours'];
  console.log(`\nstartup, ${CASE}, ${rounds} extension hosts each\n`);
  console.log(`${table(headings, rows)}\n`);
  return taken.map(({ subject, median }) => ({
    bench: 'startup',
    case: CASE,
    subject,
    metric: 'median ms',
    value: rounded(median),
  }));
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
