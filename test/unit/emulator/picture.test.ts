import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { pixelsOfBmp } from '../../emulator/bmp.ts';
import { pictureOf } from '../../emulator/picture.ts';
import {
  avif,
  bmp,
  BMP_HEADERS,
  gif,
  heic,
  jpeg,
  padJpeg,
  png,
  svg,
  tiff,
  webp,
} from '../../pictures.ts';

const SIDES = { width: 37, height: 21 };
const makers = {
  png: () => png(SIDES),
  'interlaced png': () => png({ ...SIDES, interlaced: true }),
  jpeg: () => jpeg(SIDES),
  'progressive jpeg': () => jpeg({ ...SIDES, progressive: true, noise: true }),
  'jpeg with EXIF data': () => jpeg({ ...SIDES, exif: 5000, orientation: 6 }),
  'jpeg with comments and fill bytes': async () => padJpeg(await jpeg(SIDES), 70_003),
  gif: () => gif({ ...SIDES, noise: true }),
  'animated gif': () => gif({ ...SIDES, frames: 3 }),
  bmp: () => bmp(SIDES),
};

describe('pictureOf', () => {
  const pictures = new Map<string, Buffer>();
  before(async () => {
    for (const [name, make] of Object.entries(makers)) {
      pictures.set(name, await make());
    }
  });

  for (const name of Object.keys(makers)) {
    it(`recognizes a ${name}`, () => {
      const format = /png|jpeg|gif|bmp/.exec(name)?.[0];
      assert.deepEqual(pictureOf(pictures.get(name) ?? Buffer.alloc(0)), { format, ...SIDES });
    });

    it(`rejects a ${name} truncated anywhere`, () => {
      const bytes = pictures.get(name) ?? Buffer.alloc(0);
      for (let length = 0; length < bytes.length; length += 1) {
        assert.equal(pictureOf(bytes.subarray(0, length)), undefined, `cut to ${length}`);
      }
    });
  }

  for (const header of BMP_HEADERS) {
    it(`accepts a bmp with a header of ${header} bytes`, async () => {
      assert.deepEqual(pictureOf(await bmp({ ...SIDES, header })), { format: 'bmp', ...SIDES });
    });
  }

  for (const [name, make] of Object.entries({ webp, avif, tiff, heic, svg })) {
    it(`rejects ${name}`, async () => {
      assert.equal(pictureOf(await make(SIDES)), undefined);
    });
  }

  it('accepts a jpeg with data after its end, as cameras write it', async () => {
    const bytes = Buffer.concat([await jpeg(SIDES), Buffer.alloc(100)]);
    assert.deepEqual(pictureOf(bytes), { format: 'jpeg', ...SIDES });
  });

  it('rejects a png with a changed byte', () => {
    const bytes = Buffer.from(pictures.get('png') ?? []);
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    assert.equal(pictureOf(bytes), undefined);
  });

  it('rejects what only starts like a picture', () => {
    for (const start of ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'GIF89a', 'BM']) {
      const bytes = Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(500, 0x20)]);
      assert.equal(pictureOf(bytes), undefined);
    }
  });
});

describe('pixelsOfBmp', () => {
  /** Two pixels, red and blue, one above the other, with or without a palette. */
  function twoPixels(bits: number, height: number): Buffer {
    const colors = bits < 24 ? [0, 0, 255, 0, 255, 0, 0, 0] : [];
    const red = bits < 24 ? [0, 0, 0, 0] : [0, 0, 255, 0];
    const blue = bits < 24 ? [2 ** (8 - bits), 0, 0, 0] : [255, 0, 0, 0];
    const rows = height > 0 ? [blue, red] : [red, blue];
    const header = Buffer.alloc(54);
    header.write('BM');
    header.writeUInt32LE(54 + colors.length, 10);
    header.writeUInt32LE(40, 14);
    header.writeInt32LE(1, 18);
    header.writeInt32LE(height, 22);
    header.writeUInt16LE(bits, 28);
    return Buffer.concat([header, Buffer.from([...colors, ...rows.flat()])]);
  }

  for (const bits of [1, 4, 8, 24, 32]) {
    it(`reads ${bits} bits per pixel, bottom-up and top-down`, () => {
      for (const height of [2, -2]) {
        const { rgb } = pixelsOfBmp(twoPixels(bits, height));
        assert.deepEqual([...rgb], [255, 0, 0, 0, 0, 255]);
      }
    });
  }

  it('agrees with a picture of the same pixels', async () => {
    const { width, height, rgb } = pixelsOfBmp(await bmp(SIDES));
    const again = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .raw()
      .toBuffer();
    assert.deepEqual({ width, height, bytes: again.length }, { ...SIDES, bytes: 37 * 21 * 3 });
  });
});
