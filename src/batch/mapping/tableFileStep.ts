import path from 'node:path';
import * as vscode from 'vscode';
import type { TableProblem } from '../table/tableProblem.ts';
import { TABLE_ENDINGS } from '../table/tableEndings.ts';
import { plain } from '../../ui/plain.ts';
import type { StepAnswer } from '../../ui/step.ts';
import { pick } from '../../ui/step.ts';

/** Asks for the file that is the table: one beside the pictures, or any. */
export async function askTableFile(
  title: string,
  tables: readonly vscode.Uri[],
): Promise<StepAnswer<vscode.Uri>> {
  if (tables.length > 0) {
    const answer = await pick({
      title,
      step: 2,
      steps: 3,
      placeholder: 'Which table says which file is for which record?',
      items: [
        ...tables.map((uri) => ({
          label: plain(path.posix.basename(uri.path)),
          description: plain(vscode.workspace.asRelativePath(uri)),
          uri,
        })),
        { label: 'Another file…', description: '', uri: undefined },
      ],
    });
    if (answer === undefined || answer === 'back') {
      return answer;
    }
    if (answer.value.uri !== undefined) {
      return { value: answer.value.uri };
    }
  }
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: 'Table of Files and Records',
      openLabel: 'Choose Table',
      filters: { Tables: [...TABLE_ENDINGS] },
    })) ?? [];
  return chosen === undefined ? 'back' : { value: chosen };
}

export function wordsOfTableProblem(problem: TableProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'It is empty.';
    case 'not-a-table':
      return 'It is not a CSV, Excel or JSON table.';
    case 'one-column':
      return 'It has one column only: one with the files and one with the records are needed.';
    case 'no-rows':
      return 'It has no rows below the names of its columns.';
    case 'too-large':
      return 'It has too many cells.';
    case 'protected':
      return 'It is protected. Remove its password in Excel, or save it as CSV.';
    case 'damaged-workbook':
      return 'It is damaged. Open it in Excel and save it again, or save it as CSV.';
    case 'other-spreadsheet':
      return `${OTHERS[problem.ending]} Save it as an Excel workbook (.xlsx) or CSV.`;
    case 'open-quote':
      return `The quote that begins in line ${problem.line} is never closed. Close it, or take it away.`;
    case 'not-json':
      return `It is not valid JSON: line ${problem.line} has a mistake, or the file ends there too soon.`;
  }
}

const OTHERS: Readonly<
  Record<Extract<TableProblem, { kind: 'other-spreadsheet' }>['ending'], string>
> = {
  xls: 'It is an old Excel file (.xls).',
  xlsb: 'It is a binary Excel workbook (.xlsb).',
  ods: 'It is an OpenDocument file.',
  numbers: 'It is a file of Numbers, Pages or Keynote.',
  html: 'It is a web page or XML, whatever its name says.',
};
