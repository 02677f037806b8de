import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';

const SOURCE = path.join(import.meta.dirname, 'toolCaller');

/**
 * Packs the extension that calls language-model tools for tests.
 *
 * @param folder an empty folder for the .vsix and its content
 * @returns the path of the .vsix
 */
export async function packToolCaller(folder: string): Promise<string> {
  await copyFile(path.join(SOURCE, 'package.json'), path.join(folder, 'package.json'));
  await build({
    entryPoints: [path.join(SOURCE, 'extension.ts')],
    outfile: path.join(folder, 'extension.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['vscode'],
  });
  const vsix = path.join(folder, 'tool-caller.vsix');
  await createVSIX({
    cwd: folder,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  return vsix;
}
