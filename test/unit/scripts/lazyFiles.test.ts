import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { lazyFiles } from '../../../scripts/lazyFiles.ts';
import { removeFolder } from '../../../src/storage/busyFile.ts';

const root = await realpath(await mkdtemp(path.join(tmpdir(), 'lazy-')));
let projects = 0;

/** Bundles a project with these files in src/. */
async function bundled(files: Readonly<Record<string, string>>): Promise<string> {
  const project = path.join(root, String(projects++));
  const all = { 'package.json': '{"type":"module"}', ...files };
  for (const [name, text] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(project, name)), { recursive: true });
    await writeFile(path.join(project, name), text);
  }
  const options = {
    absWorkingDir: project,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: path.join(project, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
  } as const;
  await build({ ...options, plugins: [await lazyFiles(options)] });
  return options.outdir;
}

const PROJECT = {
  'src/extension.ts': `
    import { Failure } from './zoho/failure.ts';
    export const first = async () => (await import('./commands/first.ts')).fails();
    export const second = async () => (await import('./commands/second.ts')).inBatch();
    export const batch = async () => (await import('./batch/batch.ts')).fails();
    export const isFailure = (one) => one instanceof Failure;`,
  'src/zoho/failure.ts': 'export class Failure {}',
  'src/ui/shared.ts': `
    import { Failure } from '../zoho/failure.ts';
    globalThis.loads = (globalThis.loads ?? 0) + 1;
    export const failure = () => new Failure();`,
  'src/ui/ofTwo.ts': 'export const two = 2;',
  'src/commands/first.ts': `
    import { failure } from '../ui/shared.ts';
    export const fails = () => failure();`,
  'src/commands/second.ts': `
    import { two } from '../ui/ofTwo.ts';
    export const inBatch = async () => [two, await import('../batch/other.ts')].length;`,
  'src/batch/batch.ts': `
    import { failure } from '../ui/shared.ts';
    export const fails = () => failure();`,
  'src/batch/other.ts': `export { two } from '../ui/ofTwo.ts';`,
};

interface Bundle {
  first(): Promise<unknown>;
  second(): Promise<number>;
  batch(): Promise<unknown>;
  isFailure(one: unknown): boolean;
}

describe('the files of lazy imports', () => {
  after(() => removeFolder(root));

  it('are one per part, and share each module', async () => {
    const dist = await bundled(PROJECT);
    const names = (await readdir(dist)).map((name) => name.replace(/-[^-]*\.js$/, '.js')).sort();
    assert.deepEqual(names, ['batch.js', 'chunk.js', 'chunk.js', 'commands.js', 'extension.js']);
    const extension = (await import(pathToFileURL(path.join(dist, 'extension.js')).href)) as Bundle;
    assert.ok(extension.isFailure(await extension.first()));
    assert.ok(extension.isFailure(await extension.batch()));
    assert.equal(await extension.second(), 2);
    assert.equal((globalThis as { loads?: number }).loads, 1);
  });

  it('can’t have two modules that export the same name', async () => {
    const twice = { ...PROJECT, 'src/commands/second.ts': 'export const fails = () => undefined;' };
    await assert.rejects(bundled(twice), /src\/commands\/(first|second)\.ts and .* export fails/);
  });
});
