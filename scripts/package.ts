/** Makes the .vsix and fails over its size budgets: `npm run package`. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import manifest from '../package.json' with { type: 'json' };
import type { PublisherClient } from './build.ts';
import { bundle, publisherClientIn } from './build.ts';
import { writeNotices } from './notices.ts';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Bytes of what VS Code loads at activation, and of the whole package: nine tenths of it are the
 * codecs, which come for every platform in the same files and are loaded when they are needed.
 */
const BUDGET = { entry: 60 * 1024, vsix: 5 * 1024 * 1024 };

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
  await createVSIX({
    cwd: root,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    // The place of publication is not fixed: links stay as they are, and what they name is packed.
    rewriteRelativeLinks: false,
  });
  const sizes = { entry: entryBytes(metafile.outputs), vsix: (await stat(vsix)).size };
  for (const part of ['entry', 'vsix'] as const) {
    if (sizes[part] > BUDGET[part]) {
      throw new Error(`The ${part} has ${sizes[part]} bytes; its budget is ${BUDGET[part]}.`);
    }
  }
  console.log(
    `${path.basename(vsix)}: ${kilobytes(sizes.vsix)}, first entry ${kilobytes(sizes.entry)}`,
  );
  return vsix;
}

/** The first entry with every chunk that it imports at once: all that activation waits for. */
function entryBytes(outputs: Awaited<ReturnType<typeof bundle>>['outputs']): number {
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
  return [...seen].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await packageExtension(packagedExtension(), publisherClientIn(env));
}
