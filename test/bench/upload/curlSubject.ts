import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import type { RecordKey } from '../../../src/zoho/photo.ts';
import { jpeg } from '../../pictures.ts';
import type { WorkerSetup } from './job.ts';
import { peakIn } from '../peak.ts';
import type { Subject } from './subject.ts';

export function hasCurl(): boolean {
  return spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** `curl -F`, as on Zoho's page: one process and connection per upload. */
export async function curlSubject(
  record: RecordKey,
  { servers, accessToken, folder }: Omit<WorkerSetup, 'port'>,
): Promise<Subject> {
  const tiny = path.join(folder, 'tiny.jpg');
  await writeFile(tiny, await jpeg({ width: 8, height: 8 }));
  const args = (file: string): string[] => [
    '--silent',
    '--show-error',
    ...['--noproxy', '*'],
    ...['--header', `Authorization: Zoho-oauthtoken ${accessToken}`],
    ...['--form', `file=@${file};type=image/jpeg`],
    ...['--write-out', '\n%{time_total}'],
    `${servers.api}/crm/v2/${record.module}/${record.id}/photo`,
  ];
  return {
    name: 'curl',
    record,
    // Its own measurement, which excludes starting the process.
    upload: async (file) => secondsIn((await curl(args(file)).ended).output) * 1000,
    // Only Linux reports a process's peak.
    ...(process.platform === 'linux'
      ? { peakOf: async (file) => (await peakBytes(args(file))) - (await peakBytes(args(tiny))) }
      : {}),
    stop: () => Promise.resolve(),
  };
}

function secondsIn(output: string): number {
  const [, answer = '', seconds = ''] = /^(.*)\n([\d.]+)$/s.exec(output) ?? [];
  if (!answer.includes('"SUCCESS"')) {
    throw new Error(`curl: ${output}`);
  }
  return Number(seconds);
}

function curl(args: string[]): { pid: number; ended: Promise<{ output: string }> } {
  const { promise, resolve, reject } = Promise.withResolvers<{ output: string }>();
  const child = execFile('curl', args, (error, output) => {
    if (error === null) {
      resolve({ output });
    } else {
      reject(error);
    }
  });
  return { pid: child.pid ?? 0, ended: promise };
}

/**
 * The peak memory of an uploading curl, read while it's running: after the upload, a second request
 * keeps it waiting for a server that reads the peak before responding.
 */
async function peakBytes(args: string[]): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const waiting = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    const { port } = server.address() as AddressInfo;
    const { pid, ended } = curl([...args, '--next', '--silent', `http://127.0.0.1:${port}/`]);
    await Promise.race([waiting, ended]);
    const [, response] = await waiting;
    const bytes = peakIn(readFileSync(`/proc/${pid}/status`, 'utf8'));
    response.end();
    await ended;
    return bytes;
  } finally {
    server.close();
  }
}
