// A window that goes on with a run and is killed at a point of its journal. A process of its own.
import process from 'node:process';
import type { WriteTo } from '../../../../src/storage/appendFile.ts';
import { Crm } from '../../../../src/zoho/crm.ts';
import { success } from '../../../../src/zoho/failure.ts';
import { Network } from '../../../../src/zoho/network.ts';
import type { Servers } from '../../../../src/zoho/dataCenter.ts';
import { Window } from './batchInTest.ts';
import { fileOf } from './catalogue.ts';

/** What it is told, in its environment variable KILLED_RUN. */
export interface KilledRun {
  readonly folder: string;
  readonly id: string;
  readonly servers: Servers;
  readonly accessToken: string;
  /** Paths of the pictures, by their numbers. */
  readonly files: readonly string[];
  /** It is killed at the so many-th write, counted from 1. */
  readonly at: number;
  /** Before the write, in the middle of it, or as soon as it is down. */
  readonly when: 'before' | 'half' | 'after';
}

const setup = JSON.parse(process.env.KILLED_RUN ?? '') as KilledRun;
let writes = 0;

const write: WriteTo = async (handle, bytes) => {
  writes += 1;
  const last = writes === setup.at;
  if (last && setup.when === 'before') {
    process.kill(process.pid, 'SIGKILL');
  }
  await handle.appendFile(last && setup.when === 'half' ? bytes.subarray(0, -7) : bytes);
  await handle.datasync();
  if (last) {
    process.kill(process.pid, 'SIGKILL');
  }
};

const network = new Network({
  userAgent: 'test',
  timeLimit: () => 60,
  systemCertificates: () => false,
  onExchange: () => undefined,
});
const token = () => Promise.resolve(success(setup.accessToken));
const crm = new Crm(network, setup.servers, { token, renew: token });
const planned = await Promise.all(
  setup.files.map(async (file) => ({
    picture: await fileOf(file),
    key: { module: '', id: '' },
  })),
);
const end = await new Window(setup.folder, { write }).resume(setup.id, crm, planned);
await network.close();
process.stdout.write(JSON.stringify(typeof end === 'object' ? end.end : end));
