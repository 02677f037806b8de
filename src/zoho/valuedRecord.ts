import type { Answer } from './answer.ts';
import { isObject, jsonOf } from './answer.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { CrmRecord } from './record.ts';
import { nameField, recordIn } from './record.ts';
import { rowsIn } from './rows.ts';

import { flagIn, idIn } from './value.ts';

/** A field that records are found by. */
export interface KeyField {
  readonly module: string;
  /** Name of the API. */
  readonly field: string;
  readonly type: 'text' | 'number';
}

/** A page of fewer rows is the last one. */
const A_PAGE = 200;

/** A record, and what it has in the field that was asked for. */
export interface ValuedRecord {
  readonly record: CrmRecord;
  readonly value: string;
}

/** A part of what was found. */
export interface RecordPage {
  readonly records: readonly ValuedRecord[];
  readonly more: boolean;
}

/** One of several pages of them. */
export interface PagedRecords extends RecordPage {
  /** From which row on the next page begins, counted from 0. */
  readonly next: number;
}

/** What is asked of each record. */
export function wantedFields({ module, field }: KeyField): string[] {
  return [...new Set(['id', nameField(module), 'Record_Image', field])];
}

/** The records in an answer; none where its status is 204. */
export function recordPage({ module, field }: KeyField, answer: Answer): Result<RecordPage> {
  const rows = rowsIn(answer, 'data');
  if (!rows.ok) {
    return rows;
  }
  const records = rows.value.flatMap((row) => {
    const value = row[field];
    const text = typeof value === 'number' ? String(value) : value;
    const id = idIn(row.id);
    return id !== undefined && typeof text === 'string'
      ? [{ record: recordIn({ module, id }, row), value: text }]
      : [];
  });
  const more = moreIn(answer) ?? rows.value.length >= A_PAGE;
  return success({ records, more });
}

/** Whether there are more, where the answer says so. */
function moreIn(answer: Answer): boolean | undefined {
  const json = jsonOf(answer);
  const info = isObject(json) ? json.info : undefined;
  return isObject(info) ? flagIn(info.more_records) : undefined;
}
