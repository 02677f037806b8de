import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import sharp from 'sharp';
import { Fitter } from '../../../src/image/fit.ts';
import { withoutPersonalData } from '../../../src/image/personalData.ts';
import * as photos from '../../photos.ts';
import * as pictures from '../../pictures.ts';
import { segment } from './claims.ts';

const fitter = new Fitter({ worker: new URL('../../../src/image/worker.ts', import.meta.url) });
after(() => fitter.dispose());

const SIDES = { width: 32, height: 24 };

/** Number types; Chromium and Firefox accept only the first. */
const TYPES = { SHORT: 3, BYTE: 1, LONG: 4, SBYTE: 6, SSHORT: 8, SLONG: 9, RATIONAL: 5 } as const;

/** EXIF with orientation 6, as a number of this type. */
function exifOf(order: 'II' | 'MM', type: number, count = 1): Buffer {
  const bytes = Buffer.alloc(40);
  const little = order === 'II';
  const put = (value: number, at: number, length: number): void => {
    bytes[little ? 'writeUIntLE' : 'writeUIntBE'](value, at, length);
  };
  bytes.write(order, 'latin1');
  put(42, 2, 2);
  put(8, 4, 4);
  put(1, 8, 2);
  put(0x0112, 10, 2);
  put(type, 12, 2);
  put(count, 14, 4);
  if (type === TYPES.RATIONAL) {
    put(30, 18, 4);
    put(6, 30, 4);
    put(1, 34, 4);
  } else {
    put(6, 18, { 1: 1, 6: 1, 3: 2, 8: 2 }[type] ?? 4);
  }
  return bytes;
}

async function isTurnedByFit(bytes: Buffer, format: 'JPEG' | 'PNG'): Promise<boolean> {
  const picture = pictures.pictureOf(bytes, 'a');
  const fittable = { picture, format, ...SIDES, size: bytes.length };
  const made = await fitter.fit(fittable, {}, AbortSignal.timeout(60_000));
  assert.ok(made.kind === 'fitted', made.kind);
  return made.after.width < made.after.height;
}

async function isTurnedWithoutPersonalData(bytes: Buffer): Promise<boolean> {
  const clean = withoutPersonalData(bytes);
  assert.ok(clean.kind === 'clean', clean.kind);
  return (await sharp(clean.bytes).metadata()).orientation === 6;
}

describe('a picture is rotated like in browsers, uploaded unchanged or as a version', () => {
  for (const [name, type] of Object.entries(TYPES)) {
    for (const order of ['II', 'MM'] as const) {
      it(`orientation as ${name}, ${order}`, async () => {
        const exif = exifOf(order, type);
        const named = Buffer.concat([Buffer.from('Exif\0\0'), exif]);
        const jpeg = photos.withSegments(await pictures.jpeg(SIDES), segment(0xe1, named));
        const png = photos.withChunks(await pictures.png(SIDES), photos.chunk('eXIf', exif));
        const turned = type === TYPES.SHORT;
        for (const [bytes, format] of [
          [jpeg, 'JPEG'],
          [png, 'PNG'],
        ] as const) {
          assert.equal(await isTurnedWithoutPersonalData(bytes), turned, `${format}, cleaned`);
          assert.equal(await isTurnedByFit(bytes, format), turned, `${format}, made to fit`);
        }
      });
    }
  }

  it('orientation as two numbers', async () => {
    const named = Buffer.concat([Buffer.from('Exif\0\0'), exifOf('II', TYPES.SHORT, 2)]);
    const jpeg = photos.withSegments(await pictures.jpeg(SIDES), segment(0xe1, named));
    assert.equal(await isTurnedWithoutPersonalData(jpeg), false);
    assert.equal(await isTurnedByFit(jpeg, 'JPEG'), false);
  });
});
