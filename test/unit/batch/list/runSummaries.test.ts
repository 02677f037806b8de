import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { RunSummaries } from '../../../../src/batch/list/runSummaries.ts';
import { Journal } from '../../../../src/batch/run/journal.ts';
import { StoredRuns } from './storedRuns.ts';

describe('summaries of stored runs', () => {
  let stored: StoredRuns;
  let summaries: RunSummaries;

  beforeEach(async () => {
    stored = await StoredRuns.open();
    summaries = new RunSummaries(stored.runs);
  });

  afterEach(() => stored.close());

  async function idsOf(finished: number): Promise<readonly string[]> {
    const { summaries: found } = await summaries.of(stored.account.id, finished);
    return found.map(({ id }) => id);
  }

  it('say what their journals say', async () => {
    const id = await stored.ran(['done', 'failed', 'left']);
    const { summaries: found, more } = await summaries.of(stored.account.id, 5);
    const { counts, at, ...rest } = found[0] ?? assert.fail();
    assert.deepEqual(rest, { id, module: 'Products', folder: 'spring', over: false });
    assert.deepEqual(
      [counts.all, counts.uploaded, counts.failed, counts.notSent, counts.undoable, more],
      [3, 1, 1, 1, 1, 0],
    );
    assert.ok(Math.abs(Date.now() - at) < 60_000);
  });

  it('are of one account, and none if it never had a run', async () => {
    await stored.ran(['done'], 'another');
    assert.deepEqual(await summaries.of(stored.account.id, 5), { summaries: [], more: 0 });
  });

  it('are of all that aren’t over, and of the latest that are', async () => {
    const interrupted = await stored.ran(['left']);
    const ids = [];
    for (let n = 0; n < 3; n += 1) {
      ids.push(await stored.ran(['done']));
    }
    assert.equal((await summaries.of(stored.account.id, 1)).more, 2);
    assert.deepEqual(new Set(await idsOf(1)).has(interrupted), true);
    assert.equal((await idsOf(1)).length, 2);
    assert.deepEqual(new Set(await idsOf(3)), new Set([interrupted, ...ids]));
  });

  it('are read again only after a journal has changed', async () => {
    const id = await stored.ran(['done', 'left']);
    const read = mock.method(Journal, 'read');
    try {
      assert.equal((await summaries.of(stored.account.id, 5)).summaries[0]?.counts.uploaded, 1);
      await summaries.of(stored.account.id, 5);
      assert.equal(read.mock.callCount(), 1);
      await stored.runs.own(id, (journal) => journal.undone(0));
      assert.equal((await summaries.of(stored.account.id, 5)).summaries[0]?.counts.undone, 1);
      assert.equal(read.mock.callCount(), 2);
    } finally {
      read.mock.restore();
    }
  });

  it('leave out what was deleted, and what a newer version wrote', async () => {
    await stored.ran(['done']);
    const other = await stored.ran(['left']);
    const { file } = (await stored.runs.stored(stored.account.id)).find(
      ({ id }) => id === other,
    ) ?? { file: assert.fail() };
    await writeFile(file, '{"kind":"run","format":2}\n');
    assert.equal((await idsOf(5)).includes(other), false);
    assert.equal(await stored.runs.delete(other), undefined);
    assert.equal((await idsOf(5)).length, 1);
    assert.equal((await stored.runs.stored(stored.account.id)).length, 1);
  });
});
