import path from 'node:path';
import type { BuildOptions } from 'esbuild';
import { build } from 'esbuild';

/** The workers that contain the extension's own code, ready to run. */
export interface Bundles {
  readonly ours: string;
  readonly vscodeSuite: string;
}

/** Bundled like the shipped extension, with undici in its own chunk, to measure what ships. */
export async function bundleWorkers(folder: string): Promise<Bundles> {
  const shared: BuildOptions = {
    absWorkingDir: import.meta.dirname,
    outdir: folder,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
    logLevel: 'warning',
  };
  await build({
    ...shared,
    entryPoints: ['oursWorker.ts', 'vscodeWorker.ts'],
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  });
  await build({
    ...shared,
    entryPoints: ['vscodeSuite.ts'],
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
  return {
    ours: path.join(folder, 'oursWorker.mjs'),
    vscodeSuite: path.join(folder, 'vscodeSuite.cjs'),
  };
}
