import { l10n } from 'vscode';
import { plain } from '../../../ui/plain.ts';
import { listed } from '../../../ui/words/listed.ts';
import type { MappingFileKey } from '../../mappingFile/fileFormat.ts';
import type { MappingFileProblem } from '../../mappingFile/readMappingFile.ts';

/**
 * Why a mapping file isn't used.
 *
 * @param file its name, as it is shown
 */
export function mappingFileUnusable(file: string, problem: MappingFileProblem): string {
  const why = wordsOfProblem(problem);
  return problem.line === undefined
    ? l10n.t('{0} can’t be used: {1}', file, why)
    : l10n.t('{0}, line {1}: {2}', file, problem.line, why);
}

function wordsOfProblem(problem: MappingFileProblem): string {
  switch (problem.kind) {
    case 'too-large':
      return l10n.t('it’s larger than 256 KB.');
    case 'not-utf8':
      return l10n.t('it isn’t saved as UTF-8.');
    case 'no-file':
      return l10n.t('it isn’t a file.');
    case 'outside':
      return l10n.t('it’s a link that leaves the workspace folder.');
    case 'unreadable':
      return plain(problem.why);
    case 'syntax':
      return l10n.t('this isn’t valid JSON.');
    case 'too-deep':
      return l10n.t('this has too many levels.');
    case 'duplicate-key':
      return l10n.t('“{0}” is there twice.', plain(problem.key, 40));
    case 'unknown-key':
      return l10n.t('“{0}” isn’t a known property.', plain(problem.key, 40));
    case 'missing-key':
      return l10n.t('“{0}” is missing.', problem.key);
    case 'wrong-value':
      return l10n.t('“{0}” must be {1}.', problem.key, valueOf(problem.key));
    case 'needs-one':
      return l10n.t('either “{0}” or “{1}” is needed.', ...problem.keys);
    case 'fields-of-table':
      return l10n.t('a table needs “field”, not “fields”.');
    case 'same-name':
      return l10n.t('another mapping has the name “{0}”, too.', plain(problem.name, 40));
    case 'pattern': {
      const placeholders = listed(problem.placeholders.map((one) => plain(`{${one}}`, 40)));
      return problem.problem === 'no-key'
        ? l10n.t('“pattern” must contain {0}.', placeholders)
        : l10n.t('“pattern” may contain {0} only once.', placeholders);
    }
  }
}

/** What a value must be. */
function valueOf(key: MappingFileKey): string {
  switch (key) {
    case 'mappings':
      return l10n.t('a list of up to 100 mappings');
    case 'name':
      return l10n.t(
        'text of up to 80 characters, without spaces around it and without hidden characters',
      );
    case 'folder':
    case 'file':
      return l10n.t('a relative path with “/” that stays in the workspace folder');
    case 'module':
      return l10n.t('the API name of a module, such as “Products”');
    case 'field':
      return l10n.t('the API name of a field, such as “Product_Code”');
    case 'fields':
      return l10n.t('two to four different fields, such as {0}', '{ "last": "Last_Name", … }');
    case 'fieldType':
      return l10n.t('“text”, “number”, or “phone”');
    case 'ignoreCase':
    case 'columnNames':
      return l10n.t('true or false');
    case 'table':
      return l10n.t('an object with “file”, “fileColumn”, and “recordColumn”');
    case 'replace':
      return l10n.t('a list of up to 50 objects with “from” and “to”');
    case 'encoding':
      return l10n.t('the name of an encoding, such as “windows-1252”');
    case 'severalPictures':
      return l10n.t('“none”, “first”, “firstInTable”, “largest”, or {0}', '{ "endsIn": "…" }');
    case 'pattern':
    case 'from':
    case 'to':
    case 'sheet':
    case 'fileColumn':
    case 'recordColumn':
    case '$schema':
      return l10n.t('text of up to 300 characters');
  }
}
