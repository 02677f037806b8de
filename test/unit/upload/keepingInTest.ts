import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeAtomically } from '../../../src/storage/atomicFile.ts';
import { Leases } from '../../../src/storage/leases.ts';
import type { Keeping } from '../../../src/upload/keeping.ts';
import { Backups } from '../../../src/upload/backups.ts';

export interface KeepingInTest extends Keeping {
  readonly folder: string;
  readonly leases: Leases;
  readonly close: () => Promise<void>;
}

/** Backs up photos in a folder, by default a new one that `close` removes. */
export async function keepingInTest(
  limits = { bytes: 200_000_000, milliseconds: 1_000_000_000 },
  write = writeAtomically,
  there?: string,
): Promise<KeepingInTest> {
  const folder = there ?? (await mkdtemp(path.join(tmpdir(), 'kept-')));
  return {
    folder,
    photos: new Backups(path.join(folder, 'photos'), () => limits, write),
    owner: { account: 'EU/production/1/2', organization: 'Northwind Traders (PRODUCTION)' },
    leases: new Leases(path.join(folder, 'leases')),
    run: new Set(),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
