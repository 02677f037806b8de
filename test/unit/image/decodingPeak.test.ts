import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { bytesHeld } from '../../../src/image/decodingMemory.ts';
import type { FitJob } from '../../../src/image/fitting.ts';
import { peak, resetPeak } from '../../bench/peak.ts';
import { howMany } from '../../long.ts';
import { DecodingThread } from './decodingThread.ts';

const WIDTH = howMany(5000, 12_000);
const HEIGHT = howMany(4000, 8000);

/** Bytes for everything else: rows, the version that is made, and the decoder itself. */
const REST = 250_000_000;

type Sharp = ReturnType<typeof sharp>;

const CASES: readonly [what: string, format: FitJob['format'], make: (one: Sharp) => Sharp][] = [
  ['a baseline JPEG', 'JPEG', (one) => one.jpeg()],
  ['a progressive JPEG', 'JPEG', (one) => one.jpeg({ progressive: true })],
  [
    'a progressive JPEG with all its colors',
    'JPEG',
    (one) => one.jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
  ],
  ['a PNG', 'PNG', (one) => one.png({ compressionLevel: 1 })],
  ['an interlaced PNG', 'PNG', (one) => one.png({ progressive: true, compressionLevel: 1 })],
  ['a TIFF', 'TIFF', (one) => one.tiff()],
  ['a TIFF of tiles', 'TIFF', (one) => one.tiff({ tile: true })],
];

describe('the memory that decoding takes', () => {
  const thread = new DecodingThread();

  for (const [what, format, make] of CASES) {
    it(`is what its header says: ${what}`, { timeout: 300_000 }, async () => {
      const whole = sharp({
        create: { width: WIDTH, height: HEIGHT, channels: 3, background: 'teal' },
        limitInputPixels: false,
      });
      const bytes = await make(whole).toBuffer();
      await resetPeak();
      const before = await peak();
      const answer = await thread.decode(bytes, format);
      assert.equal(answer.kind, 'fitted');
      const taken = (await peak()) - before;
      const most = 1.6 * bytesHeld(format, bytes) + REST;
      assert.ok(taken < most, `${Math.round(taken / 1e6)} of ${Math.round(most / 1e6)} MB`);
    });
  }
});
