import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { wantsCmykConverted } from '../../commands/cmyk.ts';
import { isFittingOn, needsFitting, wishesOf } from '../../commands/fitter.ts';
import { askPersonalDataOfMany } from '../../commands/personalData.ts';
import type { Services } from '../../commands/services.ts';
import { pictureAt } from '../../ui/pictureFile.ts';
import type { Mapping } from '../match/mapping.ts';
import { SavedMappings } from '../match/savedMappings.ts';
import { runsOf } from '../store.ts';
import { uploadNotSaved } from '../words/review.ts';
import type { Reviewed } from './reviewed.ts';
import type { ReviewState, ToUpload } from './reviewState.ts';
import { stillToUpload, toUpload } from './reviewState.ts';

/**
 * Asks how to prepare the pictures, and saves the run. Nothing is sent yet.
 *
 * @param mapping to offer again later; undefined if it found nothing
 * @param current the review, which may change during the questions; undefined once it is closed
 * @returns the run's ID; undefined when the person cancels, nothing is left to upload, or after a
 *   message that the disk refused
 */
export async function startRun(
  services: Services,
  account: Account,
  mapping: Mapping | undefined,
  current: () => ReviewState | undefined,
): Promise<string | undefined> {
  const before = current();
  const asked = before === undefined ? [] : toUpload(before);
  const prepared = await askPreparation(services, asked);
  const now = current();
  const uploads = now === undefined ? [] : stillToUpload(asked, now);
  if (prepared === undefined || now === undefined || uploads.length === 0) {
    return undefined;
  }
  const settings = {
    version: services.settings.apiVersion(),
    restrictTriggers: now.restricted,
    fits: isFittingOn(services),
    skipsUnchanged: now.skipsUnchanged,
    ...(now.onlyWithoutPhoto === true && { onlyWithoutPhoto: true }),
    ...prepared,
  };
  const planned = uploads.map(({ reviewed, record }) => ({
    picture: pictureOf(reviewed),
    key: record.key,
    shown: {
      path: reviewed.path,
      name: record.name,
      photoMark: record.photoMark,
      ...('value' in reviewed.found && reviewed.found.value !== ''
        ? { value: reviewed.found.value }
        : {}),
    },
  }));
  const id = await unlessDiskRefuses(() => runsOf(services).create(account.id, settings, planned));
  if (id !== undefined && mapping !== undefined) {
    await new SavedMappings(services.memory).save('', mapping);
  }
  return id;
}

/** What to change in pictures before they are sent, by the settings or the person's answers. */
async function askPreparation(
  services: Services,
  asked: readonly ToUpload[],
): Promise<(ReturnType<typeof wishesOf> & { withoutPersonalData: boolean }) | undefined> {
  const withoutCmyk = await wantsCmykConverted(
    services,
    asked.map(({ reviewed: { path, inspected } }) => ({ name: path, inspected })),
  );
  if (withoutCmyk === undefined) {
    return undefined;
  }
  const wishes = { ...wishesOf(services), withoutCmyk };
  const sentAsTheyAre = asked.flatMap(({ reviewed }) =>
    needsFitting(services, reviewed.inspected, wishes) ? [] : [reviewed],
  );
  // Asks only once about a picture for several records.
  const pictures = new Map(sentAsTheyAre.map((one) => [one.place, pictureOf(one)]));
  const withoutPersonalData = await askPersonalDataOfMany(services, [...pictures.values()]);
  return withoutPersonalData === undefined ? undefined : { ...wishes, withoutPersonalData };
}

/** @returns undefined after a message that the disk refused */
async function unlessDiskRefuses<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) {
      throw error;
    }
    void vscode.window.showErrorMessage(uploadNotSaved(code));
    return undefined;
  }
}

function pictureOf({ place, size }: Reviewed): ReturnType<typeof pictureAt> {
  return pictureAt(vscode.Uri.parse(place, true), size);
}
