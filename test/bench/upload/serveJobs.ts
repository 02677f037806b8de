import net from 'node:net';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { resetPeak, peak } from '../peak.ts';
import type { Job, Told, WorkerSetup } from './job.ts';

/** @returns milliseconds from the file's path to Zoho's response */
export type Upload = (job: Job) => Promise<number>;

/** Runs incoming jobs, one line of JSON each, until the connection ends. */
export async function serveJobs({ port }: WorkerSetup, upload: Upload): Promise<void> {
  const socket = net.connect(port, '127.0.0.1');
  // The other end may disconnect during a job; then the lines end too.
  socket.on('error', () => undefined);
  for await (const line of createInterface({ input: socket })) {
    const told = await done(JSON.parse(line) as Job, upload);
    socket.write(`${JSON.stringify(told)}\n`);
  }
}

async function done(job: Job, upload: Upload): Promise<Told> {
  try {
    if (!job.peak) {
      return { milliseconds: await upload(job) };
    }
    await resetPeak();
    const idle = process.memoryUsage.rss();
    const milliseconds = await upload(job);
    return { milliseconds, peakBytes: (await peak()) - idle };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
