import { viewOf } from '../header.ts';
import { Undecodable, Unsupported } from './pixels.ts';

const FILE_HEADER = 14;
const CORE_HEADER = 12;

const RGB = 0;
export const RLE8 = 1;
export const RLE4 = 2;
const BITFIELDS = 3;
const ALPHA_BITFIELDS = 6;

/** For a pixel whose color isn’t in the palette. */
export const BLACK = [0, 0, 0] as const;

/** What the headers of a BMP say about its pixels. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: number;
  readonly compression: number;
  /** Where the pixels start. */
  readonly start: number;
  /** Colors by their number, each as red, green, blue. */
  readonly palette: readonly (readonly [number, number, number])[];
  /** The bits of a pixel that are red, green, blue, alpha; 0 for none. */
  readonly masks: readonly [number, number, number, number];
}

/**
 * Reads the headers of a BMP, which depend on its age and its system.
 * Source: Microsoft's BITMAPCOREHEADER to BITMAPV5HEADER; for common errors, Chromium's reader.
 *
 * @throws {Unsupported} for a kind that isn’t decoded, Undecodable, and RangeError if it ends early
 */
export function layoutOf(bytes: Uint8Array): Layout {
  const view = viewOf(bytes);
  const header = view.getUint32(FILE_HEADER, true);
  const old = header === CORE_HEADER;
  const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
  const stored = old ? view.getUint16(20, true) : view.getInt32(22, true);
  const bits = view.getUint16(old ? 24 : 28, true);
  const compression = header >= 20 ? view.getUint32(30, true) : RGB;
  const fields = compression === BITFIELDS || compression === ALPHA_BITFIELDS;
  const known =
    compression === RGB
      ? [1, 2, 4, 8, 16, 24, 32].includes(bits)
      : (compression === RLE8 && bits === 8) ||
        (compression === RLE4 && bits === 4) ||
        (fields && (bits === 16 || bits === 32));
  if (!known) {
    throw new Unsupported(`a BMP of ${bits} bits and compression ${compression}`);
  }
  // The masks come after the oldest header that has them, and are in the same place in later ones.
  const masksAfter = header < 52 && fields ? (compression === BITFIELDS ? 12 : 16) : 0;
  const colors: Colors = {
    from: FILE_HEADER + header + masksAfter,
    entry: old ? 3 : 4,
    most: bits > 8 ? 0 : 2 ** bits,
  };
  const used = header >= 36 ? view.getUint32(46, true) : 0;
  const inRuns = compression === RLE8 || compression === RLE4;
  const pixels = inRuns ? undefined : rowBytes(width, bits) * Math.abs(stored);
  const start = startOf(bytes, colors, used, pixels);
  // From the fourth version on, the alpha mask counts even without the others.
  const alpha = header >= 108 && bits === 32 ? view.getUint32(66, true) : 0;
  const plain: Layout['masks'] =
    bits === 16 ? RGB555 : alpha === 0 ? RGB888 : [0xff0000, 0xff00, 0xff, alpha];
  return {
    width,
    height: Math.abs(stored),
    topDown: !old && stored < 0,
    bits,
    compression,
    start,
    palette: paletteOf(bytes, colors, start),
    masks: fields ? masksOf(view, header, compression) : plain,
  };
}

/** Where a table of colors starts, how many bytes each takes, and how many there can be. */
interface Colors {
  readonly from: number;
  readonly entry: 3 | 4;
  readonly most: number;
}

/** How many bytes a file may have after its last pixel: some programs pad it. */
const MOST_PADDING = 3;

/**
 * Where the pixels start. Some programs write 0, or an offset in the headers, for which no two
 * viewers show the same. Then they start after the colors, if that makes them end with the file.
 *
 * @throws {Undecodable} if it isn’t certain
 */
function startOf(
  bytes: Uint8Array,
  { from, entry, most }: Colors,
  used: number,
  pixels: number | undefined,
): number {
  const told = viewOf(bytes).getUint32(10, true);
  if (told >= from + (most > 0 ? entry : 0)) {
    return told;
  }
  // 0 means as many as possible.
  const count = most > 0 && (used === 0 || used > most) ? most : used;
  const start = from + entry * count;
  const left = bytes.length - start - (pixels ?? bytes.length - start);
  if (left < 0 || left > MOST_PADDING) {
    throw new Undecodable('a BMP that does not say where its pixels begin');
  }
  return start;
}

/** Rows are padded to whole words of 32 bits. */
export function rowBytes(width: number, bits: number): number {
  return Math.ceil((width * bits) / 32) * 4;
}

const RGB555 = [0x7c00, 0x3e0, 0x1f, 0] as const;
/** Compared by identity: most BMPs have these. */
export const RGB888 = [0xff0000, 0xff00, 0xff, 0] as const;

function masksOf(view: DataView, header: number, compression: number): Layout['masks'] {
  const mask = (index: number): number => view.getUint32(54 + 4 * index, true);
  const alpha = header >= 56 || compression === ALPHA_BITFIELDS ? mask(3) : 0;
  return [mask(0), mask(1), mask(2), alpha];
}

function paletteOf(
  bytes: Uint8Array,
  { from, entry, most }: Colors,
  start: number,
): Layout['palette'] {
  // As many as fit before the pixels: the number in the header is often wrong.
  const count = Math.min(most, Math.floor((start - from) / entry));
  return Array.from({ length: count }, (_, index) => {
    const [blue = 0, green = 0, red = 0] = bytes.subarray(from + index * entry);
    return [red, green, blue] as const;
  });
}
