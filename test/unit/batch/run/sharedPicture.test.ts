import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Unreadable } from '../../../../src/image/unreadable.ts';
import type { BatchOptions } from '../../../../src/batch/run/runOptions.ts';
import type { Item } from '../../../../src/batch/run/runState.ts';
import type { Planned } from '../../../../src/batch/run/planned.ts';
import { SharedPictures } from '../../../../src/batch/run/sharedPicture.ts';
import { pictureInMemory } from '../../../../src/image/picture.ts';
import { sha256 } from './catalogue.ts';
import { COUNT, kinds, runInTest } from './runInTest.ts';

/** How many of the records share the first picture; the others have one each. */
const SHARING = 5;

describe('one picture for several records', () => {
  const batch = runInTest();
  /** Names of files, as they were read. */
  let reads: string[] = [];

  function planned(): Planned[] {
    return batch.products.planned.map((one, n) => ({
      ...one,
      picture: batch.pictureOf(n < SHARING ? 0 : n),
    }));
  }

  function pictureOf(): BatchOptions['pictureOf'] {
    const shared = new SharedPictures();
    const all = planned();
    // As the command has them: what a run is of, in its order.
    const items = all.map(({ picture: { place = '', name, size }, key }, n): Item => {
      return { n, place, name, size, key };
    });
    reads = [];
    return (item) => {
      const picture = batch.pictureOf(item.n < SHARING ? 0 : item.n);
      const read = (): Promise<Uint8Array> => {
        reads.push(picture.name);
        return picture.read();
      };
      return shared.of(item, items, { ...picture, read });
    };
  }

  async function hasItsPicture(n: number): Promise<boolean> {
    const stored = await batch.world.control.photo(batch.key(n).module, batch.key(n).id);
    return stored?.sha256 === batch.products.hashes[n < SHARING ? 0 : n];
  }

  async function having(): Promise<number[]> {
    const all = Array.from({ length: COUNT }, (_, n) => n);
    const has = await Promise.all(all.map(hasItsPicture));
    return all.filter((n) => has[n]);
  }

  const ALL = Array.from({ length: COUNT }, (_, n) => n);

  it('is stored for each, and read once; all of it is undone', async () => {
    const id = await batch.window.create(planned());
    const end = await batch.resume(id, { pictureOf: pictureOf() });
    assert.ok(typeof end === 'object');
    assert.deepEqual(kinds(end), { done: COUNT });
    assert.deepEqual(await having(), ALL);
    assert.equal(reads.filter((name) => name === '0.jpg').length, 1);
    assert.equal(reads.length, 1 + COUNT - SHARING);
    const undone = await batch.undoAll(id);
    assert.equal(undone.length, COUNT);
    assert.deepEqual(await having(), []);
  });

  it('goes on where it was: each record gets it once', async () => {
    const id = await batch.window.create(planned());
    const ending = new AbortController();
    const options = await batch.window.options(planned());
    await batch.resume(id, {
      atOnce: 1,
      pictureOf: pictureOf(),
      signal: ending.signal,
      observer: {
        ...options.observer,
        onStanding: (n, standing) => {
          if (n === 2 && standing === 'done') {
            ending.abort();
          }
        },
      },
    });
    const before = await having();
    assert.ok(before.includes(2) && before.length < COUNT, String(before));
    const end = await batch.resume(id, { pictureOf: pictureOf() });
    assert.ok(typeof end === 'object');
    assert.deepEqual(kinds(end), { done: COUNT });
    assert.deepEqual(await having(), ALL);
    const sent = (await batch.world.control.requests()).filter(
      ({ method, status }) => method === 'POST' && status === 200,
    );
    assert.equal(sent.length, COUNT);
  });
});

describe('a picture that is read once for several', () => {
  const places = ['a', 'a', 'b', 'c', 'c', 'a'];
  const items = places.map((place, n): Item => {
    return { n, place, name: place, size: 3, key: { module: 'Products', id: String(n) } };
  });

  it('is read anew where it failed, where another came between, and where it is forgotten', async () => {
    const shared = new SharedPictures();
    const reads: string[] = [];
    let fails = true;
    const bytesOf = (n: number): Promise<Uint8Array> => {
      const item = items[n];
      assert.ok(item);
      const picture = pictureInMemory(item.name, new Uint8Array(3));
      const read = (): Promise<Uint8Array> => {
        reads.push(item.name);
        return fails ? Promise.reject(new Unreadable('missing')) : picture.read();
      };
      return shared.of(item, items, { ...picture, read }).read();
    };
    await assert.rejects(bytesOf(0), Unreadable);
    fails = false;
    const bytes = await bytesOf(1);
    assert.equal(sha256(bytes), sha256(new Uint8Array(3)));
    assert.equal(await bytesOf(0), bytes);
    assert.deepEqual(reads, ['a', 'a']);
    await bytesOf(2);
    await bytesOf(3);
    await bytesOf(4);
    assert.deepEqual(reads, ['a', 'a', 'b', 'c']);
    shared.forget();
    await bytesOf(4);
    await bytesOf(5);
    assert.deepEqual(reads, ['a', 'a', 'b', 'c', 'c', 'a']);
  });

  it('has its origin found out once', async () => {
    const shared = new SharedPictures();
    let origins = 0;
    for (const item of items.slice(0, 2)) {
      const picture = {
        ...pictureInMemory(item.name, new Uint8Array(3)),
        origin: () => Promise.resolve(`hash ${++origins}`),
      };
      assert.equal(await shared.of(item, items, picture).origin?.(), 'hash 1');
    }
  });
});
