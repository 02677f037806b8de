import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { settings } from '../../settings.ts';
import { learnMoreButton, offer } from '../../ui/offer.ts';
import { plain } from '../../ui/plain.ts';
import { withProgressIfSlow } from '../../ui/progress.ts';
import { fileName } from '../match/match.ts';
import type { DecodedText } from '../table/encodingGuess.ts';
import { readingsOf } from '../table/encodingGuess.ts';
import { decoded } from '../table/encodings.ts';
import { fileKindOf } from '../table/fileKind.ts';
import type { Lines } from '../table/lines.ts';
import { linesOf } from '../table/table.ts';
import { MAX_TABLE_BYTES } from '../table/tableEndings.ts';
import type { TableProblem } from '../table/tableProblem.ts';
import { isText, unicodeText } from '../table/tableText.ts';
import type { Sheet } from '../table/workbook.ts';
import type { MappingQuestion } from './question.ts';
import {
  readingTable,
  tableUnreadable,
  tableUnusable,
  wordsOfTableProblem,
} from './words/table.ts';

/** What a file contains, as far as it can be read without asking. */
export type OpenTable =
  | { readonly kind: 'lines'; readonly lines: Lines }
  /** Text in one of several encodings. */
  | {
      readonly kind: 'encodings';
      readonly readings: readonly DecodedText[];
      /** @throws UnusableTable */
      readonly linesIn: (encoding: string) => Lines;
    }
  /** A workbook with at least two sheets. */
  | { readonly kind: 'sheets'; readonly sheets: readonly Sheet[] };

/** A file has no table, or lacks columns that a mapping needs. The message is shown. */
export class UnusableTable extends Error {}

/** A table lacks columns that an earlier mapping needs. */
export class ColumnsMissing extends UnusableTable {
  readonly columns: readonly string[];

  constructor(message: string, columns: readonly string[]) {
    super(message);
    this.columns = columns;
  }
}

/**
 * Reads a file as far as possible without asking.
 *
 * @returns undefined when the person cancels
 * @throws UnusableTable, and errors of VS Code's file system
 */
export async function openTable(
  uri: vscode.Uri,
  { candidates }: MappingQuestion,
): Promise<OpenTable | undefined> {
  return withProgressIfSlow(readingTable(), async (signal) => {
    const { size } = await vscode.workspace.fs.stat(uri);
    const read = usable<Uint8Array>(
      size > MAX_TABLE_BYTES
        ? ({ kind: 'file-too-large' } as const)
        : await vscode.workspace.fs.readFile(uri),
    );
    // Reading the largest tables takes a second: what others wait for comes before it.
    await setImmediate();
    signal.throwIfAborted();
    const kind = fileKindOf(read);
    switch (kind) {
      case 'text':
        return openText(uri, read, candidates.map(fileName));
      case 'archive':
        return openSheets(read);
      case 'protected':
        throw new UnusableTable(wordsOfTableProblem({ kind }));
      case 'xls':
        throw new UnusableTable(wordsOfTableProblem({ kind: 'other-spreadsheet', ending: kind }));
    }
  });
}

async function openSheets(bytes: Uint8Array): Promise<OpenTable> {
  const { openWorkbook } = await import('../table/workbook.ts');
  const sheets = usable(openWorkbook(bytes));
  const [only] = sheets;
  return only !== undefined && sheets.length === 1
    ? { kind: 'lines', lines: usable(only.lines()) }
    : { kind: 'sheets', sheets };
}

function openText(uri: vscode.Uri, bytes: Uint8Array, names: readonly string[]): OpenTable {
  const text = unicodeText(bytes);
  if (text !== undefined || !isText(bytes)) {
    return { kind: 'lines', lines: usable(linesOf(text ?? '\0')) };
  }
  const encoding = editorEncodingOf(uri);
  const readings = readingsOf(bytes, { names, language: vscode.env.language, encoding });
  const linesIn = (id: string): Lines => usable(linesOf(decoded(bytes, id)));
  const [first] = readings;
  return first?.isSure === true
    ? { kind: 'lines', lines: linesIn(first.encoding.id) }
    : { kind: 'encodings', readings, linesIn };
}

/** The encoding of the open document, else the one in settings; undefined for UTF. */
function editorEncodingOf(uri: vscode.Uri): string | undefined {
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  const said: string = open?.encoding ?? settings.fileEncoding(uri);
  return said.startsWith('utf') ? undefined : said;
}

/** @throws UnusableTable */
export function usable<T extends object>(read: T | TableProblem): T {
  if ('kind' in read) {
    throw new UnusableTable(wordsOfTableProblem(read));
  }
  return read;
}

/**
 * Reads from a table. If that fails, shows why.
 *
 * @param file its name
 * @returns undefined if it failed
 */
export async function readOrShowError<T>(
  file: string,
  read: () => Promise<T> | T,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    void offer(
      'error',
      tableUnusable(plain(file), whyUnusable(error)),
      learnMoreButton('matching'),
    );
    return undefined;
  }
}

export function whyUnusable(error: unknown): string {
  return error instanceof UnusableTable
    ? error.message
    : tableUnreadable(error instanceof Error ? plain(error.message) : undefined);
}
