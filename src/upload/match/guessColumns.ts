import type { Table } from '../table/table.ts';
import { FileIndex } from './fileIndex.ts';
import type { Candidate } from './match.ts';
import { isRoundedId } from './roundedId.ts';

export interface Columns {
  readonly fileColumn: string;
  readonly recordColumn: string;
  /** Whether the records are named by their ids, as it seems. */
  readonly byId: boolean;
}

/** So many rows tell what a column has. */
const ROWS = 500;

const FILE_NAMES =
  /file|image|photo|picture|path|bild|datei|foto|imagen|fichier|archivo|画像|文件/i;
const ID_NAMES = /^(record|crm|zoho)?[ _-]*id$/i;
const KEY_NAMES = /record|id\b|code|sku|number|\bno\b|nr|key|e-?mail|article|student|name/i;

/** Which columns of a table name the files and the records, most likely. */
export function guessColumns(table: Table, candidates: readonly Candidate[]): Columns {
  const files = new FileIndex(candidates);
  const rows = table.rows.slice(0, ROWS);
  const columns = table.columns.map((name, index) => {
    const cells = rows.map((row) => row[index] ?? '').filter((cell) => cell !== '');
    const share = (is: (cell: string) => boolean): number =>
      cells.length === 0 ? 0 : cells.filter(is).length / cells.length;
    const ids = share((cell) => /^\d{15,20}$/.test(cell) || isRoundedId(cell));
    const distinct = new Set(cells).size / Math.max(1, rows.length);
    return {
      name,
      ids,
      asFile:
        4 * share((cell) => files.find(cell).length > 0) +
        share(isFileName) +
        hint(name, FILE_NAMES),
      asRecord: 3 * ids + distinct + hint(name, ID_NAMES) + hint(name, KEY_NAMES),
    };
  });
  const file = most(columns, ({ asFile }) => asFile);
  const record = most(
    columns.filter((column) => column !== file),
    ({ asRecord }) => asRecord,
  );
  return {
    fileColumn: file?.name ?? '',
    recordColumn: record?.name ?? '',
    byId: (record?.ids ?? 0) > 0.5,
  };
}

function isFileName(cell: string): boolean {
  return /\.(jpe?g|png|gif|bmp|webp|heic|tiff?|avif)$/i.test(cell);
}

function hint(name: string, pattern: RegExp): number {
  return pattern.test(name) ? 0.5 : 0;
}

/** The first of those that have the most. */
function most<T>(all: readonly T[], score: (one: T) => number): T | undefined {
  return all.toSorted((a, b) => score(b) - score(a))[0];
}
