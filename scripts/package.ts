/** Makes the .vsix and its bill of materials, and fails over its size budgets: `npm run package`. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';
import manifest from '../package.json' with { type: 'json' };
import type { PublisherClient } from './build.ts';
import { billOfMaterials } from './bom.ts';
import { bundle, publisherClientIn } from './build.ts';
import { shippedPackages, writeNotices } from './notices.ts';
import { filesToPack, pack, sourceDate, withFilesToPack } from './pack.ts';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Bytes of what VS Code loads at activation, and of the whole package: nine tenths of it are the
 * codecs, which come for every platform in the same files and are loaded when they are needed. And
 * how many files with JavaScript there are: each costs a look-up and a read on a cold disk, except
 * the one that VS Code runs after the extension was uninstalled.
 */
const BUDGET = { entry: 60 * 1024, vsix: 5 * 1024 * 1024, scripts: 21, scriptsAtActivation: 4 };

/** What a publisher's client adds to the entry: a build without one leaves room for it. */
const CLIENT_BYTES = 512;

/** Where the .vsix is, once packed. */
export function packagedExtension(): string {
  return path.join(root, `${manifest.name}-${manifest.version}.vsix`);
}

/** Builds and packs the extension; returns the path of the .vsix. */
export async function packageExtension(
  vsix = packagedExtension(),
  publisherClient?: PublisherClient,
): Promise<string> {
  const metafile = await bundle(publisherClient);
  await writeNotices(metafile);
  const date = sourceDate();
  const bom = await billOfMaterials(shippedPackages(metafile), date);
  const listed = `${JSON.stringify(bom, undefined, 2)}\n`;
  await writeFile(path.join(root, 'dist', 'bom.cdx.json'), listed);
  // Beside the package, too, for scanners.
  await writeFile(vsix.replace(/\.vsix$/, '.cdx.json'), listed);
  const isPublished = 'repository' in manifest;
  const readme = isPublished ? 'README.md' : await readmeWithoutPictures();
  await withFilesToPack({ 'README.md': readme, '.vscodeignore': '.vscodeignore' }, (folder) =>
    pack(
      {
        cwd: folder,
        packagePath: vsix,
        dependencies: false,
        allowMissingRepository: true,
        // Until package.json names a repository, links stay as they are; what README links to is packed.
        rewriteRelativeLinks: isPublished,
      },
      date,
    ),
  );
  const packed = filesToPack();
  const scripts = packed.filter((file) => /\.[cm]?js$/.test(file)).length;
  const atActivation = filesAtActivation(metafile);
  const reserved = publisherClient === undefined ? CLIENT_BYTES : 0;
  const sizes = {
    entry: bytesOf(metafile, atActivation) + reserved,
    vsix: (await stat(vsix)).size,
  };
  for (const part of ['entry', 'vsix'] as const) {
    if (sizes[part] > BUDGET[part]) {
      throw new Error(`The ${part} has ${sizes[part]} bytes; its budget is ${BUDGET[part]}.`);
    }
  }
  const counts = { scripts, scriptsAtActivation: atActivation.length };
  for (const part of ['scripts', 'scriptsAtActivation'] as const) {
    if (counts[part] > BUDGET[part]) {
      throw new Error(`${part}: there are ${counts[part]} files; the budget is ${BUDGET[part]}.`);
    }
  }
  console.log(
    `${path.basename(vsix)}: ${kilobytes(sizes.vsix)}, ${scripts} JavaScript files; ` +
      `at activation ${kilobytes(sizes.entry - reserved)} in ${atActivation.length} files`,
  );
  return vsix;
}

/**
 * README without its pictures, for VS Code's page of the extension: that shows only pictures with an
 * absolute address, which they get from the repository.
 */
async function readmeWithoutPictures(): Promise<string> {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  const file = path.join('dist', 'README.md');
  await writeFile(path.join(root, file), readme.replace(/^!\[[^\]]*\]\([^)]*\)\n\n/gm, ''));
  return file.replaceAll(path.sep, '/');
}

/** The first entry with every chunk that it imports at once: all that activation waits for. */
function filesAtActivation({ outputs }: Metafile): string[] {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    const output = outputs[file];
    if (output === undefined || seen.has(file)) {
      return;
    }
    seen.add(file);
    for (const { path: imported, kind } of output.imports) {
      if (kind === 'import-statement') {
        visit(imported);
      }
    }
  };
  visit('dist/extension.js');
  return [...seen];
}

function bytesOf({ outputs }: Metafile, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await packageExtension(packagedExtension(), publisherClientIn(env));
}
