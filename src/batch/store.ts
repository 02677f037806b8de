import { deleteLastUploads } from '../commands/lastUploads.ts';
import { Runs } from './run/runs.ts';
import { runsFolder } from './runsFolder.ts';
import type { Services } from '../commands/services.ts';

/** The runs of all accounts, running and finished. */
export function runsOf({
  storageFolder,
  leases,
}: Pick<Services, 'storageFolder' | 'leases'>): Runs {
  return new Runs(runsFolder(storageFolder), leases);
}

/** Deletes an account's runs and its record of last uploads. */
export async function deleteBatches(
  services: Pick<Services, 'storageFolder' | 'leases'>,
  account: string,
): Promise<void> {
  await runsOf(services).forgetAll(account);
  await deleteLastUploads(services, account);
}
