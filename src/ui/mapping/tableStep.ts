import path from 'node:path';
import * as vscode from 'vscode';
import type { Columns } from '../../upload/match/guessColumns.ts';
import type { Table, TableProblem } from '../../upload/table/table.ts';
import { plain } from '../plain.ts';
import type { Answer } from '../step.ts';
import { pick } from '../step.ts';

/** Asks for the file that is the table: one beside the pictures, or any. */
export async function askTableFile(
  title: string,
  tables: readonly vscode.Uri[],
): Promise<Answer<vscode.Uri>> {
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
      filters: { Tables: ['csv', 'tsv', 'txt', 'json'] },
    })) ?? [];
  return chosen === undefined ? 'back' : { value: chosen };
}

export function wordsOfTableProblem(problem: TableProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'It is empty.';
    case 'not-a-table':
      return 'It is no table: CSV (with commas, semicolons or tabs) or JSON (a list of objects) is needed.';
    case 'one-column':
      return 'It has one column only: one with the files and one with the records are needed.';
    case 'no-rows':
      return 'It has no rows below the names of its columns.';
    case 'open-quote':
      return `The quote that begins in line ${problem.line} is never closed. Close it, or take it away.`;
    case 'not-json':
      return `It is not valid JSON: line ${problem.line} has a mistake, or the file ends there too soon.`;
  }
}

/** Asks which columns have the files and the records: what was guessed stands first. */
export async function askColumns(
  title: string,
  table: Table,
  guess: Columns,
): Promise<Answer<Pick<Columns, 'fileColumn' | 'recordColumn'>>> {
  for (;;) {
    const file = await askColumn(title, 'Which column names the files?', table, guess.fileColumn);
    if (file === undefined || file === 'back') {
      return file;
    }
    const others = table.columns.filter((name) => name !== file.value);
    const record = await askColumn(
      title,
      'Which column names the records?',
      table,
      guess.recordColumn === file.value ? '' : guess.recordColumn,
      others,
    );
    if (record !== 'back') {
      return record && { value: { fileColumn: file.value, recordColumn: record.value } };
    }
  }
}

async function askColumn(
  title: string,
  placeholder: string,
  table: Table,
  guess: string,
  columns: readonly string[] = table.columns,
): Promise<Answer<string>> {
  const ordered = columns.toSorted((a, b) => Number(b === guess) - Number(a === guess));
  const items = ordered.map((name) => ({
    label: plain(name),
    description: examplesIn(table, name),
    name,
  }));
  const answer = await pick({ title, step: 2, steps: 3, placeholder, items });
  return answer === undefined || answer === 'back' ? answer : { value: answer.value.name };
}

function examplesIn({ columns, rows }: Table, name: string): string {
  const at = columns.indexOf(name);
  const cells = rows.map((row) => row[at] ?? '').filter((cell) => cell !== '');
  return cells
    .slice(0, 3)
    .map((cell) => plain(cell, 30))
    .join(', ');
}
