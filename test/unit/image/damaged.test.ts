import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { Fitter } from '../../../src/image/fit.ts';
import type { Fittable } from '../../../src/image/fittable.ts';
import type { FitAnswer } from '../../../src/image/fitting.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { heic } from '../../heic.ts';
import * as pictures from '../../pictures.ts';
import { fadingScene, scene, SCENE, scenePixels } from '../../scene.ts';
import { bitmap } from './bitmaps.ts';
import { frame, jpegOf, pngClaiming } from './claims.ts';
import { DecodingThread } from './decodingThread.ts';
import { assertAlike } from './likeness.ts';

const thread = new DecodingThread();

type Format = Fittable['format'];
type Made = Extract<FitAnswer, { kind: 'fitted' }>;

const FORMATS: Readonly<Record<Format, () => Promise<Buffer>>> = {
  JPEG: () => scene().jpeg({ quality: 80 }).toBuffer(),
  PNG: () => scene({ width: 52, height: 30 }).png().toBuffer(),
  GIF: () => scene({ width: 90, height: 50 }).gif().toBuffer(),
  BMP: () => {
    const small = { width: 50, height: 30 };
    return Promise.resolve(bitmap({ bits: 24 }, { ...small, pixels: scenePixels(small) }));
  },
  WebP: () => scene().webp({ quality: 90 }).toBuffer(),
  TIFF: () => scene({ width: 60, height: 40 }).tiff({ compression: 'lzw' }).toBuffer(),
  AVIF: () => scene().avif({ effort: 0, quality: 70 }).toBuffer(),
  HEIC: () => Promise.resolve(heic()),
};

describe('a truncated file is reported as damaged, and nothing else', () => {
  for (const [format, make] of Object.entries(FORMATS) as [Format, () => Promise<Buffer>][]) {
    it(`${format}, at every kilobyte`, async () => {
      const bytes = await make();
      assert.ok(bytes.length > 2200, `${bytes.length} bytes`);
      for (let length = 1024; length < bytes.length - 32; length += 1024) {
        const { kind } = await thread.decode(bytes.subarray(0, length), format);
        assert.equal(kind, 'broken', `${length} of ${bytes.length} bytes`);
      }
    });
  }
});

describe('a file with one changed byte is a picture or damaged, and nothing else', () => {
  for (const [format, make] of Object.entries(FORMATS) as [Format, () => Promise<Buffer>][]) {
    it(format, async () => {
      const bytes = await make();
      // More of them in the header.
      for (const share of [0.003, 0.01, 0.04, 0.2, 0.7]) {
        const changed = Buffer.from(bytes);
        const at = Math.floor(share * bytes.length);
        changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at);
        const { kind } = await thread.decode(changed, format);
        assert.match(kind, /^(fitted|broken)$/, `byte ${at}`);
      }
      assert.equal((await thread.decode(bytes, format)).kind, 'fitted');
    });
  }
});

describe('a decompression bomb is rejected by its header', () => {
  const CLAIM = 65_535;
  const claims: Readonly<Record<string, () => Buffer | Promise<Buffer>>> = {
    JPEG: () => jpegOf(frame(CLAIM, CLAIM)),
    PNG: () => pngClaiming(CLAIM, CLAIM),
    GIF: () => {
      const bytes = Buffer.alloc(100);
      bytes.write('GIF89a', 'latin1');
      bytes.writeUInt16LE(CLAIM, 6);
      bytes.writeUInt16LE(CLAIM, 8);
      return bytes;
    },
    BMP: () => {
      const bytes = bitmap({ bits: 24 }, { ...SCENE, pixels: scenePixels() });
      bytes.writeInt32LE(CLAIM, 18);
      bytes.writeInt32LE(CLAIM, 22);
      return bytes;
    },
    TIFF: () => tiffClaiming(CLAIM, CLAIM),
    HEIC: () => heic({ claimedWidth: CLAIM * 9 }),
    WebP: () => {
      // After the chunk's size and flags, each minus one in three bytes.
      const bytes = Buffer.from('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0......', 'latin1');
      bytes.writeUIntLE(CLAIM - 1, 24, 3);
      bytes.writeUIntLE(CLAIM - 1, 27, 3);
      return bytes;
    },
    AVIF: async () => {
      const bytes = await scene().avif({ effort: 0 }).toBuffer();
      const sides = bytes.indexOf('ispe') + 8;
      bytes.writeUInt32BE(CLAIM, sides);
      bytes.writeUInt32BE(CLAIM, sides + 4);
      return bytes;
    },
  };
  for (const [format, make] of Object.entries(claims)) {
    it(format, async () => {
      const bytes = await make();
      const inspected = await inspect(pictures.pictureOf(bytes, 'a'));
      assert.ok('refusal' in inspected);
      assert.equal(inspected.fittable, undefined);
      // The decoder rejects it too, even if the header were read differently.
      const { kind } = await thread.decode(bytes, format as Format);
      assert.equal(kind, 'broken');
    });
  }

  it('and a large picture can be canceled while it is decoded', async () => {
    const bytes = whitePng(14_000, 14_000);
    const inspected = await inspect(pictures.pictureOf(bytes, 'a.png'));
    assert.ok('refusal' in inspected && inspected.fittable);
    const cancel = new AbortController();
    // As soon as the picture has been read.
    const { picture } = inspected.fittable;
    const read = async (): Promise<Uint8Array> => {
      setTimeout(() => {
        cancel.abort(new Error('enough'));
      }, 300);
      return picture.read();
    };
    const fitter = new Fitter({
      worker: new URL('../../../src/image/worker.ts', import.meta.url),
      convertsHeic: () => true,
    });
    try {
      const large = { ...inspected.fittable, picture: { ...picture, read } };
      await assert.rejects(fitter.fit(large, {}, cancel.signal), /enough/);
      const bytes = heic();
      const small = { picture: pictures.pictureOf(bytes, 'a'), ...SCENE, size: bytes.length };
      const next = await fitter.fit({ ...small, format: 'HEIC' }, {}, AbortSignal.timeout(60_000));
      assert.equal(next.kind, 'fitted');
    } finally {
      await fitter.dispose();
    }
  });
});

