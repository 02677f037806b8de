import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';

const linux = process.platform === 'linux';

/** Resets the peak, so that it's the job's and not the start's. */
export async function resetPeak(): Promise<void> {
  if (linux) {
    await writeFile('/proc/self/clear_refs', '5');
  }
}

/** In bytes. Except on Linux, the peak of the process's whole life, so it may be too high. */
export async function peak(): Promise<number> {
  if (!linux) {
    return process.resourceUsage().maxRSS * 1024;
  }
  return peakIn(await readFile('/proc/self/status', 'utf8'));
}

/** In bytes, from a /proc/…/status file. */
export function peakIn(status: string): number {
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
