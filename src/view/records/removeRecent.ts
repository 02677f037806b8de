import * as vscode from 'vscode';
import { chooseAccount } from '../../commands/chooseAccount.ts';
import { organizationName } from '../../ui/names.ts';
import { plain } from '../../ui/plain.ts';
import { pick } from '../../ui/step.ts';
import type { ViewServices } from '../services.ts';
import * as words from '../words/records.ts';

/** *Remove from Recent Records…*: asks which one. Nothing changes in the CRM. */
export async function removeRecent(services: ViewServices): Promise<void> {
  const account = await chooseAccount(services);
  if (account === undefined) {
    return;
  }
  const items = services.recent.all(account.id).map(({ module, id, name }) => ({
    label: name === undefined ? id : plain(name),
    description: plain(module),
    key: { module, id },
  }));
  const [first] = items;
  if (first === undefined) {
    vscode.window.setStatusBarMessage(words.NO_RECENT_RECORDS, 5000);
    return;
  }
  const answer = await pick<typeof first>({
    title: words.removeRecentTitle(organizationName(account)),
    step: 1,
    steps: 1,
    placeholder: words.WHICH_RECENT,
    items,
  });
  if (answer !== undefined && answer !== 'back') {
    await services.recent.delete(account.id, answer.value.key);
  }
}
