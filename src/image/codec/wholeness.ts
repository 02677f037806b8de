import type { Box } from '../box.ts';
import { boxes } from '../box.ts';
import { extentsOf } from '../heifItem.ts';

/**
 * Whether all parts of a HEIC or AVIF are in the file. If it was cut off, decoders silently leave
 * missing tiles black.
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

/** After the last byte of any item in the file; Infinity if it can’t be determined. */
function endOfItems(bytes: Uint8Array, location: Box): number {
  try {
    let last = 0;
    for (const { end } of extentsOf(bytes, location)) {
      last = Math.max(last, end);
    }
    return last;
  } catch (error) {
    if (error instanceof RangeError) {
      return Infinity;
    }
    throw error;
  }
}
