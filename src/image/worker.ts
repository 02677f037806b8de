// The thread that decodes pictures. It is loaded for the first picture that is resized or
// converted.
import { parentPort } from 'node:worker_threads';
import { encodeAnimation } from './codec/animation.ts';
import { decode } from './codec/decode.ts';
import { encode, encodeWhileDecoding } from './codec/encode.ts';
import { isMoving } from './codec/moving.ts';
import { TooMuchMemory, Undecodable, Unsupported } from './codec/pixels.ts';
import type { VipsImage, VipsModule } from './codec/vips.ts';
import { forgetWarnings, loadVips, vipsMessage } from './codec/vips.ts';
import { MAX_HELD_BYTES } from './decodingMemory.ts';
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
    const passing = job.format === 'JPEG' ? await fitWhileDecoding(vips, job, bytes) : undefined;
    if (passing !== undefined) {
      return passing;
    }
    using decoded = await decode(vips, job, bytes);
    using image = decoded.copyMemory();
    const fitted = encode(image, job.maxBytes, LOSSY.includes(job.format));
    return { kind: 'fitted', ...fitted, warnings: warningsOf(decoded, job, bytes) };
  } catch (error) {
    if (error instanceof TooMuchMemory) {
      return { kind: 'too-much-memory', bytes: error.bytes, limit: MAX_HELD_BYTES };
    }
    const detail = error instanceof Undecodable ? error.message : vipsMessage(error);
    if (detail === undefined) {
      throw error;
    }
    const kind = error instanceof Unsupported ? 'unsupported' : 'broken';
    return { kind, detail: detail.trim() };
  }
}

/**
 * Undefined if the file would be too large. The decoder of this attempt is gone then: two at once
 * would hold a progressive JPEG twice.
 */
async function fitWhileDecoding(
  vips: VipsModule,
  job: FitJob,
  bytes: Uint8Array,
): Promise<FitAnswer | undefined> {
  using decoded = await decode(vips, job, bytes);
  const warnings = warningsOf(decoded, job, bytes);
  const fitted = encodeWhileDecoding(decoded, job.maxBytes);
  return fitted && { kind: 'fitted', ...fitted, warnings };
}

function warningsOf(decoded: VipsImage, job: FitJob, bytes: Uint8Array): FitWarning[] {
  return isMoving(decoded, job, bytes) ? ['first-frame'] : [];
}

/** Ends this thread if it fails: what it threw arrives as the worker's error. */
async function answer(job: FitJob): Promise<void> {
  const fitted = await fit(job);
  const moved = fitted.kind === 'fitted' ? [fitted.bytes.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(fitted, moved);
}

parentPort?.on('message', (job: FitJob) => void answer(job));
