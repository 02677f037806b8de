import type { Box } from '../box.ts';
import { boxes } from '../box.ts';
import { viewOf } from '../header.ts';

/**
 * Whether all that a HEIC or AVIF is made of lies within the file: of one that was cut off,
 * decoders leave the tiles that are missing black, and say nothing.
 * Source: ISO/IEC 14496-12, 8.11.3 item location box.
 */
export function isWhole(bytes: Uint8Array): boolean {
  for (const { type, content, end } of boxes(bytes, 0, bytes.length)) {
    if (type === 'meta') {
      const location = [...boxes(bytes, content + 4, end)].find((box) => box.type === 'iloc');
      return location !== undefined && endOfItems(bytes, location) <= bytes.length;
    }
  }
  return false;
}

/** Behind the last byte of any item in the file; Infinity where that cannot be made out. */
function endOfItems(bytes: Uint8Array, { content }: Box): number {
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
  try {
    const version = view.getUint8(at);
    const sizes = view.getUint16(at + 4);
    at += 6;
    const [offset = 0, length = 0, base = 0, index = 0] = [12, 8, 4, 0].map(
      (shift) => (sizes >> shift) & 15,
    );
    let last = 0;
    for (let items = number(version < 2 ? 2 : 4); items > 0; items -= 1) {
      at += version < 2 ? 2 : 4;
      // 0: by its place in the file; others lie in a box or in another item.
      const inFile = version === 0 || (number(2) & 15) === 0;
      at += 2;
      const start = number(base);
      // Where extents take no room they are all the same.
      const room = offset + length > 0;
      for (let extents = number(2); extents > 0 && room; extents -= 1) {
        at += version > 0 ? index : 0;
        const end = start + number(offset) + number(length);
        last = inFile ? Math.max(last, end) : last;
      }
    }
    return last;
  } catch (error) {
    if (error instanceof RangeError) {
      return Infinity;
    }
    throw error;
  }
}
