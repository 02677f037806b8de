import { l10n } from 'vscode';
import { grouped } from './numbers.ts';
import { plural } from './plural.ts';

/** What is deleted together with an account's uploads that are not over. */
export function unfinishedUploads(count: number): string {
  return plural(count, {
    one: l10n.t('An upload was interrupted.'),
    other: l10n.t('{0} uploads were interrupted.', grouped(count)),
  });
}

export function lostWithUploads(photosLeft: number): string {
  return plural(photosLeft, {
    one: l10n.t('1 photo has not been sent. Once deleted, it can’t be resumed or undone.'),
    other: l10n.t(
      '{0} photos have not been sent. Once deleted, they can’t be resumed or undone.',
      grouped(photosLeft),
    ),
  });
}
