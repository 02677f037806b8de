import { open } from 'node:fs/promises';
import process from 'node:process';
import type { LeaseTimes } from '../../../src/storage/lease.ts';
import { Leases } from '../../../src/storage/leases.ts';

// A window of VS Code that wants a lease: it says when it has looked for it in vain, and when it has
// it, which is until it is told to go on.
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
