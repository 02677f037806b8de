import { firstRowOf } from '../match/firstRow.ts';
import type { Candidate } from '../match/match.ts';
import type { DecodedText } from '../table/encodingGuess.ts';
import type { Encoding } from '../table/encodings.ts';
import type { Lines } from '../table/lines.ts';
import type { Sheet } from '../table/workbook.ts';
import { plain } from '../../ui/plain.ts';
import type { StepAnswer } from '../../ui/step.ts';
import { pick } from '../../ui/step.ts';

/** So many cells of a row are shown. */
const CELLS = 5;

/** Asks in which encoding a table reads right: each shows what it makes of the same cells. */
export async function askEncoding(
  title: string,
  readings: readonly DecodedText[],
): Promise<StepAnswer<Encoding>> {
  const answer = await pick({
    title,
    step: 2,
    steps: 3,
    placeholder: 'Select the encoding that shows the text correctly',
    items: readings.map(({ cells, encoding }) => ({
      label: cells.map((cell) => plain(cell, 30)).join(', '),
      description: encoding.label,
      encoding,
    })),
  });
  return answer === undefined || answer === 'back' ? answer : { value: answer.value.encoding };
}

/** Asks for the sheet, where several have cells. */
export async function askSheet(
  title: string,
  sheets: readonly Sheet[],
): Promise<StepAnswer<Sheet>> {
  const [only] = sheets;
  if (only !== undefined && sheets.length === 1) {
    return { value: only };
  }
  const answer = await pick({
    title,
    step: 2,
    steps: 3,
    placeholder: 'Select the sheet with the files and records',
    items: sheets.map((sheet) => ({ label: plain(sheet.name), description: '', sheet })),
  });
  return answer === undefined || answer === 'back' ? answer : { value: answer.value.sheet };
}

/** Asks whether the first row names the columns, unless it surely does. */
export async function askNames(
  title: string,
  { isNamed, lines }: Lines,
  candidates: readonly Candidate[],
): Promise<StepAnswer<boolean>> {
  const [first] = lines;
  const guess = isNamed || first === undefined ? 'surely-names' : firstRowOf(lines, candidates);
  if (first === undefined || guess === 'surely-names') {
    return { value: true };
  }
  const cells = first.slice(0, CELLS).map((cell) => plain(cell, 30));
  const names = {
    label: 'First row has the column names',
    description: cells.filter((cell) => cell !== '').join(', '),
    value: true,
  };
  const row = {
    label: 'No column names',
    description: cells.map((cell, at) => `Column ${at + 1}: ${cell}`).join(', '),
    value: false,
  };
  const answer = await pick({
    title,
    step: 2,
    steps: 3,
    placeholder: 'Does the first row name the columns?',
    items: guess === 'rather-row' ? [row, names] : [names, row],
  });
  return answer === undefined || answer === 'back' ? answer : { value: answer.value.value };
}
