import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { Fitter } from '../../../src/image/fit.ts';
import type { Fitted, Wishes } from '../../../src/image/fitting.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { findPersonalData } from '../../../src/image/personalPicture.ts';
import { heic } from '../../heic.ts';
import { howMany } from '../../long.ts';
import * as photos from '../../photos.ts';
import type { Sides } from '../../pictures.ts';
import * as pictures from '../../pictures.ts';
import { drawing } from '../../drawings.ts';
import { fadingScene, scene, SCENE, scenePixels } from '../../scene.ts';
import { bitmap, FORMS, keptBy } from './bitmaps.ts';
import { segment } from './claims.ts';
import { assertAlike, unlikeness } from './likeness.ts';
import { assertQuarters, COLORS } from './quarters.ts';

const fitter = new Fitter({
  worker: new URL('../../../src/image/worker.ts', import.meta.url),
  convertsHeic: () => true,
});
after(() => fitter.dispose());

const TURNED = { width: SCENE.height, height: SCENE.width };

async function fitted(bytes: Buffer, wishes: Wishes = {}): Promise<Fitted & { bytes: Buffer }> {
  const inspected = await inspect(pictures.pictureOf(bytes, 'a'));
  const fittable = 'refusal' in inspected ? inspected.fittable : inspected;
  assert.ok(fittable, 'it is not to be made to fit');
  const version = await fitter.fit(fittable, wishes, AbortSignal.timeout(60_000));
  assert.ok(version.kind === 'fitted', JSON.stringify(version));
  const made = Buffer.from(await version.picture.read());
  const { format, width, height } = await sharp(made).metadata();
  const { before, after } = version;
  assert.deepEqual(
    { ...after, format: after.format.toLowerCase() },
    { format, width, height, size: made.length },
  );
  assert.equal(before.size, bytes.length);
  return { ...version, bytes: made };
}

interface Variant {
  readonly make: () => Promise<Buffer> | Buffer;
  /** Expected size when sharp can't decode the file. */
  readonly reference?: () => Sharp;
  readonly format?: 'JPEG' | 'PNG';
  readonly sides?: Sides;
}

const withProfile = (profile: string): Sharp => scene().withIccProfile(profile);

