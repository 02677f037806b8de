import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { howMany } from '../../long.ts';
import { CALLS } from './calls.ts';
import type { Done, Variant } from './cell.ts';
import { attempt, isPossible, run } from './cell.ts';
import { faultsWith } from './faults.ts';
import type { Scene } from './scene.ts';
import { openScene } from './scene.ts';

/** Cells mostly wait for each other's sockets. */
const AT_ONCE = 8;
const VARIANTS: readonly Variant[] = [
  { name: 'each time', framing: 'length', isKept: false, isOnce: false },
  { name: 'once', framing: 'length', isKept: false, isOnce: true },
  { name: 'in chunks', framing: 'chunked', isKept: false, isOnce: false },
  { name: 'on a kept connection', framing: 'length', isKept: true, isOnce: false },
  { name: 'once on a kept connection, in chunks', framing: 'chunked', isKept: true, isOnce: true },
];

const ROOT = path.resolve(import.meta.dirname, '../../..');

describe('every call to the outside, times every fault,', { timeout: 600_000 }, () => {
  let scene: Scene;
  let cells: Done[];

  before(async () => {
    scene = await openScene();
    const all = VARIANTS.slice(0, howMany(1, VARIANTS.length)).flatMap((variant) =>
      CALLS.flatMap((call) =>
        faultsWith(scene.elsewhere.origin, variant.framing)
          .filter((fault) => isPossible(call, fault))
          .map((fault) => ({ variant, call, fault })),
      ),
    );
    cells = await severalAtOnce(all, ({ variant, call, fault }) =>
      run(scene, call, fault, variant),
    );
    await write(cells);
  });

  after(() => scene.close());

  it('works without a fault', async () => {
    const working = await severalAtOnce(CALLS, async (call) => {
      const { told, bytes } = await attempt(scene, call, undefined);
      // An answer without a body couldn’t be cut.
      return `${call.name}: ${told?.claim ?? 'hung'}, ${bytes > 0 ? 'an' : 'no'} answer`;
    });
    assert.deepEqual(
      working,
      CALLS.map(({ name, kind }) => `${name}: ${kind === 'poll' ? 'waiting' : 'done'}, an answer`),
    );
  });

  it('ends', () => {
    assert.deepEqual(described(cells, 'hung'), []);
  });

  it('leaves the right state, and says so', () => {
    assert.deepEqual(described(cells, 'wrong'), []);
  });

  it('is a matrix of some size', () => {
    assert.ok(cells.length >= 240, `${cells.length} cells`);
  });

  it('sends nothing where a redirect leads', () => {
    // Pictures come from anywhere: those redirects are followed, without anything of ours.
    const heard = scene.elsewhere.heard.join('\n');
    assert.doesNotMatch(heard, /authorization|token|secret|code|cookie|^POST/im);
  });
});

describe('the calls of the matrix', () => {
  it('are all that there are', async () => {
    const found = await Promise.all([sendersIn('src/zoho'), sendersIn('src/download')]);
    const covered = CALLS.flatMap(({ covers }) => covers);
    assert.deepEqual([...new Set(covered)].sort(), found.flat().sort());
  });

  it('are all that open connections', async () => {
    const files = await readdir(path.join(ROOT, 'src'), { recursive: true });
    const opening: string[] = [];
    for (const file of files.filter((name) => /(?<!\.d)\.ts$/.test(name))) {
      const text = await readFile(path.join(ROOT, 'src', file), 'utf8');
      // What is copied as code isn’t run here.
      if (!file.startsWith(`code${path.sep}`) && OPENS.test(text)) {
        opening.push(file.replaceAll(path.sep, '/'));
      }
    }
    assert.deepEqual(opening.sort(), CONNECTING);
  });
});

const OPENS =
  /^import (?!type).*'(?:undici|node:(?:https?|http2|tls|dgram))|'node:https'|(?:connect|createServer)\(|new WebSocket|(?<![#.\w])fetch\(/m;

/** Two senders, downloads, and what listens for a browser. */
const CONNECTING: readonly string[] = [
  'auth/flows/loopback.ts',
  'download/fetchPicture.ts',
  'zoho/httpsSender.ts',
  'zoho/undiciSender.ts',
];

/** The exported functions that are given a way to Zoho, or fetch a picture. */
async function sendersIn(folder: string): Promise<string[]> {
  const names = await readdir(path.join(ROOT, folder));
  const texts = await Promise.all(
    names.map((name) => readFile(path.join(ROOT, folder, name), 'utf8')),
  );
  return texts.flatMap((text) =>
    [
      ...text.matchAll(
        /^export (?:async )?function (\w+)\(\s*(?:crm: Crm|server: AccountsServer|network: Network)\b/gm,
      ),
      ...text.matchAll(/^export (?:async )?function (fetchPictures?)\(/gm),
    ].map(([, name = '']) => name),
  );
}

async function severalAtOnce<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = all.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, one] of waiting) {
        results[index] = await work(one);
      }
    }),
  );
  return results;
}

function described(cells: readonly Done[], state: Done['state']): string[] {
  return cells
    .filter((cell) => cell.state === state)
    .map(
      ({ variant, call, fault, why = '', told }) =>
        `${call.name} × ${fault.name} (${variant.name}): ${why}${told === undefined ? '' : ` (“${told.message}”)`}`,
    );
}

/** The matrix for people, and as a file for programs. */
async function write(cells: readonly Done[]): Promise<void> {
  const count = (state: Done['state']): number =>
    cells.filter((cell) => cell.state === state).length;
  const calls = [...new Set(cells.map(({ call }) => call))];
  const faults = [...new Set(cells.map(({ fault }) => fault.name))];
  const signs = { right: '·', wrong: 'W', hung: 'H' };
  console.log(`columns: ${calls.map(({ name }, n) => `${n + 1} ${name}`).join(', ')}`);
  for (const fault of faults) {
    const row = calls.map((call) => {
      const states = cells
        .filter((one) => one.call === call && one.fault.name === fault)
        .map(({ state }) => state);
      const worst = (['hung', 'wrong', 'right'] as const).find((state) => states.includes(state));
      return worst === undefined ? ' ' : signs[worst];
    });
    console.log(`${fault.padEnd(36)} ${row.join('')}`);
  }
  console.log(`${cells.length} cells, ${count('wrong')} wrong, ${count('hung')} hung`);
  const folder = path.join(ROOT, 'test-results');
  await mkdir(folder, { recursive: true });
  const result = {
    cells: cells.length,
    wrong: count('wrong'),
    hung: count('hung'),
    details: [...described(cells, 'wrong'), ...described(cells, 'hung')],
  };
  await writeFile(path.join(folder, 'fault-matrix.json'), `${JSON.stringify(result, null, 2)}\n`);
}
