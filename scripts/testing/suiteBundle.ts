import path from 'node:path';
import type { BuildOptions } from 'esbuild';
import { build } from 'esbuild';

const SHARED: BuildOptions = {
  absWorkingDir: path.resolve(import.meta.dirname, '..', '..'),
  bundle: true,
  platform: 'node',
  target: 'node22',
  sourcemap: 'inline',
  logLevel: 'warning',
  external: ['vscode', 'mocha'],
};

/**
 * Tests for the extension host. They reach the product's own modules, as ES modules are, so that what
 * runs is what ships.
 *
 * @param tests files in `base`; each becomes one in `folder`, with the ending `.mjs`
 */
export async function bundleTests(tests: string[], base: string, folder: string): Promise<void> {
  await build({
    ...SHARED,
    entryPoints: tests,
    outdir: folder,
    outbase: base,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  });
}

/** What runs the tests beside it: the extension host loads it by `require`. */
export async function bundleSuite(file: string): Promise<void> {
  await build({
    ...SHARED,
    entryPoints: ['test/extension/suite.ts'],
    outfile: file,
    format: 'cjs',
  });
}
