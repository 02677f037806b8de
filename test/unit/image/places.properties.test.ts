import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { personalDataIn, withoutPersonalData } from '../../../src/image/personalData.ts';
import { howMany } from '../../long.ts';
import * as photos from '../../photos.ts';
import * as pictures from '../../pictures.ts';
import { segment } from './claims.ts';
import type { Planted } from './plantedPlaces.ts';
import * as places from './plantedPlaces.ts';

const ALL = [...places.EXIF, ...places.XMP, ...places.TEXTS, ...places.DATA];
const SIDES = { width: 23, height: 17 };

let plain: Readonly<Record<'jpeg' | 'progressive' | 'png' | 'webp' | 'gif' | 'bmp', Buffer>>;

before(async () => {
  plain = {
    jpeg: await pictures.jpeg({ ...SIDES, noise: true }),
    // Large enough for its last scan to have a middle.
    progressive: await pictures.jpeg({ width: 93, height: 71, noise: true, progressive: true }),
    png: await pictures.png({ ...SIDES, noise: true }),
    webp: await pictures.webp(SIDES),
    gif: await pictures.gif(SIDES),
    bmp: await pictures.bmp(SIDES),
  };
});

/** Whether an intact location is detected or removed, and is not in a file that is called clean. */
function assertNoPlaceLeft(bytes: Buffer, { what, data, secret }: Planted): void {
  const { location } = personalDataIn(bytes);
  const result = withoutPersonalData(bytes);
  const clean = result.kind === 'clean' ? Buffer.from(result.bytes) : undefined;
  // Nobody could recognize half of it, or one with other bytes in between, as a location.
  const isWhole = bytes.includes(join(Buffer.alloc(1), data));
  assert.ok(!isWhole || location || clean !== undefined, `${what}: neither noticed nor taken out`);
  const isLeft = isWhole && clean?.includes(secret) === true;
  assert.ok(!isLeft, `${what}: called clean with the place in it`);
}

/** Like the above, and detected, since the file is complete. */
function assertNoticed(bytes: Buffer, planted: Planted): void {
  assert.equal(personalDataIn(bytes).location, true, `${planted.what} is not noticed`);
  assertNoPlaceLeft(bytes, planted);
}

