/** Bundles the extension into dist/: `node scripts/run.mjs scripts/build.ts [--watch]`. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import { build, context } from 'esbuild';
import { removeFolder } from '../src/storage/busyFile.ts';
import { lazyFiles } from './lazyFiles.ts';

const root = path.resolve(import.meta.dirname, '..');
export const DIST = path.join(root, 'dist');

/** Everything that VS Code loads by name. What is imported lazily: see lazyFiles.ts. */
const ENTRIES = { extension: 'src/extension.ts' };

/** Threads, which are started by file name. They share no chunk with the rest. */
const WORKERS = { worker: 'src/image/worker.ts' };

/**
 * The codecs, unchanged and each in its own file, so that anyone can replace one with their own
 * build, as the LGPL requires. Each finds its WebAssembly in its own folder.
 */
const CODECS = [
  {
    imported: 'wasm-vips',
    from: 'wasm-vips/lib',
    script: { 'vips-node.mjs': 'vips-node.mjs' },
    beside: ['vips.wasm', 'vips-heif.wasm'],
  },
  {
    imported: 'libheif-js/libheif-wasm/libheif.js',
    from: 'libheif-js/libheif-wasm',
    // In a package of ES modules the ending says that this is none.
    script: { 'libheif.js': 'libheif.cjs' },
    beside: ['libheif.wasm'],
  },
] as const;

/** The packages that are given on as files, whose licenses go with them. */
export const COPIED_PACKAGES = CODECS.map(({ from }) => from.split('/')[0] ?? from);

/** The WebAssembly files that are shipped. */
export const CODEC_FILES = CODECS.flatMap(({ beside }) => [...beside]);

/** Where one of them is copied from. */
export function codecSource(file: string): string {
  const codec = CODECS.find(({ beside }) => beside.some((one) => one === file));
  if (codec === undefined) {
    throw new Error(`${file} isn't shipped.`);
  }
  return path.join(root, 'node_modules', codec.from, file);
}

/** Leaves the codecs out of the bundle: the worker imports them from where they are copied to. */
const codecs: Plugin = {
  name: 'codecs',
  setup(building) {
    for (const { imported, script } of CODECS) {
      building.onResolve({ filter: new RegExp(`^${imported}$`) }, () => ({
        path: `./codecs/${Object.values(script).join('')}`,
        external: true,
      }));
    }
  },
};

const options = {
  absWorkingDir: root,
  outdir: DIST,
  bundle: true,
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

/** What the pages of the editor load: one script each, and the stylesheet that it imports. */
export const pageOptions = {
  absWorkingDir: root,
  entryPoints: {
    replacement: 'src/page/replacement.ts',
    batch: 'src/batch/page/batch.ts',
    paste: 'src/paste/page/paste.ts',
  },
  outdir: path.join(DIST, 'page'),
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2023',
  minify: true,
  sourcemap: 'external',
  logLevel: 'warning',
} as const satisfies BuildOptions;

const mainOptions = { ...options, entryPoints: ENTRIES, splitting: true } as const;
/** What VS Code runs after the extension was uninstalled. */
export const uninstallOptions = {
  ...options,
  entryPoints: { uninstall: 'src/uninstall/uninstall.ts' },
} as const satisfies BuildOptions;
const workerOptions = { ...options, entryPoints: WORKERS, plugins: [codecs] };

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

/** Bundles everything, and returns what went in. */
export async function bundle(publisherClient: PublisherClient | undefined): Promise<Metafile> {
  await removeFolder(DIST);
  await copyCodecs();
  await build(workerOptions);
  await build(uninstallOptions);
  const metafile = await bundleExtension(publisherClient, DIST);
  await build(pageOptions);
  await mkdir(DIST, { recursive: true });
  await writeFile(path.join(DIST, 'meta.json'), JSON.stringify(metafile));
  return metafile;
}

/** Bundles what VS Code loads into a folder, and says what went in. */
export async function bundleExtension(
  publisherClient: PublisherClient | undefined,
  outdir: string,
): Promise<Metafile> {
  const { metafile } = await build({
    ...mainOptions,
    outdir,
    plugins: [await lazyFiles(mainOptions)],
    // See src/auth/publisherClient.ts.
    define: {
      PUBLISHER_CLIENT:
        publisherClient === undefined ? 'undefined' : JSON.stringify(publisherClient),
    },
  });
  return metafile;
}

async function copyCodecs(): Promise<void> {
  const folder = path.join(DIST, 'codecs');
  await mkdir(folder, { recursive: true });
  for (const { from, script, beside } of CODECS) {
    const files = { ...script, ...Object.fromEntries(beside.map((file) => [file, file])) };
    for (const [file, copy] of Object.entries(files)) {
      await copyFile(path.join(root, 'node_modules', from, file), path.join(folder, copy));
    }
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  if (argv.includes('--watch')) {
    await copyCodecs();
    const lazily = { ...mainOptions, plugins: [await lazyFiles(mainOptions)] };
    for (const some of [lazily, workerOptions, pageOptions]) {
      const watching = await context({ ...some, minify: false });
      await watching.watch();
    }
    console.log('Watching src/ …');
  } else {
    await bundle(publisherClientIn(env));
  }
}
