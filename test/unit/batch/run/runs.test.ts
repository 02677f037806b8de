import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { WriteTo } from '../../../../src/storage/appendFile.ts';
import type { Journal } from '../../../../src/batch/run/journal.ts';
import { until } from '../../until.ts';
import type { Ended } from './batchInTest.ts';
import { ACCOUNT, Window } from './batchInTest.ts';
import { assertStored } from './faults.ts';
import { COUNT, kinds, runInTest } from './runInTest.ts';

describe('the journal of a run', () => {
  const batch = runInTest();

  async function journalFile(): Promise<string> {
    const names = await readdir(path.join(batch.folder, 'runs'), { recursive: true });
    const name = names.find((one) => one.endsWith('.jsonl'));
    assert.ok(name !== undefined);
    return path.join(batch.folder, 'runs', name);
  }

  /** Cancels it when so many are over. */
  async function canceled(id: string, over: number): Promise<Ended> {
    const cancel = new AbortController();
    let count = 0;
    const { observer } = await batch.window.options(batch.products.planned);
    const end = await batch.resume(id, {
      signal: cancel.signal,
      observer: {
        ...observer,
        onStanding: () => {
          count += 1;
          if (count === over) {
            cancel.abort();
          }
        },
      },
    });
    assert.ok(typeof end === 'object');
    return end;
  }

  it('goes on behind a cancel: what was done is not done again', async () => {
    const id = await batch.create();
    const end = await canceled(id, 3);
    assert.equal(end.end, 'canceled');
    assert.equal(end.standings.length, COUNT);
    assert.ok((kinds(end).waiting ?? 0) > 0);
    assert.deepEqual(
      (await batch.window.runs.unfinished()).map(({ run }) => run.id),
      [id],
    );
    const again = await new Window(batch.folder).resume(id, batch.crm, batch.products.planned);
    await assertStored(batch.world.control, batch.products, again);
    assert.deepEqual(await batch.window.runs.unfinished(), []);
    const [over] = await batch.window.runs.since(0);
    assert.equal(over?.run.id, id);
    assert.deepEqual(await batch.window.runs.since(over.run.at + 1), []);
  });

  it('the last line may be half a line', async () => {
    const id = await batch.create();
    await canceled(id, 3);
    const file = await journalFile();
    await appendFile(file, '{"kind":"begun","n":7,"before":{"ki');
    const again = await batch.resume(id);
    await assertStored(batch.world.control, batch.products, again);
    assert.ok((await readFile(await journalFile(), 'utf8')).split('\n').slice(0, -1).every(isJson));
  });

  it('one of a newer version is left alone', async () => {
    const id = await batch.create();
    const file = await journalFile();
    const text = (await readFile(file, 'utf8')).replace('"format":1', '"format":2');
    await writeFile(file, text);
    assert.deepEqual(await batch.window.runs.unfinished(), []);
    assert.equal(await batch.resume(id), 'gone');
    await batch.window.runs.prune(-1);
    assert.equal(await readFile(file, 'utf8'), text);
    await batch.window.runs.forgetAll(ACCOUNT);
    await assert.rejects(readFile(file));
  });

  it('tells whether a window is at it', async () => {
    const id = await batch.create();
    const another = new Window(batch.folder);
    assert.equal(await another.runs.isRunning(id), false);
    await batch.window.runs.own(id, async () => {
      assert.equal(await another.runs.isRunning(id), true);
    });
    assert.equal(await another.runs.isRunning(id), false);
    // One that was killed has left this behind.
    await writeFile(path.join(batch.folder, 'leases', `run-${id}.lease`), 'somebody');
    assert.equal(await another.runs.isRunning(id), false);
  });

  it('is of one window at a time', async () => {
    const id = await batch.create();
    const other = new Window(batch.folder, { patience: 300 });
    const { promise, resolve } = Promise.withResolvers<undefined>();
    let journal: Journal | undefined;
    const first = batch.window.runs.own(id, async (mine) => {
      journal = mine;
      await promise;
    });
    await until('it is owned', () => journal !== undefined);
    assert.equal(await other.resume(id, batch.crm, batch.products.planned), 'elsewhere');
    resolve(undefined);
    await first;
    assert.equal(await batch.posts(), 0);
  });

  it('a full disk stops the run before anything is sent that it could not note', async () => {
    let writes = 0;
    const write: WriteTo = async (handle, bytes) => {
      writes += 1;
      if (writes > 4) {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      }
      await handle.appendFile(bytes);
    };
    const full = new Window(batch.folder, { write });
    const id = await full.create(batch.products.planned);
    const end = await full.resume(id, batch.crm, batch.products.planned);
    assert.ok(typeof end === 'object');
    assert.deepEqual(end.end, { code: 'ENOSPC' });
    const again = await batch.resume(id);
    await assertStored(batch.world.control, batch.products, again);
  });

  it('a disk that is full when a refusal is noted loses no photo', async () => {
    const old = await batch.putOld();
    const body = { code: 'INVALID_DATA', details: {}, message: '', status: 'error' };
    await batch.world.control.fault({
      method: 'POST',
      times: COUNT,
      answer: { status: 400, body },
    });
    const write: WriteTo = async (handle, bytes) => {
      if (Buffer.from(bytes).includes('withdrawn')) {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      }
      await handle.appendFile(bytes);
    };
    const full = new Window(batch.folder, { write });
    const id = await full.create(batch.products.planned);
    const end = await full.resume(id, batch.crm, batch.products.planned);
    assert.ok(typeof end === 'object');
    assert.deepEqual(end.end, { code: 'ENOSPC' });
    await assertBroughtBack(id, old, 2 * COUNT);
  });

  it('keeps what is there where the copy of an earlier go is gone', async () => {
    const old = await batch.putOld();
    const id = await batch.create();
    await batch.window.runs.own(id, async (journal) => {
      for (const { n } of journal.state.items) {
        const before = { kind: 'kept', id: `1-${'0'.repeat(36)}` } as const;
        await journal.begun(n, { before, sha256: '' });
      }
    });
    await assertBroughtBack(id, old, COUNT);
  });

  /** What is stored in another go is undone: each record has again what it had. */
  async function assertBroughtBack(id: string, old: string, most: number): Promise<void> {
    let end = await batch.resume(id);
    for (
      let go = 0;
      go < 3 && typeof end === 'object' && kinds(end).failed !== undefined;
      go += 1
    ) {
      end = await batch.resume(id);
    }
    await assertStored(batch.world.control, batch.products, end);
    // Where it is not known what was noted, more stay than are needed.
    const copies = (await batch.window.photos.of(ACCOUNT)).length;
    assert.ok(copies >= COUNT && copies <= most, `${copies}`);
    const undone = await batch.undoAll(id);
    assert.deepEqual(
      undone.map(({ became }) => became.kind),
      Array(COUNT).fill('done'),
    );
    for (const n of batch.products.planned.keys()) {
      assert.equal(await batch.stored(n), old);
    }
  }

  it('has no secret in it, and nobody looks for it where there is none', async () => {
    assert.deepEqual(await batch.window.runs.unfinished(), []);
    assert.deepEqual(await readdir(batch.folder), []);
    await batch.run();
    const text = await readFile(await journalFile(), 'utf8');
    for (const secret of await batch.world.control.secrets()) {
      assert.ok(!text.includes(secret));
    }
  });

  it('is let go when it is over and old', async () => {
    await batch.run();
    await batch.window.runs.prune(60_000);
    assert.equal((await batch.window.runs.of(ACCOUNT)).length, 1);
    await batch.window.runs.prune(-1);
    assert.deepEqual(await batch.window.runs.of(ACCOUNT), []);
  });
});

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
