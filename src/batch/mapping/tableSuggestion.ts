import path from 'node:path';
import type { Uri } from 'vscode';
import type { By } from '../match/mapping.ts';
import { openTable } from './openTable.ts';
import type { FieldChoice, MappingQuestion } from './question.ts';
import { withLines } from './readingStep.ts';
import type { MappingSuggestion } from './suggestions.ts';

/**
 * Suggests to match by a table next to the pictures, if it can be read without asking.
 *
 * @param fields of the module
 */
export async function tableSuggestion(
  uri: Uri,
  question: MappingQuestion,
  fields: readonly FieldChoice[],
): Promise<MappingSuggestion | undefined> {
  try {
    const opened = await openTable(uri, question);
    const { table, guess } = opened?.kind === 'lines' ? withLines({}, opened.lines, question) : {};
    if (table === undefined || guess === undefined) {
      return undefined;
    }
    const { fileColumn, recordColumn, byId } = guess;
    const field = fields.find(
      ({ apiName, bar, label }) =>
        bar === undefined && [apiName, label].some((name) => isSame(name, recordColumn)),
    );
    const by: By | undefined = byId
      ? { kind: 'id' }
      : field && { kind: 'field', field: field.apiName, type: field.type, ignoreCase: true };
    return by === undefined || fileColumn === '' || fileColumn === recordColumn
      ? undefined
      : {
          kind: 'table',
          rule: { kind: 'table', fileColumn, recordColumn, by },
          file: path.posix.basename(uri.path),
          address: uri.toString(),
          table: () => table,
        };
  } catch {
    // What is wrong with a table is told once somebody chooses it.
    return undefined;
  }
}

function isSame(name: string, column: string): boolean {
  return loose(name) === loose(column);
}

function loose(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_]+/g, '');
}
