// The expected numbers are from Chromium 156: it drew each file onto an sRGB canvas
// (`--force-color-profile=srgb`), and the center of each field was read. sharp is no
// reference here: it ignores color spaces that files describe with numbers.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import sharp from 'sharp';
import { Fitter } from '../../../src/image/fit.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { heic } from '../../heic.ts';
import { pictureOf } from '../../pictures.ts';
import { scene } from '../../scene.ts';
import * as files from './coloredFields.ts';
import { assertAlike, unlikeness } from './likeness.ts';
import { segment } from './claims.ts';

const fitter = new Fitter({
  worker: new URL('../../../src/image/worker.ts', import.meta.url),
  convertsHeic: () => true,
});
after(() => fitter.dispose());

async function fitted(bytes: Buffer): Promise<Uint8Array> {
  const inspected = await inspect(pictureOf(bytes, 'a'));
  const fittable = 'refusal' in inspected ? inspected.fittable : inspected;
  assert.ok(fittable, 'it is not to be made to fit');
  const version = await fitter.fit(fittable, {}, AbortSignal.timeout(60_000));
  assert.ok(version.kind === 'fitted', JSON.stringify(version));
  return version.picture.read();
}

/** Tolerance for JPEG compression, and for clipping one channel. */
const ALLOWED = 6;

async function assertShown(bytes: Buffer, expected: readonly (readonly number[])[]): Promise<void> {
  const shown = await files.shownFields(await fitted(bytes));
  const worst = Math.max(
    ...shown.flatMap((color, field) =>
      color.map((value, channel) => Math.abs(value - (expected[field]?.[channel] ?? NaN))),
    ),
  );
  assert.ok(worst <= ALLOWED, `${JSON.stringify(shown)}, not ${JSON.stringify(expected)}`);
}

const AS_STORED = [[145, 30, 30], [30, 195, 30], [30, 30, 146], [195, 195, 195], [60, 45, 30]]; // prettier-ignore
const LINEAR = [[199, 96, 96], [96, 227, 96], [96, 96, 199], [227, 227, 227], [133, 117, 96]]; // prettier-ignore
const P3 = [[158, 5, 21], [0, 199, 0], [30, 30, 152], [195, 195, 195], [63, 44, 28]]; // prettier-ignore
const PQ = [[225, 0, 0], [0, 255, 0], [0, 0, 189], [255, 255, 255], [32, 12, 2]]; // prettier-ignore
const HLG = [[131, 0, 11], [0, 199, 0], [0, 12, 99], [194, 194, 194], [44, 25, 13]]; // prettier-ignore
const BT_2020 = [[182, 0, 22], [0, 206, 0], [0, 27, 152], [195, 195, 195], [70, 43, 27]]; // prettier-ignore

const D65 = [0.3127, 0.329];
const P3_PRIMARIES = files.chrm(...D65, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06);
const ADOBE_PRIMARIES = files.chrm(...D65, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06);
const SRGB_CHUNK = files.chunk('sRGB', 0);
const profile = await files.displayP3();
const JUNK = files.withJunkInTags(profile);

