import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { padJpeg } from '../../pictures.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';
import { printAims } from '../aim.ts';
import { FitProcess, bundledWorker } from '../fit/fitProcess.ts';
import { photo } from '../fit/photos.ts';
import type { Result } from '../result.ts';
import { rounded } from '../result.ts';
import { table } from '../table.ts';
import type { BenchContext, Photo } from './context.ts';
import { setUp } from './context.ts';
import type { BatchSubject } from './subjects.ts';

const CASE = '200 phone photos';
const PHOTOS = 200;
/** Different files, so that none stays the one that was read last. */
const FILES = 8;
const MEGAPIXELS = 12;
const SERVER_MS = 1000;

/**
 * Uploads photos with more pixels than Zoho accepts, which are resized on the way, to a server that
 * takes a second per request. At best, it takes as long as the slower of two things that can be done
 * at the same time: resizing all photos, and sending photos of that size.
 */
export async function phonePhotos(
  extension: BatchSubject,
  context: BenchContext,
): Promise<readonly Result[]> {
  const { folder } = context;
  const worker = await bundledWorker(folder);
  const large = await makePhotos(folder);
  const { fitted, seconds: fitting } = await fitAlone(worker, large, folder);
  const sending = await uploadAll(extension, context, fitted, fitted);
  const ours = await uploadAll(extension, context, large, fitted, worker);
  const ideal = Math.max(fitting, sending);
  const seconds = { ours, 'fitting alone': fitting, 'sending alone': sending, ideal };
  const rows = Object.entries(seconds).map(([subject, s]) => [
    subject,
    s.toFixed(1),
    (s / ideal).toFixed(2),
  ]);
  console.log(
    `\nbatch, ${CASE} of ${MEGAPIXELS} megapixels, ${SERVER_MS} ms a request\n\n${table(['', 's', 'times ideal'], rows)}\n`,
  );
  printAims([
    {
      text: 'ours is within a tenth of the larger of fitting alone and sending alone',
      met: ours <= ideal * 1.1,
      because: `${ours.toFixed(1)} s against ${ideal.toFixed(1)} s`,
    },
  ]);
  return Object.entries(seconds).map(([subject, value]) => ({
    bench: 'batch',
    case: CASE,
    subject,
    metric: 's',
    value: rounded(value),
  }));
}

async function makePhotos(folder: string): Promise<string[]> {
  const bare = await photo(MEGAPIXELS, 'jpeg');
  return Promise.all(
    Array.from({ length: FILES }, async (_, n) => {
      const file = path.join(folder, `phone-${n}.jpg`);
      await writeFile(file, padJpeg(bare, bare.length + 4 + n));
      return file;
    }),
  );
}

/** Resizes as many photos as are uploaded, one after the other, as the extension does. */
async function fitAlone(
  worker: string,
  files: readonly string[],
  folder: string,
): Promise<{ fitted: readonly Photo[]; seconds: number }> {
  const process = new FitProcess({ subject: 'ours', worker });
  const fitted: Photo[] = [];
  for (const [n, file] of files.entries()) {
    const out = path.join(folder, `fitted-phone-${n}.jpg`);
    await process.fit({ file, out });
    fitted.push({ file: out, sha256: sha256Of(await readFile(out)) });
  }
  const started = performance.now();
  for (let n = 0; n < PHOTOS; n += 1) {
    await process.fit({ file: files[n % files.length] ?? '' });
  }
  const seconds = (performance.now() - started) / 1000;
  process.end();
  return { fitted, seconds };
}

/** @param expected what must be stored for each file @returns seconds */
async function uploadAll(
  extension: BatchSubject,
  context: BenchContext,
  files: readonly (string | Photo)[],
  expected: readonly Photo[],
  fitWorker?: string,
): Promise<number> {
  const { control } = context;
  await control.reset();
  const photos = files.map((one) => (typeof one === 'string' ? { file: one } : one));
  const setup = await setUp(context, photos, PHOTOS);
  await control.fault({ server: 'api', times: 0, delayMs: SERVER_MS });
  const took = await extension.upload({
    ...setup,
    ...(fitWorker !== undefined && { fitWorker }),
  });
  // Fast uploads of wrong bytes don't count.
  const sha256 = new Map(photos.map(({ file }, n) => [file, expected[n]?.sha256]));
  for (const { file, record } of setup.jobs) {
    const stored = await control.photo(record.module, record.id);
    if (stored?.sha256 !== sha256.get(file)) {
      throw new Error(`What is stored for ${file} is not the photo: ${JSON.stringify(stored)}`);
    }
  }
  return took.seconds;
}