const VARIANTS: Readonly<Record<string, Variant>> = {
  'JPEG, baseline': { make: () => scene().jpeg().toBuffer() },
  'JPEG, progressive': { make: () => scene().jpeg({ progressive: true }).toBuffer() },
  'JPEG, gray': { make: () => scene().greyscale().jpeg().toBuffer() },
  'JPEG, CMYK': { make: () => scene().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer() },
  'JPEG, CMYK with profile': { make: () => withProfile('cmyk').jpeg({ quality: 95 }).toBuffer() },
  'JPEG, Display P3': { make: () => withProfile('p3').jpeg().toBuffer() },
  'PNG, 8 bits': { make: () => scene().png().toBuffer() },
  'PNG, 16 bits': { make: () => scene().toColourspace('rgb16').png().toBuffer() },
  'PNG, 16 bits of gray': {
    make: () => scene().greyscale().toColourspace('grey16').png().toBuffer(),
    format: 'PNG',
  },
  'PNG, interlaced': { make: () => scene().png({ progressive: true }).toBuffer() },
  'PNG, Display P3': { make: () => withProfile('p3').png().toBuffer() },
  'PNG, palette': {
    make: () => scene().png({ palette: true, colors: 200 }).toBuffer(),
    format: 'PNG',
  },
  'PNG, transparent': { make: () => fadingScene().png().toBuffer(), format: 'PNG' },
  'PNG, transparent, 16 bits': {
    make: () => fadingScene().toColourspace('rgb16').png().toBuffer(),
    format: 'PNG',
  },
  'PNG, transparent, palette': {
    make: () => fadingScene().png({ palette: true }).toBuffer(),
    format: 'PNG',
  },
  'PNG, an alpha channel for nothing': { make: () => scene().ensureAlpha().png().toBuffer() },
  'PNG, a drawing': { make: () => drawn().png().toBuffer(), format: 'PNG' },
  'WebP, a drawing': { make: () => drawn().webp({ lossless: true }).toBuffer(), format: 'PNG' },
  'JPEG, a drawing': { make: () => drawn().jpeg().toBuffer() },
  GIF: { make: () => scene().gif({ dither: 0 }).toBuffer(), format: 'PNG' },
  'GIF, transparent': {
    make: () => fadingScene().gif().toBuffer(),
    format: 'PNG',
  },
  'WebP, lossy': { make: () => scene().webp().toBuffer() },
  'WebP, lossless': { make: () => scene().webp({ lossless: true }).toBuffer() },
  'WebP, transparent': { make: () => fadingScene().webp().toBuffer(), format: 'PNG' },
  'WebP, Display P3': { make: () => withProfile('p3').webp().toBuffer() },
  AVIF: { make: () => scene().avif({ effort: 0 }).toBuffer() },
  'AVIF, transparent': { make: () => fadingScene().avif({ effort: 0 }).toBuffer(), format: 'PNG' },
  'TIFF, plain': { make: () => scene().tiff({ compression: 'none' }).toBuffer() },
  'TIFF, LZW': { make: () => scene().tiff({ compression: 'lzw' }).toBuffer() },
  'TIFF, deflate': { make: () => scene().tiff({ compression: 'deflate' }).toBuffer() },
  'TIFF, JPEG': { make: () => scene().tiff({ compression: 'jpeg', quality: 95 }).toBuffer() },
  'TIFF, tiles': {
    make: () => scene().tiff({ tile: true, tileWidth: 64, tileHeight: 64 }).toBuffer(),
  },
  'TIFF, 16 bits': { make: () => scene().toColourspace('rgb16').tiff().toBuffer() },
  'TIFF, CMYK': {
    make: () => scene().toColourspace('cmyk').tiff({ compression: 'lzw' }).toBuffer(),
  },
  'TIFF, Display P3': { make: () => withProfile('p3').tiff({ compression: 'lzw' }).toBuffer() },
  'AVIF, Display P3': { make: () => withProfile('p3').avif({ effort: 0 }).toBuffer() },
  'TIFF, above 4 GB': { make: () => scene().tiff({ bigtiff: true }).toBuffer() },
  'TIFF, transparent': {
    make: () => fadingScene().tiff({ compression: 'lzw' }).toBuffer(),
    format: 'PNG',
  },
  HEIC: { make: () => heic(), reference: () => scene() },
  'HEIC, turned once': {
    make: () => heic({ turn: 1 }),
    reference: () => turned(270),
    sides: TURNED,
  },
  'HEIC, turned over': { make: () => heic({ turn: 2 }), reference: () => turned(180) },
  'HEIC, turned': { make: () => heic({ turn: 3 }), reference: () => turned(90), sides: TURNED },
  BMP: { make: () => bitmapOf('24 bits'), reference: () => scene() },
  'BMP in runs': {
    make: () => bitmapOf('8 bits in runs'),
    reference: () => keptScene('8 bits in runs'),
    format: 'PNG',
  },
  'BMP with alpha': {
    make: () => bitmapOf('32 bits with alpha'),
    reference: () => keptScene('32 bits with alpha'),
    format: 'PNG',
  },
};

/** Areas with one color each. */
function drawn(): Sharp {
  const shapes =
    '<rect width="180" height="120" fill="#fff"/><circle cx="50" cy="40" r="30" fill="#c33"/>' +
    '<path d="M60 110h110v-50z" fill="#25a"/>';
  return sharp(Buffer.from(drawing(SCENE.width, SCENE.height, shapes))).removeAlpha();
}

/** The scene, rotated clockwise by this many degrees. */
function turned(degrees: number): Sharp {
  return rawScene(scenePixels(), SCENE, 3).rotate(degrees);
}

function bitmapOf(form: keyof typeof FORMS): Buffer {
  return bitmap(FORMS[form] ?? { bits: 24 }, { ...SCENE, pixels: scenePixels() });
}

function keptScene(form: keyof typeof FORMS): Sharp {
  const kept = keptBy(FORMS[form] ?? { bits: 24 }, { ...SCENE, pixels: scenePixels() });
  return rawScene(kept, SCENE, kept.length === SCENE.width * SCENE.height * 4 ? 4 : 3);
}

function rawScene(pixels: Buffer, { width, height }: Sides, channels: 3 | 4): Sharp {
  return sharp(pixels, { raw: { width, height, channels } });
}

describe('a picture is converted, and looks as in the native decoder', () => {
  for (const [name, variant] of Object.entries(VARIANTS)) {
    it(name, async () => {
      const { make, reference, format = 'JPEG', sides = SCENE } = variant;
      const bytes = await make();
      const whole = await fitted(bytes);
      assert.equal(whole.after.format, format);
      assert.deepEqual({ width: whole.after.width, height: whole.after.height }, sides);
      await assertAlike(whole.bytes, reference?.() ?? sharp(bytes));
      const smaller = await fitted(bytes, { longestSide: 90 });
      assert.equal(Math.max(smaller.after.width, smaller.after.height), 90);
      await assertAlike(smaller.bytes, reference?.() ?? sharp(bytes));
      const { hasAlpha, exif, icc, xmp } = await sharp(whole.bytes).metadata();
      const transparent = format === 'PNG' && /transparent|alpha$/.test(name);
      assert.deepEqual(
        { hasAlpha, exif, icc, xmp },
        {
          hasAlpha: transparent,
          exif: undefined,
          icc: undefined,
          xmp: undefined,
        },
      );
    });
  }
});

