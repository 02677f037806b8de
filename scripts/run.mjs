// Runs one of the repository's scripts on a fresh clone, with no setup before it: installs the
// packages if they are missing or older than the lock file, downloads the Node that the tools need,
// and starts the script. Plain JavaScript for Node 20.11, with no imports but Node's own.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { here, missingFor } from './needs.mjs';
import { install, nodeBinary, NODE } from './node.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = path.join(root, 'node_modules', '.installed-lock.json');

function ensurePackages() {
  const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
    return;
  }
  console.error('Installing the packages of package-lock.json …');
  install(root, ['ci']);
  writeFileSync(stamp, lock);
}

/** The message is enough for what fails here: no npm, no registry, a folder that can't be written. */
function prepared() {
  try {
    ensurePackages();
    return nodeBinary(NODE.current);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  console.error('usage: node scripts/run.mjs SCRIPT [ARGUMENTS]');
  process.exit(2);
}
// The first packages to be installed need it.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 11)) {
  console.error(`You need Node 20.11 or later; this is Node ${process.versions.node}.`);
  process.exit(1);
}
const missing = missingFor(script, args, here());
if (missing !== undefined) {
  console.error(missing);
  process.exit(1);
}
process.chdir(root);
const node = prepared();
const bin = [path.dirname(node), path.join(root, 'node_modules', '.bin'), process.env.PATH];
const { status, signal } = spawnSync(node, [script, ...args], {
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: bin.join(path.delimiter),
    // Before 24.3, Node warns at each start that it strips types.
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --disable-warning=ExperimentalWarning`.trim(),
  },
});
process.exit(signal === null ? (status ?? 1) : 1);
