import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import type { RecordKey } from '../../../src/zoho/photo.ts';
import type { WorkerSetup } from './job.ts';
import { SETUP_VARIABLE } from './job.ts';
import type { Subject } from './subject.ts';
import { Worker } from './worker.ts';

/** An upload script in its own Node process, which lives as long as the subject. */
export async function nodeSubject(
  name: string,
  record: RecordKey,
  script: string,
  setup: Omit<WorkerSetup, 'port'>,
): Promise<Subject> {
  const start = (): Promise<Worker> => Worker.start((port) => run(script, { ...setup, port }));
  const worker = await start();
  return {
    name,
    record,
    upload: async (file) => (await worker.upload({ file, record, peak: false })).milliseconds,
    peakOf: async (file) => {
      const fresh = await start();
      const { peakBytes = NaN } = await fresh.upload({ file, record, peak: true });
      await fresh.stop();
      return peakBytes;
    },
    stop: () => worker.stop(),
  };
}

async function run(script: string, setup: WorkerSetup): Promise<unknown> {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, [SETUP_VARIABLE]: JSON.stringify(setup) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return once(child, 'close');
}
