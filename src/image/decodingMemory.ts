import type { Facts } from './fitting.ts';
import { viewOf } from './header.ts';
import {
  isFrame,
  nextMarker,
  PROGRESSIVE_FRAMES,
  standsAlone,
  START_OF_SCAN,
} from './jpegMarker.ts';
import { readDirectory } from './tiffDirectory.ts';

/**
 * The most bytes of a picture that a decoder may hold at once: as much as it holds of the largest
 * picture in other formats. A progressive JPEG of 100 megapixels takes 300 MB, or 600 MB with its
 * colors in full resolution.
 */
export const MAX_HELD_BYTES = 640_000_000;

/**
 * How many bytes the decoder holds at once before it can give the first row. JPEG, PNG, and TIFF are
 * decoded row by row, but for those whose rows are complete only at the end of the file. For other
 * formats, the number of pixels is bounded instead (fittable.ts).
 *
 * @param file the whole file
 */
export function bytesHeld(format: Facts['format'], file: Uint8Array): number {
  try {
    switch (format) {
      case 'JPEG':
        return heldOfJpeg(file);
      case 'PNG':
        return heldOfPng(file);
      case 'TIFF':
        return heldOfTiff(file);
      default:
        return 0;
    }
  } catch (error) {
    if (error instanceof RangeError) {
      // It is cut off, which the decoder says better.
      return 0;
    }
    throw error;
  }
}

const BLOCK = 8;
const BYTES_OF_COEFFICIENT = 2;

/**
 * All coefficients, if they come in several scans: libjpeg keeps them also for a baseline JPEG whose
 * first scan doesn't have all components.
 * Source: ITU-T T.81, annex B; libjpeg-turbo's jdinput.c and jdcoefct.c.
 */
function heldOfJpeg(file: Uint8Array): number {
  const view = viewOf(file);
  let coefficients = 0;
  let components = 0;
  for (let at = nextMarker(file, 2); at + 4 <= file.length;) {
    const marker = view.getUint8(at + 1);
    if (standsAlone(marker)) {
      at = nextMarker(file, at + 2);
      continue;
    }
    if (isFrame(marker)) {
      components = view.getUint8(at + 9);
      coefficients = coefficientsIn(view, at);
      if (PROGRESSIVE_FRAMES.includes(marker)) {
        return coefficients * BYTES_OF_COEFFICIENT;
      }
    }
    if (marker === START_OF_SCAN) {
      return view.getUint8(at + 4) < components ? coefficients * BYTES_OF_COEFFICIENT : 0;
    }
    at = nextMarker(file, at + 2 + view.getUint16(at + 2));
  }
  return 0;
}

/** Of all components, each at its own resolution. @param frame where its marker is */
function coefficientsIn(view: DataView, frame: number): number {
  const [height, width] = [view.getUint16(frame + 5), view.getUint16(frame + 7)];
  const sampled = Array.from({ length: view.getUint8(frame + 9) }, (_, n) => {
    const sampling = view.getUint8(frame + 11 + 3 * n);
    return { across: sampling >> 4, down: sampling & 15 };
  });
  const across = Math.max(...sampled.map((one) => one.across));
  const down = Math.max(...sampled.map((one) => one.down));
  const padded = (side: number, share: number): number => Math.ceil((side * share) / BLOCK) * BLOCK;
  return sampled.reduce(
    (sum, one) => sum + padded(width, one.across / across) * padded(height, one.down / down),
    0,
  );
}

/** Channels that a color type becomes, with the transparency that a chunk may add. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 2, 2: 4, 3: 4, 4: 2, 6: 4 };

/** The whole picture, if it is interlaced. Source: PNG specification, third edition, 11.2.1. */
function heldOfPng(file: Uint8Array): number {
  const view = viewOf(file);
  const [depth, colorType, interlace] = [24, 25, 28].map((at) => view.getUint8(at));
  const bytes = (CHANNELS[colorType ?? 0] ?? 4) * (depth === 16 ? 2 : 1);
  return interlace === 0 ? 0 : view.getUint32(16) * view.getUint32(20) * bytes;
}

const TAG = { width: 256, bits: 258, samples: 277, tileWidth: 322, tileHeight: 323 } as const;

/** A row of tiles, if it has tiles: one may be as large as the picture. Source: TIFF 6.0, 15. */
function heldOfTiff(file: Uint8Array): number {
  const read = readDirectory(file, undefined, Object.values(TAG));
  const valueOf = (tag: number): number =>
    (read.kind === 'read' ? read.tags.get(tag)?.values[0] : undefined) ?? 0;
  const [across, down] = [valueOf(TAG.tileWidth), valueOf(TAG.tileHeight)];
  const width = across === 0 ? 0 : Math.ceil(valueOf(TAG.width) / across) * across;
  const bits = Math.max(8, valueOf(TAG.bits)) * Math.max(1, valueOf(TAG.samples));
  return (width * down * bits) / 8;
}
