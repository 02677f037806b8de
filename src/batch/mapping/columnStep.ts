import { learnMoreButton, offer } from '../../ui/offer.ts';
import { plain } from '../../ui/plain.ts';
import type { Step, StepAnswer } from '../../ui/step.ts';
import { pick, mapAnswer } from '../../ui/step.ts';
import type { TableRule } from '../match/mapping.ts';
import { roundedIn } from '../match/reference.ts';
import type { Table } from '../table/table.ts';
import type { MappingDraft, MappingTurn } from './draft.ts';
import { answered, withRule } from './draft.ts';
import type { MappingQuestion } from './question.ts';
import { columnRounded, whichFileColumn, whichRecordColumn } from './words/table.ts';

/** Asks which column contains the files. */
export async function askFileColumn({
  draft,
  counted,
}: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const { table = NO_TABLE, guess, fileColumn } = draft;
  const answer = await askColumn(
    { ...counted, placeholder: whichFileColumn() },
    table,
    table.columns,
    guess?.fileColumn,
    fileColumn,
  );
  return mapAnswer(answer, (name) => answered(draft, 'fileColumn', name));
}

/** Asks which column identifies the records. */
export async function askRecordColumn({
  question,
  draft,
  counted,
}: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const { table = NO_TABLE, guess, fileColumn = '', recordColumn } = draft;
  const answer = await askColumn(
    { ...counted, placeholder: whichRecordColumn() },
    table,
    table.columns.filter((name) => name !== fileColumn),
    guess?.recordColumn,
    recordColumn,
  );
  return mapAnswer(answer, (name) => {
    const next = answered(draft, 'recordColumn', name);
    return hasNamedIds(next)
      ? withTableRule(
          next,
          { kind: 'table', fileColumn, recordColumn: name, by: { kind: 'id' } },
          question,
        )
      : next;
  });
}

/**
 * Whether the cells of the record column are marked as record IDs, so that nobody needs to say so.
 */
export function hasNamedIds({ guess, recordColumn }: MappingDraft): boolean {
  return recordColumn !== undefined && guess?.namedIdColumns.includes(recordColumn) === true;
}

/**
 * The draft with the rule. Warns once about numbers that a spreadsheet rounded, not for each row.
 */
export function withTableRule(
  draft: MappingDraft,
  rule: TableRule,
  question: MappingQuestion,
): MappingDraft {
  const { table = NO_TABLE } = draft;
  const { rounded, others } = roundedIn(rule, table);
  const [first] = rounded;
  if (first !== undefined) {
    const counts = { rounded: rounded.length, others };
    const text = columnRounded(plain(rule.recordColumn), counts, plain(first, 30));
    void offer('warning', text, learnMoreButton('matching'));
  }
  return withRule(draft, rule, question);
}

const NO_TABLE: Table = { columns: [], rows: [] };

/** Asks for a column: the guess is listed first, and an earlier answer is preselected. */
async function askColumn(
  step: Step & { readonly placeholder: string },
  table: Table,
  columns: readonly string[],
  guess: string | undefined,
  before: string | undefined,
): Promise<StepAnswer<string>> {
  const ordered = columns.toSorted((a, b) => Number(b === guess) - Number(a === guess));
  const items = ordered.map((name) => ({
    label: plain(name),
    description: examplesIn(table, name),
    name,
  }));
  const active = items.find(({ name }) => name === before);
  return mapAnswer(await pick({ ...step, items, active }), ({ name }) => name);
}

function examplesIn({ columns, rows }: Table, name: string): string {
  const at = columns.indexOf(name);
  const cells = rows.map((row) => row[at] ?? '').filter((cell) => cell !== '');
  return cells
    .slice(0, 3)
    .map((cell) => plain(cell, 30))
    .join(', ');
}
