import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeBmp } from '../../../src/image/codec/bmp.ts';
import { Undecodable } from '../../../src/image/codec/pixels.ts';
import { scenePixels } from '../../scene.ts';
import { bitmap, FORMS, keptBy } from './bitmaps.ts';

/** A width that fills no row's last word. */
const SIDES = { width: 37, height: 23 };
const LIMIT = 1_000_000;
const PICTURE = { ...SIDES, pixels: scenePixels(SIDES) };

describe('a BMP is decoded to the pixels that were put in', () => {
  for (const [name, form] of Object.entries(FORMS)) {
    it(name, () => {
      const { data, width, height, channels } = decodeBmp(bitmap(form, PICTURE), LIMIT);
      const expected = keptBy(form, PICTURE);
      assert.deepEqual({ width, height }, SIDES);
      assert.equal(data.length, width * height * channels);
      // Half of a step of 5 bits.
      const allowed = form.bits === 16 ? 5 : 0;
      const worst = expected.reduce((most, value, at) => {
        return Math.max(most, Math.abs(value - (data[at] ?? Infinity)));
      }, 0);
      assert.ok(worst <= allowed, `off by ${worst}`);
    });
  }
});

describe('a BMP that is broken', () => {
  for (const [name, form] of Object.entries(FORMS)) {
    it(`is one wherever it ends: ${name}`, () => {
      const bytes = bitmap(form, PICTURE);
      // The end of the runs may be missing: all rows are there.
      const last = form.compression === 1 || form.compression === 2 ? 4 : 1;
      for (let length = 60; length <= bytes.length - last; length += 13) {
        assert.throws(
          () => decodeBmp(bytes.subarray(0, length), LIMIT),
          Undecodable,
          `${length} bytes`,
        );
      }
    });
  }

  it('is one, or another picture, whichever byte is changed', () => {
    for (const form of Object.values(FORMS)) {
      const bytes = bitmap(form, PICTURE);
      for (let at = 26; at < 140; at += 1) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ 0x81, at);
        try {
          const { data, width, height, channels } = decodeBmp(changed, LIMIT);
          assert.equal(data.length, width * height * channels);
        } catch (error) {
          assert.ok(error instanceof Undecodable, String(error));
        }
      }
    }
  });

  it('is one with a JPEG in it', () => {
    const bytes = bitmap({ bits: 24 }, PICTURE);
    bytes.writeUInt32LE(4, 30);
    assert.throws(() => decodeBmp(bytes, LIMIT), Undecodable);
  });
});
