/** Bundles the extension into dist/: `node scripts/run.mjs scripts/build.ts [--watch]`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Metafile } from 'esbuild';
import { build, context } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
export const DIST = path.join(root, 'dist');

/** Everything that VS Code loads by name. What is imported lazily becomes a chunk by itself. */
const ENTRIES = { extension: 'src/extension.ts' };

const options = {
  absWorkingDir: root,
  entryPoints: ENTRIES,
  outdir: DIST,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
  minify: true,
  keepNames: false,
  sourcemap: 'external',
  legalComments: 'none',
  chunkNames: 'chunks/[name]-[hash]',
  // The bundled CommonJS packages call require(), which a module of today does not have.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** What runs inside pages of the editor: a script for each, which VS Code's page loads by itself. */
const pageOptions = {
  absWorkingDir: root,
  entryPoints: ['src/page/replacement.ts'],
  outdir: path.join(DIST, 'page'),
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2023',
  minify: true,
  sourcemap: 'external',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** A client of the publisher's own, with which signing in is one click. */
export interface PublisherClient {
  readonly id: string;
  readonly secret?: string;
}

/** The one that the environment names: ZOHO_CLIENT_ID, and ZOHO_CLIENT_SECRET where it has one. */
export function publisherClientIn({
  ZOHO_CLIENT_ID: id = '',
  ZOHO_CLIENT_SECRET: secret = '',
}: typeof env): PublisherClient | undefined {
  return id === '' ? undefined : { id, ...(secret === '' ? {} : { secret }) };
}

/** Bundles everything anew, and says what went in. */
export async function bundle(publisherClient: PublisherClient | undefined): Promise<Metafile> {
  await rm(DIST, { recursive: true, force: true });
  const { metafile } = await build({
    ...options,
    // See src/auth/publisherClient.ts.
    define: {
      PUBLISHER_CLIENT:
        publisherClient === undefined ? 'undefined' : JSON.stringify(publisherClient),
    },
  });
  await build(pageOptions);
  await mkdir(DIST, { recursive: true });
  await writeFile(path.join(DIST, 'meta.json'), JSON.stringify(metafile));
  return metafile;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  if (argv.includes('--watch')) {
    for (const some of [options, pageOptions]) {
      const watching = await context({ ...some, minify: false });
      await watching.watch();
    }
    console.log('Watching src/ …');
  } else {
    await bundle(publisherClientIn(env));
  }
}