describe('location and camera data are removed from a version', () => {
  const gps = photos.tiff({ gps: true, order: 'MM' });
  const sources: Readonly<Record<string, () => Promise<Buffer> | Buffer>> = {
    JPEG: () => photos.photo('jpeg'),
    'JPEG with a thumbnail that says it too': async () => {
      const thumbnail = await photos.photo('jpeg');
      const exif = photos.tiff({ gps: true, orientation: 6, thumbnail });
      const marked = Buffer.concat([Buffer.from('Exif\0\0'), exif]);
      return photos.withSegments(await scene().jpeg().toBuffer(), segment(0xe1, marked));
    },
    'JPEG with IPTC': async () => {
      const said = photos.photoshop({ 90: 'Bundesplatz', 80: 'Ada Lovelace' });
      return photos.withSegments(await scene().jpeg().toBuffer(), segment(0xed, said));
    },
    'JPEG with a video behind it': async () =>
      Buffer.concat([await photos.photo('jpeg'), photos.video()]),
    PNG: () => photos.photo('png'),
    WebP: () => photos.photo('webp'),
    AVIF: () => photos.photo('avif'),
    TIFF: () => photos.photo('tiff'),
    HEIC: () => heic({ exif: gps }),
    'HEIC, turned': () => heic({ exif: gps, turn: 1 }),
    GIF: async () => {
      const bytes = await scene().gif({ dither: 0 }).toBuffer();
      const trailer = bytes.length - 1;
      return Buffer.concat([
        bytes.subarray(0, trailer),
        photos.gifXmp(photos.XMP),
        bytes.subarray(trailer),
      ]);
    },
  };
  for (const [name, make] of Object.entries(sources)) {
    it(name, async () => {
      const bytes = await make();
      assert.ok(photos.SECRETS.some((secret) => bytes.includes(secret)));
      const { bytes: made, picture } = await fitted(bytes);
      assert.ok(photos.SECRETS.every((secret) => !made.includes(secret)));
      const { exif, xmp, iptc, icc, orientation } = await sharp(made).metadata();
      assert.deepEqual([exif, xmp, iptc, icc, orientation], Array.from({ length: 5 }));
      // So that no question is asked about it.
      const { location, other } = await findPersonalData(picture);
      assert.deepEqual([location, other], [false, false]);
    });
  }
});

describe('a picture is upright', () => {
  const forms: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
    JPEG: (picture) => picture.jpeg(),
    PNG: (picture) => picture.png(),
    WebP: (picture) => picture.webp(),
    TIFF: (picture) => picture.tiff({ compression: 'lzw' }),
    AVIF: (picture) => picture.avif({ effort: 0 }),
  };
  for (const [format, encoded] of Object.entries(forms)) {
    it(`${format}, with each EXIF orientation`, async () => {
      for (let orientation = 1; orientation <= 8; orientation += 1) {
        const bytes = await encoded(scene().withMetadata({ orientation })).toBuffer();
        const { after, bytes: made } = await fitted(bytes, { longestSide: 100 });
        assert.equal(after.width > after.height, orientation <= 4, `orientation ${orientation}`);
        await assertAlike(made, sharp(bytes).autoOrient());
      }
    });
  }

  it('and the comparison detects every rotation and swap', async () => {
    const same = { width: 120, height: 120 };
    const square = (): Sharp => scene(same);
    const swapped = scenePixels(same);
    for (let at = 0; at < swapped.length; at += 3) {
      swapped.set([swapped[at + 2] ?? 0, swapped[at + 1] ?? 0, swapped[at] ?? 0], at);
    }
    const others = [
      square().rotate(90),
      square().rotate(180),
      square().rotate(270),
      square().flip(),
      square().flop(),
      rawScene(swapped, same, 3),
    ];
    for (const other of others) {
      const { mean } = await unlikeness(square(), sharp(await other.png().toBuffer()));
      assert.ok(mean > 20, `only ${mean}`);
    }
  });

  it('and in sRGB: colors of a wider space are other numbers', async () => {
    const bytes = await withProfile('p3').png().toBuffer();
    const { mean } = await unlikeness(sharp(bytes), sharp(bytes, { ignoreIcc: true }));
    assert.ok(mean > 5, `only ${mean}`);
  });

  it('a HEIC with a profile', async () => {
    const { icc } = await sharp(await withProfile('p3').png().toBuffer()).metadata();
    assert.ok(icc);
    const { bytes } = await fitted(heic({ profile: icc }));
    // The scene's numbers, read as those of the wider space.
    const wide = taggedPng(await scene().png().toBuffer(), icc);
    await assertAlike(bytes, sharp(wide), { mean: 3, worst: 24 });
    const { mean } = await unlikeness(scene(), sharp(await sharp(wide).png().toBuffer()));
    assert.ok(mean > 5, `only ${mean}`);
  });
});

