import { l10n } from 'vscode';
import { plain } from '../../ui/plain.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { dayWords } from '../../ui/words/dates.ts';
import { plural } from '../../ui/words/plural.ts';
import { HAS_PHOTO } from '../../ui/words/records.ts';
import type { MatchedRecord } from '../match/match.ts';
import type { Difference } from '../match/tellingFields.ts';

export function selectRecord(): string {
  return l10n.t('Select the record');
}

export function anotherRecord(): string {
  return l10n.t('Another record…');
}

/** After the last of the records that fit into a list. */
export function moreRecords(records: number): string {
  return plural(records, {
    one: l10n.t('1 more record matches. Use “Another record…” to find it.'),
    other: l10n.t('{0} more records match. Use “Another record…” to find one.', grouped(records)),
  });
}

/** In what a record differs from others with the same value. */
export function wordsOfDifference({ field, value }: Difference): string {
  const { apiName, label, dataType } = field;
  const shown = plain(value, 60);
  switch (dataType) {
    case 'email':
    case 'lookup':
    case 'phone':
    case 'website':
      return shown;
    case 'date':
    case 'datetime':
      return apiName === 'Created_Time'
        ? l10n.t('created {0}', dateWords(value))
        : l10n.t('{0}: {1}', plain(label), dateWords(value));
    default:
      return l10n.t('{0}: {1}', plain(label), shown);
  }
}

/** Whether a record has a photo, and its ID. */
export function photoAndId({ key, photoMark }: MatchedRecord): string {
  const photo =
    photoMark === undefined ? [] : [photoMark === null ? l10n.t('no photo') : HAS_PHOTO];
  return [...photo, key.id].join(' · ');
}

/** Note of a picture whose record was chosen from several. */
export function oneOfSeveral(records: number): string {
  return l10n.t('One of {0} matching records.', grouped(records));
}

function dateWords(value: string): string {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? plain(value, 60) : dayWords(date);
}
