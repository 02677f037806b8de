import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import sharp from 'sharp';
import { Fitter } from '../../../src/image/fit.ts';
import type { Fittable } from '../../../src/image/fittable.ts';
import type { Fitted } from '../../../src/image/fitting.ts';
import { inspect } from '../../../src/image/inspect.ts';
import * as pictures from '../../pictures.ts';
import { DecodingThread } from './decodingThread.ts';
import { assertQuarters, COLORS } from './quarters.ts';

const fitter = new Fitter({ worker: new URL('../../../src/image/worker.ts', import.meta.url) });
after(() => fitter.dispose());
const thread = new DecodingThread();

function file(name: string): Buffer {
  return readFileSync(new URL(`cases/${name}`, import.meta.url));
}

async function version(
  bytes: Buffer,
): Promise<Fitted & { readonly bytes: Buffer; readonly fittable: Fittable }> {
  const inspected = await inspect(pictures.pictureOf(bytes, 'a'));
  const fittable = 'refusal' in inspected ? inspected.fittable : inspected;
  assert.ok(fittable, JSON.stringify(inspected));
  const made = await fitter.fit(fittable, {}, AbortSignal.timeout(60_000));
  assert.ok(made.kind === 'fitted', JSON.stringify(made));
  return { ...made, fittable, bytes: Buffer.from(await made.picture.read()) };
}

describe('an AVIF sequence becomes its first frame, with a warning', () => {
  // Two frames of 64 x 48 encoded by sharp, in boxes like those of avifenc and Chromium.
  for (const [name, what] of [
    ['sequence.avif', 'with a picture that stands for it'],
    ['sequence-alone.avif', 'without one'],
  ] as const) {
    it(what, async () => {
      const { fittable, warnings, bytes } = await version(file(name));
      assert.deepEqual([fittable.format, fittable.width, fittable.height], ['AVIF', 64, 48]);
      assert.deepEqual(warnings, ['first-frame']);
      await assertQuarters(bytes, COLORS, 4);
    });

    it(`${what}, truncated anywhere, is damaged or rejected`, async () => {
      const whole = file(name);
      for (let length = 16; length < whole.length; length += 61) {
        const inspected = await inspect(pictures.pictureOf(whole.subarray(0, length), 'a'));
        const fittable = 'refusal' in inspected ? inspected.fittable : undefined;
        if (fittable !== undefined) {
          const made = await thread.decode(await fittable.picture.read(), fittable.format);
          // The first frame is complete if only the second was truncated.
          assert.match(made.kind, /^(?:broken|fitted)$/, `${length}`);
        }
      }
    });
  }

  it('and a still picture has no warning', async () => {
    const still = await pictures.avif({ width: 64, height: 48 });
    assert.deepEqual((await version(still)).warnings, []);
  });
});

it('an animated PNG becomes its first frame, with a warning', async () => {
  assert.deepEqual((await version(file('png-animated.png'))).warnings, ['first-frame']);
  const still = await pictures.png({ width: 32, height: 24 });
  assert.deepEqual((await version(still)).warnings, []);
});

describe('the smallest WebP', () => {
  it('of 28 bytes has a version, as displayed by browsers', async () => {
    const { after: facts, bytes } = await version(file('webp-28-bytes.webp'));
    assert.deepEqual([facts.format, facts.width, facts.height], ['PNG', 100, 100]);
    // It's fully transparent, though its header says no alpha: that is only a hint.
    await assertQuarters(
      bytes,
      Array.from({ length: 4 }, () => [0, 0, 0, 0]),
    );
  });

  it('of any one color and size has one', async () => {
    for (const side of [1, 2, 300]) {
      for (const background of ['#000', '#fff', '#c81e1e']) {
        const plain = sharp({ create: { width: side, height: side, channels: 3, background } });
        const bytes = await plain.clone().webp({ lossless: true }).toBuffer();
        const made = await version(bytes);
        assert.equal(made.after.width, side);
        const [seen] = await sharp(made.bytes).toColourspace('srgb').raw().toBuffer();
        const [expected] = await plain.raw().toBuffer();
        assert.ok(Math.abs((seen ?? 0) - (expected ?? 0)) < 3, `${bytes.length} bytes`);
      }
    }
  });
});
