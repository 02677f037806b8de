import { l10n } from 'vscode';
import { grouped } from './numbers.ts';
import { plural } from './plural.ts';

/** The questions for the records of several pictures, and what becomes of the answers. */

/** A heading. */
export const CHOSEN = l10n.t('chosen for this picture');
export const SKIP_ITEM = l10n.t('Skip this picture');
export const SKIP_BUTTON = l10n.t('Skip This Picture');

export function discardTitle(count: number): string {
  return plural(count, {
    one: l10n.t('Discard 1 Answer?'),
    other: l10n.t('Discard {0} Answers?', grouped(count)),
  });
}

/** @param count pictures that have a record */
export function chosenOf(count: number, of: number, organization: string): string {
  return plural(count, {
    one: l10n.t('1 of {0} pictures has a record in {1}', grouped(of), organization),
    other: l10n.t(
      '{0} of {1} pictures have records in {2}',
      grouped(count),
      grouped(of),
      organization,
    ),
  });
}

export const SWITCH_TITLE = l10n.t('Switch Accounts?');

/** Why a switch discards the answers. */
export function chosenElsewhere(count: number, organization: string): string {
  return plural(count, {
    one: l10n.t('The record you chose is in {0}', organization),
    other: l10n.t('The {0} records you chose are in {1}', grouped(count), organization),
  });
}

export const CONTINUE_CHOOSING = l10n.t('Continue choosing');

export function uploadNow(count: number): string {
  return plural(count, {
    one: l10n.t('Upload 1 now'),
    other: l10n.t('Upload {0} now', grouped(count)),
  });
}

/** @param skipped how many pictures have no record yet */
export function toOrganization(organization: string, skipped: number): string {
  return skipped === 0
    ? l10n.t('to {0}', organization)
    : l10n.t('to {0} · {1} skipped', organization, grouped(skipped));
}

/** A picture and its record. */
export function pictureToRecord(picture: string, record: string): string {
  return l10n.t('{0} → {1}', picture, record);
}

export function discardAnswers(count: number): string {
  return plural(count, {
    one: l10n.t('Discard 1 answer'),
    other: l10n.t('Discard {0} answers', grouped(count)),
  });
}

export const SWITCH_ANYWAY = {
  label: l10n.t('Switch accounts…'),
  description: l10n.t('discards your answers: each picture needs a record of the other account'),
};

/** In the status bar. */
export function allSkipped(count: number): string {
  return plural(count, {
    one: l10n.t('Nothing uploaded: 1 picture skipped'),
    other: l10n.t('Nothing uploaded: {0} pictures skipped', grouped(count)),
  });
}

/** In the result. */
export function skippedByChoice(count: number): string {
  return plural(count, {
    one: l10n.t('1 skipped.'),
    other: l10n.t('{0} skipped.', grouped(count)),
  });
}
