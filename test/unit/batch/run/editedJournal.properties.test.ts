import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { Journal } from '../../../../src/batch/run/journal.ts';
import type { RunState } from '../../../../src/batch/run/runState.ts';
import { itemChange, lastUploadIn } from '../../../../src/batch/run/runState.ts';
import { howMany } from '../../../long.ts';
import { ACCOUNT, newFolder } from './batchInTest.ts';

const COUNT = 5;

let folder: string;
let close: () => Promise<void>;
let file: string;

beforeEach(async () => {
  const made = await newFolder();
  ({ folder, close } = made);
  file = path.join(folder, 'run.jsonl');
});

afterEach(() => close());

/** The lines of a run in which everything has happened once. */
async function lines(): Promise<string[]> {
  await Journal.create(
    file,
    {
      id: '1',
      account: ACCOUNT,
      at: 1,
      version: 'v8',
      restrictTriggers: [],
      withoutPersonalData: false,
      fits: true,
      longestSide: 100,
      onlyChanged: false,
    },
    Array.from({ length: COUNT }, (_, n) => ({
      place: `file:///${n}.jpg`,
      name: `${n}.jpg`,
      size: 1,
      key: { module: 'Products', id: String(n) },
      shown: { path: `${n}.jpg`, name: 'Lamp', photoMark: null, value: 'LAMP' },
    })),
  );
  const journal = await Journal.open(file);
  assert.ok(journal !== undefined);
  for (let n = 0; n < COUNT - 1; n += 1) {
    await journal.begun(n, { mark: null, before: { kind: 'none' }, sha256: 'a' });
    await journal.ended(n, 'done', { file: { size: 1, modified: 1 } });
    await journal.looked(n, { after: { kind: 'mark', mark: 'm' }, pending: false });
  }
  await journal.undone(0);
  await journal.withdrawn(1);
  await journal.over();
  await journal.close();
  return (await readFile(file, 'utf8')).trimEnd().split('\n');
}

/** Texts of JSON in place of any value. */
const NONSENSE = [
  ...['1e9', '4294967294', '4294967295', '9007199254740993', '-1', '0.5', '1e999', '-1e999'],
  ...['null', 'true', '""', '"NaN"', '[]', '{}', '{"__proto__":{"n":1}}', '"\\ud800"'],
  ...[`${'['.repeat(10_000)}${']'.repeat(10_000)}`, `"${'x'.repeat(10_000)}"`],
];

interface Edit {
  readonly kind: string;
  readonly at: number;
  readonly to?: number;
  readonly which?: number;
  readonly text?: string;
}

const edit = fc.oneof(
  fc.record({ kind: fc.constantFrom('delete', 'repeat', 'cut', 'garble'), at: fc.nat(30) }),
  fc.record({ kind: fc.constant('move'), at: fc.nat(30), to: fc.nat(30) }),
  fc.record({
    kind: fc.constant('value'),
    at: fc.nat(30),
    which: fc.nat(12),
    text: fc.constantFrom(...NONSENSE),
  }),
  fc.record({ kind: fc.constant('number'), at: fc.nat(30), text: fc.constantFrom(...NONSENSE) }),
) as fc.Arbitrary<Edit>;

function edited(all: readonly string[], edits: readonly Edit[]): string[] {
  return edits.reduce<string[]>(
    (now, { kind, at, to = 0, which = 0, text = '' }) => {
      const place = now.length === 0 ? 0 : at % now.length;
      const line = now[place] ?? '';
      let value = -1;
      const changed =
        kind === 'delete'
          ? []
          : kind === 'repeat'
            ? [line, line]
            : kind === 'cut'
              ? [line.slice(0, line.length / 2)]
              : kind === 'garble'
                ? [line.replaceAll(/["{}]/g, '\u0000')]
                : kind === 'number'
                  ? [line.replace(/"n":\d+/, `"n":${text}`)]
                  : kind === 'value'
                    ? [
                        line.replace(/:("[^"]*"|[\d.]+|null|true|false|\[\])/g, (whole) =>
                          (value += 1) === which ? `:${text}` : whole,
                        ),
                      ]
                    : [line];
      const next = now.toSpliced(place, 1, ...changed);
      return kind === 'move' ? next.toSpliced(place, 1).toSpliced(to % 30, 0, line) : next;
    },
    [...all],
  );
}

/** Everything that is asked of a state goes through its items: as often as there are lines. */
function assertSensible(state: RunState, most: number): void {
  assert.ok(state.items.length <= most, `${state.items.length} items`);
  const ids = new Set<string>();
  for (const [place, item] of state.items.entries()) {
    assert.equal(item.n, place);
    ids.add(`${item.key.module} ${item.key.id}`);
    itemChange(state, item);
    assert.ok(Number.isFinite(item.size) && item.size >= 0);
    assert.doesNotThrow(() => new Date(item.endedAt ?? 0).toISOString());
  }
  assert.equal(ids.size, state.items.length);
  assert.doesNotThrow(() => new Date(state.run.at).toISOString());
  assert.doesNotThrow(() => new Date(lastUploadIn(state) ?? 0).toISOString());
  assert.ok((state.run.longestSide ?? 1) >= 1);
}

describe('a journal that somebody has edited', () => {
  it('is read in time by its length, and gives pictures that are there, once', async () => {
    const all = await lines();
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const now = edited(all, edits);
        await writeFile(file, `${now.join('\n')}\n`);
        const before = process.cpuUsage();
        const state = await Journal.read(file);
        if (state !== undefined) {
          assertSensible(state, now.length);
        }
        assert.ok(process.cpuUsage(before).user < 2_000_000);
      }),
      { numRuns: howMany(100, 20_000) },
    );
  });

  it('can be resumed: what is written is about the same pictures when it is read again', async () => {
    const all = await lines();
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 6 }), fc.nat(COUNT), async (edits, n) => {
        await writeFile(file, `${edited(all, edits).join('\n')}\n`);
        const journal = await Journal.open(file);
        if (journal?.state.items[n] === undefined) {
          await journal?.close();
          return;
        }
        await journal.begun(n, { before: { kind: 'lost' }, sha256: 'b' });
        await journal.ended(n, 'failed');
        await journal.close();
        const again = await Journal.read(file);
        assert.deepEqual(again, journal.state);
        assert.equal(again.items[n]?.ended, 'failed');
      }),
      { numRuns: howMany(50, 2000) },
    );
  });

  it('ends if it says that there are a billion pictures', async () => {
    const all = await lines();
    await writeFile(file, `${all.join('\n').replace('"n":4,', '"n":1000000000,')}\n`);
    const state = await Journal.read(file);
    assert.equal(state?.items.length, COUNT);
  });

  it('ends if it is large', async () => {
    const [run = '', planned = ''] = await lines();
    const many = Array.from({ length: howMany(100_000, 500_000) }, (_, n) =>
      planned.replace('"n":0', `"n":${n}`).replace('"id":"0"', `"id":"${n}"`),
    );
    const ended = Array.from(
      { length: many.length },
      (_, n) =>
        `{"kind":"begun","n":${n},"before":{"kind":"none"},"sha256":"a"}\n{"kind":"ended","n":${n},"how":"done","at":${n}}`,
    );
    await writeFile(file, `${[run, ...many, ...ended].join('\n')}\n`);
    const state = await Journal.read(file);
    assert.ok(state !== undefined);
    assert.equal(lastUploadIn(state), many.length - 1);
  });
});
