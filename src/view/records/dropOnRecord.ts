import * as vscode from 'vscode';
import type { GivenRecord } from '../../commands/askTargetRecord.ts';
import { withAccount } from '../../commands/askTargetRecord.ts';
import { uploadFiles } from '../../commands/uploadFiles.ts';
import { hasPictureEnding } from '../../image/ending.ts';
import { organizationName, recordName } from '../../ui/names.ts';
import { commandButton, offer } from '../../ui/offer.ts';
import { plain } from '../../ui/plain.ts';
import { isQuestionOpen } from '../../ui/openQuestions.ts';
import { pick } from '../../ui/step.ts';
import { photoForRecord } from '../../ui/words/uploadLink.ts';
import type { ViewServices } from '../services.ts';
import * as words from '../words/drop.ts';
import type { DroppedFile } from './droppedPictures.ts';
import { droppedIn } from './droppedPictures.ts';

/** Uploads a picture to the record that it was dropped on, if the person confirms it. */
export async function dropOnRecord(
  services: ViewServices,
  given: GivenRecord,
  dropped: vscode.DataTransfer,
): Promise<void> {
  if (isQuestionOpen()) {
    vscode.window.setStatusBarMessage(words.ANSWER_BEFORE_DROP, 8000);
    return;
  }
  const found = await droppedIn(dropped);
  if (found.kind === 'url') {
    void offer('info', words.DROPPED_URL, commandButton(words.UPLOAD_FROM_URL, 'uploadFromUrl'));
    return;
  }
  if (found.kind === 'nothing') {
    void vscode.window.showInformationMessage(words.DROPPED_NOTHING);
    return;
  }
  const target = await withAccount(services, given);
  if (target === undefined) {
    return;
  }
  const { account, key } = target;
  const title = photoForRecord(recordName(target), organizationName(account));
  const file = await oneOf(found.files, title);
  if (file !== undefined) {
    const chosen = { account, key, suggestion: { kind: 'drop' } } as const;
    await uploadFiles(services, async () => [await file.inspect()], chosen);
  }
}

/** A record has only one photo. Undefined if the person cancels. */
async function oneOf(
  files: readonly DroppedFile[],
  title: string,
): Promise<DroppedFile | undefined> {
  const pictures = files.filter(({ name }) => hasPictureEnding(name));
  const several = pictures.length > 0 ? pictures : files;
  if (several.length === 1) {
    return several[0];
  }
  const answer = await pick({
    title,
    step: 1,
    steps: 1,
    placeholder: words.ONE_PHOTO_ONLY,
    items: several.map((file) => ({ label: plain(file.name), file })),
  });
  return answer === undefined || answer === 'back' ? undefined : answer.value.file;
}
