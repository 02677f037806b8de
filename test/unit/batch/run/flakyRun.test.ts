import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import type { FileOperation, Flaw } from '../../../flakyFiles.ts';
import { FlakyFiles } from '../../../flakyFiles.ts';
import { howMany } from '../../../long.ts';
import '../../../windowsFiles.ts';
import { ACCOUNT, Window } from './batchInTest.ts';
import { assertStored } from './faults.ts';
import { COUNT, kinds, runInTest } from './runInTest.ts';

/** Of each operation, so many of its calls fail, each in a run of its own. */
const FAILURES = howMany(1, 12);

const OPERATIONS: FileOperation[] = [
  'handle.appendFile',
  'handle.writeFile',
  'handle.close',
  'handle.datasync',
  'handle.sync',
  'mkdir',
  'open',
  'readdir',
  'readFile',
  'rename',
  'rm',
  'stat',
  'unlink',
  'utimes',
  'writeFile',
];

describe('a run where an operation with files fails for a moment', () => {
  let files: FlakyFiles | undefined;
  afterEach(() => {
    files?.close();
  });
  const batch = runInTest();

  /** A run that is canceled, gone on with in another window, undone, and forgotten. */
  async function all(flaw?: Flaw): Promise<FlakyFiles> {
    files = new FlakyFiles(batch.folder, flaw);
    const old = await batch.putOld();
    const id = await batch.create();
    const cancel = new AbortController();
    const { observer } = await batch.window.options(batch.products.planned);
    let results = 0;
    const first = await batch.resume(id, {
      signal: cancel.signal,
      observer: {
        ...observer,
        onStanding: () => {
          results += 1;
          if (results === 4) {
            cancel.abort();
          }
        },
      },
    });
    assert.ok(typeof first === 'object', `first: ${JSON.stringify(first)}`);
    assert.ok((kinds(first).waiting ?? 0) > 0);
    assert.equal(kinds(first).failed, undefined);
    const other = new Window(batch.folder);
    const end = await other.resume(id, batch.crm, batch.products.planned);
    await assertStored(batch.world.control, batch.products, end);
    assert.deepEqual([...batch.window.asked, ...other.asked], []);
    assert.deepEqual(other.bugs, []);
    assert.equal((await other.photos.of(ACCOUNT)).length, COUNT);
    const undone = await batch.undoAll(id);
    assert.deepEqual(
      undone.map(({ became }) => became.kind),
      Array(COUNT).fill('done'),
    );
    for (const n of batch.products.planned.keys()) {
      assert.equal(await batch.stored(n), old);
    }
    assert.deepEqual(batch.window.asked, []);
    await other.photos.deleteAll(ACCOUNT);
    await other.runs.forgetAll(ACCOUNT);
    files.close();
    for (const kind of ['photos', 'runs']) {
      assert.deepEqual(await readdir(path.join(batch.folder, kind)), []);
    }
    const leases = await readdir(path.join(batch.folder, 'leases'));
    assert.deepEqual(
      leases.filter((name) => !name.endsWith('.note')),
      [],
    );
    return files;
  }

  async function anew(): Promise<void> {
    await batch.end();
    await batch.begin();
  }

  /** How often each operation is called if none fails. */
  let usual: FlakyFiles['calls'] | undefined;

  for (const [index, operation] of OPERATIONS.entries()) {
    it(`${operation} is done again`, async () => {
      if (usual === undefined) {
        usual = (await all()).calls;
        await anew();
      }
      const calls = usual.get(operation) ?? 0;
      for (let n = 0; n < Math.min(FAILURES, calls); n += 1) {
        if (n > 0) {
          await anew();
        }
        const at = 1 + Math.floor(((n + 0.5) * calls) / FAILURES);
        const code = ['EBUSY', 'EACCES', 'EMFILE', 'EPERM'][(index + n) % 4] ?? '';
        try {
          await all({ operation, at, times: 2, code });
        } catch (error) {
          throw new Error(`${code} at ${at} of ${calls}`, { cause: error });
        }
      }
    });
  }
});
