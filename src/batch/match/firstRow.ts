import { FileIndex } from './fileIndex.ts';
import { MAX_VALUE } from './value.ts';
import type { Candidate } from './match.ts';

/** Whether the first line of a table contains the column names or is a row like the others. */
export type FirstRow = 'names' | 'probably-names' | 'probably-row';

/** Enough lines to tell, and enough cells of a wide table. */
const LINES = 200;
const CELLS = 40_000;

const FILE = /\.(?:jpe?g|jpe|jfif|png|gif|bmp|dib|webp|hei[cf]s?|tiff?|avifs?)(?:[?#]\S*)?$/i;
const ADDRESS = /^(?:https?|file|ftp|data):\S/i;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const NUMBER = /^[-+(]?\d[\d.,:/()\s'’-]*(?:e[-+]?\d+)?%?$/i;
const ID = /^zcrm_\d+$/i;

/** @param lines one or more */
export function firstRowOf(
  lines: readonly (readonly string[])[],
  candidates: readonly Candidate[],
): FirstRow {
  const files = FileIndex.of(candidates);
  const isValue = (cell: string): boolean =>
    cell.length <= MAX_VALUE &&
    ([FILE, ADDRESS, MAIL, NUMBER, ID].some((kind) => kind.test(cell)) ||
      files.find(cell).length > 0);
  const width = Math.max(1, ...lines.slice(0, LINES).map(({ length }) => length));
  const [first = [], ...others] = lines.slice(0, Math.min(LINES, 2 + CELLS / width));
  let asRow = 0;
  let asNames = 0;
  first.forEach((cell, at) => {
    const below = others.map((line) => line[at] ?? '').filter((one) => one !== '');
    const most = (is: (one: string) => boolean): boolean =>
      below.length > 0 && below.filter(is).length > below.length / 2;
    if (cell === '' || cell.length > MAX_VALUE) {
      return;
    }
    const form = formOf(cell);
    if (isValue(cell) || (/\d/.test(cell) && most((one) => formOf(one) === form))) {
      asRow++;
    } else if (most(isValue)) {
      asNames++;
    }
  });
  if (asRow === 0 && asNames > 0) {
    return 'names';
  }
  return asRow > asNames ? 'probably-row' : 'probably-names';
}

/** `LAMP-01` and `BOOT-14` have the same form. */
function formOf(cell: string): string {
  return cell
    .slice(0, MAX_VALUE)
    .replace(/\p{L}+/gu, 'a')
    .replace(/\d+/g, '0');
}
