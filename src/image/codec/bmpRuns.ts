import { viewOf } from '../header.ts';
import type { Layout } from './bmpLayout.ts';
import { BLACK, RLE4 } from './bmpLayout.ts';

/**
 * Runs of equal pixels, which may end a row, skip pixels, or stop before the last one. Skipped
 * pixels are black, as in browsers.
 *
 * @returns RGB, from the top
 * @throws RangeError if they end before the last pixel without saying so
 */
export function runs(bytes: Uint8Array, layout: Layout): Uint8Array {
  const { width, height, compression, palette, topDown } = layout;
  const view = viewOf(bytes);
  const data = new Uint8Array(width * height * 3);
  const nibbles = compression === RLE4;
  let at = layout.start;
  let x = 0;
  let y = 0;
  const put = (index: number): void => {
    if (x < width && y < height) {
      data.set(palette[index] ?? BLACK, ((topDown ? y : height - 1 - y) * width + x) * 3);
    }
    x += 1;
  };
  const indexAt = (from: number, pixel: number): number => {
    const byte = view.getUint8(from + (nibbles ? pixel >> 1 : pixel));
    return nibbles ? (pixel % 2 === 0 ? byte >> 4 : byte & 15) : byte;
  };
  while (y < height) {
    // The end of the last row may be missing, and the end of the picture with it.
    if (at === bytes.length && y === height - 1 && x >= width) {
      return data;
    }
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
      // Padded to whole words of 16 bits.
      at += 2 * Math.ceil(code / (nibbles ? 4 : 2));
    }
  }
  return data;
}
