import * as vscode from 'vscode';
import { chooseAccount } from '../commands/chooseAccount.ts';
import { compareWith, mappingOfFolder } from './compareFolder.ts';
import type { BatchServices } from './services.ts';
import { learnMoreButton, offer } from '../ui/offer.ts';
import { selectedFiles } from '../ui/chosenFiles.ts';
import { fileArguments } from '../ui/fileArguments.ts';
import type { Selection } from './mapping/chosenPictures.ts';
import { readSelection } from './mapping/chosenPictures.ts';
import { mentionPictureUrls } from './mapping/pictureUrls.ts';
import { matchSelection } from './matchSelection.ts';
import { reviewBatch } from './review/reviewBatch.ts';
import * as words from './words/uploadMatching.ts';

/**
 * *Upload Photos to Matching Records…*: matches pictures to records by name or table, then uploads.
 *
 * @param given the command's arguments
 */
export async function uploadMatching(
  services: BatchServices,
  given: readonly unknown[],
): Promise<void> {
  const uris = await selectedUris(...fileArguments(given));
  const [folder] = uris ?? [];
  const known = folder && uris?.length === 1 ? await mappingOfFolder(folder) : undefined;
  if (known !== undefined) {
    // The review names what is compared, and leads back to the questions.
    await compareWith(services, known, true);
    return;
  }
  const chosen = uris && (await choosePictures(uris));
  if (chosen === undefined) {
    return;
  }
  const account = await chooseAccount(services);
  const matched =
    account && (await matchSelection(services, account, chosen, { draft: {}, chosen: new Set() }));
  if (matched !== undefined) {
    await reviewBatch(services, matched.account, matched.material);
  }
}

/** Undefined when the person cancels, or after a message that there are no pictures. */
async function choosePictures(uris: readonly vscode.Uri[]): Promise<Selection | undefined> {
  const chosen = await readSelection(uris);
  if (chosen === undefined || chosen.pictures.length > 0) {
    return chosen;
  }
  const hasUrls = await mentionPictureUrls(chosen.tables);
  if (hasUrls === false) {
    void offer('info', words.noPicturesSelected(chosen.junk), learnMoreButton('matching'));
  }
  return hasUrls === true ? chosen : undefined;
}

/** The folders and files that the command was invoked on; from the palette, those of a dialog. */
async function selectedUris(
  clicked: vscode.Uri | undefined,
  selected: readonly vscode.Uri[] | undefined,
): Promise<readonly vscode.Uri[] | undefined> {
  if (clicked !== undefined) {
    return selectedFiles(clicked, selected);
  }
  return vscode.window.showOpenDialog({
    title: words.folderDialogTitle(),
    openLabel: words.selectFolder(),
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: true,
  });
}
