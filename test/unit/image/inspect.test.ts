import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fittable } from '../../../src/image/fittable.ts';
import { MAX_FITTABLE_BYTES } from '../../../src/image/fittable.ts';
import type { Inspected, Refused } from '../../../src/image/inspect.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { MAX_BYTES, MAX_PIXELS } from '../../../src/image/limits.ts';
import { Unreadable } from '../../../src/image/unreadable.ts';
import { heic } from '../../heic.ts';
import * as pictures from '../../pictures.ts';
import { fadingScene, scene } from '../../scene.ts';
import { frame, jpegOf, pngClaiming } from './claims.ts';
import { gifOf } from './gifs.ts';
import { watched } from './watched.ts';

/** Without the picture itself. */
async function inspectBytes(bytes: Uint8Array): Promise<Inspected | Refused> {
  const inspected = await inspect(watched(bytes).picture);
  return 'refusal' in inspected ? { refusal: inspected.refusal } : inspected;
}

/** Convertible pictures, by their properties. */
async function fittableIn(bytes: Uint8Array): Promise<Omit<Fittable, 'picture'> | undefined> {
  const inspected = await inspect(watched(bytes).picture);
  if (!('refusal' in inspected) || inspected.fittable === undefined) {
    return undefined;
  }
  const { format, width, height, size } = inspected.fittable;
  return { format, width, height, size };
}

async function zoneOf(bytes: Uint8Array): Promise<string> {
  const inspected = await inspectBytes(bytes);
  return 'zone' in inspected ? inspected.zone : inspected.refusal.kind;
}

describe('the limits', () => {
  it('are the two readings of Zoho’s 10 MB and 10 MP', () => {
    assert.deepEqual(MAX_BYTES, { lower: 10_000_000, upper: 10_485_760 });
    assert.deepEqual(MAX_PIXELS, { lower: 10_000_000, upper: 10_485_760 });
  });

  for (const format of ['jpeg', 'png'] as const) {
    it(`of bytes, exactly, for a ${format}`, async () => {
      const sized = (targetBytes: number): Promise<Buffer> =>
        pictures[format]({ width: 60, height: 40, targetBytes });
      assert.equal(await zoneOf(await sized(10_000_000)), 'fine');
      assert.equal(await zoneOf(await sized(10_000_001)), 'gray');
      assert.equal(await zoneOf(await sized(10_485_760)), 'gray');
      assert.deepEqual(await inspectBytes(await sized(10_485_761)), {
        refusal: { kind: 'too-many-bytes', size: 10_485_761, limit: 10_485_760 },
      });
    });
  }

  it('of pixels, exactly', async () => {
    assert.equal(await zoneOf(pngClaiming(4000, 2500)), 'fine');
    assert.equal(await zoneOf(pngClaiming(909_091, 11)), 'gray');
    assert.equal(await zoneOf(pngClaiming(4096, 2560)), 'gray');
    assert.deepEqual(await inspectBytes(pngClaiming(11, 953_251)), {
      refusal: { kind: 'too-many-pixels', width: 11, height: 953_251, limit: 10_485_760 },
    });
  });

  it('accept a camera’s 10 megapixels and reject its 12', async () => {
    const gray = await inspectBytes(await pictures.grayPixels());
    assert.ok('zone' in gray);
    assert.deepEqual([gray.width, gray.height, gray.zone], [3888, 2592, 'gray']);
    assert.deepEqual(await inspectBytes(await pictures.tooManyPixels()), {
      refusal: { kind: 'too-many-pixels', width: 4032, height: 3024, limit: 10_485_760 },
    });
  });

  it('count pixels beyond 32 bits', async () => {
    for (const [bytes, side] of [
      [jpegOf(frame(65_535, 65_535)), 65_535],
      [pngClaiming(2 ** 31 - 1, 2 ** 31 - 1), 2 ** 31 - 1],
      [await claimingBmp(-(2 ** 31)), 2 ** 31],
    ] as const) {
      const { refusal } = (await inspectBytes(bytes)) as Refused;
      assert.ok(refusal.kind === 'too-many-pixels');
      assert.equal(refusal.height, side);
    }
  });
});

