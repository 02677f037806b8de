import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imageSize } from 'image-size';
import sharp from 'sharp';
import type { Format } from '../../../src/image/format.ts';
import { inspect } from '../../../src/image/inspect.ts';
import * as pictures from '../../pictures.ts';
import { watched } from './watched.ts';

const SIDES = { width: 301, height: 207 };

async function kindOf(bytes: Uint8Array): Promise<string> {
  const inspected = await inspect(watched(bytes).picture);
  if (!('refusal' in inspected)) {
    return `${inspected.format} ${inspected.width} x ${inspected.height}`;
  }
  const { refusal } = inspected;
  return 'format' in refusal ? `${refusal.kind} ${refusal.format}` : refusal.kind;
}

interface Cut {
  readonly what: string;
  readonly format: Format;
  readonly make: () => Promise<Buffer>;
  /** Bytes needed to recognize the format, and to read the size. */
  readonly signature: number;
  readonly header: (bytes: Buffer) => number;
}

const CUTS: readonly Cut[] = [
  {
    what: 'PNG',
    format: 'PNG',
    make: () => pictures.png(SIDES),
    signature: 4,
    header: () => 33,
  },
  {
    what: 'GIF',
    format: 'GIF',
    make: () => pictures.gif(SIDES),
    signature: 6,
    // The first frame, which may be larger than the screen.
    header: (bytes) => bytes.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 301 - 256, 1])) + 10,
  },
  { what: 'BMP', format: 'BMP', make: () => pictures.bmp(SIDES), signature: 18, header: () => 34 },
  {
    what: 'old BMP',
    format: 'BMP',
    make: () => pictures.bmp({ ...SIDES, header: 12 }),
    signature: 18,
    header: () => 26,
  },
  {
    what: 'JPEG with EXIF',
    format: 'JPEG',
    make: () => pictures.jpeg({ ...SIDES, exif: 600 }),
    signature: 3,
    header: (bytes) => bytes.indexOf(Buffer.from([0xff, 0xc0])) + 10,
  },
];

describe('a file truncated at every byte of its header', () => {
  for (const { what, format, make, signature, header } of CUTS) {
    it(what, async () => {
      const bytes = await make();
      const end = header(bytes);
      assert.equal(await kindOf(bytes.subarray(0, 0)), 'empty');
      for (let length = 1; length < signature; length += 1) {
        assert.equal(await kindOf(bytes.subarray(0, length)), 'not-a-picture', `${length} bytes`);
      }
      for (let length = signature; length < end; length += 1) {
        const kind = await kindOf(bytes.subarray(0, length));
        assert.equal(kind, `truncated ${format}`, `${length} bytes`);
      }
      // What is missing after the header is for Zoho to find.
      assert.equal(await kindOf(bytes.subarray(0, end)), `${format} 301 x 207`);
    });
  }
});

/** Each byte up to `length`, with each of these bits flipped. */
function* flips(
  bytes: Buffer,
  length: number,
  from = 0,
): Generator<{ at: number; flipped: Buffer }> {
  for (let at = from; at < length; at += 1) {
    for (const bits of [0x01, 0x20, 0x80, 0xff]) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ bits, at);
      yield { at, flipped };
    }
  }
}

describe('a header with one changed byte', () => {
  it('of a PNG is never accepted', async () => {
    const bytes = await pictures.png(SIDES);
    for (const { at, flipped } of flips(bytes, 33)) {
      const expected = at < 4 ? 'not-a-picture' : 'broken PNG';
      assert.equal(await kindOf(flipped), expected, `byte ${at}`);
    }
  });

  it('of a GIF or BMP is rejected, or read like others read it', async () => {
    const gif = await pictures.gif(SIDES);
    for (const { at, flipped } of flips(gif, 10)) {
      const { width, height } = imageSize(at < 6 ? gif : flipped);
      // The frame is as large as the screen was.
      const [shown, down] = [Math.max(width, SIDES.width), Math.max(height, SIDES.height)];
      const expected = at < 6 ? 'not-a-picture' : sized('GIF', shown, down);
      assert.equal(await kindOf(flipped), expected, `byte ${at}`);
    }
    const bmp = await pictures.bmp(SIDES);
    for (const { at, flipped } of flips(bmp, 54)) {
      const kind = await kindOf(flipped);
      // With another length, it is another header or none.
      if (at < 2 || (at >= 14 && at < 18)) {
        assert.match(kind, /^(not-a-picture|broken BMP|unshown BMP|BMP 301 x 207)$/, `byte ${at}`);
      } else if (at === 26 || at === 27) {
        assert.equal(kind, 'broken BMP', 'planes');
      } else if (at >= 28 && at < 34) {
        assert.match(kind, /^(broken|unsupported) BMP$/, 'bits, compression');
      } else if (flipped.readUInt32LE(10) < 54) {
        assert.equal(kind, 'unshown BMP', 'pixels among the headers');
      } else if (flipped.readInt32LE(18) < 0) {
        assert.equal(kind, 'broken BMP', 'negative width');
      } else {
        const { width, height } = imageSize(flipped);
        assert.equal(kind, sized('BMP', width, height), `byte ${at}`);
      }
    }
  });

  it('of a JPEG is not rejected if a decoder opens it, and is read like the decoder reads it', async () => {
    const bytes = await pictures.jpeg({ ...SIDES, orientation: 6, exif: 40 });
    const scan = bytes.indexOf(Buffer.from([0xff, 0xda]));
    let opened = 0;
    // The third byte is part of the signature, though the decoder does not check it.
    for (const { at, flipped } of flips(bytes, scan, 3)) {
      const seen = await sharp(flipped, { limitInputPixels: false })
        .metadata()
        .catch(() => undefined);
      if (seen?.format === 'jpeg') {
        opened += 1;
        assert.equal(await kindOf(flipped), sized('JPEG', seen.width, seen.height), `byte ${at}`);
      }
    }
    // The comparison is worthless if the decoder rejects nearly all of them.
    assert.ok(opened > scan, `${opened} opened of ${4 * scan}`);
  });
});

function sized(format: Format, width: number, height: number): string {
  return width * height > 10 * 1024 * 1024 ? 'too-many-pixels' : `${format} ${width} x ${height}`;
}
