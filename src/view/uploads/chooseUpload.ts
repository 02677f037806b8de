import * as vscode from 'vscode';
import type { AskingUploadAction } from '../../commands/bulkUploads.ts';
import { chooseAccount } from '../../commands/chooseAccount.ts';
import { organizationName } from '../../ui/names.ts';
import { pick } from '../../ui/step.ts';
import type { ViewServices } from '../services.ts';
import * as words from '../words/uploads.ts';

/** Does something with an upload of this workspace's account. Asks which, unless only one can be meant. */
export async function chooseUpload(
  services: ViewServices,
  action: AskingUploadAction,
): Promise<void> {
  const account = await chooseAccount(services);
  if (account === undefined) {
    return;
  }
  const bulk = await services.bulkUploads();
  const { uploads } = await bulk.of(account.id, Infinity);
  const items = uploads
    .filter(({ actions }) => actions.includes(action))
    .map(({ id, label, description }) => ({ id, label, detail: description }));
  const [first, ...others] = items;
  if (first === undefined) {
    void vscode.window.showInformationMessage(words.noUpload(action));
    return;
  }
  const answer =
    others.length === 0
      ? { value: first }
      : await pick<typeof first>({
          title: words.whichUpload(action, organizationName(account)),
          step: 1,
          steps: 1,
          placeholder: words.SELECT_UPLOAD,
          items,
        });
  if (answer !== undefined && answer !== 'back') {
    await bulk.act(answer.value.id, action);
  }
}
