import { l10n } from 'vscode';
import { plain } from '../../ui/plain.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { listed } from '../../ui/words/listed.ts';
import { plural } from '../../ui/words/plural.ts';
import type { MatchedRecord } from '../match/match.ts';
import type { Comparison } from '../review/comparison.ts';
import type { Since } from '../review/reviewed.ts';
import { IN_TAB } from './tab.ts';

/** @param inStep how many pictures their records already have, if there is nothing else */
export function reviewTitle(pictures: number, inStep: number, module: string): string {
  if (inStep > 0) {
    return plural(inStep, {
      one: l10n.t('1 photo is in step with {0}', plain(module)),
      other: l10n.t('{0} photos are in step with {1}', grouped(inStep), plain(module)),
    });
  }
  return pictures === 0
    ? l10n.t('No photos to upload to {0} yet', plain(module))
    : plural(pictures, {
        one: l10n.t('Upload 1 photo to {0}?', plain(module)),
        other: l10n.t('Upload {0} photos to {1}?', grouped(pictures), plain(module)),
      });
}

/** @param folder that the pictures are in; undefined if it has no name */
export function reviewTab(folder: string | undefined, module: string): string {
  return folder === undefined
    ? l10n.t('Review: {0}', plain(module, IN_TAB))
    : l10n.t('Review: {0} → {1}', plain(folder, IN_TAB), plain(module, IN_TAB));
}

/** The summary if every record already has its picture. */
export function nothingChanged(): string {
  return l10n.t('Nothing to upload: each record still has the picture that you uploaded.');
}

/** What has changed on either side since the last upload, in one line. */
export function comparedLine({
  changedHere,
  unchanged,
  changedInCrm,
  unsure,
  withoutPhoto,
  elsewhere,
}: Comparison): string {
  const counted = [
    [changedInCrm, (n: string) => l10n.t('{0} changed in the CRM', n)],
    [changedHere, (n: string) => l10n.t('{0} changed here', n)],
    [unchanged, (n: string) => l10n.t('{0} unchanged', n)],
    [unsure, (n: string) => l10n.t('{0} unknown', n)],
    [withoutPhoto, (n: string) => l10n.t('{0} without a photo', n)],
    [elsewhere, (n: string) => l10n.t('{0} with a photo from elsewhere', n)],
  ] as const;
  const parts = counted.flatMap(([count, say]) => (count === 0 ? [] : [say(grouped(count))]));
  return l10n.t('Since your last upload: {0}.', listed(parts));
}

/** A warning. @param pictures in HEIC, while the settings don't let convert it */
export function heicOff(pictures: number): string {
  return plural(pictures, {
    one: l10n.t(
      '1 picture is HEIC, and converting HEIC is off for security. Export it as JPEG, or turn on the “Convert HEIC” setting.',
    ),
    other: l10n.t(
      '{0} pictures are HEIC, and converting HEIC is off for security. Export them as JPEG, or turn on the “Convert HEIC” setting.',
      grouped(pictures),
    ),
  });
}

/** A warning. @param photos changed in the CRM, whose pictures are excluded */
export function heldBack(photos: number): string {
  return plural(photos, {
    one: l10n.t(
      '1 photo was changed in the CRM since your last upload, so it’s excluded. Include it to replace it.',
    ),
    other: l10n.t(
      '{0} photos were changed in the CRM since your last upload, so they’re excluded. Include those to replace.',
      grouped(photos),
    ),
  });
}

/** A warning. @param photos changed in the CRM, which will be replaced */
export function replacesChanged(photos: number): string {
  return plural(photos, {
    one: l10n.t('1 photo that was changed in the CRM since your last upload will be replaced.'),
    other: l10n.t(
      '{0} photos that were changed in the CRM since your last upload will be replaced.',
      grouped(photos),
    ),
  });
}

/** A warning. @param photos removed in the CRM, whose pictures will be uploaded again */
export function restoresRemoved(photos: number): string {
  return plural(photos, {
    one: l10n.t(
      '1 photo was removed in the CRM since your last upload. Its picture will be uploaded again.',
    ),
    other: l10n.t(
      '{0} photos were removed in the CRM since your last upload. Their pictures will be uploaded again.',
      grouped(photos),
    ),
  });
}

export function willNotBeUploaded(pictures: number): string {
  return plural(pictures, {
    one: l10n.t('1 picture won’t be uploaded. See why below.'),
    other: l10n.t('{0} pictures won’t be uploaded. See why below.', grouped(pictures)),
  });
}

export function filesNotInFolder(files: number): string {
  return plural(files, {
    one: l10n.t('1 file in the table isn’t in the folder.'),
    other: l10n.t('{0} files in the table aren’t in the folder.', grouped(files)),
  });
}

export function junkSkipped(files: number): string {
  return plural(files, {
    one: l10n.t('1 hidden or system file skipped.'),
    other: l10n.t('{0} hidden or system files skipped.', grouped(files)),
  });
}

