import path from 'node:path';
import { LastUploads } from './run/lastUploads.ts';
import { Runs } from './run/runs.ts';
import type { Services } from '../commands/services.ts';

/** The runs of all accounts, over and under way. */
export function runsOf({
  storageFolder,
  leases,
}: Pick<Services, 'storageFolder' | 'leases'>): Runs {
  return new Runs(path.join(storageFolder, 'runs'), leases);
}

/** Which picture each record of an account was given last. */
export function lastUploadsOf(
  { storageFolder, leases }: Pick<Services, 'storageFolder' | 'leases'>,
  account: string,
): Promise<LastUploads> {
  return LastUploads.of(lastUploadsFolder(storageFolder), account, leases);
}

/** Whatever is known of an account's runs. */
export async function deleteBatches(
  services: Pick<Services, 'storageFolder' | 'leases'>,
  account: string,
): Promise<void> {
  await runsOf(services).forgetAll(account);
  await LastUploads.forgetAll(lastUploadsFolder(services.storageFolder), account);
}

function lastUploadsFolder(storage: string): string {
  return path.join(storage, 'last-uploads');
}
