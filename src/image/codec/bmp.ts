import { viewOf } from '../header.ts';
import type { Pixels } from './pixels.ts';
import { Undecodable } from './pixels.ts';

const FILE_HEADER = 14;
const CORE_HEADER = 12;

const RGB = 0;
const RLE8 = 1;
const RLE4 = 2;
const BITFIELDS = 3;
const ALPHA_BITFIELDS = 6;

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: number;
  readonly compression: number;
  /** Where the pixels begin. */
  readonly start: number;
  /** Colours by their number, each as red, green, blue. */
  readonly palette: readonly (readonly [number, number, number])[];
  /** Which bits of a pixel are red, green, blue, alpha; 0 for none. */
  readonly masks: readonly [number, number, number, number];
}

/**
 * Decodes a BMP, of which libvips knows nothing. All that Windows and OS/2 write but pictures that
 * hold a JPEG or PNG, which are for printers, and OS/2's Huffman code.
 * Source: Microsoft's BITMAPINFOHEADER, BITMAPV5HEADER and "Bitmap Compression".
 *
 * @param maxPixels more are not decoded, whatever was made out of the header before
 * @throws {Undecodable}
 */
export function decodeBmp(bytes: Uint8Array, maxPixels: number): Pixels {
  try {
    const layout = layoutOf(bytes);
    const { width, height, compression } = layout;
    if (width <= 0 || width * height > maxPixels) {
      throw new Undecodable(`a BMP of ${width} x ${height} pixels`);
    }
    if (compression === RLE8 || compression === RLE4) {
      return { data: runs(bytes, layout), width, height, channels: 3 };
    }
    return layout.bits > 8 ? coloured(bytes, layout) : indexed(bytes, layout);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new Undecodable('the BMP ends before its last pixel');
    }
    throw error;
  }
}

function layoutOf(bytes: Uint8Array): Layout {
  const view = viewOf(bytes);
  const start = view.getUint32(10, true);
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
    throw new Undecodable(`a BMP of ${bits} bits and compression ${compression}`);
  }
  // The masks stand behind the oldest header that has them, and in later ones at the same place.
  const masksAfter = header < 52 && fields ? (compression === BITFIELDS ? 12 : 16) : 0;
  return {
    width,
    height: Math.abs(stored),
    topDown: !old && stored < 0,
    bits,
    compression,
    start,
    palette: paletteOf(bytes, FILE_HEADER + header + masksAfter, old ? 3 : 4, bits, start),
    masks: fields ? masksOf(view, header, compression) : bits === 16 ? RGB555 : RGB888,
  };
}

const RGB555: Layout['masks'] = [0x7c00, 0x3e0, 0x1f, 0];
const RGB888: Layout['masks'] = [0xff0000, 0xff00, 0xff, 0];

function masksOf(view: DataView, header: number, compression: number): Layout['masks'] {
  const mask = (index: number): number => view.getUint32(54 + 4 * index, true);
  const alpha = header >= 56 || compression === ALPHA_BITFIELDS ? mask(3) : 0;
  return [mask(0), mask(1), mask(2), alpha];
}

function paletteOf(
  bytes: Uint8Array,
  from: number,
  entry: number,
  bits: number,
  start: number,
): Layout['palette'] {
  if (bits > 8) {
    return [];
  }
  // As many as there is room for before the pixels: what the header says of it is often wrong.
  const count = Math.min(2 ** bits, Math.max(0, Math.floor((start - from) / entry)));
  return Array.from({ length: count }, (_, index) => {
    const [blue = 0, green = 0, red = 0] = bytes.subarray(from + index * entry);
    return [red, green, blue] as const;
  });
}

/** Rows are filled up to whole words of 32 bits. */
function rowBytes({ width, bits }: Layout): number {
  return Math.ceil((width * bits) / 32) * 4;
}

/** Where a row from the top begins, among rows that are all there. */
function rowsOf(bytes: Uint8Array, layout: Layout): (y: number) => number {
  const { start, height, topDown } = layout;
  const length = rowBytes(layout);
  if (start + length * height > bytes.length) {
    throw new RangeError('rows');
  }
  return (y) => start + length * (topDown ? y : height - 1 - y);
}