export function uploadButton(pictures: number): string {
  return pictures === 0
    ? l10n.t('Upload')
    : plural(pictures, {
        one: l10n.t('Upload 1 Photo'),
        other: l10n.t('Upload {0} Photos', grouped(pictures)),
      });
}

/** Why the upload button is disabled. */
export function nothingReady(): string {
  return l10n.t('No pictures are ready to upload.');
}

export function cancelButton(): string {
  return l10n.t('Cancel');
}

/** Instead of Cancel, if there is nothing to upload. */
export function closeButton(): string {
  return l10n.t('Close');
}

export function skipUnchangedSwitch(): string {
  return l10n.t('Skip Unchanged');
}

export function onlyWithoutPhotoSwitch(): string {
  return l10n.t('Only Records Without a Photo');
}

export function skipAutomationsButton(): string {
  return l10n.t('Skip Automations…');
}

/** @param records number of records to check, for a credit each */
export function checkPhotosButton(records: number): string {
  return plural(records, {
    one: l10n.t('Check for Existing Photos (1 credit)'),
    other: l10n.t('Check for Existing Photos ({0} credits)', grouped(records)),
  });
}

export function saveUnmatchedButton(): string {
  return l10n.t('Save Unmatched as CSV…');
}

export function saveMappingButton(): string {
  return l10n.t('Save Mapping…');
}

export function matchDifferentlyButton(): string {
  return l10n.t('Match Differently…');
}

/** A warning: what the names or the table have finds no record. */
export function nothingMatched(module: string): string {
  return l10n.t('No picture matches a record in {0}. Match differently?', plain(module));
}

export function automationTitle(organization: string): string {
  return l10n.t('Upload to {0}', organization);
}

export function checkingPhotos(): string {
  return l10n.t('Checking for existing photos');
}

/** @param why a whole sentence */
export function photosNotChecked(records: number, why: string): string {
  return plural(records, {
    one: l10n.t('Couldn’t check 1 record for a photo. {0}', why),
    other: l10n.t('Couldn’t check {0} records for a photo. {1}', grouped(records), why),
  });
}

export function comparingWithLast(): string {
  return l10n.t('Comparing with the last upload');
}

export function oneOrganizationOnly(): string {
  return l10n.t('To use another organization, cancel and start over.');
}

export function lookingUpRecord(): string {
  return l10n.t('Looking up the record');
}

export function noSuchRecord(id: string, module: string): string {
  return l10n.t('No record in {0} has the ID {1}.', plain(module), id);
}

/** Label of the button for similar records: `Use “Müller, Anna”`. */
export function wordsOfNear(near: MatchedRecord, others: number): string {
  const name = plain(near.detail ?? near.name ?? near.key.id, 60);
  return others === 0
    ? l10n.t('Use “{0}”', name)
    : l10n.t('“{0}” or {1} more…', name, grouped(others));
}

/** @param by path of the picture that the record was assigned to */
export function lostRecord(path: string, by: string): string {
  return l10n.t('{0} lost its record to {1}.', plain(path, 17), plain(by, 17));
}

export function recordHasPicture(): string {
  return l10n.t('The record already has this picture.');
}

/**
 * What has changed since the last upload to a record from here.
 *
 * @param hasPhoto whether the record has a photo by now
 */
export function sinceWords(since: Since, hasPhoto: boolean): string {
  switch (since) {
    case 'here':
      return l10n.t('Changed since your last upload.');
    case 'in-crm':
      return l10n.t('The record has another photo now.');
    case 'removed':
      return l10n.t('The photo was removed.');
    case 'both':
      return hasPhoto
        ? l10n.t('The record has another photo now. The picture has changed, too.')
        : l10n.t('The photo was removed. The picture has changed, too.');
    case 'unsure':
      return l10n.t('Uploaded before. It’s not known whether the record still has it.');
  }
}

/** Why a picture is skipped. */
export function onlyRecordsWithout(): string {
  return l10n.t('The record already has a photo.');
}

/** What happens if only records without a photo are wanted, and nobody has checked. */
export function skippedIfPhoto(): string {
  return l10n.t('Skipped if the record has a photo.');
}

export function uploadedAgain(): string {
  return l10n.t('The record already has this picture. It will be uploaded again.');
}

/** @param records at least two */
export function forSeveralRecords(records: number): string {
  return l10n.t('One picture for {0} records.', grouped(records));
}

export function unmatchedColumns(): string[] {
  return [l10n.t('File'), l10n.t('Record'), l10n.t('Reason')];
}

export function fileNotInFolder(): string {
  return l10n.t('The file isn’t in the folder.');
}

/** Name of the saved file, without extension. */
export function unmatchedFileName(): string {
  return l10n.t('unmatched photos');
}

/** @param code error code of the file system */
export function uploadNotSaved(code: string): string {
  return l10n.t('Nothing was sent: couldn’t save the upload here ({0}).', code);
}
