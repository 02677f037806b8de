import type { Box } from './box.ts';
import { viewOf } from './header.ts';

/** Some bytes of an item, counted from the start of the file. */
interface Extent {
  readonly item: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Which bytes of the file belong to which item. Others are in a box or in another item. Of empty
 * extents, which are all the same, only the first.
 *
 * Source: ISO/IEC 14496-12, 8.11.3 item location box.
 *
 * @throws {RangeError} if a box has impossible numbers
 */
export function* extentsOf(bytes: Uint8Array, { content }: Box): Generator<Extent> {
  const view = viewOf(bytes);
  let at = content;
  const number = (length: number): number => {
    at += length;
    switch (length) {
      case 0:
        return 0;
      case 2:
        return view.getUint16(at - 2);
      case 4:
        return view.getUint32(at - 4);
      default:
        return Number(view.getBigUint64(at - 8));
    }
  };
  const version = view.getUint8(at);
  const sizes = view.getUint16(at + 4);
  at += 6;
  const [offset = 0, length = 0, base = 0, index = 0] = [12, 8, 4, 0].map(
    (shift) => (sizes >> shift) & 15,
  );
  for (let items = number(version < 2 ? 2 : 4); items > 0; items -= 1) {
    const item = number(version < 2 ? 2 : 4);
    // 0: by its offset in the file.
    const inFile = version === 0 || (number(2) & 15) === 0;
    at += 2;
    const from = number(base);
    const room = offset + length > 0;
    for (let extents = number(2); extents > 0 && room; extents -= 1) {
      at += version > 0 ? index : 0;
      const start = from + number(offset);
      const end = start + number(length);
      if (inFile) {
        yield { item, start, end };
      }
    }
    if (!room && inFile) {
      yield { item, start: from, end: from };
    }
  }
}

/** Where the bytes of an item start; undefined if that isn’t known. */
export function startOfItem(bytes: Uint8Array, iloc: Box, item: number): number | undefined {
  try {
    for (const extent of extentsOf(bytes, iloc)) {
      if (extent.item === item) {
        return extent.start;
      }
    }
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}
