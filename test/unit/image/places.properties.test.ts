import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { personalDataIn, withoutPersonalData } from '../../../src/image/personalData.ts';
import * as photos from '../../photos.ts';
import * as pictures from '../../pictures.ts';
import type { Planted } from './plantedPlaces.ts';
import * as places from './plantedPlaces.ts';

const ALL = [...places.EXIF, ...places.XMP, ...places.TEXTS, ...places.DATA];
const SIDES = { width: 23, height: 17 };

let plain: Readonly<Record<'jpeg' | 'progressive' | 'png' | 'webp' | 'gif' | 'bmp', Buffer>>;

before(async () => {
  plain = {
    jpeg: await pictures.jpeg({ ...SIDES, noise: true }),
    progressive: await photos.photo('jpeg', { location: false, progressive: true }),
    png: await pictures.png({ ...SIDES, noise: true }),
    webp: await pictures.webp(SIDES),
    gif: await pictures.gif(SIDES),
    bmp: await pictures.bmp(SIDES),
  };
});

/** Whether a place is noticed, or comes out, if it is whole; and is not in what is called clean. */
function assertNoPlaceLeft(bytes: Buffer, { what, data, secret }: Planted): void {
  const { location } = personalDataIn(bytes);
  const result = withoutPersonalData(bytes);
  const clean = result.kind === 'clean' ? Buffer.from(result.bytes) : undefined;
  const isKnown = location || clean !== undefined || !bytes.includes(data);
  assert.ok(isKnown, `${what}: neither noticed nor taken out`);
  assert.ok(clean?.includes(secret) !== true, `${what}: called clean with the place in it`);
}

/** As above, and noticed, since the file is whole. */
function assertNoticed(bytes: Buffer, planted: Planted): void {
  assert.equal(personalDataIn(bytes).location, true, `${planted.what} is not noticed`);
  assertNoPlaceLeft(bytes, planted);
}

function join(...parts: readonly (Buffer | string)[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

/** Files in which a place is, wherever it can be. */
function* filesWith(planted: Planted): Generator<Buffer> {
  const { jpeg, progressive, png, webp, gif, bmp } = plain;
  // Numbers of a text are told from noise by what is before them.
  const data = join(Buffer.alloc(4), planted.data);
  for (const whole of [jpeg, progressive]) {
    for (const one of places.segmentsOf(planted)) {
      yield photos.withSegments(whole, one);
      yield join(whole.subarray(0, -2), one, whole.subarray(-2));
    }
    // Behind the end, behind a scan without an end, and there with a mark that looks like one.
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

describe('a place is noticed, or comes out', () => {
  for (const planted of ALL) {
    it(planted.what, () => {
      for (const bytes of filesWith(planted)) {
        assertNoticed(bytes, planted);
      }
    });
  }

  it('in damaged files too, and is never called clean while it is inside', () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    const seen = { inside: 0 };
    fc.assert(
      fc.property(
        fc.constantFrom(...ALL),
        fc.nat(),
        fc.array(change, { maxLength: 4 }),
        fc.option(fc.nat()),
        (planted, which, changes, cut) => {
          const files = [...filesWith(planted)];
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
      { numRuns: 4000 },
    );
    assert.ok(seen.inside > 1000, `${seen.inside}`);
  });
});

/** Whether its signature is left: other files do not go up. */
function isPicture(bytes: Buffer): boolean {
  return withoutPersonalData(bytes).kind !== 'other-format';
}
