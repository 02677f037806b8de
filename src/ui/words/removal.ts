import { l10n } from 'vscode';
import { consequence } from './replacement.ts';

/** What the question for a record is about. */
export const REMOVE_PHOTO_TITLE = l10n.t('Remove Photo');

export function findingRecord(organization: string): string {
  return l10n.t('Finding the record in {0}', organization);
}

export function removalQuestion(record: string): string {
  return l10n.t('Remove the photo of {0}?', record);
}

/** @param id its module and ID @param keeps whether a backup will be saved */
export function removalDetail(id: string, organization: string, keeps: boolean): string {
  return [l10n.t('{0} · {1}', organization, id), consequence(keeps)].join('\n\n');
}

export const REMOVE_BUTTON = l10n.t('Remove Photo');

export function removingTitle(organization: string): string {
  return l10n.t('Removing a photo in {0}', organization);
}

export function removed(record: string, organization: string): string {
  return l10n.t('Removed the photo of {0} · {1}.', record, organization);
}

export function hasNoPhoto(record: string, organization: string): string {
  return l10n.t('{0} has no photo · {1}.', record, organization);
}

/** @param why what happened, and what to do, as sentences */
export function couldntRemove(record: string, organization: string, why: string): string {
  return l10n.t('Couldn’t remove the photo of {0} · {1}. {2}', record, organization, why);
}

/** It may still have been removed. @param why as above */
export function couldntConfirmRemoval(record: string, organization: string, why: string): string {
  return l10n.t(
    'Couldn’t confirm that the photo of {0} is removed · {1}. {2}',
    record,
    organization,
    why,
  );
}
