import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { exifOfOrientation, readExif } from '../../../src/image/exif.ts';
import { withoutPersonalData } from '../../../src/image/personalData.ts';
import { assertSound } from '../../fuzz/sound.ts';
import { howMany } from '../../long.ts';
import * as photos from '../../photos.ts';
import * as pictures from '../../pictures.ts';
import { segment } from './claims.ts';

const FORMATS = ['jpeg', 'png', 'webp', 'gif'] as const;

/** Pieces described by their bytes and their stated length. */
const anyContent = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(
      fc.constantFrom('Exif\0\0', 'http://ns.adobe.com/xap/1.0/\0', 'MPF\0', 'Photoshop 3.0\0'),
      fc.uint8Array({ maxLength: 100 }),
    )
    .map(([name, rest]) => Buffer.concat([Buffer.from(name), rest])),
  fc.constantFrom(...photos.SECRETS),
);

const sides = { width: 23, height: 17 };
let plain: Readonly<Record<(typeof FORMATS)[number], Buffer>>;
let photo: readonly Buffer[];

before(async () => {
  plain = {
    jpeg: await pictures.jpeg(sides),
    png: await pictures.png(sides),
    webp: await pictures.webp(sides),
    gif: await pictures.gif(sides),
  };
  photo = [
    await photos.photo('jpeg', { orientation: 6 }),
    await photos.photo('png', { orientation: 6 }),
    await photos.photo('webp', { orientation: 6 }),
    plain.gif,
  ];
});

/** Whether removing personal data restores the bytes from before something was inserted. */
function assertGivesBack(bytes: Buffer, before: Buffer): void {
  const result = withoutPersonalData(bytes);
  assert.ok(result.kind === 'clean', result.kind);
  assert.ok(before.equals(result.bytes));
}

describe('what was inserted into a picture is removed, and nothing else', () => {
  it('segments of a JPEG, at any position', async () => {
    const marker = fc.constantFrom(0xe0, 0xe1, 0xe2, 0xe3, 0xe8, 0xed, 0xef, 0xfe);
    const segments = fc.array(
      fc.tuple(marker, anyContent).map(([kind, content]) => segment(kind, content)),
      { maxLength: 8 },
    );
    const { jpeg } = plain;
    const starts = [...startsOfSegments(jpeg)];
    await fc.assert(
      fc.asyncProperty(
        segments,
        fc.constantFrom(...starts),
        fc.uint8Array(),
        async (all, at, end) => {
          const bytes = Buffer.concat([jpeg.subarray(0, at), ...all, jpeg.subarray(at), end]);
          await assertSound(bytes);
          assertGivesBack(bytes, jpeg);
        },
      ),
      { numRuns: howMany(300, 1000) },
    );
  });

  it('chunks of a PNG', async () => {
    const letter = (from: string): fc.Arbitrary<string> => fc.constantFrom(...from.split(''));
    const type = fc
      .tuple(letter('abcxyz'), letter('bcdQXYZ'), letter('ABCXYZ'), letter('abcDEF'))
      .map((letters) => letters.join(''));
    const chunks = fc.array(
      fc
        .tuple(fc.oneof(type, fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME')), anyContent)
        .map(([name, content]) => photos.chunk(name, content)),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(chunks, fc.uint8Array(), async (all, end) => {
        const bytes = Buffer.concat([photos.withChunks(plain.png, ...all), end]);
        await assertSound(bytes);
        assertGivesBack(bytes, plain.png);
      }),
      { numRuns: howMany(300, 1000) },
    );
  });

  it('chunks of a WebP', async () => {
    const type = fc.constantFrom('EXIF', 'XMP ', 'exif', '\0\0\0\0', 'VP9 ');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(type, anyContent), { maxLength: 8 }),
        fc.uint8Array(),
        async (all, end) => {
          const chunked = all.reduce(
            (file, [name, content]) => photos.withWebpChunk(file, name, content),
            plain.webp,
          );
          const bytes = Buffer.concat([chunked, end]);
          await assertSound(bytes);
          assertGivesBack(bytes, plain.webp);
        },
      ),
      { numRuns: howMany(300, 1000) },
    );
  });
});

/** Where segments of a JPEG start, up to its only scan. */
function* startsOfSegments(jpeg: Buffer): Generator<number> {
  for (let at = 2; ; at += 2 + jpeg.readUInt16BE(at + 2)) {
    yield at;
    if (jpeg[at + 1] === 0xda) {
      return;
    }
  }
}

describe('every file gets an answer', () => {
  it('truncated and changed', async () => {
    const change = fc.tuple(fc.nat({ max: 2000 }), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: FORMATS.length - 1 }),
        fc.array(change, { maxLength: 6 }),
        fc.nat({ max: 2500 }),
        async (which, changes, length) => {
          const bytes = Buffer.from(photo[which] ?? []).subarray(0, length);
          for (const [at, value] of changes) {
            bytes[at % (bytes.length + 1)] = value;
          }
          await assertSound(bytes);
        },
      ),
      { numRuns: howMany(600, 2000) },
    );
  });

  it('with nothing but segments, chunks or noise', async () => {
    const beginnings = fc.constantFrom(
      '\xff\xd8\xff',
      'RIFF\xff\0\0\0WEBPVP8X',
      'GIF89a',
      '\x89PNG',
    );
    const piece = fc.oneof(
      fc
        .tuple(fc.nat({ max: 255 }), anyContent)
        .map(([marker, content]) => segment(marker, content)),
      fc
        .tuple(fc.nat({ max: 255 }), anyContent, fc.nat({ max: 65_535 }))
        .map(([marker, content, claimed]) => segment(marker, content, claimed)),
      fc.uint8Array({ maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(
        beginnings,
        fc.array(piece, { maxLength: 30 }),
        async (beginning, pieces) => {
          await assertSound(Buffer.concat([Buffer.from(beginning, 'latin1'), ...pieces]));
        },
      ),
      { numRuns: howMany(600, 2000) },
    );
  });

  it('or the EXIF', () => {
    const beginning = fc.constantFrom('II*\0\x08\0\0\0', 'MM\0*\0\0\0\x08', 'II*\0', 'MM', '');
    fc.assert(
      fc.property(beginning, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        const { orientation, location, other } = readExif(
          Buffer.concat([Buffer.from(start, 'latin1'), rest]),
        );
        assert.ok(orientation >= 1 && orientation <= 8);
        assert.ok(!location || other);
      }),
      { numRuns: howMany(1500, 5000) },
    );
  });
});

it('EXIF for an orientation contains just that', () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const read = readExif(exifOfOrientation(orientation));
    assert.deepEqual(read, { orientation, location: false, other: false });
  }
});
