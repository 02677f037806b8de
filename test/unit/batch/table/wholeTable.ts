import { firstRowOf } from '../../../../src/batch/match/firstRow.ts';
import { guessColumns } from '../../../../src/batch/match/guessColumns.ts';
import type { Candidate } from '../../../../src/batch/match/match.ts';
import type { TableRule } from '../../../../src/batch/match/mapping.ts';
import { referencesWithAbsent, roundedIn } from '../../../../src/batch/match/reference.ts';
import { readingsOf } from '../../../../src/batch/table/encodingGuess.ts';
import { decoded } from '../../../../src/batch/table/encodings.ts';
import { fileKindOf } from '../../../../src/batch/table/fileKind.ts';
import type { Lines } from '../../../../src/batch/table/lines.ts';
import { linesOf, tableOf } from '../../../../src/batch/table/table.ts';
import type { TableProblem } from '../../../../src/batch/table/tableProblem.ts';
import { isText, unicodeText } from '../../../../src/batch/table/tableText.ts';
import { openWorkbook } from '../../../../src/batch/table/workbook.ts';

/** All that happens to a table between its bytes and the records of pictures. */
export function readWhole(
  bytes: Uint8Array,
  candidates: readonly Candidate[],
): TableProblem | { readonly kind: 'read'; readonly references: number } {
  const lines = linesIn(bytes);
  if ('kind' in lines) {
    return lines;
  }
  firstRowOf(lines.lines, candidates);
  const table = tableOf(lines, true);
  if ('kind' in table) {
    return table;
  }
  const { fileColumn, recordColumn } = guessColumns(table, candidates);
  let references = 0;
  for (const by of BY) {
    const rule: TableRule = { kind: 'table', fileColumn, recordColumn, by };
    roundedIn(rule, table);
    references += referencesWithAbsent(rule, candidates, table).length;
  }
  return { kind: 'read', references };
}

const BY: readonly TableRule['by'][] = [
  { kind: 'id' },
  { kind: 'field', field: 'Code', type: 'number', ignoreCase: true },
  { kind: 'field', field: 'Code', type: 'phone', ignoreCase: true },
];

function linesIn(bytes: Uint8Array): Lines | TableProblem {
  if (fileKindOf(bytes) === 'archive') {
    const sheets = openWorkbook(bytes);
    return 'kind' in sheets ? sheets : (sheets[0]?.lines() ?? { kind: 'empty' });
  }
  const text = unicodeText(bytes);
  if (text !== undefined || !isText(bytes)) {
    return linesOf(text ?? '\0');
  }
  const [first] = readingsOf(bytes, { names: ['ä.jpg'], language: 'en' });
  return linesOf(decoded(bytes, first?.encoding.id ?? 'utf-8'));
}
