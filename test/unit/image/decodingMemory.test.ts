import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { crc32 } from 'node:zlib';
import { bytesHeld, MAX_HELD_BYTES } from '../../../src/image/decodingMemory.ts';
import type { FitAnswer, FitJob } from '../../../src/image/fitting.ts';
import { wordsOfUnfit } from '../../../src/ui/words/fit.ts';
import { DecodingThread } from './decodingThread.ts';

type Sharp = ReturnType<typeof sharp>;

function picture(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: { r: 200, g: 100, b: 50 } } });
}

/** With another size in its header: what a decoder would prepare for. */
function claiming(jpeg: Uint8Array, width: number, height: number): Uint8Array {
  const bytes = Buffer.from(jpeg);
  const at =
    [0xc0, 0xc2]
      .map((marker) => bytes.indexOf(Buffer.of(0xff, marker, 0, 17)))
      .find((one) => one > 0) ?? 0;
  bytes.writeUInt16BE(height, at + 5);
  bytes.writeUInt16BE(width, at + 7);
  return bytes;
}

function pngClaiming(png: Uint8Array, width: number, height: number): Uint8Array {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

describe('what a decoder holds of a picture at once', () => {
  it('is nothing of a baseline JPEG, and all coefficients of a progressive one', async () => {
    const jpeg = (options: Parameters<Sharp['jpeg']>[0]): Promise<Buffer> =>
      picture(800, 600).jpeg(options).toBuffer();
    assert.equal(bytesHeld('JPEG', await jpeg({})), 0);
    const half = await jpeg({ progressive: true, chromaSubsampling: '4:2:0' });
    assert.equal(bytesHeld('JPEG', half), (800 * 600 + 2 * 400 * 304) * 2);
    const full = await jpeg({ progressive: true, chromaSubsampling: '4:4:4' });
    assert.equal(bytesHeld('JPEG', full), 3 * 800 * 600 * 2);
  });

  it('is all coefficients of a baseline JPEG whose components come one after the other', async () => {
    const jpeg = await picture(800, 600).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();
    // The first scan says that it has one component.
    const scan = jpeg.indexOf(Buffer.of(0xff, 0xda));
    jpeg[scan + 4] = 1;
    assert.equal(bytesHeld('JPEG', jpeg), 3 * 800 * 600 * 2);
  });

  it('is the whole of an interlaced PNG, by its depth', async () => {
    const png = (one: Sharp, progressive: boolean): Promise<Buffer> =>
      one.png({ progressive }).toBuffer();
    assert.equal(bytesHeld('PNG', await png(picture(800, 600), false)), 0);
    assert.equal(bytesHeld('PNG', await png(picture(800, 600), true)), 800 * 600 * 4);
    const deep = picture(800, 600).ensureAlpha().toColourspace('rgb16');
    assert.equal(bytesHeld('PNG', await png(deep, true)), 800 * 600 * 8);
  });

  it('is a row of tiles of a TIFF', async () => {
    const tiff = picture(800, 600).tiff({ tile: true, tileWidth: 256, tileHeight: 512 });
    assert.equal(bytesHeld('TIFF', await tiff.toBuffer()), 1024 * 512 * 3);
    assert.equal(bytesHeld('TIFF', await picture(800, 600).tiff().toBuffer()), 0);
  });

  it('allows large photos of every day', async () => {
    const small = await picture(64, 64)
      .jpeg({ progressive: true, chromaSubsampling: '4:4:4' })
      .toBuffer();
    assert.ok(bytesHeld('JPEG', claiming(small, 8700, 5800)) < MAX_HELD_BYTES);
    assert.ok(bytesHeld('JPEG', claiming(small, 11_600, 8700)) < MAX_HELD_BYTES);
    assert.ok(bytesHeld('JPEG', claiming(small, 16_000, 12_000)) > MAX_HELD_BYTES);
  });

  it('is never a mistake of a damaged file', async () => {
    const whole = await picture(64, 64).jpeg({ progressive: true }).toBuffer();
    for (const format of ['JPEG', 'PNG', 'TIFF'] as const) {
      for (let end = 0; end <= whole.length; end += 1) {
        assert.ok(Number.isFinite(bytesHeld(format, whole.subarray(0, end))));
      }
    }
  });
});

describe('a picture that would take too much memory', () => {
  const thread = new DecodingThread();

  async function refused(bytes: Uint8Array, format: FitJob['format']): Promise<FitAnswer> {
    return thread.decode(bytes, format);
  }

  it('is refused before it is decoded, with both numbers', async () => {
    const jpeg = await picture(64, 64)
      .jpeg({ progressive: true, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const answer = await refused(claiming(jpeg, 16_000, 13_000), 'JPEG');
    assert.deepEqual(answer, {
      kind: 'too-much-memory',
      bytes: 3 * 16_000 * 13_000 * 2,
      limit: MAX_HELD_BYTES,
    });
    const { what, remedy } = wordsOfUnfit({ ...answer, format: 'JPEG' });
    assert.match(what, /would take 1,248 MB of memory, and 640 MB are allowed/);
    assert.match(remedy, /baseline JPEG/);
  });

  it('is refused if it is an interlaced PNG', async () => {
    const deep = picture(64, 64).ensureAlpha().toColourspace('rgb16');
    const png = await deep.png({ progressive: true }).toBuffer();
    const answer = await refused(pngClaiming(png, 10_000, 10_000), 'PNG');
    assert.equal(answer.kind, 'too-much-memory');
  });
});
