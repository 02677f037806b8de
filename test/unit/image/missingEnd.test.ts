import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import Vips from 'wasm-vips';
import type { Fittable } from '../../../src/image/fittable.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { personalDataIn, withoutPersonalData } from '../../../src/image/personalData.ts';
import * as photos from '../../photos.ts';
import { pictureOf } from '../../pictures.ts';
import { scene } from '../../scene.ts';
import { frame, jpegOf, segment } from './claims.ts';
import { DecodingThread } from './decodingThread.ts';
import { noise } from './noise.ts';

const thread = new DecodingThread();

async function versionOf(bytes: Buffer, format: Fittable['format']): Promise<Buffer> {
  const made = await thread.decode(bytes, format);
  assert.ok(made.kind === 'fitted', JSON.stringify(made));
  return Buffer.from(made.bytes);
}

function cleaned(bytes: Uint8Array): Buffer {
  const result = withoutPersonalData(bytes);
  assert.ok(result.kind === 'clean', result.kind);
  return Buffer.from(result.bytes);
}

function caseOf(name: string): Buffer {
  return readFileSync(new URL(`cases/${name}`, import.meta.url));
}

describe('cases', () => {
  for (const [name, location] of [
    ['jpeg-no-eoi.jpg', false],
    ['jpeg-no-eoi-gps.jpg', true],
    ['jpeg-no-eoi-trailer-gps.jpg', true],
    ['jpeg-no-eoi-trailer-with-marker.jpg', true],
    ['jpeg-exif-in-photoshop.jpg', true],
    ['jpeg-xmp-decimal-latitude.jpg', true],
    ['jpeg-place-in-description.jpg', true],
    ['png-exif-with-name.png', true],
    ['png-no-iend-gps.png', true],
  ] as const) {
    it(`${name} is accepted, converted and cleaned`, async () => {
      const bytes = caseOf(name);
      assert.ok(!('refusal' in (await inspect(pictureOf(bytes, name)))));
      assert.equal(personalDataIn(bytes).location, location);
      const clean = cleaned(bytes);
      assert.deepEqual(personalDataIn(clean), { location: false, other: false });
      const format = name.endsWith('png') ? 'PNG' : 'JPEG';
      const version = await versionOf(bytes, format);
      assert.ok(version.equals(await versionOf(clean, format)));
      if (format === 'JPEG') {
        assert.ok(clean.equals(caseOf('ok.jpg')));
      }
      const pixels = await sharp(clean, { failOn: 'warning' }).raw().toBuffer();
      assert.equal(pixels.length, 32 * 24 * 3);
    });
  }
});

/** Decoded by libjpeg's own code; each kind of JPEG takes another path through its data. */
const JPEGS: Readonly<Record<string, () => Promise<Buffer>>> = {
  baseline: () => scene().jpeg().toBuffer(),
  'of full color': () => scene().jpeg({ chromaSubsampling: '4:4:4', quality: 95 }).toBuffer(),
  'with tables of its own': () => scene().jpeg({ optimiseCoding: true, quality: 40 }).toBuffer(),
  gray: () => scene().greyscale().jpeg().toBuffer(),
  'of CMYK': () => scene().toColourspace('cmyk').jpeg().toBuffer(),
  progressive: () => scene().jpeg({ progressive: true }).toBuffer(),
  'progressive, of full color': () =>
    scene().jpeg({ progressive: true, chromaSubsampling: '4:4:4', quality: 97 }).toBuffer(),
  'with other scans': () => scene().jpeg({ mozjpeg: true }).toBuffer(),
  'with restarts': () => restarting(false),
  'progressive, with restarts': () => restarting(true),
};

let vips: ReturnType<typeof Vips> | undefined;

async function restarting(interlace: boolean): Promise<Buffer> {
  const { Image } = await (vips ??= Vips({ dynamicLibraries: [] }));
  using image = Image.newFromBuffer(await scene().png().toBuffer());
  const bytes = Buffer.from(image.jpegsaveBuffer({ restart_interval: 3, interlace }));
  assert.ok(bytes.includes(Buffer.from([0xff, 0xd7])));
  return bytes;
}

