import assert from 'node:assert/strict';
import { appendFile, copyFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { removeFile } from '../../../../src/storage/busyFile.ts';
import { Scanner } from '../../../scanner.ts';
import '../../../windowsFiles.ts';
import { hurried } from '../../hurried.ts';
import { ACCOUNT, Window } from './batchInTest.ts';
import { assertStored } from './faults.ts';
import { COUNT, kinds, runInTest } from './runInTest.ts';

describe('a run where other programs open what is new', () => {
  let scanner: Scanner;
  // Before the folder is removed.
  afterEach(() => {
    scanner.close();
  });
  const batch = runInTest();
  beforeEach(() => {
    scanner = new Scanner(batch.folder);
  });

  /** What is there of a run's own, by the ends of the names. */
  async function filesOf(kind: string): Promise<string[]> {
    const names = await readdir(path.join(batch.folder, kind), { recursive: true });
    return names.filter((name) => name.includes('.')).map((name) => name.slice(name.indexOf('.')));
  }

  it('keeps every photo that it replaces, asks nobody, and brings all of them back', async () => {
    const old = await batch.putOld();
    const id = await batch.create();
    const end = await batch.resume(id);
    await assertStored(batch.world.control, batch.products, end);
    assert.deepEqual(batch.window.asked, []);
    assert.equal((await batch.window.photos.of(ACCOUNT)).length, COUNT);
    assert.ok(scanner.count > 4 * COUNT, `${scanner.count}`);
    assert.deepEqual(await filesOf('runs'), ['.over.jsonl']);
    const undone = await batch.undoAll(id);
    assert.equal(undone.length, COUNT);
    for (const n of batch.products.planned.keys()) {
      assert.equal(await batch.stored(n), old);
    }
  });

  it('goes on where it was, in another window, behind half a line', async () => {
    const id = await batch.create();
    const cancel = new AbortController();
    const { observer } = await batch.window.options(batch.products.planned);
    const more = {
      signal: cancel.signal,
      observer: {
        ...observer,
        onStanding: () => {
          cancel.abort();
        },
      },
    };
    const first = await batch.resume(id, more);
    assert.ok(typeof first === 'object' && (kinds(first).waiting ?? 0) > 0);
    const [name = ''] = await readdir(path.join(batch.folder, 'runs'), { recursive: true }).then(
      (names) => names.filter((one) => one.endsWith('.jsonl')),
    );
    await appendFile(path.join(batch.folder, 'runs', name), '{"kind":"beg');
    const again = await new Window(batch.folder).resume(id, batch.crm, batch.products.planned);
    await assertStored(batch.world.control, batch.products, again);
  });

  it('is deleted with all others of its account', async () => {
    const { runs } = batch.window;
    const ids = [await batch.create(), await batch.create()];
    assert.equal((await runs.of(ACCOUNT)).length, ids.length);
    await runs.forgetAll(ACCOUNT);
    for (const id of ids) {
      assert.equal(await runs.read(id), undefined);
    }
    assert.deepEqual(await filesOf('runs'), []);
  });

  it('is let go once it is old, although it never got the name of one that is over', async () => {
    const id = await batch.create();
    await batch.window.runs.own(id, (journal) => journal.over());
    const folder = path.join(batch.folder, 'runs');
    const [name = ''] = (await readdir(folder, { recursive: true })).filter((one) =>
      one.endsWith('.over.jsonl'),
    );
    await copyFile(path.join(folder, name), path.join(folder, name.replace('.over', '')));
    await removeFile(path.join(folder, name));
    const open = await batch.create();
    await batch.window.runs.prune(-1);
    assert.deepEqual(
      (await batch.window.runs.of(ACCOUNT)).map(({ run }) => run.id),
      [open],
    );
  });

  it('takes nothing for new that it could not read: what is known of other pictures stays', async ({
    mock,
  }) => {
    const [first, second] = [batch.key(0), batch.key(1)];
    const noted = await batch.window.lastUploads();
    noted.note(first, 'hash', 'mark');
    await noted.save();
    const folder = path.join(batch.folder, 'last-uploads');
    const [name = ''] = await readdir(folder);
    const other = await new Window(batch.folder).lastUploads();
    other.note(second, 'hash', 'mark');
    scanner.look(path.join(folder, name), Infinity);
    await hurried(mock.timers, () => other.save());
    scanner.look(path.join(folder, name), 0);
    const known = await new Window(batch.folder).lastUploads();
    assert.equal(known.knows({ key: first, photoMark: 'mark' }), true);
  });
});
