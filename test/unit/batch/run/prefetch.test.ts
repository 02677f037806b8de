import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as soon } from 'node:timers/promises';
import { pictureInMemory } from '../../../../src/image/picture.ts';
import type { Picture } from '../../../../src/image/picture.ts';
import { Unreadable } from '../../../../src/image/unreadable.ts';
import { Prefetch } from '../../../../src/batch/run/prefetch.ts';
import { jpeg } from '../../../pictures.ts';
import { sha256Of } from '../../../../src/storage/sha256.ts';

const bytes = await jpeg({ width: 20, height: 10 });

/** A picture that counts how often it is read. */
function counted(more: Partial<Picture> = {}): { picture: Picture; reads: number } {
  const counting = {
    reads: 0,
    picture: {
      ...pictureInMemory('a.jpg', bytes),
      read: (): Promise<Uint8Array> => {
        counting.reads += 1;
        return Promise.resolve(bytes);
      },
      ...more,
    },
  };
  return counting;
}

describe('Reading', () => {
  it('reads once, however often it is asked', async () => {
    const counting = counted();
    const reading = new Prefetch(counting.picture);
    reading.begin();
    const sha256 = sha256Of(bytes);
    assert.deepEqual(await reading.file(), { bytes, format: 'JPEG', sha256 });
    assert.deepEqual(await reading.file(), { bytes, format: 'JPEG', sha256 });
    assert.equal(await reading.origin(), undefined);
    assert.equal(counting.reads, 1);
  });

  it('begins with what takes little: a version is made when it is asked for', async () => {
    const fitted = counted({ origin: () => Promise.resolve('made of this') });
    const bare = counted({ origin: () => Promise.resolve(undefined) });
    const reading = new Prefetch(fitted.picture);
    reading.begin();
    new Prefetch(bare.picture).begin();
    await soon();
    assert.deepEqual([fitted.reads, bare.reads], [0, 1]);
    assert.equal(await reading.origin(), 'made of this');
    await reading.file();
    assert.equal(fitted.reads, 1);
  });

  it('tells whoever asks what went wrong, and nobody else', async () => {
    const gone = new Unreadable('missing', 'ENOENT');
    const reading = new Prefetch({
      ...pictureInMemory('a.jpg', bytes),
      read: () => Promise.reject(gone),
    });
    reading.begin();
    await soon();
    await assert.rejects(reading.file(), gone);
    const other = new Prefetch(counted({ origin: () => Promise.reject(gone) }).picture);
    other.begin();
    await soon();
    await assert.rejects(other.origin(), gone);
  });

  it('tells what is no picture', async () => {
    const text = pictureInMemory('a.jpg', Buffer.from('no picture'));
    assert.ok('refusal' in (await new Prefetch(text).file()));
  });
});
