import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { FileOperation, Flaw } from '../../flakyFiles.ts';
import { FlakyFiles } from '../../flakyFiles.ts';
import '../../windowsFiles.ts';
import '../shortWaits.ts';
import { keepingInTest } from './keepingInTest.ts';

const RECORD = {
  key: { module: 'Contacts', id: '4876876000000624001' },
  name: 'Amelia Fischer',
  photoMark: 'mark',
};

/** Temporary errors that the system may report. */
const PASSING = ['EACCES', 'EBUSY', 'EMFILE', 'EPERM'];

const LIMITS = { bytes: 100_000, milliseconds: 1e9 };

/** Every operation on backups, including from a second window. */
async function use(flaw?: Flaw): Promise<FlakyFiles> {
  const keeping = await keepingInTest(LIMITS);
  const { owner, folder } = keeping;
  const files = new FlakyFiles(folder, flaw);
  try {
    const kept = await Promise.all(
      ['one', 'two', 'three'].map((text) =>
        keeping.photos.keep(owner, RECORD, Buffer.from(text), new Set()),
      ),
    );
    const photos = kept.map((one) => ('id' in one ? one : assert.fail(JSON.stringify(one))));
    const other = await keepingInTest(LIMITS, undefined, folder);
    assert.equal((await other.photos.of(owner.account)).length, 3);
    for (const [n, photo] of photos.entries()) {
      assert.deepEqual(await other.photos.get(owner.account, photo.id), photo);
      const bytes = await other.photos.read(photo);
      assert.equal(Buffer.from(bytes ?? []).toString(), ['one', 'two', 'three'][n]);
    }
    assert.ok(photos[0] !== undefined);
    await other.photos.delete(photos[0]);
    assert.equal((await keeping.photos.of(owner.account)).length, 2);
    await other.photos.deleteAll(owner.account);
    assert.deepEqual(await keeping.photos.of(owner.account), []);
    files.close();
    assert.deepEqual(await readdir(path.join(folder, 'photos')), []);
  } finally {
    files.close();
    await keeping.close();
  }
  return files;
}

describe('backups when a file operation fails temporarily', async () => {
  const { calls } = await use();
  const operations: FileOperation[] = ['mkdir', 'open', 'readdir', 'readFile', 'rename', 'rm'];
  for (const operation of operations) {
    it(`${operation} is retried`, async () => {
      const count = calls.get(operation) ?? 0;
      assert.ok(count > 0, 'it is not used');
      for (const code of PASSING) {
        for (let at = 1; at <= count; at += 1) {
          const { failures } = await use({ operation, at, times: 2, code });
          // How often a folder is read depends on timing.
          assert.ok(failures > 0 || at > count - 2, `${code} at ${at} of ${count}`);
        }
      }
    });
  }

  for (const code of [...PASSING, 'EIO', 'ENOENT']) {
    it(`deletes no picture if a list or a description can’t be read: ${code}`, async (test) => {
      const keeping = await keepingInTest(LIMITS);
      const { owner, folder } = keeping;
      const kept = await keeping.photos.keep(owner, RECORD, Buffer.from('one'), new Set());
      assert.ok('id' in kept);
      test.mock.method(Date, 'now', () => kept.at + 7_200_000);
      for (const operation of ['readdir', 'readFile'] as const) {
        for (let at = 1; at <= 8; at += 1) {
          const files = new FlakyFiles(folder, { operation, at, times: 1, code });
          const { photos } = await keepingInTest(LIMITS, undefined, folder);
          await photos.of(owner.account);
          files.close();
          assert.deepEqual(await photos.of(owner.account), [kept], `${operation} ${at}`);
          assert.ok((await photos.read(kept)) !== undefined, `${operation} ${at}`);
        }
      }
      await keeping.close();
    });
  }
});
