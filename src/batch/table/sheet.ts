import type { NumberFormat } from './numberFormat.ts';
import { plainNumber } from './numberFormat.ts';
import { Counted, MAX_WIDTH, MAX_ROWS, OverBound } from './tableBounds.ts';
import { readXml } from './xml.ts';

/** What the cells of all sheets share. */
export interface SharedParts {
  /** Shared strings by index. */
  readonly texts: readonly string[];
  /** Number formats by index of the style. */
  readonly formats: readonly NumberFormat[];
}

/** How many rows all merged cells of a sheet may cover together. */
const MAX_MERGED = 5 * MAX_ROWS;

/**
 * Reads the rows of a sheet that aren't empty: results of formulas, dates in ISO 8601, numbers in
 * plain digits.
 *
 * @throws OverBound, and errors for invalid XML
 */
export function readSheet(bytes: Uint8Array, shared: SharedParts): string[][] {
  const rows: string[][] = [];
  /** Rows by their numbers in the sheet. */
  const numbered = new Map<number, string[]>();
  let number = 0;
  let row: string[] = [];
  let column = 0;
  let type = '';
  let style = '';
  let text = '';
  let isText = false;
  let phoneticDepth = 0;
  let merged = 0;
  const counted = new Counted();
  readXml(bytes, {
    open: (name, attributes) => {
      if (name === 'c') {
        const { r, s, t } = attributes();
        column = r === undefined ? row.length : columnOf(r);
        [type, style, text] = [t ?? 'n', s ?? '', ''];
      } else if (name === 'v' || name === 't') {
        isText = phoneticDepth === 0;
      } else if (name === 'rPh') {
        phoneticDepth++;
      } else if (name === 'row') {
        const { r } = attributes();
        number = r === undefined ? number + 1 : Number(r);
        row = [];
      } else if (name === 'mergeCell') {
        merged += fillDown(numbered, attributes().ref ?? '', number, counted);
        if (merged > MAX_MERGED) {
          throw new OverBound({ kind: 'too-large' });
        }
      }
    },
    text: (some) => {
      if (isText) {
        text += some;
      }
    },
    close: (name) => {
      if (name === 'v' || name === 't') {
        isText = false;
      } else if (name === 'rPh') {
        phoneticDepth--;
      } else if (name === 'c') {
        const cell = textOf(text, type, style, shared);
        if (cell !== '') {
          if (column >= MAX_WIDTH) {
            throw new OverBound({ kind: 'too-many-columns' });
          }
          while (row.length < column) {
            row.push('');
          }
          row[column] = cell;
        } else if (row.length === column && column < MAX_WIDTH) {
          row.push('');
        }
      } else if (name === 'row' && row.some((cell) => cell !== '')) {
        counted.add(row);
        rows.push(row);
        numbered.set(number, row);
      }
    },
  });
  return rows;
}

/**
 * Copies a merged cell down into all of its rows. A cell merged across columns is a title and isn't
 * copied.
 *
 * @param ref `A2:A4`
 * @param end number of the last row
 * @returns how many cells were visited or added
 * @throws OverBound
 */
function fillDown(
  rows: ReadonlyMap<number, string[]>,
  ref: string,
  end: number,
  counted: Counted,
): number {
  const [, from = '', first = '', to = '', last = ''] =
    /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/i.exec(ref) ?? [];
  const column = columnOf(from);
  const cell = rows.get(Number(first))?.[column] ?? '';
  if (cell === '' || from !== to) {
    return 0;
  }
  let cells = 0;
  for (let at = Number(first) + 1; at <= Math.min(Number(last), end); at++) {
    const row = rows.get(at) ?? [];
    cells += Math.max(1, column + 1 - row.length);
    if (row.length > 0) {
      while (row.length <= column) {
        row.push('');
      }
      row[column] ||= cell;
      counted.addText(cell);
    }
  }
  return cells;
}

function textOf(
  text: string,
  type: string,
  style: string,
  { texts, formats }: SharedParts,
): string {
  switch (type) {
    case 's':
      return texts[Number(text)] ?? '';
    case 'b':
      return text === '' ? '' : text === '1' ? 'TRUE' : 'FALSE';
    case 'n':
      return text === '' ? '' : (formats[Number(style)] ?? plainNumber)(text.trim());
    default:
      return plainText(text);
  }
}

/** The column of a reference, from 0: 54 for `BC7`. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = (reference.charCodeAt(at) & ~0x20) - 0x40;
    if (letter < 1 || letter > 26) {
      break;
    }
    column = column * 26 + letter;
  }
  return Math.max(0, column - 1);
}

/** Reads shared strings, with all runs of rich text and without phonetic readings. */
export function readTexts(bytes: Uint8Array): string[] {
  const texts: string[] = [];
  let text = '';
  let isText = false;
  let phoneticDepth = 0;
  readXml(bytes, {
    open: (name) => {
      if (name === 'si') {
        text = '';
      } else if (name === 't') {
        isText = phoneticDepth === 0;
      } else if (name === 'rPh') {
        phoneticDepth++;
      }
    },
    text: (some) => {
      if (isText) {
        text += some;
      }
    },
    close: (name) => {
      if (name === 't') {
        isText = false;
      } else if (name === 'rPh') {
        phoneticDepth--;
      } else if (name === 'si') {
        texts.push(plainText(text));
      }
    },
  });
  return texts;
}

/** Decodes characters that XML can't contain: `_x000D_`. */
function plainText(text: string): string {
  const whole = text.includes('_x')
    ? text.replace(/_x([\dA-F]{4})_/gi, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      )
    : text;
  return whole.trim();
}
