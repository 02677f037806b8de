import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileStamp } from '../../../../src/image/picture.ts';
import { success } from '../../../../src/zoho/failure.ts';
import {
  fileRow,
  hashOf,
  readUploadedFiles,
  uploadedFilesPath,
} from '../../../../src/upload/uploadedFile.ts';
import type { FileRow } from '../../../../src/upload/uploadedFile.ts';
import { ACCOUNT } from './batchInTest.ts';
import { COUNT, kinds, runInTest } from './runInTest.ts';

describe('the files of a run', () => {
  const batch = runInTest();

  /** Every file has been read as it was at this time. */
  function readAt(modified: number): void {
    const { products } = batch;
    const planned = products.planned.map((one) => ({
      ...one,
      picture: {
        ...one.picture,
        stamp: (): FileStamp => ({ size: one.picture.size, modified }),
      },
    }));
    batch.products = { ...products, planned };
  }

  async function rows(): Promise<(FileRow | undefined)[]> {
    const stored = await readUploadedFiles(uploadedFilesPath(batch.folder, ACCOUNT));
    return batch.products.planned.map(({ picture: { place = '' } }) =>
      fileRow(stored?.rows.find(({ file }) => file === hashOf(place))),
    );
  }

  it('are known once it ends, and no longer after an undo', async () => {
    readAt(5000);
    const id = await batch.create();
    await batch.resume(id);
    for (const [n, row] of (await rows()).entries()) {
      assert.equal(row?.id, batch.key(n).id);
      assert.deepEqual([row.upload?.size, row.upload?.modified], [batch.pictureOf(n).size, 5000]);
      assert.notEqual(row.photo.kind, 'unknown');
    }
    await batch.undoAll(id);
    for (const [n, row] of (await rows()).entries()) {
      assert.deepEqual([row?.id, row?.upload], [batch.key(n).id, undefined]);
    }
  });

  it('are known of what a canceled run has uploaded, and after it is resumed, of the rest', async () => {
    readAt(5000);
    const ending = new AbortController();
    const { observer } = await batch.window.options(batch.products.planned);
    const id = await batch.create();
    await batch.resume(id, {
      signal: ending.signal,
      atOnce: 1,
      observer: {
        ...observer,
        onProgress: ({ counts }) => {
          if (counts.uploaded > 2) {
            ending.abort();
          }
        },
      },
    });
    const some = (await rows()).filter((row) => row?.upload !== undefined).length;
    assert.ok(some > 2 && some < COUNT, `${some}`);
    await batch.resume(id);
    assert.ok((await rows()).every((row) => row?.upload !== undefined));
  });

  it('are known as they are now if their records were found to have them already', async () => {
    readAt(5000);
    await batch.run({ skipsUnchanged: true });
    const before = await rows();
    readAt(6000);
    assert.deepEqual(kinds(await batch.run({ skipsUnchanged: true })), { skipped: COUNT });
    assert.deepEqual(
      await rows(),
      before.map(
        (row) => row && { ...row, upload: row.upload && { ...row.upload, modified: 6000 } },
      ),
    );
  });

  it('aren’t known if nothing is known of what was read', async () => {
    await batch.run();
    assert.ok((await rows()).every((row) => row === undefined));
  });

  it('stay known if their undo failed', async () => {
    readAt(5000);
    const id = await batch.create();
    await batch.resume(id);
    const body = { code: 'RECORD_LOCKED', details: {}, message: '', status: 'error' };
    await batch.world.control.fault({
      method: 'DELETE',
      path: batch.key(3).id,
      answer: { status: 400, body },
      times: 0,
    });
    const token = await batch.world.control.issueAccessToken();
    await batch.undoAll(
      id,
      batch.crmWith(() => success(token)),
    );
    assert.deepEqual(
      (await rows()).flatMap((row, n) => (row?.upload === undefined ? [] : [n])),
      [3],
    );
  });
});
