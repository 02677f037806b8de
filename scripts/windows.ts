/**
 * `npm run test:windows [-- FILE…]`: runs the unit tests (or some of their files) in Node for
 * Windows, on Linux under wine. For files in test/e2e, VS Code runs under wine, and the browser on
 * Linux. On Windows, it just runs the tests.
 */
import { globSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { UNDER_WINE } from '../test/vscode/install.ts';
import { CANNOT_HOLD } from '../test/windowsExceptions.ts';
import { CACHE } from './node.mjs';
import { packageExtension } from './package.ts';
import type { Count } from './testing/count.ts';
import { testFiles } from './testing/testFiles.ts';
import { makeCheckout, windowsNode } from './wine/checkout.ts';
import { GrowingFile } from './wine/growingFile.ts';
import type { Told } from './wine/testRun.ts';
import { TestRun } from './wine/testRun.ts';
import { windowsUrl, Wine } from './wine/wine.ts';

const PRELOADED = ['test/windowsFiles.ts', 'test/unit/stubbedVscode.ts'];
const LOOK_MS = 500;
/** For one test file. wine is about ten times as slow with files as Linux. */
const LIMIT_MS = 300_000;

const named = process.argv.slice(2);
const patterns = named.length > 0 ? named : ['test/unit/**/*.test.ts'];
const shown = patterns.every((pattern) => pattern.startsWith('test/e2e/'));
const { passed, failed } = shown
  ? await inWindow()
  : process.platform === 'win32'
    ? await testFiles(patterns, 2, { preload: PRELOADED })
    : await underWine();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

async function inWindow(): Promise<Count> {
  if (process.platform === 'win32') {
    await packageExtension();
    return testFiles(patterns, 1);
  }
  const wine = new Wine();
  windowsNode();
  process.env[UNDER_WINE] = 'yes';
  await packageExtension();
  try {
    return await testFiles(patterns, 1);
  } finally {
    wine.end();
  }
}

async function underWine(): Promise<Count> {
  const files = patterns.flatMap((pattern) => globSync(pattern)).sort();
  if (files.length === 0) {
    console.log(`✖ No such file: ${patterns.join(', ')}`);
    return { passed: 0, failed: 1 };
  }
  const checkout = path.join(CACHE, 'windows-checkout');
  const node = windowsNode();
  makeCheckout(checkout);
  const wine = new Wine();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      wine.end();
      process.exit(1);
    });
  }
  const outputs = { out: path.join(CACHE, 'windows.out'), err: path.join(CACHE, 'windows.err') };
  const here = (file: string): string => windowsUrl(path.join(checkout, file));
  const ended = wine.run(
    [
      node,
      ...PRELOADED.flatMap((file) => ['--import', here(file)]),
      '--test',
      '--test-concurrency=2',
      `--test-timeout=${LIMIT_MS}`,
      `--test-reporter=${here('scripts/wine/reporter.mjs')}`,
      ...files,
    ],
    {
      folder: checkout,
      env: { NODE_OPTIONS: `--import=${here('scripts/wine/preload.mjs')}` },
      outputs,
    },
  );
  const run = new TestRun(CANNOT_HOLD);
  let told = 0;
  let code: number | undefined;
  const over = ended.then((given) => (code = given));
  const output = new GrowingFile(outputs.out);
  try {
    for (let last = false; !last;) {
      last = code !== undefined;
      for (const line of output.lines()) {
        run.take(JSON.parse(line) as Told);
        told += 1;
      }
      await Promise.race([over, sleep(last ? 0 : LOOK_MS)]);
    }
  } finally {
    output.close();
    wine.end();
  }
  const { excepted, ...count } = run.end();
  console.log(`${excepted} failed that can’t pass under wine (test/windowsExceptions.ts)`);
  if (told === 0) {
    console.log(`✖ Node for Windows ended with ${code}; see ${outputs.err}`);
    return { passed: 0, failed: 1 };
  }
  return count;
}
