import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WriteTo } from '../../../../src/storage/appendFile.ts';
import { Leases } from '../../../../src/storage/leases.ts';
import type { UploadPrompts } from '../../../../src/upload/prompts.ts';
import type { BatchEnd, BatchOptions } from '../../../../src/batch/run/runOptions.ts';
import { BatchRun } from '../../../../src/batch/run/engine.ts';
import type { Journal } from '../../../../src/batch/run/journal.ts';
import { LastUploads } from '../../../../src/upload/lastUploads.ts';
import type { Planned } from '../../../../src/batch/run/planned.ts';
import type { RunState } from '../../../../src/batch/run/runState.ts';
import { itemChange } from '../../../../src/batch/run/runState.ts';
import { Runs } from '../../../../src/batch/run/runs.ts';
import type { Standing } from '../../../../src/batch/run/standing.ts';
import { standingOf } from '../../../../src/batch/run/standing.ts';
import type { Change } from '../../../../src/upload/change.ts';
import type { Reason } from '../../../../src/upload/outcome.ts';
import { UploadedFiles } from '../../../../src/upload/uploadedFiles.ts';
import { Backups } from '../../../../src/upload/backups.ts';
import type { Crm } from '../../../../src/zoho/crm.ts';

/** How a run ended, and what became of its pictures. */
export interface Ended extends BatchEnd {
  /** Of each picture, as the journal has it. */
  readonly standings: readonly Standing[];
  /** Why pictures failed, by their numbers. */
  readonly reasons: ReadonlyMap<number, Reason>;
}

export const ACCOUNT = 'EU/production/1/2';

/** The extension's storage as one window has it: two of the same folder are two windows. */
export class Window {
  readonly folder: string;
  readonly leases: Leases;
  readonly runs: Runs;
  readonly photos: Backups;
  readonly uploadedFiles: UploadedFiles;
  bugs: unknown[] = [];
  /** Questions that were asked, in order. */
  asked: string[] = [];
  answer: (question: string) => boolean | Promise<boolean> = () => false;

  constructor(
    folder: string,
    options: { write?: WriteTo; bytes?: number; patience?: number } = {},
  ) {
    const { bytes = 200_000_000, ...more } = options;
    this.folder = folder;
    this.leases = new Leases(path.join(folder, 'leases'), {
      heartbeat: 40,
      timeout: 400,
      pollInterval: 2,
    });
    this.runs = new Runs(path.join(folder, 'runs'), this.leases, { patience: 4000, ...more });
    this.photos = new Backups(path.join(folder, 'photos'), () => ({
      bytes,
      milliseconds: 1e9,
    }));
    this.uploadedFiles = new UploadedFiles({
      storageFolder: folder,
      leases: this.leases,
      memory: { get: () => undefined, update: () => Promise.resolve() },
      onChange: () => undefined,
    });
  }

  get prompts(): UploadPrompts {
    const ask = async (question: string): Promise<boolean> => {
      this.asked.push(question);
      return this.answer(question);
    };
    return {
      renewAccess: ({ kind }) => ask(kind),
      continueWithoutBackup: ({ kind }) => ask(kind),
      undoAnyway: (standing) => ask(standing),
    };
  }

  lastUploads(): Promise<LastUploads> {
    return LastUploads.of(path.join(this.folder, 'last-uploads'), ACCOUNT, this.leases);
  }

  async options(
    planned: readonly Planned[],
    more: Partial<BatchOptions> = {},
  ): Promise<BatchOptions> {
    return {
      clock: { sleep: () => Promise.resolve(), random: () => 0.5 },
      prompts: this.prompts,
      keeping: {
        photos: this.photos,
        owner: { account: ACCOUNT, organization: 'Northwind Traders (PRODUCTION)' },
        leases: this.leases,
        run: new Set(),
      },
      signal: new AbortController().signal,
      lastUploads: await this.lastUploads(),
      uploadedFiles: this.uploadedFiles,
      pictureOf: ({ n }) => {
        const picture = planned[n]?.picture;
        if (picture === undefined) {
          throw new RangeError(`no picture ${n}`);
        }
        return picture;
      },
      wordsOf: () => ({ code: '', message: '' }),
      observer: {
        onProgress: () => undefined,
        onStanding: () => undefined,
        onBug: (error) => this.bugs.push(error),
      },
      ...more,
    };
  }

  /** Sets a run down. */
  create(
    planned: readonly Planned[],
    { skipsUnchanged = false, onlyWithoutPhoto = false } = {},
  ): Promise<string> {
    return this.runs.create(
      ACCOUNT,
      {
        version: 'v8',
        restrictTriggers: ['workflow'],
        withoutPersonalData: false,
        fits: true,
        skipsUnchanged,
        ...(onlyWithoutPhoto && { onlyWithoutPhoto }),
      },
      planned,
    );
  }

  /** Uploads what is left of a run. */
  async resume(
    id: string,
    crm: Crm,
    planned: readonly Planned[],
    more: Partial<BatchOptions> = {},
    told: (run: BatchRun, journal: Journal) => void = () => undefined,
  ): Promise<Ended | 'elsewhere' | 'gone'> {
    const options = await this.options(planned, more);
    const reasons = new Map<number, Reason>();
    const wordsOf: BatchOptions['wordsOf'] = (item, reason) => {
      reasons.set(item.n, reason);
      return options.wordsOf(item, reason);
    };
    return this.runs.own(id, async (journal) => {
      const run = new BatchRun(crm, journal, { ...options, wordsOf });
      told(run, journal);
      const end = await run.run();
      return { ...end, standings: journal.state.items.map(standingOf), reasons };
    });
  }
}

export async function newFolder(): Promise<{ folder: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'storage-'));
  return { folder, close: () => rm(folder, { recursive: true, force: true }) };
}

/** What a run has changed and has not undone, in its order. */
export function changesOf(state: RunState): Change[] {
  return state.items.flatMap((item) => itemChange(state, item) ?? []);
}
