import { l10n } from 'vscode';
import { listed } from '../../../ui/words/listed.ts';
import { grouped } from '../../../ui/words/numbers.ts';
import { plural } from '../../../ui/words/plural.ts';
import { MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_KEY, MAX_ROWS } from '../../table/tableBounds.ts';
import { MAX_TABLE_BYTES, MAX_UNPACKED_BYTES } from '../../table/tableEndings.ts';
import type { TableProblem } from '../../table/tableProblem.ts';

export function selectMappingFile(): string {
  return l10n.t('Select the mapping file');
}

export function anotherFile(): string {
  return l10n.t('Another file…');
}

export function mappingFileDialog(): { title: string; openLabel: string; tables: string } {
  return {
    title: l10n.t('Select Mapping File'),
    openLabel: l10n.t('Select'),
    tables: l10n.t('Tables'),
  };
}

export function readingTable(): string {
  return l10n.t('Reading the mapping file');
}

/** @param why a whole sentence */
export function tableUnusable(file: string, why: string): string {
  return l10n.t('Couldn’t use {0}. {1}', file, why);
}

/** @param message the system's error message, if any */
export function tableUnreadable(message: string | undefined): string {
  return message === undefined
    ? l10n.t('The file couldn’t be read.')
    : l10n.t('The file couldn’t be read ({0}).', message);
}

/** @param columns at least one that an earlier mapping needs */
export function columnsMissing(columns: readonly string[]): string {
  const names = listed(columns.map((name) => `“${name}”`));
  return plural(columns.length, {
    one: l10n.t('It has no column {0}: select another file.', names),
    other: l10n.t('It has no columns {0}: select another file.', names),
  });
}

export function wordsOfTableProblem(problem: TableProblem): string {
  switch (problem.kind) {
    case 'empty':
      return l10n.t('It’s empty.');
    case 'not-a-table':
      return l10n.t('It’s not a CSV, Excel, or JSON table.');
    case 'one-column':
      return l10n.t('It has only one column, and needs one with files and one with records.');
    case 'no-rows':
      return l10n.t('It has no rows below the column names.');
    case 'too-many-rows':
      return l10n.t('It has more than {0} rows: split it into several files.', grouped(MAX_ROWS));
    case 'too-many-columns':
      return l10n.t(
        'It has more than {0} columns: delete those that aren’t needed.',
        grouped(MAX_COLUMNS),
      );
    case 'too-large':
      return l10n.t(
        'It has more than {0} cells: delete the columns that aren’t needed.',
        grouped(MAX_CELLS),
      );
    case 'cell-too-long':
      return l10n.t(
        'A cell in row {0} has more than {1} characters: shorten it, or delete its column.',
        grouped(problem.row),
        grouped(MAX_CELL),
      );
    case 'key-too-long':
      return l10n.t(
        'The keys of a value have more than {0} characters: shorten them.',
        grouped(MAX_KEY),
      );
    case 'unpacked-too-large':
      return l10n.t(
        'It’s larger than {0} MB when unpacked: save it as CSV, or split it into several files.',
        MAX_UNPACKED_BYTES / 1_000_000,
      );
    case 'file-too-large':
      return l10n.t('It’s larger than {0} MB.', MAX_TABLE_BYTES / 1_000_000);
    case 'protected':
      return l10n.t('It’s protected: remove its password in Excel, or save it as CSV.');
    case 'damaged-workbook':
      return l10n.t('It’s damaged: open it in Excel and save it again, or save it as CSV.');
    case 'other-spreadsheet':
      return otherSpreadsheet(problem.ending);
    case 'open-quote':
      return l10n.t(
        'A quotation mark in line {0} is never closed: close or remove it.',
        problem.line,
      );
    case 'not-json':
      return l10n.t(
        'It’s not valid JSON: line {0} has an error, or the file ends too soon.',
        problem.line,
      );
  }
}

function otherSpreadsheet(
  ending: Extract<TableProblem, { kind: 'other-spreadsheet' }>['ending'],
): string {
  switch (ending) {
    case 'xls':
      return l10n.t('It’s an old Excel file (.xls): save it as an Excel workbook (.xlsx) or CSV.');
    case 'xlsb':
      return l10n.t(
        'It’s a binary Excel workbook (.xlsb): save it as an Excel workbook (.xlsx) or CSV.',
      );
    case 'ods':
      return l10n.t('It’s an OpenDocument file: save it as an Excel workbook (.xlsx) or CSV.');
    case 'numbers':
      return l10n.t(
        'It’s a Numbers, Pages, or Keynote file: save it as an Excel workbook (.xlsx) or CSV.',
      );
    case 'html':
      return l10n.t(
        'It’s a web page or XML, despite its file name: save it as an Excel workbook (.xlsx) or CSV.',
      );
  }
}

export function selectEncoding(): string {
  return l10n.t('Select the encoding that shows the text correctly');
}

export function selectSheet(): string {
  return l10n.t('Select the sheet with the files and records');
}

export function firstRowQuestion(): string {
  return l10n.t('Does the first row contain column names?');
}

export function firstRowHasNames(): string {
  return l10n.t('First row has the column names');
}

export function noColumnNames(): string {
  return l10n.t('No column names');
}

export function numberedCell(column: number, cell: string): string {
  return l10n.t('Column {0}: {1}', column, cell);
}

export function whichFileColumn(): string {
  return l10n.t('Which column contains the file names?');
}

export function whichRecordColumn(): string {
  return l10n.t('Which column identifies the records?');
}

/** @param example one of the rounded cells */
export function columnRounded(
  column: string,
  { rounded, others }: { readonly rounded: number; readonly others: number },
  example: string,
): string {
  return others === 0
    ? l10n.t(
        'A spreadsheet rounded all numbers in column “{0}”, such as {1}. Format the column as text, and export the table again.',
        column,
        example,
      )
    : plural(rounded, {
        one: l10n.t(
          'A spreadsheet rounded a number in column “{0}”: {1}. Format the column as text, and export the table again.',
          column,
          example,
        ),
        other: l10n.t(
          'A spreadsheet rounded {0} numbers in column “{1}”, such as {2}. Format the column as text, and export the table again.',
          grouped(rounded),
          column,
          example,
        ),
      });
}
