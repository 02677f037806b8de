// What a command needs and these scripts can't download, checked before they download anything.
// Plain JavaScript for Node 20.11, with no imports but Node's own.
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { NODE, nodeFor, nodeMissing, thisMachine } from './node.mjs';

/**
 * @typedef {import('./node.mjs').Machine & {
 *   env: Readonly<Record<string, string | undefined>>,
 *   exists: (file: string) => boolean,
 * }} Place
 */

/** @returns {Place} */
export function here() {
  return { ...thisMachine(), env: process.env, exists: existsSync };
}

/** Layers of scripts/test.ts that open a browser. */
const IN_BROWSER = ['page', 'extension', 'e2e'];

/** Other scripts that open one. `npm start` works with any browser that a person opens. */
const BROWSER_SCRIPTS = ['test/e2e/demo.ts'];

const WITHOUT_BROWSER =
  'Without one, "npm start" (open it in any browser), "npm run test:check", and "npm run test:unit" work.';

/**
 * @param {string} script a path from the repository's root
 * @param {readonly string[]} args
 * @param {Place} place
 * @returns {string | undefined} what is missing, how to get it, and what works without
 */
export function missingFor(script, args, place) {
  if (nodeFor(NODE.current, place) === undefined) {
    return nodeMissing(NODE.current, place);
  }
  if (script === 'scripts/windows.ts') {
    return missingWine(place);
  }
  const layers = script === 'scripts/test.ts' ? args.filter((name) => !name.startsWith('-')) : [];
  if (layers.includes('desktop')) {
    return missingDisplay(place);
  }
  const everything = script === 'scripts/test.ts' && layers.length === 0;
  const shows = everything || layers.some((layer) => IN_BROWSER.includes(layer));
  return shows || BROWSER_SCRIPTS.includes(script) ? missingBrowser(place) : undefined;
}

/** @param {Place} place */
function missingBrowser({ env: { CHROMIUM: named = '' }, exists }) {
  return named === '' || exists(named)
    ? undefined
    : `The environment variable CHROMIUM names ${named}, which is not there. ${WITHOUT_BROWSER}`;
}

/** @param {Place} place */
function missingDisplay({ platform, env }) {
  return platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY
    ? undefined
    : 'Desktop VS Code needs a display. Put "xvfb-run -a" before the command (package xvfb on Debian ' +
        'and Ubuntu), or run "npm run test:extension", which needs none.';
}

/** @param {Place} place */
function missingWine(place) {
  const { platform, arch } = place;
  if (platform === 'win32') {
    return undefined;
  }
  const instead =
    '"npm run test:unit" works without it and imitates what Windows refuses. On Windows, this ' +
    'command needs no wine.';
  if (platform !== 'linux' || arch !== 'x64') {
    return `Node for Windows runs under wine on Linux with an x64 processor, not on ${platform}-${arch}. ${instead}`;
  }
  return winePlace(place) === undefined
    ? 'wine is missing. On Debian and Ubuntu, as root: apt-get install --no-install-recommends wine64. ' +
        instead
    : undefined;
}

/**
 * The folder of wine64 and wineserver: on Debian, `wine64` alone puts nothing into PATH.
 * @param {Place} place
 */
export function winePlace({ env, exists }) {
  const inPath = (env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return ['/usr/lib/wine', ...inPath].find((folder) =>
    ['wine64', 'wineserver'].every((name) => exists(path.posix.join(folder, name))),
  );
}
