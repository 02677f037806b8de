import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { FitAnswer, FitJob } from '../../../src/image/fitting.ts';
import { scene } from '../../scene.ts';
import { tiffOf } from './tiffs.ts';

it('a picture that can’t be decoded never gets the error of an earlier one in the thread', async () => {
  const worker = new Worker(new URL('../../../src/image/worker.ts', import.meta.url));
  const detailOf = async (bytes: Buffer, format: FitJob['format']): Promise<string> => {
    const shared = new SharedArrayBuffer(bytes.length);
    new Uint8Array(shared).set(bytes);
    const limits = { maxPixels: 1e7, maxBytes: 1e7, longestSide: Infinity };
    const job: FitJob = { bytes: shared, format, ...limits };
    worker.postMessage(job);
    const [answer] = (await once(worker, 'message')) as [FitAnswer];
    return 'detail' in answer ? answer.detail : '';
  };
  try {
    const whole = await scene().jpeg().toBuffer();
    const half = whole.subarray(0, whole.length / 2);
    const alone = await detailOf(half, 'JPEG');
    assert.match(alone, /VipsJpeg/);
    const lzw = await scene().tiff({ compression: 'lzw' }).toBuffer();
    const webp = await scene().webp().toBuffer();
    // No Adobe marker has this number: the decoder warns, and decodes.
    const mark = Buffer.from('\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x03', 'latin1');
    const warned = Buffer.concat([whole.subarray(0, 2), mark, whole.subarray(2)]);
    const odd = tiffOf({ tags: { 274: [9] } }, { width: 9, height: 9, count: 3, at: () => 7 });
    const old = readFileSync(new URL('cases/tiff-old-style-jpeg.tif', import.meta.url));
    for (const [bytes, format, isTold] of [
      [lzw.subarray(0, lzw.length / 2), 'TIFF', true],
      [webp.subarray(0, webp.length / 2), 'WebP', true],
      [old, 'TIFF', true],
      [odd, 'TIFF', false],
      [whole, 'JPEG', false],
      [warned, 'JPEG', false],
    ] as const) {
      assert.equal((await detailOf(bytes, format)) !== '', isTold);
      assert.equal(await detailOf(half, 'JPEG'), alone);
    }
  } finally {
    await worker.terminate();
  }
});