function indexed(bytes: Uint8Array, layout: Layout): Pixels {
  const { width, height, bits, palette } = layout;
  const rowAt = rowsOf(bytes, layout);
  const data = new Uint8Array(width * height * 3);
  const perByte = 8 / bits;
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    const row = rowAt(y);
    for (let x = 0; x < width; x += 1) {
      const byte = bytes[row + Math.floor(x / perByte)] ?? 0;
      const index = (byte >> (8 - bits * ((x % perByte) + 1))) & (2 ** bits - 1);
      data.set(palette[index] ?? BLACK, to);
      to += 3;
    }
  }
  return { data, width, height, channels: 3 };
}

const BLACK = [0, 0, 0] as const;

function coloured(bytes: Uint8Array, layout: Layout): Pixels {
  const { width, height, bits, masks } = layout;
  const channels = masks[3] === 0 ? 3 : 4;
  const rowAt = rowsOf(bytes, layout);
  const data = new Uint8Array(width * height * channels);
  const step = bits / 8;
  const parts = masks.slice(0, channels).map((mask) => partOf(mask));
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    const row = rowAt(y);
    for (let from = row; from < row + width * step; from += step) {
      if (masks === RGB888) {
        data[to] = bytes[from + 2] ?? 0;
        data[to + 1] = bytes[from + 1] ?? 0;
        data[to + 2] = bytes[from] ?? 0;
        to += 3;
        continue;
      }
      const low = (bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8);
      const pixel =
        bits === 16 ? low : low + ((bytes[from + 2] ?? 0) | ((bytes[from + 3] ?? 0) << 8)) * 65536;
      for (const { divisor, largest } of parts) {
        const value = Math.floor(pixel / divisor) % (largest + 1);
        data[to] = largest === 0 ? 0 : Math.round((value * 255) / largest);
        to += 1;
      }
    }
  }
  return { data, width, height, channels };
}

/** What to divide a pixel by to have this part of it, and the part's largest value. */
function partOf(mask: number): { divisor: number; largest: number } {
  if (mask === 0) {
    return { divisor: 1, largest: 0 };
  }
  const divisor = (mask & -mask) >>> 0;
  const largest = mask / divisor;
  if ((largest & (largest + 1)) !== 0) {
    throw new Undecodable('a BMP whose colours are scattered over its bits');
  }
  return { divisor, largest };
}

/** Runs of equal pixels, which may end a row, skip pixels, or stop before the last one. */
function runs(bytes: Uint8Array, layout: Layout): Uint8Array {
  const { width, height, compression, palette } = layout;
  const view = viewOf(bytes);
  const data = new Uint8Array(width * height * 3);
  const nibbles = compression === RLE4;
  let at = layout.start;
  let x = 0;
  let y = 0;
  const put = (index: number): void => {
    if (x < width && y < height) {
      data.set(palette[index] ?? BLACK, ((height - 1 - y) * width + x) * 3);
    }
    x += 1;
  };
  const indexAt = (from: number, pixel: number): number => {
    const byte = view.getUint8(from + (nibbles ? pixel >> 1 : pixel));
    return nibbles ? (pixel % 2 === 0 ? byte >> 4 : byte & 15) : byte;
  };
  while (y < height) {
    const count = view.getUint8(at);
    const code = view.getUint8(at + 1);
    at += 2;
    if (count > 0) {
      for (let pixel = 0; pixel < count; pixel += 1) {
        put(nibbles ? indexAt(at - 1, pixel % 2) : code);
      }
    } else if (code === 0) {
      x = 0;
      y += 1;
    } else if (code === 1) {
      return data;
    } else if (code === 2) {
      x += view.getUint8(at);
      y += view.getUint8(at + 1);
      at += 2;
    } else {
      for (let pixel = 0; pixel < code; pixel += 1) {
        put(indexAt(at, pixel));
      }
      // Filled up to whole words of 16 bits.
      at += 2 * Math.ceil(code / (nibbles ? 4 : 2));
    }
  }
  return data;
}
