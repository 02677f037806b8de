import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { namedAs } from '../../../src/image/ending.ts';
import { Fitter } from '../../../src/image/fit.ts';
import { fittedLazily, NotFitted } from '../../../src/image/fittedPicture.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { needOf } from '../../../src/image/need.ts';
import type { Picture } from '../../../src/image/picture.ts';
import { pictureInMemory } from '../../../src/image/picture.ts';
import { Unreadable } from '../../../src/image/unreadable.ts';
import { pictureOf } from '../../pictures.ts';
import { scene } from '../../scene.ts';

const NEVER = new AbortController().signal;
const fitter = new Fitter({ worker: new URL('../../../src/image/worker.ts', import.meta.url) });
after(() => fitter.dispose());

async function lazily(
  picture: Picture,
  { longestSide, signal = NEVER }: { longestSide?: number; signal?: AbortSignal } = {},
): Promise<Picture> {
  const wishes = longestSide === undefined ? {} : { longestSide };
  const need = needOf(await inspect(picture), wishes);
  assert.ok(need, 'it needs no version');
  return fittedLazily(fitter, need.fittable, wishes, signal);
}

function webp(): Promise<Buffer> {
  return scene().webp().toBuffer();
}

describe('a picture that is converted when it is read', () => {
  it('has the file’s name, size and location first, and then the version’s format', async () => {
    const bytes = await webp();
    const picture = { ...pictureOf(bytes, 'a.webp'), place: 'file:///a.webp' };
    const lazy = await lazily(picture, { longestSide: 90 });
    assert.deepEqual([lazy.name, lazy.size, lazy.place], ['a.webp', bytes.length, picture.place]);
    const inspected = await inspect(pictureInMemory(lazy.name, await lazy.read()));
    assert.ok(!('refusal' in inspected));
    assert.deepEqual([inspected.format, inspected.width, inspected.height], ['JPEG', 90, 60]);
    assert.equal(namedAs(lazy.name, inspected.format), 'a.jpg');
  });

  it('has the same bytes each time', async () => {
    const lazy = await lazily(pictureOf(await webp(), 'a.webp'));
    const [first, second] = [await lazy.read(), await lazy.read()];
    assert.deepEqual(Buffer.from(first), Buffer.from(second));
    assert.deepEqual(Buffer.from(await lazy.head(20)), Buffer.from(first.subarray(0, 20)));
  });

  it('is neither read nor converted before', async () => {
    let reads = 0;
    const whole = pictureOf(await webp(), 'a.webp');
    const read = (): Promise<Uint8Array> => {
      reads += 1;
      return whole.read();
    };
    const lazy = await lazily({ ...whole, read });
    assert.equal(reads, 0);
    await lazy.read();
    assert.equal(reads, 1);
  });

  it('reports that it is damaged', async () => {
    const whole = await webp();
    const lazy = await lazily(pictureOf(whole.subarray(0, whole.length / 2), 'a.webp'));
    await assert.rejects(lazy.read(), (error) => {
      assert.ok(error instanceof NotFitted);
      assert.deepEqual([error.unfit.kind, error.unfit.format], ['broken', 'WebP']);
      return true;
    });
  });

  it('reports that it was deleted meanwhile', async () => {
    const read = (): Promise<never> => Promise.reject(new Unreadable('missing'));
    const lazy = await lazily({ ...pictureOf(await webp(), 'a.webp'), read });
    await assert.rejects(lazy.read(), Unreadable);
  });

  it('can be canceled', async () => {
    const cancel = new AbortController();
    const lazy = await lazily(pictureOf(await webp(), 'a.webp'), { signal: cancel.signal });
    const reading = lazy.read();
    cancel.abort(new Error('enough'));
    await assert.rejects(reading, /enough/);
  });
});

describe('a version is needed', () => {
  it('for what Zoho would refuse, and for what exceeds the size limit', async () => {
    const png = await inspect(pictureOf(await scene().png().toBuffer(), 'a.png'));
    const refused = await inspect(pictureOf(await webp(), 'a.webp'));
    assert.equal(needOf(png, {}), undefined);
    assert.equal(needOf(png, { longestSide: 180 }), undefined);
    assert.equal(needOf(png, { longestSide: 179 })?.refusal, undefined);
    assert.equal(needOf(png, { longestSide: 179 })?.fittable, png);
    assert.equal(needOf(refused, {})?.refusal?.kind, 'foreign-format');
  });

  it('for nothing that can’t be converted', async () => {
    assert.equal(needOf(await inspect(pictureOf(Buffer.from('text'), 'a.png')), {}), undefined);
  });
});
