import { plain } from '../../ui/plain.ts';
import type { StepAnswer } from '../../ui/step.ts';
import { pick } from '../../ui/step.ts';
import { firstRowOf } from '../match/firstRow.ts';
import { guessColumns } from '../match/guessColumns.ts';
import { missingColumns } from '../match/tableRows.ts';
import type { Lines } from '../table/lines.ts';
import { tableOf } from '../table/table.ts';
import { withTableRule } from './columnStep.ts';
import type { MappingDraft, MappingTurn } from './draft.ts';
import { answered } from './draft.ts';
import { ColumnsMissing, readOrShowError, usable } from './openTable.ts';
import type { MappingQuestion } from './question.ts';
import { wordsOfEncoding } from './words/encodings.ts';
import {
  columnsMissing,
  firstRowHasNames,
  firstRowQuestion,
  noColumnNames,
  numberedCell,
  selectEncoding,
  selectSheet,
} from './words/table.ts';

/** Cells of a row to show. */
const CELLS = 5;

/** Asks for the encoding: each choice shows the same cells decoded with it. */
export async function askEncoding({
  question,
  draft,
  counted,
}: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const { opened } = draft;
  if (opened?.kind !== 'encodings') {
    return 'back';
  }
  const { readings, linesIn } = opened;
  const items = readings.map(({ cells, encoding: { id } }) => ({
    label: cells.map((cell) => plain(cell, 30)).join(', '),
    description: wordsOfEncoding(id),
    id,
  }));
  const active = items.find(({ id }) => id === draft.encoding);
  const answer = await pick({ ...counted, placeholder: selectEncoding(), items, active });
  return read(answer, draft, ({ id }) =>
    withLines(answered(draft, 'encoding', id), linesIn(id), question),
  );
}

/** Asks for the sheet of a workbook. */
export async function askSheet({
  question,
  draft,
  counted,
}: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const { opened } = draft;
  if (opened?.kind !== 'sheets') {
    return 'back';
  }
  const items = opened.sheets.map((sheet) => ({
    label: plain(sheet.name),
    description: '',
    sheet,
  }));
  const active = items.find(({ sheet }) => sheet.name === draft.sheet);
  const answer = await pick({ ...counted, placeholder: selectSheet(), items, active });
  return read(answer, draft, ({ sheet }) =>
    withLines(answered(draft, 'sheet', sheet.name), usable(sheet.lines()), question),
  );
}

/** Asks whether the first row contains the column names. */
export async function askFirstRow({
  question,
  draft,
  counted,
}: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const { lines = NO_LINES } = draft;
  const cells = (lines.lines[0] ?? []).slice(0, CELLS).map((cell) => plain(cell, 30));
  const names = {
    label: firstRowHasNames(),
    description: cells.filter((cell) => cell !== '').join(', '),
    value: true,
  };
  const row = {
    label: noColumnNames(),
    description: cells.map((cell, at) => numberedCell(at + 1, cell)).join(', '),
    value: false,
  };
  const items = draft.firstRow === 'probably-row' ? [row, names] : [names, row];
  const active = items.find(({ value }) => value === draft.hasNames);
  const answer = await pick({ ...counted, placeholder: firstRowQuestion(), items, active });
  return read(answer, draft, ({ value }) =>
    withTable(answered(draft, 'hasNames', value), lines, value, question),
  );
}

const NO_LINES: Lines = { lines: [], isNamed: false };

/** The draft with an answer; back to the previous question if that leaves no table. */
async function read<T>(
  answer: StepAnswer<T>,
  { file }: MappingDraft,
  take: (value: T) => MappingDraft,
): Promise<StepAnswer<MappingDraft>> {
  if (answer === undefined || answer === 'back') {
    return answer;
  }
  const value = await readOrShowError(file?.name ?? '', () => take(answer.value));
  return value === undefined ? 'back' : { value };
}

/**
 * The draft with the lines of the file, and with the table if the first line is known to contain
 * the column names.
 *
 * @throws UnusableTable
 */
export function withLines(
  draft: MappingDraft,
  lines: Lines,
  question: MappingQuestion,
): MappingDraft {
  const isSure = lines.isNamed || lines.lines.length === 0;
  const firstRow = isSure ? 'names' : firstRowOf(lines.lines, question.candidates);
  const next = { ...draft, lines, firstRow };
  return firstRow === 'names' ? withTable(next, lines, true, question) : next;
}

/**
 * The draft with the table that the lines are.
 *
 * @throws UnusableTable
 */
export function withTable(
  draft: MappingDraft,
  lines: Lines,
  hasNames: boolean,
  question: MappingQuestion,
): MappingDraft {
  const table = usable(tableOf(lines, hasNames));
  const next = { ...draft, table, guess: guessColumns(table, question.candidates) };
  const rule = draft.reused?.rule;
  if (rule?.kind !== 'table') {
    return next;
  }
  const missing = missingColumns(rule, table);
  if (missing.length > 0) {
    throw new ColumnsMissing(columnsMissing(missing.map((name) => plain(name))), missing);
  }
  return withTableRule(next, rule, question);
}
