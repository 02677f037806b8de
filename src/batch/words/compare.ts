import { l10n } from 'vscode';
import { plain } from '../../ui/plain.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';

export function findPhotolessButton(): string {
  return l10n.t('Find Records Without Photos…');
}

export function findPhotolessTitle(module: string): string {
  return l10n.t('Find records in {0} without photos?', plain(module));
}

/**
 * What it costs: credits are counted by how many records a request returns.
 *
 * @param isQuery whether Zoho is asked for just these records; otherwise, for all
 * @param most maximum number of records
 */
export function findPhotolessDetail(
  organization: string,
  isQuery: boolean,
  most: number,
  listed: number,
): string {
  const credits = grouped(most / listed);
  return isQuery
    ? l10n.t(
        'Reads up to {0} records of {1}, for 3 API credits per 2,000 records without a photo. If Zoho can’t filter by photo, it takes 1 credit per {2} records in the module, up to {3}.',
        grouped(most),
        organization,
        grouped(listed),
        credits,
      )
    : l10n.t(
        'Reads up to {0} records of {1}, for 1 API credit per {2} records, up to {3} credits.',
        grouped(most),
        organization,
        grouped(listed),
        credits,
      );
}

export function findPhotolessConfirm(): string {
  return l10n.t('Find Records');
}

export function findingPhotoless(organization: string): string {
  return l10n.t('Finding records without photos in {0}', organization);
}

export function photolessSoFar(read: number, found: number): string {
  return l10n.t('{0} read, {1} without a photo', grouped(read), grouped(found));
}

/** @param why what happened and what to do, in whole sentences */
export function photolessNotFound(organization: string, why: string): string {
  return l10n.t('Couldn’t find records without photos in {0}. {1}', organization, why);
}

export function recordsWithoutPicture(records: number, module: string): string {
  return records === 0
    ? l10n.t('Every record in {0} has a photo or a picture here.', plain(module))
    : plural(records, {
        one: l10n.t('1 record in {0} has no photo and no picture here.', plain(module)),
        other: l10n.t(
          '{0} records in {1} have no photo and no picture here.',
          grouped(records),
          plain(module),
        ),
      });
}

/** Fewer than all records were read, and no picture is missing so far. */
export function nothingMissingSoFar(read: number, module: string): string {
  return l10n.t(
    'The first {0} records in {1} have photos or pictures here.',
    grouped(read),
    plain(module),
  );
}

export function stoppedAfter(records: number): string {
  return l10n.t('Stopped after {0} records. There may be more without photos.', grouped(records));
}

export function photosNotTold(records: number): string {
  return plural(records, {
    one: l10n.t('Zoho doesn’t say whether 1 record has a photo.'),
    other: l10n.t('Zoho doesn’t say whether {0} records have photos.', grouped(records)),
  });
}

export function savePhotolessButton(): string {
  return l10n.t('Save Records as CSV…');
}

export function photolessColumns(): string[] {
  return [l10n.t('Record'), l10n.t('Name')];
}

/** Name of the saved file, without extension. */
export function photolessFileName(): string {
  return l10n.t('records without photos');
}

export function choosePictureTitle(record: string): string {
  return l10n.t('Picture for {0}', plain(record, 60));
}

export function choosePictureButton(): string {
  return l10n.t('Choose Picture');
}

export function dropOnePicture(): string {
  return l10n.t('Drop one picture at a time: each record has one photo.');
}

export function dropTooLarge(): string {
  return l10n.t('This file is too large to drop here. Choose it instead.');
}

export function dropAFile(): string {
  return l10n.t('Drop a picture file from the explorer or from your desktop.');
}

export function droppedUnreadable(): string {
  return l10n.t('This file can’t be read from here. Choose it instead.');
}

export function droppedFolderTitle(): string {
  return l10n.t('Folder for Dropped Pictures');
}

export function saveDroppedHere(): string {
  return l10n.t('Save Here');
}

/** @param why what is wrong, and what to do */
export function pictureNotUsable(file: string, why: string): string {
  return l10n.t('{0} can’t be uploaded. {1}', plain(file, 60), why);
}

export function readingPicture(): string {
  return l10n.t('Reading the picture');
}
