import type { Leases } from '../../../src/storage/leases.ts';
import type { Lease } from '../../../src/storage/lease.ts';

const lease: Lease = {
  isHeld: () => Promise.resolve(true),
  note: () => Promise.resolve(undefined),
  leave: () => Promise.resolve(),
};

/** Leases when there is only one VS Code window. */
export const alone: Pick<Leases, 'hold'> = { hold: (_name, work) => work(lease) };
