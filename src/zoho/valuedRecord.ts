import type { CrmAnswer } from './answer.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { CrmRecord } from './record.ts';
import { nameField, recordIn } from './record.ts';
import type { Row } from './rows.ts';
import { pageInfo, rowsIn } from './rows.ts';
import { flagIn, idIn } from './value.ts';

/** A field that records are found by. */
export interface KeyField {
  readonly module: string;
  /** Name of the API. */
  readonly field: string;
  readonly type: 'text' | 'number' | 'phone';
  /** Further text fields, whose values have to be the wanted ones, too: then a value is a tuple. */
  readonly also?: readonly string[];
}

/** In no text: Unicode reserves it for a program's own use. */
const BETWEEN = '\uFDD0';

/** The values of several fields as one text. */
export function tupleText(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(BETWEEN, '\uFFFD').trim()).join(BETWEEN);
}

/** The value of each field in such a text. */
export function valuesIn(text: string): string[] {
  return text.split(BETWEEN);
}

/** The rows of a page. One with fewer is the last. */
export const A_PAGE = 200;

/** A record, and its value of the requested field. */
export interface ValuedRecord {
  readonly record: CrmRecord;
  readonly value: string;
}

/** A part of what was found. */
interface RecordPage {
  readonly records: readonly ValuedRecord[];
  readonly more: boolean;
}

/** One of several pages of them. */
export interface PagedRecords extends RecordPage {
  /** The first row of the next page, counted from 0. */
  readonly next: number;
}

/** The fields to request of each record. */
export function wantedFields({ module, field, also = [] }: KeyField): string[] {
  return [...new Set(['id', nameField(module), 'Record_Image', field, ...also])];
}

/** The records in an answer; none if its status is 204. */
export function recordPage(key: KeyField, answer: CrmAnswer): Result<RecordPage> {
  const rows = rowsIn(answer, 'data');
  if (!rows.ok) {
    return rows;
  }
  const records = rows.value.flatMap((row) => {
    const value = valueIn(row, key);
    const id = idIn(row.id);
    return id !== undefined && value !== undefined
      ? [{ record: recordIn({ module: key.module, id }, row), value }]
      : [];
  });
  const more = flagIn(pageInfo(answer).more_records) ?? rows.value.length >= A_PAGE;
  return success({ records, more });
}

function valueIn(row: Row, { field, also = [] }: KeyField): string | undefined {
  const values = [field, ...also].map((name) => {
    const value = row[name];
    return typeof value === 'number' ? String(value) : value;
  });
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length < values.length ? undefined : also.length === 0 ? texts[0] : tupleText(texts);
}
