import type { Found, MatchedRecord } from '../match/match.ts';
import type { Mapping } from '../match/mapping.ts';
import { plain } from '../../ui/plain.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { wordsOfFailure } from '../../ui/words/failure.ts';

const VALUES_TOLD = 3;

/** What one click takes: `Use “Müller, Anna”`. */
export function wordsOfNear(near: MatchedRecord, others: number): string {
  const name = quoted(near.detail ?? near.name ?? near.key.id);
  return others === 0 ? `Use ${name}` : `${name} or ${others} more…`;
}

/** That a picture's record was given to another one. */
export function wordsOfLost(path: string, by: string): string {
  return `${plain(path)} is left over: its record gets ${plain(by)} instead.`;
}

/**
 * Why a picture has no record.
 *
 * @param mapping by which it was looked for
 */
export function wordsOfFound(found: Exclude<Found, { kind: 'record' }>, mapping: Mapping): string {
  switch (found.kind) {
    case 'no-record':
      return [
        `No record in ${plain(mapping.module)} has ${mapping.rule.by.kind === 'id' ? 'the ID ' : ''}${quoted(found.value)}.`,
        ...(found.usualDigits === undefined
          ? []
          : [
              `Other rows have ${found.usualDigits} digits: a spreadsheet may have dropped zeros in front.`,
            ]),
      ].join(' ');
    case 'several-records':
      return `${found.records.length} records have ${quoted(found.value)}: choose one.`;
    case 'too-many-alike':
      return `Too many records are like ${quoted(found.value)} to tell: choose one.`;
    case 'too-long':
      return `${quoted(found.value)} is too long to search for.`;
    case 'hidden':
      return found.why === 'converted'
        ? `The lead ${quoted(found.value)} has been converted: its photo can’t be changed.`
        : `The record ${quoted(found.value)} is waiting for approval.`;
    case 'not-looked-up':
      return `${quoted(found.value)} could not be looked up. ${wordsOfFailure(found.failure).what}`;
    case 'rounded':
      return `${quoted(found.value)} was rounded by a spreadsheet. Format the column as text, and export it again.`;
    case 'not-an-id':
      return `${quoted(found.value)} isn’t a record ID, which has 10 to 19 digits.`;
    case 'not-a-number':
      return `${quoted(found.value)} is no number, as the field has.`;
    case 'twice-in-table':
      return `Files with this name are for ${told(found)}: the table doesn’t say which one this is. Choose the record.`;
    case 'left-over':
      switch (found.why) {
        case 'name':
          return 'The name does not fit the pattern.';
        case 'not-in-table':
          return 'The table does not name it.';
        case 'empty-in-table':
          return 'The table names no record for it.';
        case 'another-picture':
          return `${plain(found.by)} is for this record.`;
        case 'several-pictures':
          return 'Several pictures are for this record, and none of them was chosen.';
      }
  }
}

/** The first few: a table may say hundreds. */
function told({ values, others }: Extract<Found, { kind: 'twice-in-table' }>): string {
  const rest = values.length - VALUES_TOLD + others;
  const more = rest > 0 ? [`${grouped(rest)} more`] : [];
  return new Intl.ListFormat('en').format([...values.slice(0, VALUES_TOLD).map(quoted), ...more]);
}

function quoted(value: string): string {
  return `“${plain(value, 60)}”`;
}
