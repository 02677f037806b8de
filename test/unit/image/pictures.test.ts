import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import * as drawings from '../../drawings.ts';
import * as pictures from '../../pictures.ts';

const SIDES = { width: 120, height: 80 };

describe('the generated test pictures', () => {
  it('have exactly the requested bytes, and are complete', async () => {
    const least = (await pictures.jpeg(SIDES)).length;
    const sizes = [0, 1, 2, 3, 4, 5, 65_537, 65_538, 65_540, 65_541, 200_000];
    for (const more of sizes) {
      const bytes = await pictures.jpeg({ ...SIDES, targetBytes: least + more });
      assert.equal(bytes.length, least + more);
      await sharp(bytes, { failOn: 'warning' }).stats();
    }
    const leastPng = (await pictures.png(SIDES)).length;
    for (const more of [0, 12, 13, 200_000]) {
      const bytes = await pictures.png({ ...SIDES, targetBytes: leastPng + more });
      assert.equal(bytes.length, leastPng + more);
      await sharp(bytes, { failOn: 'warning' }).stats();
    }
    await assert.rejects(pictures.png({ ...SIDES, targetBytes: leastPng + 11 }), RangeError);
    await assert.rejects(pictures.jpeg({ ...SIDES, targetBytes: least - 1 }), RangeError);
  });

  it('are the same bytes each time', async () => {
    for (const make of [
      () => pictures.jpeg({ ...SIDES, noise: true }),
      () => pictures.png({ ...SIDES, noise: true }),
      drawings.portrait,
      drawings.mug,
      drawings.lamp,
      drawings.chair,
    ]) {
      assert.deepEqual(await make(), await make());
    }
  });

  it('contain what was requested', async () => {
    const turned = await sharp(await pictures.jpeg({ ...SIDES, orientation: 6 })).metadata();
    assert.equal(turned.orientation, 6);
    const tagged = await sharp(await pictures.jpeg({ ...SIDES, exif: 5000 })).metadata();
    assert.equal(tagged.exif?.length, 4996);
    const progressive = await pictures.jpeg({ ...SIDES, progressive: true });
    assert.equal((await sharp(progressive).metadata()).isProgressive, true);
    const moving = await sharp(await pictures.gif({ ...SIDES, frames: 3 })).metadata();
    assert.equal(moving.pages, 3);
    const noise = await pictures.jpeg({ width: 1000, height: 1000, noise: true });
    assert.ok(noise.length > 500_000);
  });

  it('for display have the stated sizes, and fit Zoho’s limits', async () => {
    const { width, height, format } = await sharp(await drawings.portrait()).metadata();
    assert.deepEqual({ width, height, format }, { width: 900, height: 1200, format: 'jpeg' });
    for (const [make, expected] of [
      [drawings.mug, 'jpeg'],
      [drawings.lamp, 'jpeg'],
      [drawings.chair, 'png'],
    ] as const) {
      const product = await sharp(await make()).metadata();
      assert.deepEqual([product.width, product.height, product.format], [1000, 1000, expected]);
    }
  });
});
