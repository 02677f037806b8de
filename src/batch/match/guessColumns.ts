import { hasPictureEnding } from '../../image/ending.ts';
import type { Table } from '../table/table.ts';
import { cellFile } from './fileCell.ts';
import type { NamedFile } from './fileIndex.ts';
import { FileIndex } from './fileIndex.ts';
import type { Candidate } from './match.ts';
import { isNamedId, isSureId } from './sureId.ts';
import { MAX_VALUE } from './value.ts';

export interface Columns {
  readonly fileColumn: string;
  readonly recordColumn: string;
  /** Whether the record column seems to contain record IDs. */
  readonly byId: boolean;
  /** All columns that seem to contain record IDs, of any module. */
  readonly idColumns: readonly string[];
  /** Columns with IDs marked as such, with `zcrm_` or as URLs: a long number may be anything. */
  readonly namedIdColumns: readonly string[];
}

/** Enough rows to tell what a column contains, and enough cells of a wide table. */
const ROWS = 500;
const CELLS = 50_000;

const FILE_NAMES =
  /file|image|img|photo|picture|path|bild|datei|foto|imagen|imagem|fichier|archivo|arquivo|afbeelding|obraz|zdj[eę]cie|фото|изображение|файл|resim|写真|画像|照片|图片|圖片|文件|사진|이미지|immagine|plik|dosya|görsel|k[ée]p\b|kuva|bilde|billede|obr[aá]z|snímek|картин|зображ|εικόνα|צילום|תמונה|קובץ|صورة|ملف|ảnh|gambar|รูป/iu;
/** Names of the record ID in Zoho's exports and reports, and in tables that people make. */
const ID_NAMES =
  /^(?:(?:z?crm|zoho|zoho crm)[ _-]*)?(?:(?:record|lead|contact|deal|potential|datensatz|データ|レコード|记录|記錄)[ _-]*)?id$|^id d(?:e|o|el) registro$|^id de l.enregistrement$/iu;
/** The likeliest first: a SKU is better than a shop's own number, and everything has a name. */
const KEY_NAMES = [
  /sku\b|record|запис|kay[ıi]t|rekord|سجل|רשומה/iu,
  /id\b|code|number|\bno\b|nr|key|e-?mail|article|student/i,
  /name/i,
];
/** Columns whose numbers are as long as record IDs. */
const OTHER_NUMBERS = /\b(?:iccid|imei|ean|upc|gtin|isbn|asin)\b|barcode|phone|serial/i;
/** ID of a related record in Zoho's exports: `Contact Owner.id`. */
const LOOKUP = /\.id$/i;

interface Column {
  readonly name: string;
  /** Share of its cells that are IDs beyond doubt, from 0 to 1. */
  readonly ids: number;
  /** Share of its cells that are marked as IDs. */
  readonly named: number;
  /** Number of distinct values per row, from 0 to 1. */
  readonly distinct: number;
  readonly hints: number;
  readonly asFile: number;
}

/** Guesses which columns of a table contain the files and the records. */
export function guessColumns(table: Table, candidates: readonly Candidate[]): Columns {
  const files = FileIndex.of(candidates);
  const rows = table.rows.slice(0, Math.min(ROWS, 10 + CELLS / table.columns.length));
  const columns = table.columns.map((name, index): Column => {
    const cells = rows.map((row) => row[index] ?? '').filter((cell) => cell !== '');
    // A long text is neither a file nor an ID, but counts as a cell that is something else.
    const short = cells.filter(({ length }) => length <= MAX_VALUE);
    const share = (is: (cell: string) => boolean): number =>
      cells.length === 0 ? 0 : short.filter(is).length / cells.length;
    const cellsFiles = short.map((cell) => files.filesIn(cell));
    const shareOfFiles = (is: (file: NamedFile) => boolean): number =>
      cells.length === 0 ? 0 : cellsFiles.filter((some) => some.some(is)).length / cells.length;
    const isDeclared = ID_NAMES.test(name.trim());
    const named = share(isNamedId);
    const ids = OTHER_NUMBERS.test(name) ? named : share((cell) => isSureId(cell, isDeclared));
    const key = KEY_NAMES.findIndex((pattern) => pattern.test(name));
    return {
      name,
      ids,
      named,
      distinct: new Set(cells).size / Math.max(1, rows.length),
      hints: (isDeclared && ids > 0 ? 0.5 : 0) + (key < 0 ? 0 : 0.6 - key * 0.2),
      asFile:
        // Columns for additional pictures have fewer cells.
        (1 + (3 * cells.length) / Math.max(1, rows.length)) *
          shareOfFiles(({ found }) => found.length > 0) +
        shareOfFiles(({ text }) => isPictureName(text)) +
        (FILE_NAMES.test(name) ? 0.5 : 0),
    };
  });
  const file = highest(columns, [({ asFile }) => asFile]);
  const others = columns.filter((column) => column !== file);
  const isLookup = ({ name }: Column): boolean => LOOKUP.test(name);
  // If a row has IDs of several records, its own is the one that no other row has.
  const record =
    highest(
      others.filter((column) => hasIds(column) && !isLookup(column)),
      [({ distinct }) => distinct, ({ hints }) => hints],
    ) ??
    highest(others, [
      (column) => (isLookup(column) ? 0 : 3 * column.ids + column.distinct + column.hints),
    ]);
  return {
    fileColumn: file?.name ?? '',
    recordColumn: record?.name ?? '',
    byId: record !== undefined && hasIds(record),
    idColumns: columns.filter(hasIds).map(({ name }) => name),
    namedIdColumns: columns.filter(({ named }) => named > 0.5).map(({ name }) => name),
  };
}

function hasIds({ ids }: Column): boolean {
  return ids > 0.5;
}

function isPictureName(text: string): boolean {
  return cellFile(text).paths.some(hasPictureEnding);
}

/** The item with the highest score. The first score in which items differ decides. */
function highest<T>(all: readonly T[], scores: readonly ((one: T) => number)[]): T | undefined {
  return all.toSorted(
    (a, b) => scores.map((score) => score(b) - score(a)).find((by) => by !== 0) ?? 0,
  )[0];
}
