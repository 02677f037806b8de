import assert from 'node:assert/strict';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Backup } from '../../../src/upload/backup.ts';
import { isChanging, oneAtATime } from '../../../src/upload/keeping.ts';
import { chair, mug } from '../../drawings.ts';
import { Scanner } from '../../scanner.ts';
import '../../windowsFiles.ts';
import { hurried } from '../hurried.ts';
import { until } from '../until.ts';
import type { KeepingInTest } from './keepingInTest.ts';
import { keepingInTest } from './keepingInTest.ts';

const RECORD = {
  key: { module: 'Contacts', id: '4876876000000624001' },
  name: 'Amelia Fischer',
  photoMark: 'mark',
};

describe('backups', () => {
  let keeping: KeepingInTest;
  const limits = { bytes: 0, milliseconds: 0 };

  beforeEach(async () => {
    limits.bytes = 1000;
    limits.milliseconds = 1_000_000;
    keeping = await keepingInTest(limits);
  });

  afterEach(() => keeping.close());

  async function keep(bytes: Uint8Array, spared = new Set<string>()): Promise<Backup> {
    const kept = await keeping.photos.keep(keeping.owner, RECORD, bytes, spared);
    assert.ok('id' in kept, JSON.stringify(kept));
    return kept;
  }

  it('restores them with their details after a restart', async () => {
    limits.bytes = 100_000_000;
    const bytes = await mug();
    const { id } = await keep(bytes);
    const [photo] = await keeping.photos.of(keeping.owner.account);
    assert.ok(photo);
    assert.equal(photo.id, id);
    assert.equal(photo.pictureFormat, 'JPEG');
    assert.equal(photo.name, 'Amelia Fischer');
    assert.deepEqual(Buffer.from((await keeping.photos.read(photo)) ?? []), Buffer.from(bytes));
    assert.match(keeping.photos.pictureFile(photo), /\.jpg$/);
    assert.deepEqual(await keeping.photos.of('another account'), []);
  });

  it('deletes the oldest to make room, but none from the current run', async () => {
    const [first, second] = [await keep(Buffer.alloc(400)), await keep(Buffer.alloc(400))];
    const third = await keep(Buffer.alloc(400), new Set([first.id]));
    const ids = (await keeping.photos.of(keeping.owner.account)).map(({ id }) => id);
    assert.deepEqual(ids.toSorted(), [first.id, third.id].toSorted());
    assert.ok(!ids.includes(second.id));
  });

  it('deletes none for one that is too large anyway', async () => {
    const first = await keep(Buffer.alloc(600));
    const spared = new Set([first.id]);
    assert.deepEqual(await keeping.photos.keep(keeping.owner, RECORD, Buffer.alloc(600), spared), {
      kind: 'no-room',
      megabytes: 0,
    });
    assert.deepEqual(
      await keeping.photos.keep(keeping.owner, RECORD, Buffer.alloc(1001), new Set()),
      { kind: 'no-room', megabytes: 0 },
    );
    assert.equal((await keeping.photos.of(keeping.owner.account)).length, 1);
  });

  it('deletes what is too old', async () => {
    await keep(Buffer.alloc(10));
    limits.milliseconds = -1;
    assert.deepEqual(await keeping.photos.of(keeping.owner.account), []);
  });

  it('leaves nothing on a full disk, and reports that it is full', async () => {
    const full = await keepingInTest({ bytes: 1000, milliseconds: 1000 }, () =>
      Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    );
    const kept = await full.photos.keep(full.owner, RECORD, Buffer.alloc(10), new Set());
    assert.deepEqual(kept, { kind: 'not-written', code: 'ENOSPC' });
    await full.close();
  });

  it('does not return a picture that was changed', async () => {
    limits.bytes = 100_000_000;
    const photo = await keep(await mug());
    await writeFile(keeping.photos.pictureFile(photo), await chair());
    assert.equal(await keeping.photos.read(photo), undefined);
    await rm(keeping.photos.pictureFile(photo));
    assert.equal(await keeping.photos.read(photo), undefined);
  });

  it('ignores invalid descriptions, and never follows them to other files', async () => {
    const photo = await keep(Buffer.alloc(10));
    const folder = path.dirname(keeping.photos.pictureFile(photo));
    const elsewhere = { ...photo, id: '../../elsewhere' };
    await writeFile(path.join(folder, 'a.json'), JSON.stringify(elsewhere));
    await writeFile(path.join(folder, 'b.json'), '{');
    assert.equal((await keeping.photos.of(photo.account)).length, 1);
  });

  it('deletes one, and all of an account', async () => {
    const [first] = [await keep(Buffer.alloc(10)), await keep(Buffer.alloc(10))];
    const folder = path.dirname(keeping.photos.pictureFile(first));
    await keeping.photos.delete(first);
    assert.equal((await readdir(folder)).length, 2);
    await keeping.photos.deleteAll(keeping.owner.account);
    await assert.rejects(readdir(folder));
  });

  describe('when the settings allow fewer than before', () => {
    const nobody = (): Promise<boolean> => Promise.resolve(false);

    async function left(): Promise<string[]> {
      const names = await readdir(path.join(keeping.folder), { recursive: true });
      return names.filter((name) => /\.[a-z]+$/.test(name));
    }

    it('deletes all of them, of every account, once backups are off', async () => {
      await keep(Buffer.alloc(10));
      const owner = { account: 'another', organization: 'Another (SANDBOX)' };
      await keeping.photos.keep(owner, RECORD, Buffer.alloc(10), new Set());
      assert.equal((await left()).length, 4);
      limits.bytes = 0;
      const applied = await keeping.photos.applyLimits(nobody);
      assert.deepEqual(applied, { deleted: 2, isWaiting: false });
      assert.deepEqual(await left(), []);
    });

    it('deletes the oldest of what is too much, and what is too old', async () => {
      const [first] = [await keep(Buffer.alloc(400)), await keep(Buffer.alloc(400))];
      await until('the clock has moved on', () => Date.now() > first.at + 1);
      const last = await keep(Buffer.alloc(100));
      limits.bytes = 300;
      assert.equal((await keeping.photos.applyLimits(nobody)).deleted, 2);
      const all = await keeping.photos.of(keeping.owner.account);
      assert.deepEqual(
        all.map(({ id }) => id),
        [last.id],
      );
      limits.milliseconds = -1;
      assert.equal((await keeping.photos.applyLimits(nobody)).deleted, 1);
      assert.deepEqual(await left(), []);
    });

    it('deletes nothing that they allow, and nothing twice', async () => {
      await keep(Buffer.alloc(400));
      assert.deepEqual(await keeping.photos.applyLimits(nobody), { deleted: 0, isWaiting: false });
      limits.bytes = 0;
      const both = await Promise.all([
        keeping.photos.applyLimits(nobody),
        keeping.photos.applyLimits(nobody),
      ]);
      assert.deepEqual(both.map(({ deleted }) => deleted).toSorted(), [0, 1]);
    });

    it('leaves the backup of a change that is under way in any window', async () => {
      const photo = await keep(Buffer.alloc(400));
      limits.bytes = 0;
      const { leases, owner } = keeping;
      const isBusy = ({ account, key }: Backup): Promise<boolean> =>
        isChanging(leases, account, key);
      await oneAtATime(keeping, RECORD.key, new AbortController().signal, async () => {
        const applied = await keeping.photos.applyLimits(isBusy);
        assert.deepEqual(applied, { deleted: 0, isWaiting: true });
        assert.notEqual(await keeping.photos.get(owner.account, photo.id), undefined);
        return true;
      });
      assert.equal((await keeping.photos.applyLimits(isBusy)).deleted, 1);
    });
  });

  describe('when other programs open new files', () => {
    let scanner: Scanner;

    beforeEach(() => {
      limits.bytes = 100_000;
      scanner = new Scanner(keeping.folder);
    });

    afterEach(() => {
      scanner.close();
    });

    function bytesOf(n: number): Uint8Array {
      return Buffer.from(`photo ${n}`);
    }

    async function assertAllThere(count: number): Promise<void> {
      const all = await keeping.photos.of(keeping.owner.account);
      assert.equal(all.length, count);
      const read = await Promise.all(all.map((photo) => keeping.photos.read(photo)));
      assert.deepEqual(
        read.map((bytes) => Buffer.from(bytes ?? []).toString()).toSorted(),
        Array.from({ length: count }, (_, n) => `photo ${n}`).toSorted(),
      );
      assert.ok(scanner.count >= 4 * count, `${scanner.count}`);
    }

    it('saves all of a hundred, several concurrently', async () => {
      for (let n = 0; n < 100; n += 10) {
        await Promise.all(Array.from({ length: 10 }, (_, more) => keep(bytesOf(n + more))));
      }
      await assertAllThere(100);
    });

    it('saves all of ten, one after the other', async () => {
      for (let n = 0; n < 10; n++) {
        await keep(bytesOf(n));
      }
      await assertAllThere(10);
      // Another window has none of them in memory.
      const { photos } = await keepingInTest(limits, undefined, keeping.folder);
      const known = await photos.of(keeping.owner.account);
      known.forEach((photo) => {
        scanner.look(photos.pictureFile(photo));
      });
      assert.equal(known.length, 10);
      assert.ok((await Promise.all(known.map((photo) => photos.read(photo)))).every(Boolean));
    });

    it('deletes one, and all of an account', async () => {
      const [first] = [await keep(bytesOf(0)), await keep(bytesOf(1))];
      await keeping.photos.delete(first);
      assert.equal((await keeping.photos.of(keeping.owner.account)).length, 1);
      const folder = path.dirname(keeping.photos.pictureFile(first));
      await keeping.photos.deleteAll(keeping.owner.account);
      await assert.rejects(readdir(folder), { code: 'ENOENT' });
    });

    it('lets others make room while the oldest is open', async ({ mock }) => {
      limits.bytes = 1000;
      const [first, second] = [await keep(Buffer.alloc(400)), await keep(Buffer.alloc(400))];
      scanner.look(keeping.photos.pictureFile(first), Infinity);
      const third = await hurried(mock.timers, () => keep(Buffer.alloc(400)));
      const ids = (await keeping.photos.of(keeping.owner.account)).map(({ id }) => id);
      assert.ok(ids.includes(third.id));
      assert.ok(!ids.includes(second.id), 'the second one has made room');
    });

    it('keeps a picture whose description another program has open all the time', async ({
      mock,
    }) => {
      const photo = await keep(bytesOf(0));
      const file = keeping.photos.pictureFile(photo);
      const description = file.replace(/\.\w+$/, '.json');
      mock.method(Date, 'now', () => photo.at + 7_200_000);
      limits.milliseconds = 100_000_000;
      scanner.look(description, Infinity);
      const { photos } = await keepingInTest(limits, undefined, keeping.folder);
      assert.deepEqual(await hurried(mock.timers, () => photos.of(photo.account)), []);
      scanner.look(description, 0);
      assert.deepEqual(await photos.of(photo.account), [photo]);
      assert.ok((await stat(file)).isFile());
    });

    it('fails with the system’s error, or when canceled', async ({ mock }) => {
      scanner.close();
      scanner = new Scanner(keeping.folder, Infinity, ['rename']);
      const kept = await hurried(mock.timers, () =>
        keeping.photos.keep(keeping.owner, RECORD, bytesOf(0), new Set()),
      );
      assert.ok('kind' in kept && kept.kind === 'not-written');
      assert.match(kept.code, /^(EBUSY|EPERM|EACCES)$/);
      assert.equal(kept.forbidden, undefined, 'one file has nothing to do with the next');
      const cancel = new AbortController();
      const run = new Set<string>();
      const canceled = keeping.photos.keep(keeping.owner, RECORD, bytesOf(1), run, cancel.signal);
      const reason = new Error('canceled');
      setImmediate(() => {
        cancel.abort(reason);
      });
      await assert.rejects(canceled, reason);
      assert.equal(run.size, 0);
      await until('nothing is left of them', async () => {
        const left = await readdir(path.join(keeping.folder, 'photos'), { recursive: true });
        return !left.some((name) => name.includes('.'));
      });
    });
  });

  it('reports that its folder is not writable', async () => {
    const forbidden = Object.assign(new Error('no'), { code: 'EACCES', syscall: 'open' });
    const denied = await keepingInTest(limits, () => Promise.reject(forbidden));
    assert.deepEqual(await denied.photos.keep(denied.owner, RECORD, Buffer.alloc(1), new Set()), {
      kind: 'not-written',
      code: 'EACCES',
      forbidden: true,
    });
    await denied.close();
  });
});
