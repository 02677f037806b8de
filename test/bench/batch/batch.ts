import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EmulatorControl } from '../../emulator/control.ts';
import { startEmulatorProcess } from '../../emulator/process.ts';
import { jpeg, padJpeg } from '../../pictures.ts';
import type { Aim } from '../aim.ts';
import { printAims } from '../aim.ts';
import type { Bench } from '../bench.ts';
import type { Result } from '../result.ts';
import { rounded } from '../result.ts';
import { mean, median } from '../statistics.ts';
import { table } from '../table.ts';
import { hasCurl } from '../upload/curlSubject.ts';
import type { BenchContext, Photo } from './context.ts';
import { AT_ONCE, setUp } from './context.ts';
import { phonePhotos } from './phonePhotos.ts';
import type { BatchTook } from './setup.ts';
import type { BatchSubject } from './subjects.ts';
import { curls, ours, sdkLoop } from './subjects.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';

const PHOTOS = 200;
const BYTES = 300_000;
const SERVER_MS = 100;
const MEMORY_PHOTOS = 1000;
const MEMORY_EVERY = 100;

/** The minimum number of requests per photo. */
const CASES = { '200 photos': 1, '200 photos replaced': 2 } as const;

interface Measured extends BatchTook {
  /** The server's average time for an upload, from its own log, in milliseconds. */
  readonly serverMs: number;
}

/**
 * Uploads two hundred photos to as many records on a server that takes 100 ms per request, compared
 * with Zoho's SDK, curl, and the server's time alone. If records have photos, ours backs them up;
 * the others lose them. Photos that Zoho would refuse are a case of their own.
 */
export const batch: Bench = {
  name: 'batch',
  async run(options) {
    const emulator = await startEmulatorProcess({});
    try {
      const { folder } = options;
      const context: BenchContext = {
        photos: await makePhotos(folder),
        control: new EmulatorControl(emulator.control),
        servers: emulator.servers,
        folder,
      };
      const extension = await ours(path.join(folder, 'batch'));
      const subjects = [extension, sdkLoop()];
      if (hasCurl()) {
        subjects.push(curls('curl loop', 1), curls('curl parallel', AT_ONCE));
      } else {
        console.log('No curl on this machine: its rows are left out.');
      }
      // First, so that the server is fully warmed up after a thousand requests.
      await printMemory(extension, context);
      const delayMs = await delayFor(extension, context);
      const results: Result[] = [];
      for (const name of Object.keys(CASES) as (keyof typeof CASES)[]) {
        const took = new Map<string, Measured[]>();
        for (let round = 0; round < (options.rounds ?? 1); round += 1) {
          for (const subject of subjects) {
            const one = await measure(subject, name, context, delayMs);
            took.set(subject.name, [...(took.get(subject.name) ?? []), one]);
          }
        }
        results.push(...told(name, took));
      }
      results.push(...(await phonePhotos(extension, context)));
      return results;
    } finally {
      await emulator.stop();
    }
  },
};

async function makePhotos(folder: string): Promise<Photo[]> {
  // Few pixels plus padding, so that the emulator checks the picture quickly.
  const bare = await jpeg({ width: 640, height: 480, noise: true, targetBytes: BYTES });
  return Promise.all(
    Array.from({ length: PHOTOS }, async (_, n) => {
      const bytes = padJpeg(bare, BYTES + n);
      const file = path.join(folder, `${n}.jpg`);
      await writeFile(file, bytes);
      return { file, sha256: sha256Of(bytes) };
    }),
  );
}

/**
 * The latency to add to each response so that the server takes 100 ms in total, minus its own work
 * and the timers' delay.
 */
async function delayFor(subject: BatchSubject, context: BenchContext): Promise<number> {
  const { serverMs } = await measure(subject, '200 photos', context, SERVER_MS);
  return Math.round(SERVER_MS - (serverMs - SERVER_MS));
}

