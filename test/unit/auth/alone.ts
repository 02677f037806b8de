import type { Lease, Leases } from '../../../src/storage/lease.ts';

const lease: Lease = {
  isHeld: () => Promise.resolve(true),
  note: () => Promise.resolve(undefined),
  leave: () => Promise.resolve(),
};

/** Leases in the only window of a VS Code. */
export const alone: Pick<Leases, 'hold'> = { hold: (_name, work) => work(lease) };
