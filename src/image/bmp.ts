import type { Header } from './header.ts';
import { BROKEN, needs, UNSUPPORTED, viewOf } from './header.ts';
import type { Sides } from './sides.ts';

const FILE_HEADER = 14;
const CORE_HEADER = 12;
/** OS/2's second version, which has other compressions. */
const OS2_HEADER = 64;
/** A header of at least this length says how the pixels are stored. */
const LONG_HEADER = 20;

/** Bits per pixel by compression: plain, runs of 8 and 4 bits, masks, masks with alpha. */
const BITS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16, 24, 32],
  1: [8],
  2: [4],
  3: [16, 32],
  6: [16, 32],
};

/** A JPEG or a PNG in place of the pixels, for printers. */
const PICTURE_INSIDE = [4, 5];

/** 16 bits of each channel. */
const WIDE = 64;

/**
 * Reads the bitmap header after the file header. The oldest one (12 bytes) has sides of 16 bits.
 * All others, OS/2's included, start the same, with sides of 32 bits.
 * Source: Microsoft's BITMAPCOREHEADER, BITMAPINFOHEADER, BITMAPV4HEADER, BITMAPV5HEADER.
 */
export function readBmp(head: Uint8Array): Header {
  const view = viewOf(head);
  // The signature includes its length, so it is there.
  const old = view.getUint32(FILE_HEADER, true) === CORE_HEADER;
  const header = view.getUint32(FILE_HEADER, true);
  const length = FILE_HEADER + (old ? CORE_HEADER : header < LONG_HEADER ? 16 : LONG_HEADER);
  if (head.length < length) {
    return needs(length);
  }
  const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
  // A negative height means that the rows are stored from the top.
  const height = old ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
  const planes = view.getUint16(old ? 22 : 26, true);
  const bits = view.getUint16(old ? 24 : 28, true);
  const compression = header < LONG_HEADER ? 0 : view.getUint32(30, true);
  if (width <= 0 || height <= 0 || planes !== 1) {
    return BROKEN;
  }
  const stored = storedAs(bits, compression, header, { width, height });
  // If the pixels would start inside the headers, viewers show noise (codec/bmpLayout.ts).
  const color = bits > 8 || PICTURE_INSIDE.includes(compression) ? 0 : old ? 3 : 4;
  const isAstray = view.getUint32(10, true) < FILE_HEADER + header + color;
  return stored.kind === 'read' && isAstray ? { ...stored, trait: 'unshown' } : stored;
}

function storedAs(bits: number, compression: number, header: number, sides: Sides): Header {
  const isOs2 = header === OS2_HEADER;
  if (PICTURE_INSIDE.includes(compression) && !isOs2) {
    return { kind: 'read', ...sides, trait: 'unshown' };
  }
  const possible = isOs2 && compression > 2 ? undefined : BITS[compression];
  if (possible === undefined || bits === WIDE) {
    return UNSUPPORTED;
  }
  return possible.includes(bits) ? { kind: 'read', ...sides } : BROKEN;
}

/**
 * The JPEG or PNG in a whole BMP that has one in place of pixels: at the offset that it names, or
 * after its header if that offset is impossible.
 */
export function pictureInside(bytes: Uint8Array): Uint8Array | undefined {
  const header = readBmp(bytes);
  const view = viewOf(bytes);
  const length = view.getUint32(FILE_HEADER, true);
  const isInside = length >= LONG_HEADER && PICTURE_INSIDE.includes(view.getUint32(30, true));
  if (header.kind !== 'read' || !isInside) {
    return undefined;
  }
  return bytes.subarray(Math.max(FILE_HEADER + length, view.getUint32(10, true)));
}
