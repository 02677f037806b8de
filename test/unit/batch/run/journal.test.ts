import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Journal } from '../../../../src/batch/run/journal.ts';
import type { Item, RunState } from '../../../../src/batch/run/runState.ts';
import { itemChange, lastUploadIn } from '../../../../src/batch/run/runState.ts';
import { ACCOUNT, changesOf, newFolder } from './batchInTest.ts';

const COUNT = 100;

describe('what a journal says', () => {
  let file: string;
  let close: () => Promise<void>;

  beforeEach(async () => {
    const made = await newFolder();
    close = made.close;
    file = path.join(made.folder, 'run.jsonl');
    await Journal.create(
      file,
      {
        id: '1',
        account: ACCOUNT,
        at: 0,
        version: 'v8',
        restrictTriggers: [],
        withoutPersonalData: false,
        fits: true,
        onlyChanged: false,
      },
      Array.from({ length: COUNT }, (_, n) => ({
        place: `file:///${n}.jpg`,
        name: `${n}.jpg`,
        size: 1,
        key: { module: 'Products', id: String(n) },
      })),
    );
  });

  afterEach(() => close());

  async function withLines(lines: readonly object[]): Promise<RunState> {
    await appendFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const state = await Journal.read(file);
    assert.ok(state !== undefined);
    return state;
  }

  /** Stored in a record that had no photo, and seen with this mark. */
  function stored(n: number, mark: string): object[] {
    return [
      { kind: 'begun', n, mark: null, before: { kind: 'none' }, sha256: 'a' },
      { kind: 'ended', n, how: 'done' },
      { kind: 'looked', n, after: { kind: 'sent', mark, sha256: 'a' }, pending: false },
    ];
  }

  it('of a picture is told without a look at all others', async () => {
    const state = await withLines(Array.from({ length: COUNT }, (_, n) => stored(n, 'm')).flat());
    let looks = 0;
    const items = new Proxy(state.items as Item[], {
      get: (target, name, receiver): unknown => {
        looks += typeof name === 'string' && /^\d+$/.test(name) ? 1 : 0;
        return Reflect.get(target, name, receiver);
      },
    });
    assert.equal(changesOf({ ...state, items }).length, COUNT);
    assert.ok(looks <= 2 * COUNT, `${looks} looks`);
  });

  it('a mark tells as soon as one of the run has told', async () => {
    const before = await withLines(stored(0, 'm'));
    const [first] = before.items;
    assert.equal(first && itemChange(before, first)?.after.kind, 'sent');
    const mark = { kind: 'looked', n: 1, after: { kind: 'mark', mark: 'n' }, pending: false };
    const state = await withLines([mark]);
    assert.deepEqual(
      changesOf(state).map(({ after }) => after),
      [{ kind: 'mark', mark: 'm' }],
    );
  });

  it('a photo was last uploaded when its line says, or when the run was created', async () => {
    assert.equal(lastUploadIn(await withLines([])), undefined);
    const failed = { kind: 'ended', n: 1, how: 'failed', at: 9 };
    assert.equal(lastUploadIn(await withLines([failed])), undefined);
    // As earlier versions wrote it.
    assert.equal(lastUploadIn(await withLines(stored(0, 'm'))), 0);
    const later = [
      { kind: 'ended', n: 2, how: 'done', at: 7 },
      { kind: 'undone', n: 2 },
    ];
    assert.equal(lastUploadIn(await withLines(later)), 7);
  });

  it('what is withdrawn was never begun, and lines of newer versions are passed over', async () => {
    const [begun] = stored(0, 'm');
    assert.ok(begun !== undefined);
    const state = await withLines([
      begun,
      { kind: 'of a newer version', n: 0 },
      { kind: 'withdrawn', n: 0 },
    ]);
    assert.equal(state.items[0]?.begun, undefined);
    assert.equal(state.items.length, COUNT);
  });

  it('what is begun again has not failed any longer, and the run is not over', async () => {
    const [begun] = stored(0, 'm');
    assert.ok(begun !== undefined);
    const told = { code: 'X', message: 'why' };
    const failed = { kind: 'ended', n: 0, how: 'failed', told };
    const before = await withLines([failed, { kind: 'over' }]);
    assert.deepEqual([before.items[0]?.ended, before.over], ['failed', true]);
    const state = await withLines([begun]);
    assert.deepEqual([state.items[0]?.ended, state.items[0]?.told], [undefined, undefined]);
    assert.equal(state.over, false);
  });
});
