import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imageSize } from 'image-size';
import sharp from 'sharp';
import { inspect } from '../../../src/image/inspect.ts';
import type { Format } from '../../../src/image/format.ts';
import * as pictures from '../../pictures.ts';
import { watched } from './watched.ts';

const SIDES = [
  { width: 1, height: 1 },
  { width: 1, height: 257 },
  { width: 640, height: 1 },
  { width: 259, height: 131 },
];

interface Sample {
  readonly what: string;
  readonly format: Format;
  readonly make: (sides: pictures.Sides) => Promise<Buffer>;
  /** What else is reported about it. */
  readonly more?: object;
}

const SAMPLES: readonly Sample[] = [
  { what: 'JPEG', format: 'JPEG', make: (sides) => pictures.jpeg(sides) },
  {
    what: 'JPEG of noise',
    format: 'JPEG',
    make: (sides) => pictures.jpeg({ ...sides, noise: true }),
  },
  {
    what: 'progressive JPEG',
    format: 'JPEG',
    make: (sides) => pictures.jpeg({ ...sides, progressive: true }),
  },
  {
    what: 'turned JPEG',
    format: 'JPEG',
    make: (sides) => pictures.jpeg({ ...sides, orientation: 6 }),
  },
  {
    what: 'JPEG behind 300 KB of EXIF',
    format: 'JPEG',
    make: (sides) => pictures.jpeg({ ...sides, exif: 300_000 }),
  },
  {
    what: 'padded JPEG',
    format: 'JPEG',
    make: (sides) => pictures.jpeg({ ...sides, targetBytes: 200_001 }),
  },
  {
    what: 'gray JPEG',
    format: 'JPEG',
    make: async (sides) =>
      sharp(await pictures.jpeg(sides))
        .greyscale()
        .jpeg()
        .toBuffer(),
  },
  {
    what: 'CMYK JPEG',
    format: 'JPEG',
    make: async (sides) =>
      sharp(await pictures.jpeg(sides))
        .toColourspace('cmyk')
        .jpeg()
        .toBuffer(),
    more: { cmyk: true },
  },
  { what: 'PNG', format: 'PNG', make: (sides) => pictures.png(sides) },
  {
    what: 'interlaced PNG',
    format: 'PNG',
    make: (sides) => pictures.png({ ...sides, interlaced: true }),
  },
  {
    what: 'padded PNG',
    format: 'PNG',
    make: (sides) => pictures.png({ ...sides, targetBytes: 200_001 }),
  },
  {
    what: 'PNG of 16 bits with transparency',
    format: 'PNG',
    make: async (sides) =>
      sharp(await pictures.png(sides))
        .ensureAlpha()
        .toColourspace('rgb16')
        .png()
        .toBuffer(),
  },
  {
    what: 'PNG with a palette',
    format: 'PNG',
    make: async (sides) =>
      sharp(await pictures.png(sides))
        .png({ palette: true })
        .toBuffer(),
  },
  { what: 'GIF', format: 'GIF', make: (sides) => pictures.gif(sides) },
  {
    what: 'GIF of three frames',
    format: 'GIF',
    make: (sides) => pictures.gif({ ...sides, frames: 3 }),
  },
];

describe('the inspection agrees with other readers', () => {
  for (const { what, format, make, more } of SAMPLES) {
    it(what, async () => {
      for (const sides of SIDES) {
        const bytes = await make(sides);
        const { picture } = watched(bytes);
        const inspected = { picture, format, ...sides, size: bytes.length, zone: 'fine', ...more };
        assert.deepEqual(await inspect(picture), inspected);
        const seen = await sharp(bytes).metadata();
        assert.deepEqual(
          { format: seen.format.toUpperCase(), width: seen.width, height: seen.height },
          { format, ...sides },
        );
        const { width, height } = imageSize(bytes);
        assert.deepEqual({ width, height }, sides);
        // The sample itself is complete: each pixel can be decoded.
        await sharp(bytes, { failOn: 'warning' }).stats();
      }
    });
  }

  for (const header of pictures.BMP_HEADERS) {
    for (const topDown of header === 12 ? [false] : [false, true]) {
      it(`BMP with a header of ${header} bytes${topDown ? ', top-down' : ''}`, async () => {
        for (const sides of SIDES) {
          const bytes = await pictures.bmp({ ...sides, header, topDown });
          const { picture } = watched(bytes);
          const inspected = { picture, format: 'BMP', ...sides, size: bytes.length, zone: 'fine' };
          assert.deepEqual(await inspect(picture), inspected);
          // image-size reads the oldest header wrong, and sharp reads no BMP at all.
          if (header !== 12) {
            const { width, height } = imageSize(bytes);
            assert.deepEqual({ width, height }, sides);
          }
        }
      });
    }
  }
});
