import { l10n } from 'vscode';
import type { ExplainedQuestion } from '../laterQuickInput.ts';
import { grouped } from './numbers.ts';
import { plural } from './plural.ts';

export const CHECKING_PICTURES = l10n.t('Checking the pictures');
export const CHECKING_LOCATIONS = l10n.t('Checking the pictures for locations');

/** @param name of the picture, if there is only one */
export function locationQuestion(name: string, count: number): ExplainedQuestion {
  return {
    placeholder: plural(count, { one: l10n.t('Remove it?'), other: l10n.t('Remove them?') }),
    explanation: locationNotice(name, count),
    inOne: plural(count, {
      one: l10n.t('{0} contains the location where it was taken. Remove it?', name),
      other: l10n.t(
        '{0} pictures contain the locations where they were taken. Remove them?',
        grouped(count),
      ),
    }),
  };
}

/** The same if it can't be removed from any of them. */
export function locationNotice(name: string, count: number): string {
  return plural(count, {
    one: l10n.t('{0} contains the location where it was taken.', name),
    other: l10n.t('{0} pictures contain the locations where they were taken.', grouped(count)),
  });
}

export const REMOVE_DATA = {
  label: l10n.t('Remove location and camera data'),
  detail: l10n.t('Image, colors, and orientation stay the same. Your file isn’t changed.'),
};

/** @param names of the pictures from which it can't be removed */
export function skippedForPersonalData(names: string, count: number): string {
  return plural(count, {
    one: l10n.t('{0} is skipped because its data can’t be removed.', names),
    other: l10n.t('{0} are skipped because their data can’t be removed.', names),
  });
}

/** @param names of one picture or several */
export function cantRemove(names: string): string {
  return l10n.t('Location and camera data can’t be removed from {0}.', names);
}

export function cantRemoveFrom(count: number): string {
  return plural(count, {
    one: l10n.t('Location and camera data can’t be removed from 1 picture.'),
    other: l10n.t('Location and camera data can’t be removed from {0} pictures.', grouped(count)),
  });
}

export function skipIt(count: number): string {
  return plural(count, { one: l10n.t('Skip It'), other: l10n.t('Skip Them') });
}

export const KEEP_DATA = {
  label: l10n.t('Keep and upload'),
  detail: l10n.t('Anyone who can see the photo in Zoho CRM can read the location.'),
};

export const REMOVAL_IS_SET = l10n.t(
  'The setting “Remove Personal Data” is “Always”. The data is removed from all other pictures.',
);
