import type * as vscode from 'vscode';
import { chosenFiles } from '../ui/chosenFiles.ts';
import { inspectFiles } from '../ui/pictureFile.ts';
import type { Services } from './services.ts';
import { uploadFiles } from './uploadFiles.ts';

/** *Upload Photo to Zoho CRM…*: from the explorer, an editor's title, or the palette. */
export async function uploadPhoto(
  services: Services,
  clicked?: vscode.Uri,
  selected?: readonly vscode.Uri[],
): Promise<void> {
  const uris = await chosenFiles(clicked, selected);
  if (uris !== undefined) {
    await uploadFiles(services, () => inspectFiles(uris));
  }
}
