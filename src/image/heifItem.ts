import type { Box } from './box.ts';
import { viewOf } from './header.ts';

/**
 * Where the bytes of an item begin; undefined where they do not lie in the file by their place.
 * Source: ISO/IEC 14496-12, 8.11.3 item location box.
 */
export function startOfItem(bytes: Uint8Array, iloc: Box, item: number): number | undefined {
  const view = viewOf(bytes.subarray(0, iloc.end));
  let at = iloc.content;
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
  try {
    const version = view.getUint8(at);
    const sizes = view.getUint16(at + 4);
    at += 6;
    const [offset = 0, length = 0, base = 0, index = 0] = [12, 8, 4, 0].map(
      (shift) => (sizes >> shift) & 15,
    );
    for (let items = number(version < 2 ? 2 : 4); items > 0; items -= 1) {
      const id = number(version < 2 ? 2 : 4);
      const inFile = version === 0 || (number(2) & 15) === 0;
      at += 2;
      const start = number(base);
      const extents = number(2);
      if (id === item) {
        at += version > 0 ? index : 0;
        return inFile && extents > 0 ? start + number(offset) : undefined;
      }
      at += extents * ((version > 0 ? index : 0) + offset + length);
    }
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}
