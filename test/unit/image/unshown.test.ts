// Intact pictures that no browser displays.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { Fitter } from '../../../src/image/fit.ts';
import type { Inspected, Refused } from '../../../src/image/inspect.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { wordsOfRefusal } from '../../../src/ui/words/refusal.ts';
import { pictureOf } from '../../pictures.ts';
import { scene, SCENE } from '../../scene.ts';
import { frame, jpegOf } from './claims.ts';
import { fields, shownFields } from './coloredFields.ts';
import { assertAlike } from './likeness.ts';

const fitter = new Fitter({ worker: new URL('../../../src/image/worker.ts', import.meta.url) });
after(() => fitter.dispose());

function caseOf(name: string): Promise<Buffer> {
  return readFile(new URL(`cases/${name}`, import.meta.url));
}

function look(bytes: Buffer): Promise<Inspected | Refused> {
  return inspect(pictureOf(bytes, 'a'));
}

/** The version of a picture that is rejected without one. */
async function versionOf(bytes: Buffer): Promise<Uint8Array> {
  const inspected = await look(bytes);
  assert.ok('refusal' in inspected && inspected.fittable, 'it is taken as it is, or not at all');
  assert.equal(inspected.refusal.kind, 'unshown');
  const version = await fitter.fit(inspected.fittable, {}, AbortSignal.timeout(60_000));
  assert.ok(version.kind === 'fitted', JSON.stringify(version));
  return version.picture.read();
}

/** Red, green and blue in the middle of each quarter. */
async function quarters(file: Uint8Array): Promise<number[][]> {
  const { data, info } = await sharp(file)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return [0.25, 0.75].flatMap((y) =>
    [0.25, 0.75].map((x) => {
      const at = (Math.floor(y * height) * width + Math.floor(x * width)) * channels;
      return [...data.subarray(at, at + 3)];
    }),
  );
}

/** Expected in all cases: red, green, blue and gray. Source: ImageMagick, from a common JPEG. */
const FIELDS = [
  [145, 29, 29],
  [29, 194, 29],
  [30, 29, 146],
  [195, 195, 195],
];

function assertNear(shown: readonly number[][], expected: readonly number[][]): void {
  const worst = Math.max(
    ...shown.flat().map((value, at) => Math.abs(value - (expected.flat()[at] ?? NaN))),
  );
  assert.ok(worst <= 6, `${JSON.stringify(shown)}, not ${JSON.stringify(expected)}`);
}

describe('a version is created of a picture that no browser displays but that can be decoded', () => {
  it('lossless JPEG', async () => {
    // Its samples are 60 + 4 x + 2 y.
    const gray = [104, 168, 128, 192].map((value) => [value, value, value]);
    assertNear(await quarters(await versionOf(await caseOf('jpeg-lossless.jpg'))), gray);
  });

  it('JPEG with arithmetic coding', async () => {
    assertNear(await quarters(await versionOf(await caseOf('jpeg-arithmetic.jpg'))), FIELDS);
  });

  it('JPEG in a BMP', async () => {
    assertNear(await quarters(await versionOf(await caseOf('bmp-jpeg-inside.bmp'))), FIELDS);
  });

  it('PNG in a BMP', async () => {
    const png = await scene().png().toBuffer();
    await assertAlike(await versionOf(bmpAround(png, 5)), scene());
  });

  it('PNG in a BMP without an offset', async () => {
    const bmp = bmpAround(await scene().png().toBuffer(), 5);
    bmp.writeUInt32LE(0, 10);
    await assertAlike(await versionOf(bmp), scene());
  });

  it('but not of a BMP that lacks it', async () => {
    const inspected = await look(bmpAround(Buffer.from('This is no picture.'), 4));
    assert.ok('refusal' in inspected && inspected.fittable);
    const version = await fitter.fit(inspected.fittable, {}, AbortSignal.timeout(60_000));
    assert.equal(version.kind, 'broken');
  });
});

function bmpAround(content: Buffer, compression: number, headerLength = 40, bits = 0): Buffer {
  const front = Buffer.alloc(14 + headerLength);
  front.write('BM', 'latin1');
  front.writeUInt32LE(front.length + content.length, 2);
  front.writeUInt32LE(front.length, 10);
  front.writeUInt32LE(headerLength, 14);
  front.writeInt32LE(SCENE.width, 18);
  front.writeInt32LE(SCENE.height, 22);
  front.writeUInt16LE(1, 26);
  front.writeUInt16LE(bits, 28);
  front.writeUInt32LE(compression, 30);
  return Buffer.concat([front, content]);
}

