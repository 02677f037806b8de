import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundle, DIST } from '../../../scripts/build.ts';
import { installVSCode } from '../../vscode/install.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

/** An extension in its own folder, to load from there. */
export interface CopiedExtension {
  readonly subject: string;
  readonly id: string;
  readonly folder: string;
}

/**
 * Ours as shipped, copied from the checkout because its dist/ may be rebuilt in the meantime. VS Code
 * activates it right after its start, so the copy is one that waits. Its code is unchanged.
 */
export async function ourExtension(parent: string): Promise<CopiedExtension> {
  const folder = path.join(parent, 'ours');
  await bundle(undefined);
  await mkdir(folder);
  const shipped = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as object;
  const manifest = { ...shipped, activationEvents: [] };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await cp(DIST, path.join(folder, 'dist'), {
    recursive: true,
    filter: (file) => !file.endsWith('.map'),
  });
  return { subject: 'ours', id: 'photo-uploader.zoho-crm-photo-uploader', folder };
}

/** An empty one: what VS Code needs for any extension. */
export async function emptyExtension(parent: string): Promise<CopiedExtension> {
  const folder = path.join(parent, 'empty');
  await mkdir(folder);
  const manifest = {
    name: 'empty',
    publisher: 'nobody',
    version: '1.0.0',
    engines: { vscode: '^1.105.0' },
    main: './extension.js',
    activationEvents: [],
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'extension.js'), 'exports.activate = () => undefined;\n');
  return { subject: 'empty', id: 'nobody.empty', folder };
}

interface Manifest {
  contributes: { authentication?: unknown };
}

/**
 * VS Code's own extension for signing in to GitHub. VS Code activates the built-in one during its
 * busy start, so this loads a copy without that contribution. Its code is unchanged.
 */
export async function githubExtension(parent: string): Promise<CopiedExtension> {
  const { serverMain } = installVSCode('newest');
  const builtIn = path.resolve(serverMain, '..', '..', 'extensions', 'github-authentication');
  const folder = path.join(parent, 'github');
  await cp(builtIn, folder, { recursive: true });
  const file = path.join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  delete manifest.contributes.authentication;
  await writeFile(file, JSON.stringify(manifest));
  return { subject: 'github-authentication', id: 'vscode.github-authentication', folder };
}