async function claimingBmp(height: number): Promise<Buffer> {
  const bytes = await pictures.bmp({ width: 5, height: 1 });
  bytes.writeInt32LE(height, 22);
  return bytes;
}

describe('impossible side lengths', () => {
  it('mean that it is damaged', async () => {
    const backward = await pictures.bmp({ width: 5, height: 1 });
    backward.writeInt32LE(-5, 18);
    const old = await pictures.bmp({ width: 5, height: 1, header: 12 });
    old.writeUInt16LE(0, 18);
    for (const [format, bytes] of [
      ['PNG', pngClaiming(0, 5)],
      ['PNG', pngClaiming(5, 0)],
      ['PNG', pngClaiming(2 ** 31, 1)],
      ['PNG', pngClaiming(1, 2 ** 31)],
      ['GIF', gifOf({ width: 0, height: 5, frames: [] })],
      ['GIF', gifOf({ width: 0, height: 5, frames: [{ width: 0, height: 5, at: () => 0 }] })],
      ['GIF', gifOf({ width: 5, height: 0, frames: [{ width: 5, height: 0, at: () => 0 }] })],
      ['BMP', await claimingBmp(0)],
      ['BMP', backward],
      ['BMP', old],
    ] as const) {
      assert.deepEqual(await inspectBytes(bytes), { refusal: { kind: 'broken', format } });
    }
  });
});

describe('nothing unnecessary is read', () => {
  it('of an empty file', async () => {
    const { picture, asked } = watched(new Uint8Array());
    assert.deepEqual(await inspect(picture), { refusal: { kind: 'empty' } });
    assert.deepEqual(asked, []);
  });

  it('of a file with more bytes than any picture has', async () => {
    const { picture, asked } = watched(Buffer.from('text'), MAX_FITTABLE_BYTES + 1);
    const { refusal } = (await inspect(picture)) as Refused;
    assert.equal(refusal.kind, 'too-many-bytes');
    assert.deepEqual(asked, []);
  });

  it('of a PNG, GIF, BMP, foreign picture or other file after its first 4 KB', async () => {
    const sides = { width: 90, height: 70, noise: true };
    for (const bytes of [
      await pictures.png(sides),
      await pictures.gif(sides),
      await pictures.bmp(sides),
      await pictures.webp(sides),
      Buffer.alloc(9000, 'text'),
    ]) {
      const { picture, asked } = watched(bytes);
      await inspect(picture);
      assert.deepEqual(asked, [4096]);
    }
  });
});