/** A PNG's first chunk: depth, color type, compression, filter, interlace. */
function pngOf(...kind: readonly number[]): Buffer {
  const bytes = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x08.........', 'latin1');
  bytes.set(kind, 24);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

describe('a picture that nothing can display is rejected with a correct message', () => {
  const UNSUPPORTED = 'unsupported';
  const cases: readonly (readonly [string, () => Promise<Buffer> | Buffer, string])[] = [
    ['JPEG of 12 bits', () => caseOf('jpeg-12bit.jpg'), UNSUPPORTED],
    ['lossless JPEG of 16 bits', () => with16Bits(frame(9, 9, 0xc3)), UNSUPPORTED],
    ['hierarchical JPEG', () => jpegOf(frame(9, 9, 0xde), frame(9, 9, 0xc5)), UNSUPPORTED],
    ['JPEG of two components', () => jpegOf(frame(9, 9, 0xc0, 2)), UNSUPPORTED],
    ['JPEG of five components', () => jpegOf(frame(9, 9, 0xc0, 5)), UNSUPPORTED],
    ['JPEG-LS', () => jpegOf(frame(9, 9, 0xf7)), UNSUPPORTED],
    ['BMP of 64 bits', () => bmpAround(Buffer.alloc(9), 0, 40, 64), UNSUPPORTED],
    ['BMP in CMYK', () => bmpAround(Buffer.alloc(9), 11, 40, 32), UNSUPPORTED],
    ['BMP of OS/2 in Huffman’s code', () => bmpAround(Buffer.alloc(9), 3, 64, 1), UNSUPPORTED],
    ['BMP of OS/2 in runs of 24 bits', () => bmpAround(Buffer.alloc(9), 4, 64, 24), UNSUPPORTED],
    ['BMP of no bits', () => bmpAround(Buffer.alloc(9), 0, 40, 0), 'broken'],
    ['BMP in runs of other bits', () => bmpAround(Buffer.alloc(9), 1, 40, 4), 'broken'],
    ['PNG of an iPhone’s app', () => ofApp(pngOf(8, 2, 0, 0, 0)), UNSUPPORTED],
    ['PNG of 3 bits', () => caseOf('png-depth-3.png'), 'broken'],
    ['PNG of a color type that there is none of', () => pngOf(8, 1, 0, 0, 0), 'broken'],
    ['PNG of another such', () => pngOf(8, 5, 0, 0, 0), 'broken'],
    ['PNG of 4 bits of color', () => pngOf(4, 2, 0, 0, 0), 'broken'],
    ['PNG of a palette of 16 bits', () => pngOf(16, 3, 0, 0, 0), 'broken'],
    ['PNG of another compression', () => pngOf(8, 2, 1, 0, 0), 'broken'],
    ['PNG of another filter', () => pngOf(8, 2, 0, 1, 0), 'broken'],
    ['PNG of another interlacing', () => pngOf(8, 2, 0, 0, 2), 'broken'],
  ];
  for (const [name, make, kind] of cases) {
    it(name, async () => {
      const inspected = await look(await make());
      assert.ok('refusal' in inspected, 'it is taken');
      assert.equal(inspected.refusal.kind, kind);
      assert.equal(inspected.fittable, undefined);
    });
  }

  it('every kind of PNG is accepted', async () => {
    const depths = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };
    for (const [type, ones] of Object.entries(depths)) {
      for (const depth of ones) {
        assert.ok(!('refusal' in (await look(pngOf(depth, Number(type), 0, 0, 1)))));
      }
    }
  });

  it('and the message says how to get one that every browser displays', () => {
    assert.deepEqual(wordsOfRefusal({ kind: 'unsupported', format: 'JPEG' }), {
      what: 'This kind of JPEG file isn’t supported.',
      remedy: 'Open it in another program and save it as a baseline JPEG.',
      actions: [],
    });
    assert.match(wordsOfRefusal({ kind: 'unshown', format: 'JPEG' }).what, /^Browsers can’t show/);
  });
});

function with16Bits(header: Buffer): Buffer {
  header.writeUInt8(16, 4);
  return jpegOf(header);
}

/** With Apple's own chunk before all others. */
function ofApp(png: Buffer): Buffer {
  const chunk = Buffer.from('\0\0\0\x04CgBI\x50\0\x20\x06....', 'latin1');
  return Buffer.concat([png.subarray(0, 8), chunk, png.subarray(8)]);
}

describe('a JPEG in CMYK', () => {
  it('is accepted, and reported', async () => {
    const cmyk = await look(await scene().toColourspace('cmyk').jpeg().toBuffer());
    assert.ok(!('refusal' in cmyk) && cmyk.cmyk === true);
    const rgb = await look(await scene().jpeg().toBuffer());
    assert.ok(!('refusal' in rgb) && !('cmyk' in rgb));
  });

  it('is not inverted, whether or not Adobe’s marker says that it is stored inverted', async () => {
    const gray = fields().greyscale();
    const cmyk = await gray.clone().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    const at = cmyk.indexOf(Buffer.from([0xff, 0xee]));
    const unmarked = Buffer.concat([
      cmyk.subarray(0, at),
      cmyk.subarray(at + 2 + cmyk.readUInt16BE(at + 2)),
    ]);
    for (const bytes of [cmyk, unmarked]) {
      const inspected = await look(bytes);
      assert.ok(!('refusal' in inspected));
      const version = await fitter.fit(inspected, {}, AbortSignal.timeout(60_000));
      assert.ok(version.kind === 'fitted');
      const shown = await shownFields(await version.picture.read());
      const stored = await shownFields(await gray.clone().png().toBuffer());
      const worst = Math.max(
        ...shown.flat().map((value, at) => Math.abs(value - (stored.flat()[at] ?? NaN))),
      );
      // Ink darkens each slightly; the inverse of 195 is 60.
      assert.ok(worst <= 40, `${JSON.stringify(shown)}, not ${JSON.stringify(stored)}`);
    }
  });
});
