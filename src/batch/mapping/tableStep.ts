import * as vscode from 'vscode';
import type { Columns } from '../match/guessColumns.ts';
import type { TableRule } from '../match/mapping.ts';
import { roundedIn } from '../match/meant.ts';
import type { Table } from '../table/table.ts';
import { plain } from '../../ui/plain.ts';
import type { StepAnswer } from '../../ui/step.ts';
import { pick } from '../../ui/step.ts';
import { grouped } from '../../ui/words/numbers.ts';

/** Asks which columns have the files and the records: what was guessed stands first. */
export async function askColumns(
  title: string,
  table: Table,
  guess: Columns,
): Promise<StepAnswer<Pick<Columns, 'fileColumn' | 'recordColumn'>>> {
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

/** Says once what would be said of each row. */
export function tellRounded(rule: TableRule, table: Table): void {
  const { rounded, others } = roundedIn(rule, table);
  const [first] = rounded;
  if (first === undefined) {
    return;
  }
  const numbers =
    others === 0
      ? 'All its'
      : rounded.length === 1
        ? 'One of its'
        : `${grouped(rounded.length)} of its`;
  void vscode.window.showWarningMessage(
    `A spreadsheet has rounded the column “${plain(rule.recordColumn)}”. ${numbers} numbers can’t be used, such as ${plain(first, 30)}: format the column as text, and export the table again.`,
  );
}

async function askColumn(
  title: string,
  placeholder: string,
  table: Table,
  guess: string,
  columns: readonly string[] = table.columns,
): Promise<StepAnswer<string>> {
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
