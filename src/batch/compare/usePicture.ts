import * as vscode from 'vscode';
import { asAllowed, needsFitting } from '../../commands/fitter.ts';
import { PICTURE_ENDINGS } from '../../image/ending.ts';
import { inspect } from '../../image/inspect.ts';
import { pictureInMemory } from '../../image/picture.ts';
import type { Refusal } from '../../image/refusal.ts';
import { fileOfPage } from '../../ui/fileOfPage.ts';
import { heicSettingButton, learnMoreButton, offer } from '../../ui/offer.ts';
import type { InspectedFile } from '../../ui/pictureFile.ts';
import { inspectFile } from '../../ui/pictureFile.ts';
import { plain } from '../../ui/plain.ts';
import { withProgressIfSlow } from '../../ui/progress.ts';
import { couldntSave } from '../../ui/words/download.ts';
import { wordsOfRefusal } from '../../ui/words/refusal.ts';
import { PICTURES } from '../../ui/words/upload.ts';
import { inFull } from '../../ui/words/words.ts';
import type { MatchedRecord } from '../match/match.ts';
import type { DroppedPicture } from '../page/messages.ts';
import type { Review } from '../review/openReview.ts';
import { comparedWith } from '../review/unchanged.ts';
import * as words from '../words/compare.ts';
import { withPicture } from './withPicture.ts';

/** What the person does with the row of a record without a photo. */
type PictureRequest = { readonly record: MatchedRecord } & (
  | { readonly kind: 'choose-picture' }
  | { readonly kind: 'drop-picture'; readonly dropped: DroppedPicture }
);

/** A picture that was chosen, and where it is. */
interface PlacedFile {
  readonly uri: vscode.Uri;
  readonly file: InspectedFile;
}

/**
 * Makes the row of a record without a photo a picture's: of one that the person chooses, or has
 * dropped on it. Does nothing when the person cancels, or after a message that it can't be uploaded.
 */
export async function usePicture(review: Review, request: PictureRequest): Promise<void> {
  const { services, account, lastUploads, page, view, material } = review;
  const { record } = request;
  const chosen =
    request.kind === 'choose-picture'
      ? await chosenPicture(record, material.folders[0])
      : await droppedPicture(review, request.dropped);
  if (chosen === undefined || page.isClosed) {
    return;
  }
  const { uri, file } = chosen;
  const inspected = asAllowed(services, file.inspected);
  const isFitted = needsFitting(services, inspected);
  if ('refusal' in inspected && !isFitted) {
    refuse(file.name, inspected.refusal);
    return;
  }
  const place = uri.toString();
  const picture = {
    path: pathOf(uri, review),
    place,
    size: file.size ?? 0,
    inspected,
    isFitted,
    isUnchanged: false,
    isExcluded: false,
    isChosen: true,
    record,
  } as const;
  const found = { kind: 'record', record, value: '' } as const;
  const reviewed = { ...picture, n: 0, records: 1, found };
  const compared = await comparedWith(services, account, reviewed, record, lastUploads);
  view.allowPicture(uri);
  page.change((now) => withPicture(now, { ...picture, ...compared }));
}

async function chosenPicture(
  { name, key }: MatchedRecord,
  beside: vscode.Uri | undefined,
): Promise<PlacedFile | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: words.choosePictureTitle(name ?? key.id),
      openLabel: words.choosePictureButton(),
      filters: { [PICTURES]: [...PICTURE_ENDINGS] },
      ...(beside === undefined ? {} : { defaultUri: beside }),
    })) ?? [];
  return uri && inspectedAt(uri);
}

async function droppedPicture(
  { droppedFolder, services }: Review,
  dropped: DroppedPicture,
): Promise<PlacedFile | undefined> {
  switch (dropped.kind) {
    case 'uri': {
      const uri = fileOfPage(dropped.uri);
      if (uri === undefined) {
        void vscode.window.showErrorMessage(words.droppedUnreadable());
      }
      return uri && inspectedAt(uri);
    }
    case 'bytes': {
      const { name, bytes } = dropped;
      const inspected = asAllowed(services, await inspect(pictureInMemory(name, bytes)));
      if ('refusal' in inspected && !needsFitting(services, inspected)) {
        // Before a folder is asked for.
        refuse(name, inspected.refusal);
        return undefined;
      }
      return saved(name, () => droppedFolder.save(name, bytes, inspected));
    }
    case 'several':
      void vscode.window.showInformationMessage(words.dropOnePicture());
      return undefined;
    case 'too-large':
      void vscode.window.showInformationMessage(words.dropTooLarge());
      return undefined;
    case 'none':
      void vscode.window.showInformationMessage(words.dropAFile());
      return undefined;
  }
}

async function inspectedAt(uri: vscode.Uri): Promise<PlacedFile | undefined> {
  const file = await withProgressIfSlow(words.readingPicture(), () => inspectFile(uri));
  return file && { uri, file };
}

function refuse(name: string, refusal: Refusal): void {
  const message = words.pictureNotUsable(name, inFull(wordsOfRefusal(refusal)));
  const button =
    refusal.kind === 'heic-off' && refusal.isForbidden !== true
      ? heicSettingButton()
      : learnMoreButton('troubleshooting');
  void offer('error', message, button);
}

async function saved(
  name: string,
  save: () => Promise<vscode.Uri | undefined>,
): Promise<PlacedFile | undefined> {
  try {
    const uri = await save();
    return uri && (await inspectedAt(uri));
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) {
      throw error;
    }
    void vscode.window.showErrorMessage(couldntSave(plain(name, 60), plain(error.message)));
    return undefined;
  }
}

/** As the review names it already, or relative to a folder of the review. */
function pathOf(uri: vscode.Uri, { material, page }: Review): string {
  const place = uri.toString();
  const known = page.state.pictures.find((one) => one.place === place);
  const folder = material.folders.find(({ path }) => uri.path.startsWith(`${path}/`));
  return (
    known?.path ??
    (folder?.scheme === uri.scheme && folder.authority === uri.authority
      ? uri.path.slice(folder.path.length + 1)
      : uri.path.slice(uri.path.lastIndexOf('/') + 1))
  );
}
