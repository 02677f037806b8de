import { l10n } from 'vscode';
import { grouped } from '../../../ui/words/numbers.ts';
import { plural } from '../../../ui/words/plural.ts';

/** The title of all questions. Without pictures, it's about those that a table names. */
export function mappingTitle(pictures: number, organization: string): string {
  return pictures === 0
    ? l10n.t('Pictures in a Table → {0}', organization)
    : plural(pictures, {
        one: l10n.t('1 Picture → {0}', organization),
        other: l10n.t('{0} Pictures → {1}', grouped(pictures), organization),
      });
}

export function whichModule(): string {
  return l10n.t('Which module are the records in?');
}

/** Heading of saved and recent mappings. */
export function mappingsBefore(): string {
  return l10n.t('recent mappings');
}

export function matchByQuestion(module: string): string {
  return l10n.t('Match file names to {0} by…', module);
}

export function whatColumnContains(column: string): string {
  return l10n.t('What does column “{0}” contain?', column);
}

export function mappingFileItem(): { label: string; description: string } {
  return {
    label: l10n.t('A mapping file…'),
    description: l10n.t('table of files and records: CSV, Excel, or JSON'),
  };
}

/** @param isLikely whether the names or cells look like record IDs */
export function recordIdItem(isLikely: boolean): { label: string; description: string } {
  const description = isLikely ? l10n.t('looks like a record ID') : '4876876000000624001';
  return { label: l10n.t('Record ID'), description };
}

/** What `{key}` stands for if records are matched by ID. */
export function recordIdAsKey(): string {
  return l10n.t('record ID');
}

export function bothNamesItem(): { label: string; description: string } {
  return {
    label: l10n.t('First and last name'),
    description: 'Amelia_Fischer · Fischer, Amelia',
  };
}

export function fieldsSeparator(): string {
  return l10n.t('fields');
}

export function othersSeparator(): string {
  return l10n.t('other');
}

/** Marks a field whose values are unique. */
export function uniqueField(): string {
  return l10n.t('unique');
}

export function showAllFields(): string {
  return l10n.t('Show all fields of your organization…');
}

/**
 * One record and the names of its pictures: `LAMP-01: LAMP-01_a.jpg, LAMP-01_b.jpg, …`
 *
 * @param more whether it has more pictures than those
 */
export function recordExample(record: string, names: readonly string[], more: boolean): string {
  return more
    ? l10n.t('{0}: {1}, …', record, names.join(', '))
    : l10n.t('{0}: {1}', record, names.join(', '));
}

/** @param example one record and the names of its pictures */
export function whichPicture(records: number, example: string): string {
  return plural(records, {
    one: l10n.t('Which picture? One record has several ({0})', example),
    other: l10n.t('Which picture? {0} records have several ({1})', grouped(records), example),
  });
}

/** Choices for which of a record's pictures to upload. */
export function severalItems(): Readonly<
  Record<
    'ends-in' | 'first' | 'first-in-table' | 'largest' | 'none',
    { readonly label: string; readonly description: string }
  >
> {
  return {
    'first-in-table': { label: l10n.t('The first in the table'), description: '' },
    'ends-in': { label: l10n.t('The one whose name ends in…'), description: '_front, -1' },
    first: { label: l10n.t('The first by name'), description: '' },
    largest: { label: l10n.t('The largest'), description: l10n.t('by pixel count') },
    none: {
      label: l10n.t('None of them'),
      description: l10n.t('all are listed as not selected'),
    },
  };
}

export function endingPrompt(): string {
  return l10n.t('How does the right picture’s name end, before the file extension?');
}

export function endingExample(): string {
  return l10n.t('_front');
}

export function noEnding(): string {
  return l10n.t('Enter the end of the name.');
}