function join(...parts: readonly (Buffer | string)[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

/** Files with a location at every possible position. */
function* filesWith(planted: Planted): Generator<Buffer> {
  const { jpeg, progressive, png, webp, gif, bmp } = plain;
  // Numbers in a text are distinguished from noise by what precedes them.
  const data = join(Buffer.alloc(4), planted.data);
  for (const whole of [jpeg, progressive]) {
    for (const one of places.segmentsOf(planted)) {
      yield photos.withSegments(whole, one);
      yield join(whole.subarray(0, -2), one, whole.subarray(-2));
    }
    // After the end, after a scan without an end, and there with bytes that resemble a marker.
    yield join(whole, data);
    yield join(whole.subarray(0, -2), data);
    yield join(whole.subarray(0, -2), data, whole.subarray(-2));
    yield join(whole.subarray(0, -2), data, Buffer.from([0xff, 0xf1, 0, 0]), whole.subarray(-2));
    yield join(whole.subarray(0, -2), photos.withSegments(whole, ...places.segmentsOf(planted)));
  }
  for (const one of places.chunksOf(planted)) {
    yield photos.withChunks(png, one);
    yield join(png.subarray(0, -12), one, png.subarray(-12));
    yield join(png.subarray(0, -12), one);
  }
  yield join(png, data);
  yield join(png.subarray(0, -12), data);
  yield join(png.subarray(0, -14), data);
  for (const one of places.blocksOf(planted)) {
    yield join(gif.subarray(0, -1), one, gif.subarray(-1));
    yield join(gif.subarray(0, -1), one);
  }
  yield join(gif, data);
  yield join(gif.subarray(0, -1), data);
  for (const type of ['EXIF', 'XMP ', 'MAKR']) {
    yield photos.withWebpChunk(webp, type, planted.data);
  }
  yield photos.withWebpChunk(webp, 'EXIF', join('Exif\0\0', planted.data));
  yield join(webp, data);
  yield join(bmp, data);
}

/** Files with a location inside what is kept, where it can't be removed. */
function* filesHiding(planted: Planted): Generator<Buffer> {
  const { jpeg, progressive, png, bmp } = plain;
  const data = join(Buffer.alloc(4), planted.data, Buffer.alloc(4));
  for (const whole of [jpeg, progressive]) {
    yield join(whole.subarray(0, -40), data, whole.subarray(-40));
    yield photos.withSegments(whole, segment(0xdb, data));
    yield photos.withSegments(whole, segment(0xe2, join('ICC_PROFILE\0\x01\x01', data)));
  }
  yield join(png.subarray(0, -12), photos.chunk('IDAT', data), png.subarray(-12));
  yield photos.withChunks(png, photos.chunk('iCCP', join('a\0\0', deflateSync(data))));
  yield photos.withChunks(png, photos.chunk('sPLT', data));
  const offset = bmp.readUInt32LE(10);
  const stretched = join(bmp.subarray(0, offset), data, bmp.subarray(offset));
  stretched.writeUInt32LE(offset + data.length, 10);
  yield stretched;
}

describe('a location is detected or removed', () => {
  for (const planted of ALL) {
    it(planted.what, () => {
      for (const bytes of filesWith(planted)) {
        assertNoticed(bytes, planted);
      }
    });
  }

  it('inside what is kept, and then nothing is called clean', () => {
    for (const planted of ALL) {
      for (const bytes of filesHiding(planted)) {
        assertNoticed(bytes, planted);
      }
    }
  });

  it('of a thermal camera that has one', () => {
    const photographed = (isValid: boolean): Buffer =>
      photos.withSegments(plain.jpeg, segment(0xe1, places.flir(isValid)));
    assert.deepEqual(personalDataIn(photographed(true)), { location: true, other: true });
    assert.deepEqual(personalDataIn(photographed(false)), { location: false, other: true });
    const cut = segment(0xe1, places.flir(false).subarray(0, 90));
    assert.equal(personalDataIn(photos.withSegments(plain.jpeg, cut)).location, true);
  });

  it('in XMP across several segments in any order, with a name split between two', () => {
    const text = `${' '.repeat(200)}<a exif:GPSLatitude="46,57.446N"/>`;
    const pieces = photos.extendedXmp(text, 215).map((piece) => segment(0xe1, piece));
    const bytes = photos.withSegments(plain.jpeg, ...pieces.toReversed());
    assert.equal(personalDataIn(bytes).location, true);
  });

  it('in damaged files too, which are never called clean while it is inside', () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    const numRuns = howMany(1000, 4000);
    const seen = { inside: 0 };
    fc.assert(
      fc.property(
        fc.constantFrom(...ALL),
        fc.nat(),
        fc.array(change, { maxLength: 4 }),
        fc.option(fc.nat()),
        (planted, which, changes, cut) => {
          const files = [...filesWith(planted), ...filesHiding(planted)];
          const bytes = Buffer.from(files[which % files.length] ?? '');
          for (const [at, value] of changes) {
            bytes[at % bytes.length] = value;
          }
          const damaged = cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
          if (damaged.includes(planted.secret) && isPicture(damaged)) {
            seen.inside += 1;
            assertNoPlaceLeft(damaged, planted);
          }
        },
      ),
      { numRuns },
    );
    assert.ok(seen.inside > numRuns / 4, `${seen.inside}`);
  });
});

/** Whether its signature is intact: other files are not uploaded. */
function isPicture(bytes: Buffer): boolean {
  return withoutPersonalData(bytes).kind !== 'other-format';
}
