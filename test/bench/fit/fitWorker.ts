// A process that makes pictures fit using one subject, for each job it gets.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { Fitter } from '../../../src/image/fit.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { MAX_PIXELS } from '../../../src/image/limits.ts';
import { pictureInMemory } from '../../../src/image/picture.ts';
import { largestWithin } from '../../../src/image/sides.ts';
import { resetPeak, peak } from '../peak.ts';
import type { Job, Setup, Told } from './job.ts';
import { SETUP_VARIABLE } from './job.ts';

type Fit = (file: string) => Promise<Uint8Array>;

function ours(worker: string): Fit {
  const fitter = new Fitter({ worker: pathToFileURL(worker) });
  return async (file) => {
    const picture = pictureInMemory(path.basename(file), await readFile(file));
    const inspected = await inspect(picture);
    const fittable = 'refusal' in inspected ? inspected.fittable : inspected;
    if (fittable === undefined) {
      throw new Error(`${file} cannot be made to fit`);
    }
    const fitted = await fitter.fit(fittable, {}, new AbortController().signal);
    if (fitted.kind !== 'fitted') {
      throw new Error(`${file}: ${fitted.kind}`);
    }
    return fitted.picture.read();
  };
}

/** The same with the native library: upright, sRGB, the maximum size, the same quality. */
const native: Fit = async (file) => {
  const bytes = await readFile(file);
  const { autoOrient } = await sharp(bytes).metadata();
  const { width, height } = largestWithin(autoOrient, MAX_PIXELS.lower, Infinity);
  return sharp(bytes)
    .autoOrient()
    .resize(width, height, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .jpeg({ quality: 85 })
    .toBuffer();
};

const RESOLUTION = 1;

async function done(fit: Fit, { file, out }: Job): Promise<Told> {
  await resetPeak();
  const idle = process.memoryUsage.rss();
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  delays.enable();
  const started = performance.now();
  const bytes = await fit(file);
  const milliseconds = performance.now() - started;
  delays.disable();
  const peakBytes = (await peak()) - idle;
  if (out !== undefined) {
    await writeFile(out, bytes);
  }
  return { milliseconds, peakBytes, delay: Math.max(0, delays.max / 1e6 - RESOLUTION) };
}

const setup = JSON.parse(process.env[SETUP_VARIABLE] ?? '') as Setup;
const fit = setup.subject === 'ours' ? ours(setup.worker) : native;
process.on('message', (job: Job) => {
  void done(fit, job).then((told) => process.send?.(told));
});
