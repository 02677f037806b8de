// The thread that decodes pictures. It is loaded for the first picture that is resized or
// converted.
import { parentPort } from 'node:worker_threads';
import { encodeAnimation } from './codec/animation.ts';
import { decode } from './codec/decode.ts';
import { encode, encodeWhileDecoding } from './codec/encode.ts';
import { isMoving } from './codec/moving.ts';
import { Undecodable, Unsupported } from './codec/pixels.ts';
import { forgetWarnings, loadVips, vipsMessage } from './codec/vips.ts';
import type { FitAnswer, FitJob, FitWarning } from './fitting.ts';
import { withEnd } from './personalData.ts';

/** Formats that no drawing survives. */
const LOSSY: readonly FitJob['format'][] = ['JPEG', 'HEIC', 'AVIF'];

async function fit(job: FitJob): Promise<FitAnswer> {
  // Decoders treat a picture without its end as half a picture.
  const bytes = withEnd(new Uint8Array(job.bytes));
  const vips = await loadVips({ avif: job.format === 'AVIF' });
  forgetWarnings(vips);
  try {
    const moving = job.format === 'GIF' ? encodeAnimation(vips, job, bytes) : undefined;
    if (moving !== undefined) {
      return { kind: 'fitted', ...moving, warnings: [] };
    }
    using decoded = await decode(vips, job, bytes);
    const warnings: FitWarning[] = isMoving(decoded, job, bytes) ? ['first-frame'] : [];
    const photo = job.format === 'JPEG';
    const inPassing = photo ? encodeWhileDecoding(decoded, job.maxBytes) : undefined;
    if (inPassing !== undefined) {
      return { kind: 'fitted', ...inPassing, warnings };
    }
    using again = photo ? await decode(vips, job, bytes) : decoded.copy();
    using image = again.copyMemory();
    return { kind: 'fitted', ...encode(image, job.maxBytes, LOSSY.includes(job.format)), warnings };
  } catch (error) {
    const detail = error instanceof Undecodable ? error.message : vipsMessage(error);
    if (detail === undefined) {
      throw error;
    }
    const kind = error instanceof Unsupported ? 'unsupported' : 'broken';
    return { kind, detail: detail.trim() };
  }
}

/** Ends this thread if it fails: what it threw arrives as the worker's error. */
async function answer(job: FitJob): Promise<void> {
  const fitted = await fit(job);
  const moved = fitted.kind === 'fitted' ? [fitted.bytes.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(fitted, moved);
}

parentPort?.on('message', (job: FitJob) => void answer(job));
