import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { decodeBmp } from '../../../src/image/codec/bmp.ts';
import { Undecodable, Unsupported } from '../../../src/image/codec/pixels.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { pictureOf } from '../../pictures.ts';
import { scenePixels } from '../../scene.ts';
import { bitmap, FORMS, keptBy } from './bitmaps.ts';

/** A width whose rows don't end on a word boundary. */
const SIDES = { width: 37, height: 23 };
const LIMIT = 1_000_000;
const PICTURE = { ...SIDES, pixels: scenePixels(SIDES) };

describe('a BMP is decoded to its original pixels', () => {
  for (const [name, form] of Object.entries(FORMS)) {
    it(name, () => {
      const { data, width, height, channels } = decodeBmp(bitmap(form, PICTURE), LIMIT);
      const expected = keptBy(form, PICTURE);
      assert.deepEqual({ width, height }, SIDES);
      assert.equal(data.length, width * height * channels);
      // Half a step of 5 bits.
      const allowed = form.bits === 16 ? 5 : 0;
      const worst = expected.reduce((most, value, at) => {
        return Math.max(most, Math.abs(value - (data[at] ?? Infinity)));
      }, 0);
      assert.ok(worst <= allowed, `off by ${worst}`);
    });
  }
});

describe('a damaged BMP', () => {
  for (const [name, form] of Object.entries(FORMS)) {
    it(`is reported wherever it is truncated: ${name}`, () => {
      const bytes = bitmap(form, PICTURE);
      // The ends of the last row and of the runs may be missing: all pixels are there.
      const last = form.compression === 1 || form.compression === 2 ? 5 : 1;
      for (let length = 60; length <= bytes.length - last; length += 13) {
        assert.throws(
          () => decodeBmp(bytes.subarray(0, length), LIMIT),
          Undecodable,
          `${length} bytes`,
        );
      }
    });
  }

  it('is reported, or is another picture, whichever byte changes', () => {
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

  it('is reported if it contains a JPEG', () => {
    const bytes = bitmap({ bits: 24 }, PICTURE);
    bytes.writeUInt32LE(4, 30);
    assert.throws(() => decodeBmp(bytes, LIMIT), Undecodable);
  });
});

/** Fails unless these are the picture's pixels, as far as the format stores them. */
function assertShown(bytes: Uint8Array, form: Parameters<typeof keptBy>[0]): void {
  const { data } = decodeBmp(bytes, LIMIT);
  const allowed = form.bits === 16 ? 5 : 0;
  const expected = keptBy(form, PICTURE);
  assert.equal(data.length, expected.length);
  assert.ok(expected.every((value, at) => Math.abs(value - (data[at] ?? Infinity)) <= allowed));
}

describe('a BMP with a wrong pixel offset', () => {
  for (const [name, form] of Object.entries(FORMS)) {
    it(`is read after its palette: ${name}`, () => {
      const { header = 40 } = form;
      for (const told of [0, 14, 14 + header - 1]) {
        const bytes = bitmap(form, PICTURE);
        bytes.writeUInt32LE(told, 10);
        assertShown(bytes, form);
      }
    });
  }

  it('is not uploaded unchanged, since viewers show noise', async () => {
    const file = readFileSync(new URL('cases/bmp-8bit-offset-0.bmp', import.meta.url));
    const among = bitmap(FORMS['8 bits'] ?? { bits: 8 }, PICTURE);
    among.writeUInt32LE(54, 10);
    for (const bytes of [file, among]) {
      const inspected = await inspect(pictureOf(bytes, 'a.bmp'));
      assert.ok('refusal' in inspected && inspected.fittable);
      assert.deepEqual(inspected.refusal, { kind: 'unshown', format: 'BMP' });
    }
    // A corner of the file, in its own colors.
    assert.deepEqual([...decodeBmp(file, LIMIT).data.subarray(33 * 3, 34 * 3)], [9, 18, 246]);
  });

  it('is read after the stated number of colors', () => {
    const form = { bits: 4, palette: [1, 1, 1] } as const;
    const whole = bitmap(form, PICTURE);
    // The half of them that is used.
    const colors = 54 + 8 * 4;
    const bytes = Buffer.concat([whole.subarray(0, colors), whole.subarray(54 + 16 * 4)]);
    bytes.writeUInt32LE(8, 46);
    for (const told of [0, colors]) {
      bytes.writeUInt32LE(told, 10);
      assertShown(bytes, form);
    }
  });

  it('is decoded with any stated number of colors', () => {
    for (const used of [0, 1, 255, 256, 300, 0x10000000, 0xffffffff]) {
      const form = FORMS['8 bits'] ?? { bits: 8 };
      const bytes = bitmap(form, PICTURE);
      bytes.writeUInt32LE(used, 46);
      assertShown(bytes, form);
    }
  });

  it('is damaged if the pixels could be elsewhere', () => {
    const bytes = bitmap(FORMS['8 bits'] ?? { bits: 8 }, PICTURE);
    bytes.writeUInt32LE(0, 10);
    assert.throws(() => decodeBmp(Buffer.concat([bytes, Buffer.alloc(4)]), LIMIT), Undecodable);
    bytes.writeUInt32LE(255, 46);
    assert.throws(() => decodeBmp(bytes, LIMIT), Undecodable);
  });
});

describe('a BMP is decoded as Chromium shows it', () => {
  const runs = ['8 bits in runs', '4 bits in runs'] as const;

  it('with run-length encoding whose last row does not end', () => {
    for (const name of runs) {
      const form = FORMS[name] ?? { bits: 8 };
      assertShown(bitmap(form, PICTURE).subarray(0, -4), form);
    }
  });

  it('with top-down run-length encoding, which is not allowed', () => {
    for (const name of runs) {
      const form = { bits: 8, ...FORMS[name], topDown: true };
      assertShown(bitmap(form, PICTURE), form);
    }
  });

  it('with runs that skip pixels or end early: missing pixels are black', () => {
    const empty = bitmap(
      { bits: 8, palette: [3, 3, 2], compression: 1 },
      { ...PICTURE, height: 0 },
    );
    const form = Buffer.from(empty.subarray(0, -2));
    form.writeInt32LE(2, 22);
    // The last 30 of 37 pixels, one row, and an end before the second.
    for (const end of [
      [0, 1],
      [0, 2, 0, 1, 0, 1],
    ]) {
      const row = [0, 2, 7, 0, 30, 255];
      const { data } = decodeBmp(Buffer.concat([form, Buffer.from([...row, ...end])]), LIMIT);
      const seen = Array.from({ length: 74 }, (_, pixel) => data[pixel * 3]);
      const expected = Array.from({ length: 74 }, (_, pixel) => (pixel < 37 + 7 ? 0 : 255));
      assert.deepEqual(seen, expected);
    }
  });

  it('with the alpha mask of a later header without the other masks', () => {
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000];
    const form = { bits: 32, header: 124, masks } as const;
    assertShown(bitmap({ ...form, compression: 0 }, PICTURE), form);
  });
});

it('a BMP that can’t be decoded says so, and is not reported as damaged', () => {
  for (const [bits, compression] of [
    [1, 3],
    [24, 4],
    [4, 1],
    [3, 0],
    [64, 0],
    [8, 9],
    [0, 5],
  ] as const) {
    const bytes = bitmap({ bits: 24 }, PICTURE);
    bytes.writeUInt16LE(bits, 28);
    bytes.writeUInt32LE(compression, 30);
    assert.throws(() => decodeBmp(bytes, LIMIT), Unsupported);
  }
});
