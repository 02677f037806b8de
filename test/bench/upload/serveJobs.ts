import { readFile, writeFile } from 'node:fs/promises';
import net from 'node:net';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Job, Told, WorkerSetup } from './job.ts';

/** @returns milliseconds from the path of the file to Zoho's answer */
export type Upload = (job: Job) => Promise<number>;

/** Does the jobs that come, one line of JSON each, until the connection ends. */
export async function serveJobs({ port }: WorkerSetup, upload: Upload): Promise<void> {
  const socket = net.connect(port, '127.0.0.1');
  // The other end may be gone in the midst of a job: then the lines end too.
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
    await forgetPeak();
    const idle = process.memoryUsage.rss();
    const milliseconds = await upload(job);
    return { milliseconds, peakBytes: (await peak()) - idle };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const linux = process.platform === 'linux';

/** The peak that counts is that of the job, not that of the start before it. */
async function forgetPeak(): Promise<void> {
  if (linux) {
    await writeFile('/proc/self/clear_refs', '5');
  }
}

/** Bytes. Elsewhere than on Linux that of the process's whole life, so at most too high. */
async function peak(): Promise<number> {
  if (!linux) {
    return process.resourceUsage().maxRSS * 1024;
  }
  return peakIn(await readFile('/proc/self/status', 'utf8'));
}

/** Bytes, from a file /proc/…/status. */
export function peakIn(status: string): number {
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
