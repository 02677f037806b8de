import * as vscode from 'vscode';
import { LastUploads } from '../upload/batch/lastUploads.ts';
import { Runs } from '../upload/batch/runs.ts';
import type { Parts } from './parts.ts';

/** The runs of all accounts, over and under way. */
export function runsOf({ storageUri, leases }: Pick<Parts, 'storageUri' | 'leases'>): Runs {
  return new Runs(vscode.Uri.joinPath(storageUri, 'runs').fsPath, leases);
}

/** Which picture each record of an account was given last. */
export function lastUploadsOf(
  { storageUri, leases }: Pick<Parts, 'storageUri' | 'leases'>,
  account: string,
): Promise<LastUploads> {
  return LastUploads.of(lastUploadsFolder(storageUri), account, leases);
}

/** Whatever is known of an account's runs. */
export async function forgetBatches(parts: Parts, account: string): Promise<void> {
  await runsOf(parts).forgetAll(account);
  await LastUploads.forgetAll(lastUploadsFolder(parts.storageUri), account);
}

function lastUploadsFolder(storage: vscode.Uri): string {
  return vscode.Uri.joinPath(storage, 'last-uploads').fsPath;
}