async function measure(
  subject: BatchSubject,
  name: keyof typeof CASES,
  context: BenchContext,
  delayMs: number,
): Promise<Measured> {
  const { control, photos } = context;
  await control.reset();
  const setup = await setUp(context, context.photos);
  if (CASES[name] === 2) {
    const old = await jpeg({ width: 640, height: 480, noise: true, targetBytes: BYTES });
    for (const { record } of setup.jobs) {
      await control.putPhoto(record.module, record.id, old);
    }
  }
  await control.fault({ server: 'api', times: 0, delayMs });
  const took = await subject.upload(setup);
  // Fast uploads of wrong bytes don't count.
  const sha256 = new Map(photos.map((photo) => [photo.file, photo.sha256]));
  for (const { file, record } of setup.jobs) {
    const stored = await control.photo(record.module, record.id);
    if (stored?.sha256 !== sha256.get(file)) {
      throw new Error(`What ${subject.name} has stored is not the file: ${JSON.stringify(stored)}`);
    }
  }
  const uploads = (await control.requests()).filter(({ method }) => method === 'POST');
  const times = uploads.flatMap(({ milliseconds }) => milliseconds ?? []);
  return { ...took, serverMs: mean(times) };
}

function told(name: keyof typeof CASES, took: ReadonlyMap<string, readonly Measured[]>): Result[] {
  const ideal = (PHOTOS * CASES[name] * SERVER_MS) / AT_ONCE / 1000;
  const seconds = new Map<string, number>(
    [...took].map(([subject, all]) => [subject, median(all.map((one) => one.seconds))]),
  );
  seconds.set('ideal', ideal);
  const requests = took.get('ours')?.[0]?.requests;
  const rows = [...seconds].map(([subject, s]) => [
    subject,
    s.toFixed(2),
    (s / ideal).toFixed(2),
    serverTime(took.get(subject)),
    subject === 'ours' ? String(requests) : '',
  ]);
  const headings = ['', 's', 'times ideal', 'server ms', 'requests'];
  console.log(
    `\nbatch, ${name} of 0.3 MB, ${SERVER_MS} ms a request\n\n${table(headings, rows)}\n`,
  );
  printAims(aims(name, seconds, ideal));
  return [...seconds].map(([subject, value]) => ({
    bench: 'batch',
    case: name,
    subject,
    metric: 's',
    value: rounded(value),
  }));
}

function serverTime(all: readonly Measured[] = []): string {
  return all.length === 0
    ? SERVER_MS.toFixed(1)
    : median(all.map(({ serverMs }) => serverMs)).toFixed(1);
}

function aims(
  name: keyof typeof CASES,
  seconds: ReadonlyMap<string, number>,
  ideal: number,
): Aim[] {
  const mine = seconds.get('ours') ?? NaN;
  const sdk = seconds.get('zoho-node-sdk') ?? NaN;
  const found: Aim[] = [
    {
      text: 'ours is within a tenth of the ideal',
      met: mine <= ideal * 1.1,
      because: `${mine.toFixed(2)} s against ${ideal.toFixed(2)} s`,
    },
  ];
  if (CASES[name] === 1) {
    found.push({
      text: "ours is at least 3.5 times as fast as Zoho's SDK in a loop",
      met: mine * 3.5 <= sdk,
      because: `${mine.toFixed(2)} s against ${sdk.toFixed(2)} s`,
    });
  }
  return found;
}

/** The server without added latency, because only the number of photos matters. */
async function printMemory(subject: BatchSubject, context: BenchContext): Promise<void> {
  await context.control.reset();
  const setup = await setUp(context, context.photos, MEMORY_PHOTOS);
  const { memory = [] } = await subject.upload({ ...setup, memoryEvery: MEMORY_EVERY });
  const rows = memory.map((bytes, at) => [String(at * MEMORY_EVERY), (bytes / 1e6).toFixed(1)]);
  console.log(`\nbatch, memory of ours\n\n${table(['photos', 'MB'], rows)}\n`);
}
