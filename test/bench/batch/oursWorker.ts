// The extension's batch upload, in plain Node.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { Fitter } from '../../../src/image/fit.ts';
import type { Picture } from '../../../src/image/picture.ts';
import { preparedPicture } from '../../../src/image/preparedPicture.ts';
import { Leases } from '../../../src/storage/leases.ts';
import type { BatchEnd } from '../../../src/batch/run/runOptions.ts';
import { BatchRun } from '../../../src/batch/run/engine.ts';
import { LastUploads } from '../../../src/upload/lastUploads.ts';
import type { Planned } from '../../../src/batch/run/planned.ts';
import { Runs } from '../../../src/batch/run/runs.ts';
import { standingOf } from '../../../src/batch/run/standing.ts';
import { Backups } from '../../../src/upload/backups.ts';
import { UploadedFiles } from '../../../src/upload/uploadedFiles.ts';
import { systemClock } from '../../../src/async/clock.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { Network } from '../../../src/zoho/network.ts';
import type { BatchJob, BatchSetup, BatchTook } from './setup.ts';
import { SETUP_VARIABLE } from './setup.ts';

const ACCOUNT = 'US/production/bench/1';

const setup = JSON.parse(await readFile(process.env[SETUP_VARIABLE] ?? '', 'utf8')) as BatchSetup;
const { servers, accessToken, folder, memoryEvery, fitWorker } = setup;
const fitter =
  fitWorker === undefined ? undefined : new Fitter({ worker: pathToFileURL(fitWorker) });
const network = new Network({
  userAgent: 'zoho-crm-photo-uploader/bench',
  timeLimit: () => 60,
  systemCertificates: () => true,
  onExchange: () => undefined,
});
const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
const crm = new Crm(network, servers, { token, renew: token });
const leases = new Leases(path.join(folder, 'leases'));
const runs = new Runs(path.join(folder, 'runs'), leases);
const memory: number[] = [];

await uploadAll(await plannedOf(setup.warmUp));
const planned = await plannedOf(setup.jobs);
const started = performance.now();
const end = await uploadAll(planned, memoryEvery > 0 ? look : undefined);
const seconds = (performance.now() - started) / 1000;
const took: BatchTook = { seconds, requests: end.requests, memory };
process.stdout.write(JSON.stringify(took), () => process.exit(0));

function plannedOf(jobs: readonly BatchJob[]): Promise<Planned[]> {
  return Promise.all(
    jobs.map(async ({ file, record }) => ({ picture: await pictureOf(file), key: record })),
  );
}

/** @param onDone called with the number of stored photos */
async function uploadAll(
  planned: readonly Planned[],
  onDone: (done: number) => void = () => undefined,
): Promise<BatchEnd> {
  const id = await runs.create(
    ACCOUNT,
    {
      version: 'v8',
      restrictTriggers: ['workflow'],
      withoutPersonalData: false,
      fits: true,
      skipsUnchanged: false,
    },
    planned,
  );
  const lastUploads = await LastUploads.of(path.join(folder, 'last-uploads'), ACCOUNT, leases);
  onDone(0);
  const end = await runs.own(id, async (journal) => {
    const ended = await new BatchRun(crm, journal, {
      clock: systemClock,
      prompts: {
        renewAccess: () => Promise.resolve(false),
        continueWithoutBackup: () => Promise.resolve(false),
        undoAnyway: () => Promise.resolve(false),
      },
      keeping: {
        photos: new Backups(path.join(folder, 'photos'), () => ({
          bytes: 1_000_000_000,
          milliseconds: 1_000_000_000,
        })),
        owner: { account: ACCOUNT, organization: 'bench' },
        leases,
        run: new Set(),
      },
      signal: new AbortController().signal,
      lastUploads,
      uploadedFiles: new UploadedFiles({
        storageFolder: folder,
        leases,
        memory: { get: () => undefined, update: () => Promise.resolve() },
        onChange: () => undefined,
      }),
      pictureOf: ({ n }) => {
        const picture = planned[n]?.picture;
        if (picture === undefined) {
          throw new RangeError(`no picture ${n}`);
        }
        return prepared(picture);
      },
      wordsOf: () => ({ code: '', message: '' }),
      observer: {
        onProgress: ({ counts }) => {
          onDone(counts.uploaded);
        },
        onStanding: () => undefined,
        onBug: (error) => {
          throw error;
        },
      },
    }).run();
    return { ...ended, standings: journal.state.items.map(standingOf) };
  });
  if (typeof end !== 'object' || end.standings.some((standing) => standing !== 'done')) {
    throw new Error(`not uploaded as it should be: ${JSON.stringify(end).slice(0, 500)}`);
  }
  return end;
}

function prepared(picture: Picture): Picture {
  return fitter === undefined
    ? picture
    : preparedPicture(picture, {
        fitter: () => Promise.resolve(fitter),
        fits: true,
        wishes: {},
        withoutPersonalData: false,
        signal: new AbortController().signal,
      });
}

/** Samples the memory after each interval of stored photos. */
function look(done: number): void {
  if (done >= memory.length * memoryEvery) {
    memory.push(process.memoryUsage.rss());
  }
}

async function pictureOf(file: string): Promise<Picture> {
  return {
    name: path.basename(file),
    size: (await stat(file)).size,
    place: pathToFileURL(file).href,
    head: async (n) => (await readFile(file)).subarray(0, n),
    read: () => readFile(file),
  };
}
