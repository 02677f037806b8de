import { readBmp } from './bmp.ts';
import { viewOf } from './header.ts';
import type { Container, Parts } from './part.ts';
import { inRow, part } from './part.ts';

const FILE_HEADER = 14;
const FILE_LENGTH = 2;
/** The bytes that say which bits are which color. */
const MASKS = 16;
const CORE_HEADER = 12;
/** BITMAPV5HEADER, and where it has the offset and the length of a profile. */
const V5_HEADER = 124;
const PROFILE = { at: FILE_HEADER + 112, length: FILE_HEADER + 116 };

/** Packed pixels: only these are as long as the header says. */
const PACKED = [1, 2, 4, 5];

/**
 * A BMP has no place for other data, but may have some between its header and its pixels, which is
 * kept, and after them.
 * Source: Microsoft's BITMAPFILEHEADER, BITMAPINFOHEADER, BITMAPV5HEADER.
 */
function split(bytes: Uint8Array): Parts {
  const end = readBmp(bytes).kind === 'read' ? endOf(bytes) : bytes.length;
  if (end === bytes.length) {
    return { parts: [part('picture', bytes)] };
  }
  const picture = Uint8Array.from(bytes.subarray(0, end));
  viewOf(picture).setUint32(FILE_LENGTH, end, true);
  return { parts: [part('picture', picture), part('other', bytes.subarray(end))] };
}

/** After the pixels and the profile; the end of the file if they would be longer. */
function endOf(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  const header = view.getUint32(FILE_HEADER, true);
  const isOld = header === CORE_HEADER;
  const width = isOld ? view.getUint16(18, true) : view.getInt32(18, true);
  const height = Math.abs(isOld ? view.getUint16(20, true) : view.getInt32(22, true));
  const bits = view.getUint16(isOld ? 24 : 28, true);
  const hasCompression = !isOld && bytes.length >= 38 && header >= 24;
  const isPacked = hasCompression && PACKED.includes(view.getUint32(30, true));
  const rows = Math.ceil((width * bits) / 32) * 4 * height;
  const length = isPacked ? view.getUint32(34, true) || Infinity : rows;
  const claimed = view.getUint32(10, true);
  const least = FILE_HEADER + header;
  // If the offset is impossible, decoders look after masks and palette, which may be shorter.
  const start = claimed >= least ? claimed : least + MASKS + (bits > 8 ? 0 : 4 * 2 ** bits);
  const pixels = start + length;
  const profile =
    header >= V5_HEADER && bytes.length >= FILE_HEADER + V5_HEADER
      ? FILE_HEADER + view.getUint32(PROFILE.at, true) + view.getUint32(PROFILE.length, true)
      : 0;
  return Math.min(Math.max(pixels, profile, least), bytes.length);
}

export const BMP: Container = { split, join: inRow };
