import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { KeptPhoto } from '../../../src/upload/keptPhotos.ts';
import { chair, mug } from '../../drawings.ts';
import type { KeepingInTest } from './keepingInTest.ts';
import { keepingInTest } from './keepingInTest.ts';

const RECORD = {
  key: { module: 'Contacts', id: '4876876000000624001' },
  name: 'Amelia Fischer',
  photoMark: 'mark',
};

describe('kept photos', () => {
  let keeping: KeepingInTest;
  const limits = { bytes: 0, milliseconds: 0 };

  beforeEach(async () => {
    limits.bytes = 1000;
    limits.milliseconds = 1_000_000;
    keeping = await keepingInTest(limits);
  });

  afterEach(() => keeping.close());

  async function keep(bytes: Uint8Array, spared = new Set<string>()): Promise<KeptPhoto> {
    const kept = await keeping.photos.keep(keeping.owner, RECORD, bytes, spared);
    assert.ok('id' in kept, JSON.stringify(kept));
    return kept;
  }

  it('has them again after a restart, with what they were', async () => {
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

  it('lets the oldest make room, but none of the present run', async () => {
    const [first, second] = [await keep(Buffer.alloc(400)), await keep(Buffer.alloc(400))];
    const third = await keep(Buffer.alloc(400), new Set([first.id]));
    const ids = (await keeping.photos.of(keeping.owner.account)).map(({ id }) => id);
    assert.deepEqual(ids.toSorted(), [first.id, third.id].toSorted());
    assert.ok(!ids.includes(second.id));
  });

  it('gives up none of them for one that cannot fit in', async () => {
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

  it('lets go what is too old', async () => {
    await keep(Buffer.alloc(10));
    limits.milliseconds = -1;
    assert.deepEqual(await keeping.photos.of(keeping.owner.account), []);
  });

  it('leaves nothing behind on a full disk, and says that it is full', async () => {
    const full = await keepingInTest({ bytes: 1000, milliseconds: 1000 }, () =>
      Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    );
    const kept = await full.photos.keep(full.owner, RECORD, Buffer.alloc(10), new Set());
    assert.deepEqual(kept, { kind: 'not-written', code: 'ENOSPC' });
    await full.close();
  });

  it('does not hand out a picture that has been changed', async () => {
    limits.bytes = 100_000_000;
    const photo = await keep(await mug());
    await writeFile(keeping.photos.pictureFile(photo), await chair());
    assert.equal(await keeping.photos.read(photo), undefined);
    await rm(keeping.photos.pictureFile(photo));
    assert.equal(await keeping.photos.read(photo), undefined);
  });

  it('does not trip over descriptions that make no sense, nor follow them elsewhere', async () => {
    const photo = await keep(Buffer.alloc(10));
    const folder = path.dirname(keeping.photos.pictureFile(photo));
    const elsewhere = { ...photo, id: '../../elsewhere' };
    await writeFile(path.join(folder, 'a.json'), JSON.stringify(elsewhere));
    await writeFile(path.join(folder, 'b.json'), '{');
    assert.equal((await keeping.photos.of(photo.account)).length, 1);
  });

  it('forgets one, and all of an account', async () => {
    const [first] = [await keep(Buffer.alloc(10)), await keep(Buffer.alloc(10))];
    const folder = path.dirname(keeping.photos.pictureFile(first));
    await keeping.photos.forget(first);
    assert.equal((await readdir(folder)).length, 2);
    await keeping.photos.forgetAll(keeping.owner.account);
    await assert.rejects(readdir(folder));
  });
});