describe('a JPEG without an end marker', () => {
  for (const [kind, make] of Object.entries(JPEGS)) {
    it(`${kind}, is complete`, async () => {
      const whole = await make();
      const bare = whole.subarray(0, -2);
      assert.ok(cleaned(bare).equals(cleaned(whole)));
      assert.ok((await versionOf(bare, 'JPEG')).equals(await versionOf(whole, 'JPEG')));
    });

    it(`${kind}, ends there, whatever follows`, async () => {
      const whole = await make();
      const bare = whole.subarray(0, -2);
      // Its first marker can't occur in image data: an end marker would count as the picture's own.
      const odd = Buffer.concat([Buffer.from([0, 0, 0, 0xff, 0x02]), noise(5000)]);
      const video = photos.video();
      for (const trailer of [odd, video, whole, Buffer.concat([video, whole.subarray(-2)])]) {
        assert.ok(cleaned(Buffer.concat([bare, trailer])).equals(cleaned(whole)));
      }
      const bytes = Buffer.concat([bare, odd]);
      assert.ok((await versionOf(bytes, 'JPEG')).equals(await versionOf(whole, 'JPEG')));
    });

    it(`${kind}, is damaged if pixels are missing`, async () => {
      const whole = await make();
      for (const share of [0.5, 0.9, 0.99]) {
        const half = whole.subarray(0, Math.floor(whole.length * share));
        assert.deepEqual(withoutPersonalData(half), { kind: 'truncated' });
        assert.equal((await thread.decode(half, 'JPEG')).kind, 'broken');
      }
    });
  }

  it('followed by a location that can’t be distinguished from its data is not called clean', () => {
    // Without tables, nobody can tell where the data ends.
    const scan = Buffer.concat([segment(0xda, Buffer.alloc(10)), Buffer.from([1, 2, 3])]);
    const end = Buffer.from([0xff, 0xd9]);
    const bytes = jpegOf(frame(41, 23), scan, photos.video(), end);
    assert.equal(personalDataIn(bytes).location, true);
    assert.deepEqual(withoutPersonalData(bytes), { kind: 'broken' });
  });

  it('and with more frames or blocks than possible takes no time', () => {
    const frames = Array.from({ length: 1000 }, () => frame(65_500, 3000, 0xc2));
    const scan = segment(0xda, Buffer.from([1, 0, 0, 0, 0, 0x10]));
    const scans = Array.from({ length: 20_000 }, () => scan);
    const used = process.cpuUsage();
    for (const bytes of [jpegOf(...frames, ...scans), jpegOf(frame(65_500, 3000), ...scans)]) {
      assert.notEqual(withoutPersonalData(bytes).kind, 'clean');
    }
    const { user } = process.cpuUsage(used);
    assert.ok(user < 3_000_000, `${user} µs`);
  });
});

describe('other formats without their end', () => {
  for (const [what, make] of [
    ['interlaced', () => scene().png({ progressive: true }).toBuffer()],
    ['with a palette', () => scene().png({ palette: true, colors: 5 }).toBuffer()],
    ['of 16 bits', () => scene().toColourspace('rgb16').png().toBuffer()],
  ] as const) {
    it(`a PNG, ${what}`, async () => {
      const whole = await make();
      for (const cut of [1, 12, 14, 16, 18, 20]) {
        const bare = whole.subarray(0, -cut);
        assert.ok(cleaned(bare).equals(cleaned(whole)), `${cut}`);
        assert.ok((await versionOf(bare, 'PNG')).equals(await versionOf(whole, 'PNG')), `${cut}`);
      }
      const half = whole.subarray(0, whole.length / 2);
      assert.deepEqual(withoutPersonalData(half), { kind: 'truncated' });
      assert.equal((await thread.decode(half, 'PNG')).kind, 'broken');
    });
  }

  it('an animated PNG: frames may be missing', async () => {
    const whole = await scene().png().toBuffer();
    const animated = photos.withChunks(whole, photos.chunk('acTL', Buffer.alloc(8, '\0\0\0\x02')));
    assert.deepEqual(withoutPersonalData(animated.subarray(0, -12)), { kind: 'truncated' });
  });

  it('a GIF', async () => {
    const whole = await scene({ width: 90, height: 50 }).gif().toBuffer();
    for (const cut of [1, 2]) {
      const bare = whole.subarray(0, -cut);
      assert.ok((await versionOf(bare, 'GIF')).equals(await versionOf(whole, 'GIF')), `${cut}`);
    }
    const junk = Buffer.concat([whole.subarray(0, -1), Buffer.alloc(9)]);
    assert.ok(cleaned(junk).equals(cleaned(whole)));
  });

  it('a WebP whose length is wrong by its padding', async () => {
    const whole = await scene().webp().toBuffer();
    const odd = photos.withWebpChunk(whole, 'ADA ', Buffer.from('Ada'));
    const version = await versionOf(whole, 'WebP');
    const bare = odd.subarray(0, -1);
    const claiming = (bytes: Buffer, length: number): Buffer => {
      const copy = Buffer.from(bytes);
      copy.writeUInt32LE(length, 4);
      return copy;
    };
    for (const bytes of [
      bare,
      claiming(bare, bare.length - 8),
      claiming(odd, odd.length - 9),
      claiming(whole, whole.length),
    ]) {
      assert.ok(cleaned(bytes).equals(cleaned(whole)));
      assert.ok((await versionOf(bytes, 'WebP')).equals(version));
    }
    assert.deepEqual(withoutPersonalData(whole.subarray(0, -9)), { kind: 'truncated' });
  });
});