/** A TIFF with one directory: the sides, and one strip that does not exist. */
function tiffClaiming(width: number, height: number): Buffer {
  const entries = [
    [256, width],
    [257, height],
    [258, 8],
    [259, 1],
    [262, 1],
    [273, 8],
    [277, 1],
    [278, height],
    [279, 100],
  ] as const;
  const bytes = Buffer.alloc(14 + entries.length * 12);
  bytes.write('II*\0\x08\0\0\0', 'latin1');
  bytes.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, value], index) => {
    const at = 10 + 12 * index;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(4, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  });
  return bytes;
}

/** One bit per pixel, which compresses to almost nothing. */
function whitePng(width: number, height: number): Buffer {
  const head = pngClaiming(width, height).subarray(0, 33);
  head.writeUInt8(1, 24);
  head.writeUInt8(0, 25);
  head.writeUInt32BE(crc32(head.subarray(12, 29)), 29);
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height), { level: 1 });
  return Buffer.concat([head, chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, content: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + content.length);
  bytes.writeUInt32BE(content.length);
  bytes.write(type, 4, 'latin1');
  content.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
}

describe('a picture with too many bytes', () => {
  /** With limits that small pictures exceed. */
  async function within(bytes: Buffer, format: Format, maxBytes: number): Promise<Made> {
    const answer = await thread.decode(bytes, format, { maxBytes, maxPixels: 1e7 });
    assert.ok(answer.kind === 'fitted' && answer.bytes.length <= maxBytes);
    return answer;
  }

  it('is compressed more, and then resized', async () => {
    const noise = await pictures.png({ width: 200, height: 150, noise: true });
    const fine = await within(noise, 'PNG', 1_000_000);
    const coarser = await within(noise, 'PNG', fine.bytes.length - 1);
    assert.deepEqual([coarser.format, coarser.width], ['JPEG', 200]);
    const smaller = await within(noise, 'PNG', 2000);
    assert.ok(smaller.width < 100 && smaller.bytes.length > 1000, `${smaller.width} wide`);
    assert.ok(Math.abs(smaller.width / smaller.height - 4 / 3) < 0.1);
    const photo = await pictures.jpeg({ width: 200, height: 150, noise: true });
    const sixth = await within(photo, 'JPEG', photo.length / 6);
    assert.deepEqual(sixth.format, 'JPEG');
    assert.ok(sixth.width < 200, `${sixth.width} wide`);
  });

  it('stays animated, unless it would become too small', async () => {
    const moving = await pictures.gif({ width: 120, height: 90, noise: true, frames: 4 });
    const smaller = await within(moving, 'GIF', moving.length / 2);
    assert.deepEqual([smaller.format, smaller.warnings], ['GIF', []]);
    assert.ok(smaller.width < 100, `${smaller.width} wide`);
    assert.equal((await sharp(smaller.bytes).metadata()).pages, 4);
    const still = await within(moving, 'GIF', moving.length / 10);
    assert.deepEqual(still.warnings, ['first-frame']);
  });

  it('stays transparent', async () => {
    const fading = await fadingScene().png().toBuffer();
    const smaller = await within(fading, 'PNG', 1500);
    assert.equal(smaller.format, 'PNG');
    assert.ok(smaller.width < SCENE.width, `${smaller.bytes.length} bytes`);
    await assertAlike(smaller.bytes, sharp(fading), { mean: 3, worst: 30 });
  });

  it('is no longer treated as a drawing', async () => {
    const palette = await pictures.gif({ width: 300, height: 200, noise: true });
    assert.equal((await within(palette, 'GIF', 1_000_000)).format, 'JPEG');
    const half = await sharp({ create: { ...SCENE, channels: 3, background: '#fff' } })
      .composite([{ input: await pictures.png({ width: 80, height: 120, noise: true }) }])
      .png()
      .toBuffer();
    assert.equal((await within(half, 'PNG', 1_000_000)).format, 'PNG');
    assert.equal((await within(half, 'PNG', 15_000)).format, 'JPEG');
  });
});
