import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';

const linux = process.platform === 'linux';

/** The peak that counts is that of the job, not that of the start before it. */
export async function forgetPeak(): Promise<void> {
  if (linux) {
    await writeFile('/proc/self/clear_refs', '5');
  }
}

/** Bytes. Elsewhere than on Linux that of the process's whole life, so at most too high. */
export async function peak(): Promise<number> {
  if (!linux) {
    return process.resourceUsage().maxRSS * 1024;
  }
  return peakIn(await readFile('/proc/self/status', 'utf8'));
}

/** Bytes, from a file /proc/…/status. */
export function peakIn(status: string): number {
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
