import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { openRecord } from '../../commands/openRecord.ts';
import type { RecordKey } from '../../zoho/photo.ts';
import { openRecordsQuestion } from '../words/rows.ts';

/** More than these are opened only after a question: *Select All* is one key away. */
const UNASKED = 5;

interface OpenQuestion {
  readonly title: string;
  readonly open: string;
}

/** Asks before many things are opened at once. */
export async function mayOpenSo(
  many: number,
  questionOf: (many: number) => OpenQuestion,
): Promise<boolean> {
  if (many <= UNASKED) {
    return true;
  }
  const { title, open } = questionOf(many);
  return (await vscode.window.showWarningMessage(title, { modal: true }, open)) === open;
}

/** Opens records in the browser. */
export async function openRecords(account: Account, keys: readonly RecordKey[]): Promise<void> {
  if (await mayOpenSo(keys.length, openRecordsQuestion)) {
    for (const key of keys) {
      await openRecord(account, key);
    }
  }
}
