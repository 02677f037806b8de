import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasCoordinates } from '../../../src/image/coordinates.ts';
import { hasLocation } from '../../../src/image/location.ts';
import { personalDataIn } from '../../../src/image/personalData.ts';
import * as photos from '../../photos.ts';
import * as pictures from '../../pictures.ts';
import { segment } from './claims.ts';
import { noise } from './noise.ts';

/** As Lightroom and phones write it: lists and fractions of numbers, empty names, times. */
const XMP = photos.XMP_WITHOUT_PLACE.replace(
  'exif:Artist',
  [
    'crs:UprightTransform_0="1.000000000,0.000000000,0.000000000,0.000000000,1.000000000,0.000000000"',
    'crs:UprightCenterNormX="0.500000000"',
    'crs:ToneCurve="0, 0, 32, 22, 64, 56"',
    'stArea:x="0.51234" stArea:y="0.43312"',
    'xmp:CreateDate="2026-01-02T03:04:05.00+01:00"',
    'xmpMM:DocumentID="xmp.did:0e2ab5d5-4112-9034-8f2a-bd1c5aa1c3cf"',
    'aux:LensInfo="24/1 70/1 0/0 0/0" photoshop:City="" Iptc4xmpCore:CountryCode=\'\'',
    'dc:source="https://example.com/photos-25-100/lamp.jpg"',
    'exif:GPSVersionID="2.3.0.0" drone-dji:GimbalYawDegree="+12.40"',
    'exif:Artist',
  ].join(' '),
);

describe('no location is reported for', () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    it(`a photo as ${format} with camera, writer and profile`, async () => {
      const bytes = await photos.photo(format, { location: false });
      assert.deepEqual(personalDataIn(bytes), { location: false, other: true });
    });
  }

  it('noise in each format', async () => {
    const sides = { width: 700, height: 500, noise: true };
    for (const bytes of [
      await pictures.jpeg(sides),
      await pictures.png(sides),
      await pictures.gif({ ...sides, width: 350, height: 250 }),
      await pictures.webp(sides),
      await pictures.bmp(sides),
    ]) {
      assert.equal(personalDataIn(bytes).location, false);
    }
  });

  it('noise as long as many previews', () => {
    for (let count = 0; count < 400; count += 1) {
      assert.equal(hasLocation(noise(50_000, count)), false);
    }
  });

  it('noise after a picture, as long as a video', async () => {
    const jpeg = await pictures.jpeg({ width: 41, height: 23 });
    for (const size of [60_000, 900_000, 8_000_000]) {
      const bytes = Buffer.concat([jpeg, noise(size)]);
      assert.equal(personalDataIn(bytes).location, false, `${size}`);
    }
  });

  it('a picture whose XMP has unrelated numbers', async () => {
    const name = Buffer.from('http://ns.adobe.com/xap/1.0/\0');
    for (const text of [XMP, XMP.replace('photoshop:City=""', '')]) {
      const xmp = segment(0xe1, Buffer.concat([name, Buffer.from(text)]));
      const bytes = photos.withSegments(await pictures.jpeg({ width: 41, height: 23 }), xmp);
      assert.deepEqual(personalDataIn(bytes), { location: false, other: true });
    }
  });

  for (const text of [
    'Lamp, 12.5 x 30.25 cm, 5.90123 kg',
    '2026-01-02 03:04:05 +01:00',
    'EAN 4006381333931, batch 2026.11.28',
    '+41-123-4567 / +49 89 1234567',
    'f/2.8, 1/250 s, ISO 100, 24.0-70.0 mm',
    'd 0.458331 0.401291',
    'matrix 1.0234 0.0345 0.2211 0.9876',
    '0.5000, 0.2500',
    'at 45° to the wall, N-type',
    'version 1.2.3, build 4.5.6',
    '12.345/67.8',
    'AF 0.512345/0.433121 of 1',
    'born 1990-01-02, seen 2026-11-28',
    'Serial 123456 1234567, NIKON D850 12:34:56 N',
    'https://example.com/?q=lamp&size=12.5',
  ]) {
    it(`the text ${text}`, () => {
      assert.equal(hasCoordinates(text), false);
    });
  }
});
