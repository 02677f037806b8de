import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EmulatorControl } from '../../emulator/control.ts';
import { startEmulatorProcess } from '../../emulator/process.ts';
import { jpeg, padJpeg } from '../../pictures.ts';
import type { Aim } from '../aim.ts';
import { printAims } from '../aim.ts';
import type { Bench, BenchOptions } from '../bench.ts';
import type { Result } from '../result.ts';
import { rounded } from '../result.ts';
import { median } from '../statistics.ts';
import { table } from '../table.ts';
import { hasCurl } from '../upload/curlSubject.ts';
import type { BatchSetup, BatchTook } from './setup.ts';
import type { BatchSubject } from './subjects.ts';
import { curls, ours, sdkLoop } from './subjects.ts';

const PHOTOS = 200;
const BYTES = 300_000;
const SERVER_MS = 100;
const AT_ONCE = 4;
const MEMORY_PHOTOS = 1000;
const MEMORY_EVERY = 100;

/** How many requests a photo takes at least. */
const CASES = { '200 photos': 1, '200 photos replaced': 2 } as const;

/**
 * Two hundred photos to as many records, at a server that takes 100 ms for each request: beside
 * Zoho's SDK and curl, and what the server alone would take. Where records have a photo, ours keeps
 * it and the others lose it.
 */
export const batch: Bench = {
  name: 'batch',
  async run(options) {
    const emulator = await startEmulatorProcess({});
    try {
      const control = new EmulatorControl(emulator.control);
      const photos = await makePhotos(options.folder);
      const subjects = [await ours(path.join(options.folder, 'batch')), sdkLoop()];
      if (hasCurl()) {
        subjects.push(curls('curl loop', 1), curls('curl parallel', AT_ONCE));
      } else {
        console.log('No curl on this machine: its rows are left out.');
      }
      const results: Result[] = [];
      for (const name of Object.keys(CASES) as (keyof typeof CASES)[]) {
        const took = new Map<string, BatchTook[]>();
        for (let round = 0; round < (options.rounds ?? 1); round += 1) {
          for (const subject of subjects) {
            const one = await measure(subject, name, photos, control, emulator.servers, options);
            took.set(subject.name, [...(took.get(subject.name) ?? []), one]);
          }
        }
        results.push(...told(name, took));
      }
      await printMemory(subjects[0], photos, control, emulator.servers, options);
      return results;
    } finally {
      await emulator.stop();
    }
  },
};

interface Photo {
  readonly file: string;
  readonly sha256: string;
}

async function makePhotos(folder: string): Promise<Photo[]> {
  // Few pixels, filled up: the emulator's look at the picture is quick.
  const bare = await jpeg({ width: 640, height: 480, noise: true, targetBytes: BYTES });
  return Promise.all(
    Array.from({ length: PHOTOS }, async (_, n) => {
      const bytes = padJpeg(bare, BYTES + n);
      const file = path.join(folder, `${n}.jpg`);
      await writeFile(file, bytes);
      return { file, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

async function measure(
  subject: BatchSubject,
  name: keyof typeof CASES,
  photos: readonly Photo[],
  control: EmulatorControl,
  servers: BatchSetup['servers'],
  { folder }: BenchOptions,
): Promise<BatchTook> {
  await control.reset();
  const setup = await setUp(photos, control, servers, folder);
  if (CASES[name] === 2) {
    const old = await jpeg({ width: 640, height: 480, noise: true, targetBytes: BYTES });
    for (const { record } of setup.jobs) {
      await control.putPhoto(record.module, record.id, old);
    }
  }
  await control.fault({ server: 'api', times: 0, delayMs: SERVER_MS });
  const took = await subject.upload(setup);
  // A fast upload of something else would be none.
  for (const [n, { record }] of setup.jobs.entries()) {
    const stored = await control.photo(record.module, record.id);
    if (stored?.sha256 !== photos[n % photos.length]?.sha256) {
      throw new Error(`What ${subject.name} has stored is not the file: ${JSON.stringify(stored)}`);
    }
  }
  return took;
}

async function setUp(
  photos: readonly Photo[],
  control: EmulatorControl,
  servers: BatchSetup['servers'],
  folder: string,
  count = photos.length,
): Promise<BatchSetup> {
  const ids = await control.addRecords(
    'Products',
    Array.from({ length: count }, (_, n) => ({ Product_Name: `Product ${n}` })),
  );
  return {
    servers,
    accessToken: await control.issueAccessToken(),
    folder: await mkdtemp(path.join(folder, 'run-')),
    jobs: ids.map((id, n) => ({
      file: photos[n % photos.length]?.file ?? '',
      record: { module: 'Products', id },
    })),
    memoryEvery: 0,
  };
}

function told(name: keyof typeof CASES, took: ReadonlyMap<string, readonly BatchTook[]>): Result[] {
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
    subject === 'ours' ? String(requests) : '',
  ]);
  const headings = ['', 's', 'times ideal', 'requests'];
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

/** The server as quick as it can be: it is the number of photos that counts. */
async function printMemory(
  subject: BatchSubject | undefined,
  photos: readonly Photo[],
  control: EmulatorControl,
  servers: BatchSetup['servers'],
  { folder }: BenchOptions,
): Promise<void> {
  await control.reset();
  const setup = await setUp(photos, control, servers, folder, MEMORY_PHOTOS);
  const took = await subject?.upload({ ...setup, memoryEvery: MEMORY_EVERY });
  const rows = (took?.memory ?? []).map((bytes, at) => [
    String(at * MEMORY_EVERY),
    (bytes / 1e6).toFixed(1),
  ]);
  console.log(`\nbatch, memory of ours\n\n${table(['photos', 'MB'], rows)}\n`);
}
