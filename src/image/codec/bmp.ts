import type { Layout } from './bmpLayout.ts';
import { BLACK, layoutOf, RGB888, RLE4, RLE8, rowBytes } from './bmpLayout.ts';
import { runs } from './bmpRuns.ts';
import type { Pixels } from './pixels.ts';
import { Undecodable } from './pixels.ts';

/**
 * Decodes a BMP, which libvips can’t: everything that Windows and OS/2 write, except pictures that
 * hold a JPEG or PNG (for printers) and OS/2's Huffman code.
 * Source: Microsoft's BITMAPINFOHEADER, BITMAPV5HEADER, and "Bitmap Compression".
 *
 * @param maxPixels more aren’t decoded, whatever the header said before
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
    return layout.bits > 8 ? colored(bytes, layout) : indexed(bytes, layout);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new Undecodable('the BMP ends before its last pixel');
    }
    throw error;
  }
}

/** Where a row from the top starts, if all rows are there. */
function rowsOf(bytes: Uint8Array, layout: Layout): (y: number) => number {
  const { start, height, topDown } = layout;
  const length = rowBytes(layout.width, layout.bits);
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

function colored(bytes: Uint8Array, layout: Layout): Pixels {
  const { width, height, bits, masks } = layout;
  const channels = masks[3] === 0 ? 3 : 4;
  const rowAt = rowsOf(bytes, layout);
  const data = new Uint8Array(width * height * channels);
  const step = bits / 8;
  const plain = masks === RGB888;
  const parts = masks.slice(0, channels).map((mask) => partOf(mask));
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    const row = rowAt(y);
    for (let from = row; from < row + width * step; from += step) {
      if (plain) {
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

/** What to divide a pixel by to get this part of it, and the part's largest value. */
function partOf(mask: number): { divisor: number; largest: number } {
  if (mask === 0) {
    return { divisor: 1, largest: 0 };
  }
  const divisor = (mask & -mask) >>> 0;
  const largest = mask / divisor;
  if ((largest & (largest + 1)) !== 0) {
    throw new Undecodable('a BMP whose colors are scattered over its bits');
  }
  return { divisor, largest };
}