describe('a PNG has the colors that browsers show', () => {
  const cases: Readonly<Record<string, readonly [Buffer[], number[][]]>> = {
    'of a gamma': [[files.gama(1)], LINEAR],
    'of sRGB’s gamma': [[files.gama(0.45455)], AS_STORED],
    'of no gamma that can be': [[files.gama(0)], AS_STORED],
    'of sRGB, whatever its gamma': [[SRGB_CHUNK, files.gama(1)], AS_STORED],
    'of Display P3’s primaries and a gamma': [
      [files.gama(0.45455), P3_PRIMARIES],
      [[160, 0, 12], [0, 200, 0], [24, 24, 154], [196, 196, 196], [60, 40, 21]], // prettier-ignore
    ],
    'of Adobe RGB’s primaries and gamma': [
      [files.gama(0.45455), ADOBE_PRIMARIES],
      [[170, 24, 24], [0, 196, 0], [24, 24, 150], [196, 196, 196], [63, 41, 23]], // prettier-ignore
    ],
    'of primaries without a gamma, which say nothing': [[P3_PRIMARIES], AS_STORED],
    'of impossible primaries without a gamma': [[files.chrm(0, 0, 0, 0, 0, 0, 0, 0)], AS_STORED],
    'of a gamma with impossible primaries': [
      [files.gama(1), files.chrm(0, 0, 0, 0, 0, 0, 0, 0)],
      AS_STORED,
    ],
    'of Display P3 by number': [[files.cicp(12, 13, 0, 1)], P3],
    'of sRGB by number, whatever its profile': [
      [files.iccp(profile), files.cicp(1, 13, 0, 1)],
      AS_STORED,
    ],
    'of a profile, whatever its gamma': [[files.iccp(profile), files.gama(1)], P3],
    'of a profile, though it says sRGB': [[files.iccp(profile), SRGB_CHUNK], P3],
    'of PQ, where a profile says so by number': [
      [files.iccp(files.withCicpTag(profile, 9, 16))],
      PQ,
    ],
    'of HLG, where a profile says so by number': [
      [files.iccp(files.withCicpTag(profile, 9, 18))],
      HLG,
    ],
    'of a gamma, where the profile cannot be used': [[files.iccp(JUNK), files.gama(1)], LINEAR],
    'of PQ': [[files.cicp(9, 16, 0, 1)], PQ],
    'of HLG': [[files.cicp(9, 18, 0, 1)], HLG],
    'of video': [
      [files.cicp(1, 1, 0, 1)],
      [[139, 18, 18], [18, 192, 18], [18, 18, 140], [192, 192, 192], [49, 33, 18]], // prettier-ignore
    ],
    'of a gamma, where nobody knows the numbers': [
      [files.cicp(99, 99, 0, 1), files.gama(1)],
      LINEAR,
    ],
    'of no numbers for pixels that a PNG cannot have': [[files.cicp(12, 13, 0, 0)], AS_STORED],
  };
  for (const [name, [chunks, expected]] of Object.entries(cases)) {
    it(name, async () => {
      await assertShown(await files.png(files.fields(), ...chunks), expected);
    });
  }

  it('with 16 bits', async () => {
    const wide = files.fields().toColourspace('rgb16');
    await assertShown(await files.png(wide, files.cicp(9, 16, 0, 1)), PQ);
  });

  it('with alpha, which is kept', async () => {
    const bytes = await files.png(files.fields().ensureAlpha(0.5), files.gama(1));
    await assertShown(bytes, LINEAR);
    const [before, after] = await Promise.all(
      [sharp(bytes), sharp(await fitted(bytes))].map((picture) => picture.stats()),
    );
    assert.ok(before?.channels[3]);
    assert.equal(after?.channels[3]?.mean, before.channels[3].mean);
  });

  it('in gray', async () => {
    const gray = (value: number): number[] => [value, value, value];
    const bytes = await files.png(files.fields().greyscale(), files.gama(1));
    await assertShown(bytes, [148, 212, 124, 227, 120].map(gray));
  });

  it('but not those of a damaged chunk', async () => {
    const gamma = files.gama(1);
    gamma.writeUInt8(gamma.readUInt8(11) ^ 1, 11);
    await assertShown(await files.png(files.fields(), gamma), AS_STORED);
  });
});

describe('an AVIF has the colors that browsers show', () => {
  const cases: readonly (readonly [string, readonly [number, number], number[][]])[] = [
    ['sRGB', [1, 13], AS_STORED],
    ['what is not specified', [2, 2], AS_STORED],
    ['video', [1, 1], AS_STORED],
    ['Display P3', [12, 13], P3],
    ['Display P3 of a transfer that is not specified', [12, 2], P3],
    ['BT.2020', [9, 13], BT_2020],
    ['BT.2020 as video', [9, 14], BT_2020],
    ['BT.601', [6, 13], [[142, 35, 29], [56, 192, 27], [34, 36, 145], [195, 195, 195], [60, 45, 30]]], // prettier-ignore
    ['PAL', [5, 13], [[149, 29, 30], [0, 195, 38], [30, 30, 144], [195, 195, 195], [62, 45, 30]]], // prettier-ignore
    ['old NTSC, whose white is another', [4, 13], [[174, 17, 17], [0, 191, 0], [0, 50, 149], [195, 195, 195], [68, 44, 28]]], // prettier-ignore
    ['cinema P3', [11, 13], [[156, 3, 22], [0, 199, 0], [29, 28, 151], [195, 195, 195], [63, 44, 28]]], // prettier-ignore
    ['gamma 2.2', [1, 4], [[147, 23, 24], [24, 196, 24], [24, 24, 146], [196, 196, 196], [58, 41, 24]]], // prettier-ignore
    ['gamma 2.8', [1, 5], [[126, 7, 8], [8, 183, 8], [8, 8, 125], [183, 183, 183], [37, 22, 8]]], // prettier-ignore
    ['SMPTE 240M', [1, 7], [[158, 47, 48], [48, 202, 48], [48, 48, 157], [202, 202, 202], [78, 63, 48]]], // prettier-ignore
    ['SMPTE 428', [1, 17], [[138, 12, 13], [13, 195, 13], [13, 13, 137], [195, 195, 195], [45, 29, 13]]], // prettier-ignore
    ['linear light', [1, 8], LINEAR],
    ['PQ', [9, 16], PQ],
    ['PQ in Display P3', [12, 16], [[198, 0, 0], [0, 255, 0], [4, 4, 186], [255, 255, 255], [29, 12, 3]]], // prettier-ignore
    ['HLG', [9, 18], HLG],
  ];
  for (const [name, [primaries, transfer], expected] of cases) {
    it(name, async () => {
      await assertShown(files.avif(primaries, transfer), expected);
    });
  }

  it('of its own AV1 if the box is missing', async () => {
    await assertShown(files.avifWithoutBox(), PQ);
  });
});

