// A real VS Code from the npm registry: the `code-server` package contains VS Code's own workbench
// and Node extension host. Its native modules stay unbuilt (no compiler, no scripts): three have
// stand-ins in server/. Without the others, the server warns and continues.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { cached, install, nodeBinary, whileBusy } from '../../scripts/node.mjs';
import { VERSIONS, type Channel, type VSCodeVersion } from './version.ts';

export interface Installation {
  version: VSCodeVersion;
  /** The command of the Node that runs this VS Code. */
  node: readonly [string, ...string[]];
  /** code-server's entry point: VS Code for people, with persistent secrets and forwarded ports. */
  codeServer: string;
  /** VS Code's own server: accepts the flags for tests inside the extension host. */
  serverMain: string;
}

/** The environment variable that makes VS Code run in Node for Windows, under Wine. */
export const UNDER_WINE = 'VSCODE_UNDER_WINE';

const WINE = path.resolve(import.meta.dirname, '..', '..', 'scripts', 'wine', 'node.ts');

/**
 * Installs a VS Code and its Node into the cache, once.
 * Must be finished before the servers start: it blocks, for about 20 seconds the first time.
 */
export function installVSCode(channel: Channel): Installation {
  const version = VERSIONS[channel];
  const packages = [`code-server@${version.server}`];
  if (channel === 'oldest') {
    // Its own argon2 must be compiled; this one has binaries for every platform.
    packages.push('argon2@0.44.0');
  }
  const wine = process.env[UNDER_WINE] !== undefined;
  const flags = wine ? ['--os=win32', '--cpu=x64'] : [];
  const folder = cached(
    `vscode-${version.vscode}${wine ? '-windows' : ''}`,
    packages,
    (unfinished) => {
      finish(channel, path.join(unfinished, 'node_modules', 'code-server'), flags);
    },
    flags,
  );
  const server = path.join(folder, 'node_modules', 'code-server');
  putStandIns(path.join(server, 'lib', 'vscode', 'node_modules'));
  return {
    version,
    node: wine ? [process.execPath, WINE] : [nodeBinary(version.node)],
    codeServer: path.join(server, 'out', 'node'),
    serverMain: path.join(server, 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

/** By the file that's loaded from each module. */
const STAND_INS = {
  '@vscode/spdlog/index.js': 'spdlog.cjs',
  '@vscode/native-watchdog/index.js': 'watchdog.cjs',
  'native-watchdog/index.js': 'watchdog.cjs', // its name in 1.105
  // Loaded only on Windows, where the server and extension host exit without it.
  '@vscode/windows-registry/dist/index.js': 'registry.cjs',
};

/** What code-server's postinstall script does, without the native builds. */
function finish(channel: Channel, server: string, flags: readonly string[]): void {
  const vscode = path.join(server, 'lib', 'vscode');
  if (channel === 'oldest') {
    whileBusy(() => {
      rmSync(path.join(server, 'node_modules', 'argon2'), { recursive: true, force: true });
    });
    replaceGitDependency(vscode);
    keepAddressesWhole(vscode);
  }
  const args = ['install', '--omit=dev', ...flags];
  install(vscode, args);
  install(path.join(vscode, 'extensions'), args);
}

/** On each start, so that a cache from an older version of this file is updated. */
export function putStandIns(modules: string): void {
  for (const [file, standIn] of Object.entries(STAND_INS)) {
    const target = path.join(modules, file);
    if (existsSync(target)) {
      const text = readFileSync(path.join(import.meta.dirname, 'server', standIn), 'utf8');
      if (readFileSync(target, 'utf8') !== text) {
        writeFileSync(target, text);
      }
    }
  }
}

/** VS Code 1.105 gets its file watcher from GitHub; the matching release is on npm. */
function replaceGitDependency(vscode: string): void {
  replaceIn(path.join(vscode, 'package.json'), /("@parcel\/watcher": )"[^"]*"/, '$1"2.5.1"');
  // The shrinkwrap also names the git repository, for a watcher without its platform packages.
  whileBusy(() => {
    rmSync(path.join(vscode, 'npm-shrinkwrap.json'));
  });
}

/**
 * `env.openExternal` sends loopback URLs through code-server's proxy. In 1.105, it opens the port's
 * root and drops the path and query, which breaks every sign-in; later versions keep them.
 */
function keepAddressesWhole(vscode: string): void {
  replaceIn(
    path.join(vscode, 'out', 'vs', 'code', 'browser', 'workbench', 'workbench.js'),
    'o=P.parse(new URL(l,window.location.href).toString())}else throw',
    'o=P.parse(new URL(l,window.location.href).toString()),' +
      'o=o.with({path:o.path.replace(/\\/$/,"")+r.path,query:r.query,fragment:r.fragment})}else throw',
  );
}

function replaceIn(file: string, old: string | RegExp, replacement: string): void {
  const text = readFileSync(file, 'utf8');
  const replaced = text.replace(old, replacement);
  if (replaced === text) {
    throw new Error(`${file} is not what it was: ${String(old)} is not in it.`);
  }
  writeFileSync(file, replaced);
}