/** A PNG with a profile after its header, whatever its numbers were. */
function taggedPng(bytes: Buffer, icc: Buffer): Buffer {
  const chunk = Buffer.concat([Buffer.from('\0\0\0\0iCCPicc\0\0', 'latin1'), deflateSync(icc)]);
  chunk.writeUInt32BE(chunk.length - 8);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(chunk.subarray(4)));
  return Buffer.concat([bytes.subarray(0, 33), chunk, check, bytes.subarray(33)]);
}

it('an AVIF with premultiplied alpha has the intended colors', async () => {
  // By avifenc --premultiply, from plain semitransparent quarters.
  const { bytes } = await fitted(
    readFileSync(new URL('cases/premultiplied.avif', import.meta.url)),
  );
  await assertQuarters(
    bytes,
    COLORS.map((color) => [...color, 128]),
    5,
  );
});

it('an animated GIF stays animated', async () => {
  const strip = Buffer.concat([scenePixels(), await turnedOver(), scenePixels()]);
  const raw = {
    ...SCENE,
    height: SCENE.height * 3,
    channels: 3,
    pageHeight: SCENE.height,
  } as const;
  const moving = await sharp(strip, { raw })
    .gif({ delay: [100, 200, 300], loop: 2 })
    .toBuffer();
  for (const longestSide of [180, 90]) {
    const { after, warnings, bytes } = await fitted(moving, { longestSide });
    assert.deepEqual([after.format, after.width, warnings], ['GIF', longestSide, []]);
    const { pages, delay, loop } = await sharp(bytes, { animated: true }).metadata();
    assert.deepEqual({ pages, delay, loop }, { pages: 3, delay: [100, 200, 300], loop: 2 });
    for (const page of [0, 1, 2]) {
      const frame = await sharp(bytes, { page }).png().toBuffer();
      await assertAlike(frame, sharp(moving, { page }), { mean: 3, worst: 24 });
    }
  }
});

function turnedOver(): Promise<Buffer> {
  return scene().rotate(180).raw().toBuffer();
}

it('other animated pictures become their first frame, with a warning', async () => {
  const frames = await pictures.gif({ ...SCENE, noise: true, frames: 3 });
  const webp = await sharp(frames, { animated: true }).webp({ lossless: true }).toBuffer();
  const { warnings, bytes } = await fitted(webp);
  assert.deepEqual(warnings, ['first-frame']);
  await assertAlike(bytes, sharp(frames));
  assert.deepEqual((await fitted(await pictures.gif(SCENE))).warnings, []);
});

describe('large pictures', () => {
  it('from a camera are resized to Zoho’s limit, and no further', async () => {
    const camera = await sharp(await scene({ width: 1008, height: 756 }).png().toBuffer())
      .resize(4032, 3024)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 90 })
      .toBuffer();
    const { before, after, bytes } = await fitted(camera);
    assert.deepEqual([before.width, before.height], [4032, 3024]);
    const pixels = after.width * after.height;
    assert.ok(pixels <= 10_000_000 && pixels > 9_990_000, `${after.width} x ${after.height}`);
    assert.ok(after.size <= 10_000_000 && after.width < after.height);
    await assertAlike(bytes, sharp(camera).autoOrient());
  });

  it('from a phone, progressive and of many megapixels, are resized too', async () => {
    const phone = await sharp(await scene({ width: 1000, height: 750 }).png().toBuffer())
      .resize(howMany(4800, 8000), howMany(3600, 6000))
      .jpeg({ quality: 80, progressive: true })
      .toBuffer();
    const { after, bytes } = await fitted(phone);
    const pixels = after.width * after.height;
    assert.ok(pixels <= 10_000_000 && pixels > 9_990_000, `${after.width} x ${after.height}`);
    await assertAlike(bytes, sharp(phone));
  });

  it('stay transparent', async () => {
    const shown = await fadingScene({ width: 1000, height: 750 }).png().toBuffer();
    const large = await sharp(shown).resize(4000, 3000).png({ compressionLevel: 1 }).toBuffer();
    const { after, bytes } = await fitted(large);
    assert.equal(after.format, 'PNG');
    assert.ok(after.width * after.height <= 10_000_000 && after.size <= 10_000_000);
    assert.equal((await sharp(bytes).stats()).isOpaque, false);
    await assertAlike(bytes, sharp(large));
  });
});
