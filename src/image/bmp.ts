import type { Header } from './header.ts';
import { BROKEN, needs, viewOf } from './header.ts';

const FILE_HEADER = 14;
const CORE_HEADER = 12;

/**
 * Reads the bitmap header behind the file header. The oldest (12 bytes) has sides of 16 bits; all
 * others, OS/2's included, begin alike with sides of 32 bits.
 * Source: Microsoft's BITMAPCOREHEADER, BITMAPINFOHEADER, BITMAPV4HEADER, BITMAPV5HEADER.
 */
export function readBmp(head: Uint8Array): Header {
  const view = viewOf(head);
  // Its length is part of the signature, so it is there.
  const old = view.getUint32(FILE_HEADER, true) === CORE_HEADER;
  const length = FILE_HEADER + (old ? CORE_HEADER : 16);
  if (head.length < length) {
    return needs(length);
  }
  const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
  // A negative height says that the rows are stored from the top.
  const height = old ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  const planes = view.getUint16(old ? 22 : 26, true);
  return width > 0 && height > 0 && planes === 1 ? { kind: 'read', width, height } : BROKEN;
}
