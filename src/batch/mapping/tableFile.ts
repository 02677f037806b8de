import * as vscode from 'vscode';
import { settings } from '../../settings.ts';
import { fileName } from '../match/match.ts';
import { readingsOf } from '../table/encodingGuess.ts';
import { fileKindOf } from '../table/fileKind.ts';
import { decoded } from '../table/encodings.ts';
import type { Lines } from '../table/lines.ts';
import type { Table } from '../table/table.ts';
import type { TableProblem } from '../table/tableProblem.ts';
import { linesOf, tableOf } from '../table/table.ts';
import { MOST_TABLE_BYTES } from '../table/tableEndings.ts';
import { isText, unicodeText } from '../table/tableText.ts';
import { plain } from '../../ui/plain.ts';
import { withProgressIfSlow } from '../../ui/progress.ts';
import type { StepAnswer } from '../../ui/step.ts';
import type { MappingQuestion } from './question.ts';
import { askEncoding, askNames, askSheet } from './readingStep.ts';
import { askTableFile, wordsOfTableProblem } from './tableFileStep.ts';

/** What is said of a file in which there is no table. */
class Unusable extends Error {}

/** Asks for a table, and, where that is not sure, how it is to be read. */
export async function askTable(
  title: string,
  question: MappingQuestion,
): Promise<StepAnswer<Table>> {
  for (;;) {
    const file = await askTableFile(title, question.tables);
    if (file === undefined || file === 'back') {
      return file;
    }
    const answer = await tableIn(title, file.value, question).catch((error: unknown) => {
      const why = error instanceof Unusable ? error.message : wordsOfFailure(error);
      const name = plain(file.value.path.split('/').pop() ?? '');
      void vscode.window.showErrorMessage(`${name} cannot be used. ${why}`);
      return 'back' as const;
    });
    if (answer !== 'back' || question.tables.length === 0) {
      return answer;
    }
  }
}

function wordsOfFailure(error: unknown): string {
  return `It could not be read${error instanceof Error ? ` (${plain(error.message)})` : ''}.`;
}

/** @throws Unusable, and what VS Code says of a file */
async function tableIn(
  title: string,
  uri: vscode.Uri,
  question: MappingQuestion,
): Promise<StepAnswer<Table>> {
  const bytes = await withProgressIfSlow('Reading the table', async () => {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_TABLE_BYTES) {
      throw new Unusable(`It is larger than ${MOST_TABLE_BYTES / 1_000_000} MB.`);
    }
    return vscode.workspace.fs.readFile(uri);
  });
  if (bytes === undefined) {
    return 'back';
  }
  const kind = fileKindOf(bytes);
  switch (kind) {
    case 'text':
      return inText(title, uri, bytes, question);
    case 'archive':
      return inWorkbook(title, bytes, question);
    default:
      throw new Unusable(
        wordsOfTableProblem(
          kind === 'xls' ? { kind: 'other-spreadsheet', ending: kind } : { kind },
        ),
      );
  }
}

async function inWorkbook(
  title: string,
  bytes: Uint8Array,
  question: MappingQuestion,
): Promise<StepAnswer<Table>> {
  const { openWorkbook } = await import('../table/workbook.ts');
  const sheets = usable(openWorkbook(bytes));
  for (;;) {
    const sheet = await askSheet(title, sheets);
    if (sheet === undefined || sheet === 'back') {
      return sheet;
    }
    const answer = await withNames(title, usable(sheet.value.lines()), question);
    if (answer !== 'back' || sheets.length === 1) {
      return answer;
    }
  }
}

async function inText(
  title: string,
  uri: vscode.Uri,
  bytes: Uint8Array,
  question: MappingQuestion,
): Promise<StepAnswer<Table>> {
  const text = unicodeText(bytes);
  if (text !== undefined || !isText(bytes)) {
    return withNames(title, usable(linesOf(text ?? '\0')), question);
  }
  const readings = readingsOf(bytes, {
    names: question.candidates.map(fileName),
    language: vscode.env.language,
    encoding: encodingSaidOf(uri),
  });
  const [first] = readings;
  for (;;) {
    const chosen =
      first?.isSure === true ? { value: first.encoding } : await askEncoding(title, readings);
    if (chosen === undefined || chosen === 'back') {
      return chosen;
    }
    const lines = usable(linesOf(decoded(bytes, chosen.value.id)));
    const answer = await withNames(title, lines, question);
    if (answer !== 'back' || first?.isSure === true) {
      return answer;
    }
  }
}

/** Where the file is open in the editor, as it is read there, else as files are by the settings. */
function encodingSaidOf(uri: vscode.Uri): string | undefined {
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  const said: string = open?.encoding ?? settings.fileEncoding(uri);
  return said.startsWith('utf') ? undefined : said;
}

async function withNames(
  title: string,
  lines: Lines,
  { candidates }: MappingQuestion,
): Promise<StepAnswer<Table>> {
  const hasNames = await askNames(title, lines, candidates);
  return hasNames === undefined || hasNames === 'back'
    ? hasNames
    : { value: usable(tableOf(lines, hasNames.value)) };
}

/** @throws Unusable */
function usable<T extends object>(read: T | TableProblem): T {
  if ('kind' in read) {
    throw new Unusable(wordsOfTableProblem(read));
  }
  return read;
}