describe('a convertible picture', () => {
  const sides = { width: 301, height: 207 };

  for (const [format, make] of [
    ['WebP', () => pictures.webp(sides)],
    ['WebP', () => scene(sides).webp({ lossless: true }).toBuffer()],
    ['WebP', () => fadingScene(sides).webp().toBuffer()],
    ['AVIF', () => pictures.avif(sides)],
    ['TIFF', () => pictures.tiff(sides)],
    ['TIFF', () => scene(sides).tiff({ bigtiff: true }).toBuffer()],
    ['TIFF', () => scene(sides).tiff({ compression: 'none' }).toBuffer()],
  ] as const) {
    it(`can be a ${format} of any kind, with its sides`, async () => {
      const bytes = await make();
      assert.deepEqual(await fittableIn(bytes), { format, ...sides, size: bytes.length });
      assert.deepEqual(await inspectBytes(bytes), { refusal: { kind: 'foreign-format', format } });
    });
  }

  it('can be a HEIC, with the sides of its grid before rotation', async () => {
    const bytes = heic({ turn: 1 });
    const expected = { format: 'HEIC', width: 180, height: 120, size: bytes.length };
    assert.deepEqual(await fittableIn(bytes), expected);
  });

  it('can be one that is too large', async () => {
    const photo = await pictures.tooManyPixels();
    const expected = { format: 'JPEG', width: 4032, height: 3024, size: photo.length };
    assert.deepEqual(await fittableIn(photo), expected);
    const heavy = await pictures.png({ width: 60, height: 40, targetBytes: 11_000_000 });
    const small = { format: 'PNG', width: 60, height: 40, size: 11_000_000 };
    assert.deepEqual(await fittableIn(heavy), small);
  });

  it('has a header, and fits in memory', async () => {
    for (const bytes of [
      heic().subarray(0, 100),
      (await pictures.webp(sides)).subarray(0, 20),
      (await pictures.tiff(sides)).subarray(0, 100),
      heic({ claimedWidth: 1_000_000 }),
      pngClaiming(20_000, 20_000),
      jpegOf(frame(65_535, 65_535)),
    ]) {
      assert.equal(await fittableIn(bytes), undefined);
    }
  });

  it('is not a HEIC with an endless description, which is not read on', async () => {
    const { picture, asked } = watched(endlessHeic());
    const refusal = { kind: 'foreign-format', format: 'HEIC' };
    assert.deepEqual(await inspect(picture), { refusal });
    assert.deepEqual(asked, [4096]);
  });

  it('is not a TIFF-based RAW', async () => {
    const tiff = await scene(sides).tiff({ compression: 'none' }).toBuffer();
    const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
    const directory = view.getUint32(4, true);
    for (const [tag, value] of [
      [254, 1],
      [262, 32803],
      [50706, 1],
    ] as const) {
      const raw = Buffer.from(tiff);
      // In the position of its last entry.
      const entry = directory + 2 + 12 * (raw.readUInt16LE(directory) - 1);
      raw.writeUInt16LE(tag, entry);
      raw.writeUInt16LE(4, entry + 2);
      raw.writeUInt32LE(1, entry + 4);
      raw.writeUInt32LE(value, entry + 8);
      assert.equal(await fittableIn(raw), undefined, `tag ${tag}`);
    }
  });
});

/** A HEIC whose description alone has eight megabytes, of the smallest possible boxes. */
function endlessHeic(): Buffer {
  const bytes = Buffer.alloc(8 * 1024 * 1024, Buffer.from('\0\0\0\x08free', 'latin1'));
  const brands = heic().readUInt32BE(0);
  heic().copy(bytes, 0, 0, brands);
  bytes.writeUInt32BE(bytes.length - brands, brands);
  bytes.write('meta', brands + 4, 'latin1');
  return bytes;
}

describe('a file that changes during reading', () => {
  it('is truncated if it became shorter', async () => {
    const bytes = await pictures.jpeg({ width: 60, height: 40, exif: 100_000 });
    for (const length of [3, 100, 4096, 50_000]) {
      const { picture } = watched(bytes.subarray(0, length), bytes.length);
      assert.deepEqual(await inspect(picture), { refusal: { kind: 'truncated', format: 'JPEG' } });
    }
  });

  it('throws its read errors', async () => {
    const { picture } = watched(await pictures.jpeg({ width: 60, height: 40, exif: 100_000 }));
    const gone = new Unreadable('missing');
    const head = (n: number): Promise<Uint8Array> =>
      n > 4096 ? Promise.reject(gone) : picture.head(n);
    await assert.rejects(inspect({ ...picture, head }), gone);
    assert.deepEqual(gone.refusal, { kind: 'unreadable', reason: 'missing' });
  });
});

it('distinguishes a Git LFS pointer in place of a picture from other texts', async () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
  const refusalOf = async (text: string): Promise<unknown> => inspectBytes(Buffer.from(text));
  assert.deepEqual(await refusalOf(pointer), { refusal: { kind: 'lfs-pointer' } });
  assert.deepEqual(await refusalOf(pointer.slice(0, 20)), { refusal: { kind: 'not-a-picture' } });
});
