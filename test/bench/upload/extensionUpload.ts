import path from 'node:path';
import { Crm } from '../../../src/zoho/crm.ts';
import type { NetworkRoute } from '../../../src/zoho/exchange.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { Network } from '../../../src/zoho/network.ts';
import { postPhoto } from '../../../src/zoho/photo.ts';
import { findRecord } from '../../../src/zoho/record.ts';
import type { WorkerSetup } from './job.ts';
import type { Upload } from './serveJobs.ts';

/**
 * Uploads as the extension does: first finds the record, a small request that also finds the
 * network route, while reading the picture; then sends it. Only sending is timed, because the
 * others don't look for a record and read while sending.
 *
 * @param read how the extension reads a file's bytes
 */
export function extensionUpload(
  { servers, accessToken }: WorkerSetup,
  read: (file: string) => Promise<Uint8Array>,
): Upload {
  let way: NetworkRoute | undefined;
  const network = new Network({
    userAgent: 'zoho-crm-photo-uploader/bench',
    timeLimit: () => 60,
    systemCertificates: () => true,
    onExchange: (exchange) => {
      way = exchange.way;
    },
  });
  const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
  const crm = new Crm(network, servers, { token, renew: token });
  const { signal } = new AbortController();
  return async ({ file, record }) => {
    const reading = read(file);
    const found = await findRecord(crm, record, signal);
    if (!found.ok || found.value === undefined) {
      throw new Error(`record not found: ${JSON.stringify(found)}`);
    }
    const photo = { name: path.basename(file), contentType: 'image/jpeg', bytes: await reading };
    const started = performance.now();
    const stored = await postPhoto(crm, record, photo, {
      version: 'v2',
      restrictTriggers: [],
      signal,
    });
    const milliseconds = performance.now() - started;
    if (!stored.ok || way !== 'undici') {
      throw new Error(`not uploaded as it should be: ${String(way)}, ${JSON.stringify(stored)}`);
    }
    return milliseconds;
  };
}
