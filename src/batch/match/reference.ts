import type { Table } from '../table/table.ts';
import { tupleText } from '../../zoho/valuedRecord.ts';
import { ColumnNumbers } from './columnNumbers.ts';
import { cellFile } from './fileCell.ts';
import { NameReader } from './fileKey.ts';
import type { MatchAnswer, Candidate, Found } from './match.ts';
import type { By, ByFields, Rule, TableRule } from './mapping.ts';
import { placeholdersOf } from './mapping.ts';
import type { NameReading } from './namePattern.ts';
import { PictureName } from './pictureName.ts';
import type { RowValues, TableRow } from './tableRows.ts';
import { cellsOf, readRows } from './tableRows.ts';
import { folded, keyOf } from './value.ts';

/** What a picture's name or table row tells about its record, or why it tells nothing. */
export type Reference =
  | {
      readonly kind: 'key';
      readonly value: string;
      readonly key: string;
      /** How many digits most other cells have, if this one has fewer. */
      readonly usualDigits?: number;
      /**
       * Other ways to read a name of several parts: `Anna Maria Berg` has one first name, or two.
       */
      readonly others?: readonly string[];
    }
  | Exclude<Found, { kind: MatchAnswer['kind'] }>;

/** A picture's reference to one record, before the record is looked up. */
export interface PictureReference {
  readonly candidate: Candidate;
  readonly reference: Reference;
  /** Position in the table, if it is by a table. */
  readonly at?: number;
}

/**
 * The references of pictures to records: at least one for each picture, in their order, and several
 * if a table maps a picture to several records.
 */
export function referencesBy(
  rule: Rule,
  candidates: readonly Candidate[],
  table: Table | undefined,
): { readonly references: readonly PictureReference[]; readonly withoutFile: readonly TableRow[] } {
  if (rule.kind === 'name') {
    const { name, by } = rule;
    const reader = new NameReader(name, placeholdersOf(by), by.kind === 'id');
    const read = reader.read(candidates.map((candidate) => new PictureName(candidate)));
    const references = candidates.map((candidate, index): PictureReference => {
      return { candidate, reference: nameReference(read[index] ?? [], by) };
    });
    return { references, withoutFile: [] };
  }
  const read = readRows(table ?? { columns: [], rows: [] }, rule, candidates);
  const column = columnOf(rule, table);
  const references = candidates.flatMap((candidate): PictureReference[] => {
    const said = read.valuesByPicture.get(candidate.n);
    return tableReferences(said, rule.by, column).map((one) => ({ candidate, ...one }));
  });
  return { references, withoutFile: read.withoutFile };
}

function nameReference(readings: readonly NameReading[], by: By | ByFields): Reference {
  const [first, ...others] = readings;
  if (first === undefined) {
    return { kind: 'not-matched', why: 'name' };
  }
  return by.kind === 'fields'
    ? {
        kind: 'key',
        value: folded(first.parts.join(' '), false),
        key: keyOfParts(first),
        others: others.map(keyOfParts),
      }
    : valueReference(first.parts[0] ?? '', by);
}

function keyOfParts({ parts }: NameReading): string {
  return tupleText(parts.map((part) => folded(part, false)));
}

type InTable = Omit<PictureReference, 'candidate'>;

function tableReferences(said: RowValues | undefined, by: By, column: ColumnNumbers): InTable[] {
  if (said === undefined) {
    return [{ reference: { kind: 'not-matched', why: 'not-in-table' } }];
  }
  const different = distinctReferences(said.values, by, column);
  if (different.length === 0) {
    return [{ reference: { kind: 'not-matched', why: 'empty-in-table' } }];
  }
  const { isClear, others } = said;
  return (different.length > 1 && !isClear) || others > 0
    ? [{ reference: { kind: 'twice-in-table', values: [...said.values.keys()], others } }]
    : different;
}

/** One reference for each record: `zcrm_554…` and the same digits alone are one. */
function distinctReferences(
  values: ReadonlyMap<string, number>,
  by: By,
  column: ColumnNumbers,
): InTable[] {
  const different = new Map<string, InTable>();
  for (const [value, at] of values) {
    const reference = cellReference(value, by, column);
    const key = reference?.kind === 'key' ? `key ${reference.key}` : value;
    if (reference !== undefined && !different.has(key)) {
      different.set(key, { reference, at });
    }
  }
  return [...different.values()];
}

/** Undefined for an empty cell. */
function cellReference(cell: string, by: By, column: ColumnNumbers): Reference | undefined {
  const read = column.read(folded(cell, false));
  if (read.kind === 'rounded') {
    return { kind: 'rounded', value: read.value };
  }
  if (read.value === '') {
    return undefined;
  }
  const key = keyOf(read.value, by, true);
  const usualDigits = column.digitsExpectedOf(read.value);
  return key.kind === 'key'
    ? { ...key, value: read.value, ...(usualDigits === undefined ? {} : { usualDigits }) }
    : key;
}

/**
 * The references of pictures, including those that a table names by URL: they may be downloaded
 * later, and a record may have several pictures only because of them.
 */
export function referencesWithAbsent(
  rule: Rule,
  candidates: readonly Candidate[],
  table: Table | undefined,
): readonly PictureReference[] {
  const { references, withoutFile } = referencesBy(rule, candidates, table);
  const absent = absentPictures(withoutFile, candidates);
  return absent.length === 0
    ? references
    : referencesBy(rule, [...candidates, ...absent], table).references;
}

/** A server's folders tell little about how a file was saved. */
const FOLDERS_OF_ADDRESS = 4;

function absentPictures(
  withoutFile: readonly TableRow[],
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const addresses = new Set(withoutFile.flatMap(({ address }) => address ?? []));
  const first = candidates.reduce((most, { n }) => Math.max(most, n + 1), 0);
  return [...addresses].map((address, index): Candidate => {
    const [path = address] = cellFile(address).paths;
    const end = path.split('/').slice(-FOLDERS_OF_ADDRESS).join('/');
    return { n: first + index, path: end, size: 0, address };
  });
}

/** The distinct cells of a table's record column that were rounded, and the number of others. */
export function roundedIn(
  rule: TableRule,
  table: Table,
): { readonly rounded: readonly string[]; readonly others: number } {
  const column = columnOf(rule, table);
  const cells = [...new Set(cellsOf(table, rule.recordColumn))].filter((cell) => cell !== '');
  const rounded = cells.filter((cell) => column.read(folded(cell, false)).kind === 'rounded');
  return { rounded, others: cells.length - rounded.length };
}

function columnOf({ recordColumn, by }: TableRule, table: Table | undefined): ColumnNumbers {
  const cells = table === undefined ? [] : cellsOf(table, recordColumn);
  return new ColumnNumbers(
    cells.map((cell) => folded(cell, false)),
    by,
  );
}

function valueReference(text: string, by: By): Reference {
  const value = folded(text, false);
  const key = keyOf(value, by);
  return key.kind === 'key' ? { ...key, value } : key;
}