describe('a HEIC has the colors', () => {
  it('that it describes with numbers, like those of a profile', async () => {
    const named = await fitted(heic({ nclx: [12, 13] }));
    await assertAlike(named, sharp(await fitted(heic({ profile }))), { mean: 1, worst: 8 });
    const { mean } = await unlikeness(scene(), sharp(named));
    assert.ok(mean > 5, `only ${mean}`);
  });

  it('of its tiles if it has none itself', async () => {
    const named = await fitted(heic({ nclx: [12, 13], colorsOfTiles: true }));
    await assertAlike(named, sharp(await fitted(heic({ profile }))), { mean: 1, worst: 8 });
  });

  it('of its profile if it has both', async () => {
    const both = await fitted(heic({ nclx: [9, 16], profile }));
    await assertAlike(both, sharp(await fitted(heic({ profile }))), { mean: 1, worst: 8 });
  });

  it('of its numbers if the profile is unusable', async () => {
    const both = await fitted(heic({ nclx: [12, 13], profile: JUNK }));
    await assertAlike(both, sharp(await fitted(heic({ profile }))), { mean: 1, worst: 8 });
  });
});

describe('an unusable profile prevents the conversion, not the version', () => {
  const altered = (at: number, text: string): Buffer => {
    const bytes = Buffer.from(profile);
    bytes.write(text, at, 'latin1');
    return bytes;
  };
  const profiles: Readonly<Record<string, Buffer>> = {
    'with junk in its tags': JUNK,
    'that was cut off': profile.subarray(0, 300),
    'without its header': profile.subarray(0, 20),
    'of a wrong length': altered(0, '\0\0\x10\0'),
    'for CMYK': altered(16, 'CMYK'),
    'for gray': altered(16, 'GRAY'),
    'of another class': altered(12, 'link'),
    'of no version that there is': altered(8, '\x09'),
    'that is none': Buffer.from('This is no profile at all. '.repeat(20)),
  };
  const withProfile = (jpeg: Buffer, icc: Buffer): Buffer => {
    const content = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), icc]);
    return Buffer.concat([jpeg.subarray(0, 2), segment(0xe2, content), jpeg.subarray(2)]);
  };
  for (const [name, icc] of Object.entries(profiles)) {
    it(`${name}, in PNG and JPEG`, async () => {
      await assertShown(await files.png(files.fields(), files.iccp(icc)), AS_STORED);
      const jpeg = await files.fields().jpeg({ quality: 100 }).toBuffer();
      await assertShown(withProfile(jpeg, icc), AS_STORED);
    });
  }

  it('that is for colors, in a gray picture', async () => {
    const gray = scene().greyscale();
    await assertAlike(
      await fitted(withProfile(await gray.clone().jpeg({ quality: 95 }).toBuffer(), profile)),
      gray,
    );
  });

  it('in WebP and TIFF', async () => {
    const tagged = files.fields().withIccProfile('p3');
    for (const made of [tagged.webp({ lossless: true }), tagged.tiff({ compression: 'none' })]) {
      const bytes = await made.toBuffer();
      const at = bytes.indexOf(profile.subarray(128));
      assert.ok(at > 0);
      bytes.fill(0xab, at + 4, at + profile.length - 128);
      await assertAlike(await fitted(bytes), sharp(bytes, { ignoreIcc: true }));
    }
  });

  it('in CMYK, which is then treated as a common ink', async () => {
    const cmyk = await scene().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    for (const icc of [JUNK, profile]) {
      await assertAlike(await fitted(withProfile(cmyk, icc)), sharp(cmyk));
    }
  });

  it('but a usable one converts', async () => {
    const jpeg = await files.fields().jpeg({ quality: 100 }).toBuffer();
    await assertShown(withProfile(jpeg, profile), P3);
  });
});
