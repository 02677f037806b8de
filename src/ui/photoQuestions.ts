import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { Standing } from '../upload/after.ts';
import type { NoBackup } from '../upload/noBackup.ts';
import type { CrmRecord } from '../zoho/record.ts';
import { organizationName, recordName } from './names.ts';
import { wordsOfNotKept } from './words/notKept.ts';

/** Whether to replace or remove a photo of which no copy can be kept. No answer is a no. */
export async function askWithoutCopy(
  account: Account,
  record: CrmRecord,
  why: NoBackup,
): Promise<boolean> {
  const goOn = 'Go On Without a Copy';
  const question = `${recordName(record)} · ${organizationName(account)}: ${wordsOfNotKept(why)} Go on without a copy of it? That could not be undone.`;
  return (await vscode.window.showWarningMessage(question, goOn, 'Leave It')) === goOn;
}

/** Whether to undo although the record has another photo now. No answer is a no. */
export async function askUndoAnyway(
  account: Account,
  record: CrmRecord,
  standing: Exclude<Standing, 'ours'>,
): Promise<boolean> {
  const undo = 'Undo Anyway';
  const question = `${recordName(record)} · ${organizationName(account)}: ${STANDINGS[standing]} Undo all the same?`;
  return (await vscode.window.showWarningMessage(question, undo, 'Leave It')) === undo;
}

const STANDINGS: Record<Exclude<Standing, 'ours'>, string> = {
  replaced: 'Somebody has changed the photo since then.',
  removed: 'Somebody has removed the photo since then.',
  unsure: 'It cannot be told whether somebody has changed the photo since then.',
};

/** Before a photo is removed: names the record and whose it is. */
export async function askRemoval(account: Account, record: string): Promise<boolean> {
  const remove = 'Remove Photo';
  const question = `Remove the photo of ${record} · ${organizationName(account)}?`;
  return (await vscode.window.showWarningMessage(question, remove, 'Cancel')) === remove;
}
