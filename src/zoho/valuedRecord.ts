import * as v from 'valibot';
import { valueOf } from './crm.ts';
import type { Result } from './failure.ts';
import { success } from './failure.ts';
import type { CrmRecord } from './record.ts';
import { nameField, recordIn } from './record.ts';
import type { Incoming } from './sender.ts';

/** A field that records are found by. */
export interface KeyField {
  readonly module: string;
  /** Name of the API. */
  readonly field: string;
  readonly type: 'text' | 'number';
}

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

/** What is asked of each record. */
export function wantedFields({ module, field }: KeyField): string[] {
  return [...new Set(['id', nameField(module), 'Record_Image', field])];
}

const Page = v.object({
  data: v.array(v.looseObject({ id: v.string() })),
  info: v.object({ more_records: v.boolean() }),
});

/** The records in an answer; none where its status is 204. */
export function recordPage({ module, field }: KeyField, answer: Incoming): Result<RecordPage> {
  if (answer.status === 204) {
    return success({ records: [], more: false });
  }
  const page = valueOf(answer, Page);
  if (!page.ok) {
    return page;
  }
  const records = page.value.data.flatMap((data) => {
    const value = data[field];
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string'
      ? [{ record: recordIn({ module, id: data.id }, data), value: text }]
      : [];
  });
  return success({ records, more: page.value.info.more_records });
}
