import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { askKey } from '../../commands/askKey.ts';
import type { Services } from '../../commands/services.ts';
import { plain } from '../../ui/plain.ts';
import { withCountedProgress } from '../../ui/progress.ts';
import { wordsOfFailure } from '../../ui/words/failure.ts';
import { inFull } from '../../ui/words/words.ts';
import type { RecordKey } from '../../zoho/photo.ts';
import { findRecord } from '../../zoho/record.ts';
import type { MatchedRecord } from '../match/match.ts';
import * as words from '../words/review.ts';

/**
 * Asks which record to upload a picture to, and looks it up.
 *
 * @param picture its path
 * @returns undefined when the person cancels, or after a message that there is no such record
 */
export async function askMatchedRecord(
  services: Services,
  account: Account,
  picture: string,
): Promise<MatchedRecord | undefined> {
  const question = { picture, position: undefined, changing: true };
  const key = await askKey(services, account, question);
  if (key === 'switch-account') {
    void vscode.window.showInformationMessage(words.oneOrganizationOnly());
    return undefined;
  }
  return key && lookUp(services, account, key);
}

async function lookUp(
  services: Services,
  account: Account,
  key: RecordKey,
): Promise<MatchedRecord | undefined> {
  const crm = services.sessions.crmOf(account);
  const found = await withCountedProgress(words.lookingUpRecord(), (signal) =>
    findRecord(crm, key, signal),
  );
  if (found?.ok === false) {
    void vscode.window.showErrorMessage(inFull(wordsOfFailure(found.failure)));
    return undefined;
  }
  if (found !== undefined && found.value === undefined) {
    void vscode.window.showErrorMessage(words.noSuchRecord(key.id, key.module));
  }
  return found?.value;
}

/**
 * Asks which of the similar records to use, if there are several.
 *
 * @returns `another` for a record that isn't among them; undefined when the person cancels
 */
export async function chooseNearRecord(
  picture: string,
  near: readonly MatchedRecord[],
): Promise<MatchedRecord | 'another' | undefined> {
  if (near.length <= 1) {
    return near[0];
  }
  const items: (vscode.QuickPickItem & { record: MatchedRecord | 'another' })[] = [
    ...near.map((record) => ({ ...itemOf(record), record })),
    { label: words.anotherRecord(), record: 'another' },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: plain(picture),
    placeHolder: words.selectRecord(),
    matchOnDescription: true,
  });
  return chosen?.record;
}

function itemOf({ key, name, detail }: MatchedRecord): { label: string; description: string } {
  const label = plain(detail ?? name ?? key.id);
  const more = [...(detail === undefined || name === undefined ? [] : [plain(name)]), key.id];
  return { label, description: more.join(' · ') };
}
