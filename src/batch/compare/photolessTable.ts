import type { Cell } from '../table/csv.ts';
import type { PicturelessRecord } from './compared.ts';

/** The records that have no photo and no picture, each with its ID and its name. */
export function photolessTable(records: readonly PicturelessRecord[]): Cell[][] {
  return records.map(({ record: { key, name } }) => [{ id: key.id }, name ?? '']);
}
