import { open } from 'node:fs/promises';
import process from 'node:process';
import type { LeaseTimes } from '../../../src/storage/lease.ts';
import { Leases } from '../../../src/storage/leases.ts';

// A VS Code window that wants a lease: it reports when the lease is taken, and when it has
// acquired it, which lasts until it is told to continue.
const [folder = '', times = ''] = process.argv.slice(2);

let tries = 0;
const leases = new Leases(folder, JSON.parse(times) as LeaseTimes, (...given) => {
  tries += 1;
  if (tries === 3) {
    process.send?.('waits');
  }
  return open(...given);
});

const told = new Promise((resolve) => process.once('message', resolve));

await leases.hold('refresh', async () => {
  process.send?.('has it');
  await told;
});
process.disconnect();
