import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { isFittable } from '../../../src/image/fittable.ts';
import type { Inspected, Refused } from '../../../src/image/inspect.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { MAX_BYTES, MAX_PIXELS } from '../../../src/image/limits.ts';
import * as pictures from '../../pictures.ts';
import { frame, jpegOf, segment } from './claims.ts';
import { watched } from './watched.ts';

/** For any bytes: a possible answer, in few steps, and from these bytes alone. */
async function assertSound(bytes: Uint8Array, size = bytes.length): Promise<void> {
  const answers = [];
  for (const around of [0x00, 0xff]) {
    const { picture, asked } = watched(bytes, size, around);
    const inspected = await inspect(picture);
    assertPossible(inspected, size);
    assert.ok(asked.length <= 4, `${asked.length} calls`);
    assert.ok(
      asked.every((n, at) => n <= size && n > (asked[at - 1] ?? 0)),
      `asked for ${asked.join(', ')} of ${size}`,
    );
    const fittable = 'refusal' in inspected ? inspected.fittable : undefined;
    answers.push({
      ...inspected,
      picture: undefined,
      fittable: { ...fittable, picture: undefined },
    });
  }
  assert.deepEqual(answers[0], answers[1]);
}

function assertPossible(inspected: Inspected | Refused, size: number): void {
  if ('refusal' in inspected) {
    const { refusal } = inspected;
    assert.equal(refusal.kind === 'empty', size === 0);
    assert.ok(refusal.kind !== 'too-many-bytes' || size > MAX_BYTES.upper);
    assert.ok(inspected.fittable === undefined || isFittable(inspected.fittable));
    assert.notEqual(refusal.kind, 'unreadable');
    if (refusal.kind === 'too-many-pixels') {
      assert.ok(refusal.width * refusal.height > refusal.limit);
    }
    return;
  }
  const { width, height } = inspected;
  assert.ok(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0);
  assert.ok(width * height <= MAX_PIXELS.upper);
  assert.equal(inspected.size, size);
  assert.ok(size <= MAX_BYTES.upper);
}

/** Signatures of files, and texts that resemble them. */
const BEGINNINGS = [
  '',
  '\x89PNG',
  '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
  '\xff\xd8\xff',
  '\xff\xd8\xff\xe1',
  '\xff\xd8\xff\xc0',
  'GIF89a',
  'BM',
  'BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0',
  'BM\0\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0',
  '\0\0\0\x18ftyp',
  '\xff\xff\xff\xffftypmif1',
  'RIFF....WEBP',
  'RIFF....WEBPVP8 ',
  'RIFF....WEBPVP8L',
  'RIFF....WEBPVP8X',
  'II*\0\x08\0\0\0\x03\0',
  'MM\0*\0\0\0\x08\0\x03',
  'II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0\x03\0\0\0\0\0\0\0',
  '\0\0\0\x10ftypheic\0\0\0\0\0\0\x01\0meta\0\0\0\0',
  '\xff\xfe',
  '\xfe\xff',
  '\xef\xbb\xbf<?',
  '<!--',
  '<svg',
];

const anyFile = fc
  .tuple(fc.constantFrom(...BEGINNINGS), fc.uint8Array({ maxLength: 6000 }))
  .map(([beginning, rest]) => Buffer.concat([Buffer.from(beginning, 'latin1'), rest]));

/** Segments with correct or wrong lengths, and what else may be between them. */
const anySegment = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 255 }), fc.nat({ max: 3000 }))
    .map(([marker, length]) => segment(marker, Buffer.alloc(length, 0xff))),
  fc
    .tuple(fc.integer({ min: 1, max: 255 }), fc.nat({ max: 65535 }), fc.nat({ max: 300 }))
    .map(([marker, claimed, length]) => segment(marker, Buffer.alloc(length), claimed)),
  fc.uint8Array({ maxLength: 40 }),
);

describe('inspecting never throws, hangs or reads forever', () => {
  it('for any file', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, (bytes) => assertSound(bytes)),
      { numRuns: 2000 },
    );
  });

  it('for any segments of a JPEG', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anySegment, { maxLength: 60 }), (parts) =>
        assertSound(jpegOf(segment(0xe0, Buffer.alloc(14)), ...parts)),
      ),
      { numRuns: 1000 },
    );
  });

  it('for any stated file size', async () => {
    const size = fc.nat({ max: MAX_BYTES.upper + 1000 });
    await fc.assert(
      fc.asyncProperty(anyFile, size, (bytes, said) => assertSound(bytes, said)),
      { numRuns: 1000 },
    );
  });

  let real: readonly Buffer[];
  before(async () => {
    const sides = { width: 201, height: 107 };
    real = await Promise.all([
      pictures.jpeg({ ...sides, exif: 70_000 }),
      pictures.jpeg({ ...sides, orientation: 3, progressive: true }),
      pictures.png(sides),
      pictures.gif(sides),
      pictures.bmp(sides),
      pictures.bmp({ ...sides, header: 12 }),
      pictures.avif(sides),
      pictures.heic(),
      pictures.webp(sides),
      pictures.tiff(sides),
      pictures.svg(sides),
    ]);
  });

  it('for any change to a real picture', async () => {
    const edits = fc.array(fc.tuple(fc.nat({ max: 700 }), fc.integer({ min: 0, max: 255 })), {
      maxLength: 6,
    });
    const cut = fc.oneof(fc.nat({ max: 700 }), fc.nat({ max: 80_000 }));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 10 }), edits, cut, (which, changes, length) => {
        const bytes = Buffer.from(real[which] ?? []).subarray(0, length);
        for (const [at, value] of changes) {
          bytes[at % (bytes.length + 1)] = value;
        }
        return assertSound(bytes);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a JPEG has the size in its frame header', () => {
  it('whatever precedes it', async () => {
    const before = fc.oneof(
      fc
        .tuple(
          fc.oneof(
            // The two that describe other frames are not included.
            fc.integer({ min: 0xdb, max: 0xfe }).filter((marker) => ![0xde, 0xf7].includes(marker)),
            fc.constantFrom(0x02, 0xbf, 0xc4, 0xc8, 0xcc),
          ),
          fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 65_533 })),
          fc.nat({ max: 255 }),
        )
        .map(([marker, length, fill]) => segment(marker, Buffer.alloc(length, fill))),
      fc.nat({ max: 12 }).map((length) => Buffer.alloc(length, 0xff)),
      fc.constantFrom(0x01, 0xd0, 0xd7).map((marker) => Buffer.from([0xff, marker])),
      fc.nat({ max: 12 }).map((length) => Buffer.alloc(length)),
    );
    const side = fc.integer({ min: 1, max: 3238 });
    await fc.assert(
      fc.asyncProperty(fc.array(before), side, side, async (parts, width, height) => {
        // The signature of a JPEG ends with the first marker, so a segment comes first.
        const first = segment(0xe0, Buffer.alloc(14));
        const bytes = jpegOf(first, ...parts, frame(width, height));
        const inspected = await inspect(watched(bytes).picture);
        assert.ok('width' in inspected, JSON.stringify(inspected));
        assert.deepEqual([inspected.width, inspected.height], [width, height]);
      }),
      { numRuns: 1000 },
    );
  });
});
