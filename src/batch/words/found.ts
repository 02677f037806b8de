import { l10n } from 'vscode';
import { plain } from '../../ui/plain.ts';
import { wordsOfFailure } from '../../ui/words/failure.ts';
import { listed } from '../../ui/words/listed.ts';
import { grouped } from '../../ui/words/numbers.ts';
import type { Mapping } from '../match/mapping.ts';
import type { Found } from '../match/match.ts';

const VALUES_TOLD = 3;

/**
 * Why a picture has no record.
 *
 * @param mapping that was used
 */
export function wordsOfFound(found: Exclude<Found, { kind: 'record' }>, mapping: Mapping): string {
  switch (found.kind) {
    case 'no-record':
      return noRecord(found, mapping);
    case 'several-records':
      return l10n.t(
        '{0} records match “{1}”. Choose one.',
        grouped(found.records.length),
        shown(found),
      );
    case 'too-many-alike':
      return l10n.t('Too many records are similar to “{0}”. Choose one.', shown(found));
    case 'too-long':
      return l10n.t('“{0}” is too long to search for.', shown(found));
    case 'hidden':
      return found.why === 'converted'
        ? l10n.t('The lead “{0}” was converted, so its photo can’t be changed.', shown(found))
        : l10n.t('The record “{0}” is waiting for approval.', shown(found));
    case 'not-looked-up':
      return l10n.t(
        'Couldn’t look up “{0}”. {1}',
        shown(found),
        wordsOfFailure(found.failure).what,
      );
    case 'rounded':
      return l10n.t(
        'A spreadsheet rounded “{0}”. Format the column as text, then export it again.',
        shown(found),
      );
    case 'not-an-id':
      return l10n.t('“{0}” isn’t a record ID (10 to 19 digits).', shown(found));
    case 'not-a-number':
      return l10n.t('“{0}” isn’t a number, but the field contains numbers.', shown(found));
    case 'twice-in-table':
      return l10n.t(
        'The table has files with this name for {0}. Choose the record.',
        valuesOf(found),
      );
    case 'not-matched':
      return notMatched(found);
    case 'not-selected':
      return notSelected(found);
  }
}

function noRecord(found: Extract<Found, { kind: 'no-record' }>, { module, rule }: Mapping): string {
  const none =
    rule.by.kind === 'id'
      ? l10n.t('No record in {0} has the ID “{1}”.', plain(module), shown(found))
      : l10n.t('No record in {0} matches “{1}”.', plain(module), shown(found));
  return found.usualDigits === undefined
    ? none
    : l10n.t(
        '{0} Other rows have {1} digits: a spreadsheet may have dropped leading zeros.',
        none,
        found.usualDigits,
      );
}

function notMatched({ why }: Extract<Found, { kind: 'not-matched' }>): string {
  switch (why) {
    case 'name':
      return l10n.t('The name doesn’t match the pattern.');
    case 'not-in-table':
      return l10n.t('The file isn’t in the table.');
    case 'empty-in-table':
      return l10n.t('The table has no record for this file.');
  }
}

function notSelected(found: Extract<Found, { kind: 'not-selected' }>): string {
  switch (found.why) {
    case 'another-picture':
      return l10n.t('{0} is selected for this record.', plain(found.by));
    case 'several-pictures':
      return l10n.t('Several pictures match this record, and none was selected.');
  }
}

/** The first few: a table may have hundreds. */
function valuesOf({ values, others }: Extract<Found, { kind: 'twice-in-table' }>): string {
  const told = values.slice(0, VALUES_TOLD).map((value) => l10n.t('“{0}”', plain(value, 60)));
  const rest = values.length - VALUES_TOLD + others;
  const more = rest > 0 ? [l10n.t('{0} more', grouped(rest))] : [];
  return listed([...told, ...more]);
}

function shown({ value }: { readonly value: string }): string {
  return plain(value, 60);
}
