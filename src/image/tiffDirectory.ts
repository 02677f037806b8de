import type { Header } from './header.ts';
import { BROKEN, needs, viewOf } from './header.ts';

/** Bytes of those TIFF types whose whole numbers are read: BYTE, SHORT, LONG, and 64 bits. */
const SIZES: Readonly<Record<number, 1 | 2 | 4 | 8>> = { 1: 1, 3: 2, 4: 4, 13: 4, 16: 8, 18: 8 };

/** More values than any tag that is read has, except tables, of which only the length is. */
const MOST_VALUES = 16;

/** What one tag says. */
export interface Tag {
  /** How many values it claims to have. */
  readonly count: number;
  /** The first of them; none if they aren’t whole numbers. */
  readonly values: readonly number[];
  /** Where the first value is, counted from the start of the file, and how many bytes it has. */
  readonly at: number;
  readonly size: number;
}

type Directory =
  | { readonly kind: 'read'; readonly tags: ReadonlyMap<number, Tag> }
  | Extract<Header, { kind: 'needs' | 'broken' }>;

/** How a file stores its directories, in bytes: classic, and for files that may be above 4 GB. */
interface Form {
  readonly offset: 4 | 8;
  /** Where the offset of the first directory is. */
  readonly start: number;
  readonly count: 2 | 8;
  readonly entry: number;
}

const CLASSIC: Form = { offset: 4, start: 4, count: 2, entry: 12 };
const BIG: Form = { offset: 8, start: 8, count: 8, entry: 20 };

/** Of any TIFF. */
export const TIFF_HEADER = 16;

/**
 * Reads a directory of a TIFF or BigTIFF in either byte order.
 *
 * @param head at least `TIFF_HEADER` bytes
 * @param place counted from the start of the file; undefined for the first directory
 * @param wanted tags whose values are read, which may be anywhere in the file
 * Source: TIFF 6.0, section 2; BigTIFF.
 */
export function readDirectory(
  head: Uint8Array,
  place: number | undefined,
  wanted: readonly number[],
): Directory {
  const view = viewOf(head);
  const little = view.getUint8(0) === 0x49;
  const form = view.getUint16(2, little) === 43 ? BIG : CLASSIC;
  const number = (at: number, bytes: 1 | 2 | 4 | 8): number => {
    switch (bytes) {
      case 1:
        return view.getUint8(at);
      case 2:
        return view.getUint16(at, little);
      case 4:
        return view.getUint32(at, little);
      case 8:
        return Number(view.getBigUint64(at, little));
    }
  };
  const directory = place ?? number(form.start, form.offset);
  const first = directory + form.count;
  if (directory < 8 || !Number.isSafeInteger(first)) {
    return BROKEN;
  }
  if (first > head.length) {
    return needs(first);
  }
  const entries = number(directory, form.count);
  const end = first + entries * form.entry;
  if (entries === 0 || entries > 0xffff) {
    return BROKEN;
  }
  if (end > head.length) {
    return needs(end);
  }
  const tags = new Map<number, Tag>();
  for (let at = first; at < end; at += form.entry) {
    const tag = number(at, 2);
    if (!wanted.includes(tag)) {
      continue;
    }
    const size = SIZES[number(at + 2, 2)] ?? 1;
    const count = number(at + 4, form.offset);
    const taken = Object.hasOwn(SIZES, number(at + 2, 2)) ? Math.min(count, MOST_VALUES) : 0;
    const inside = at + form.entry - form.offset;
    const from = count * size <= form.offset ? inside : number(inside, form.offset);
    const last = from + taken * size;
    if (!Number.isSafeInteger(last)) {
      return BROKEN;
    }
    if (last > head.length) {
      return needs(last);
    }
    const values = Array.from({ length: taken }, (_, index) => number(from + index * size, size));
    // If one comes twice, decoders use the first.
    const before = tags.get(tag);
    tags.set(
      tag,
      before === undefined
        ? { count, values, at: from, size }
        : { ...before, count: before.count + count, values: [...before.values, ...values] },
    );
  }
  return { kind: 'read', tags };
}
