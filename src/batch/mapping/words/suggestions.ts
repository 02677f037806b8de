import { l10n } from 'vscode';
import { plain } from '../../../ui/plain.ts';
import { doneOf, grouped } from '../../../ui/words/numbers.ts';
import type { FoundCount } from '../../match/foundCount.ts';
import type { Several } from '../../match/mapping.ts';
import type { MappingSuggestion } from '../suggestions.ts';
import type { PatternMeaning } from '../usualPatterns.ts';

/** Heading of ways to match that need no further answers. */
export function suggestionsSeparator(): string {
  return l10n.t('suggestions');
}

/** Shown until the fields of the module are known. */
export function lookingForMatches(): string {
  return l10n.t('Looking for matches…');
}

/** Heading of the fields, for which the pattern is asked next. */
export function customSeparator(): string {
  return l10n.t('fields (the file name pattern is next)');
}

/** `File name = Product Code`; for a table `Products.csv: Product Code → Record Id` */
export function wordsOfSuggestion(suggestion: MappingSuggestion): string {
  if (suggestion.kind === 'name') {
    return l10n.t('{0} = {1}', partOf(suggestion.meaning), plain(suggestion.label));
  }
  const { file, rule } = suggestion;
  const { fileColumn, recordColumn } = rule;
  return l10n.t('{0}: {1} → {2}', plain(file, 40), plain(fileColumn), plain(recordColumn));
}

/** `40 of 40`, or `20 of the first 50` */
export function foundWords({ found, of, isSample }: FoundCount): string {
  return isSample
    ? l10n.t('finds {0} of the first {1}', grouped(found), grouped(of))
    : l10n.t('finds {0}', doneOf(found, of));
}

/** Which of several pictures of a record a suggestion takes; undefined if none has several. */
export function severalDetail(several: Several): string | undefined {
  switch (several.kind) {
    case 'none':
      return undefined;
    case 'ends-in':
      return l10n.t('of several pictures, the one that ends in “{0}”', several.ending);
    default:
      return l10n.t('of several pictures, the first by name');
  }
}

/** The part of a path that identifies the record, as a label. */
function partOf(meaning: PatternMeaning): string {
  if (meaning.kind === 'parts') {
    return meaning.isOfFolder ? l10n.t('Folder name') : l10n.t('File name');
  }
  switch (meaning.pattern) {
    case '{key}':
      return l10n.t('File name');
    case '{key}_*':
    case '{key}[_*]?':
      return l10n.t('File name up to the first _');
    case '{key}-*':
    case '{key}[-*]?':
      return l10n.t('File name up to the first -');
    case '{key} *':
    case '{key}[ *]?':
      return l10n.t('File name up to the first space');
    case '*_{key}':
      return l10n.t('File name after the last _');
    case '*_{key}_*':
      return l10n.t('File name between the last two _');
    case '{key}/*':
      return l10n.t('Folder name');
    case '{key}/**':
      return l10n.t('Top folder name');
    case '{key}/*/*':
      return l10n.t('Selected folder’s name');
    case '{key}[/*]?':
      return l10n.t('Folder name, or file name without a folder');
    case '{key}_*/*':
      return l10n.t('Folder name up to the first _');
    case '{key} */*':
      return l10n.t('Folder name up to the first space');
    case '*_{key}/*':
      return l10n.t('Folder name after the last _');
  }
}
