/**
 * The tests, layer by layer:
 * `node scripts/run.mjs scripts/test.ts [--long] [check|unit|page|extension|e2e|desktop …]`.
 * Without names: all but `desktop`; with `--long` the same with larger numbers. Ends with the line
 * `N passed, N failed`.
 */
import path from 'node:path';
import { argv, env, exit } from 'node:process';
import { styleText } from 'node:util';
import { LONG_VARIABLE } from '../test/long.ts';
import { findBrowser } from '../test/vscode/browser.ts';
import { CACHE } from './node.mjs';
import type { Result } from './testing/count.ts';
import { longest, NOTHING, together } from './testing/count.ts';
import { check } from './testing/check.ts';
import { desktopHost, extensionHost } from './testing/extensionHost.ts';
import { packageToTest } from './testing/packageToTest.ts';
import { testFiles } from './testing/testFiles.ts';

const LAYERS: Record<string, () => Promise<Result>> = {
  check,
  // Windows' refusals hold on every system, since few who change something have one to try it on.
  unit: () =>
    testFiles('test/unit/**/*.test.ts', 3, {
      first: ['matrix.test.ts', 'running.test.ts', 'uploads.test.ts', 'fit.test.ts'],
      preload: ['test/untrackedPromises.ts', 'test/windowsFiles.ts', 'test/unit/stubbedVscode.ts'],
    }),
  page: () => testFiles('test/page/**/*.test.ts', 2, { preload: ['test/unit/stubbedVscode.ts'] }),
  extension: () => extensionHost(['oldest', 'newest']),
  // Each file has a VS Code and a browser, which wait more than they work: two cores bear three.
  e2e: async () => {
    findBrowser();
    await packageToTest();
    return testFiles(['test/e2e/**/*.test.ts', 'test/networks/*.test.ts'], 3, {
      first: [
        'matching.test.ts',
        'recordPhotos.test.ts',
        'manyPictures.test.ts',
        'oneUpload.test.ts',
        'onePicture.test.ts',
        'accounts.test.ts',
        'dataCenters.test.ts',
      ],
    });
  },
  desktop: () => desktopHost(['oldest', 'newest']),
};

// Hundreds of processes load the same modules: they share what Node compiles.
env.NODE_COMPILE_CACHE ??= path.join(CACHE, 'compiled');

const named = argv.slice(2).filter((argument) => argument !== '--long');
if (argv.includes('--long')) {
  env[LONG_VARIABLE] = '1';
}
const unknown = named.filter((name) => !(name in LAYERS));
if (unknown.length > 0) {
  console.error(
    `No such layer: ${unknown.join(', ')}. There are ${Object.keys(LAYERS).join(', ')}.`,
  );
  exit(2);
}
let total = NOTHING;
for (const [name, layer] of Object.entries(LAYERS)) {
  if (named.length === 0 ? name !== 'desktop' : named.includes(name)) {
    const started = performance.now();
    console.log(styleText('bold', `\n== ${name}`));
    const count = await layer();
    total = together(total, count);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`== ${name}: ${count.passed} passed, ${count.failed} failed, in ${seconds} s`);
  }
}
console.log(`\n== the suites that took longest\n${longest(total.suites, 10)}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
