// BMP files of every kind that can be decoded, from an RGB picture. Sharp writes none.
import type { Sides } from '../../../src/image/sides.ts';

export interface Bitmap extends Sides {
  /** RGB, row by row from the top. */
  readonly pixels: Uint8Array;
}

interface Form {
  readonly bits: number;
  readonly compression?: number;
  readonly header?: 12 | 40 | 56 | 124;
  readonly masks?: readonly number[];
  /** Bits of each of red, green and blue in the palette. */
  readonly palette?: readonly [number, number, number];
  readonly topDown?: boolean;
}

/** By name. */
export const FORMS: Readonly<Record<string, Form>> = {
  '24 bits': { bits: 24 },
  '24 bits, from the top': { bits: 24, topDown: true },
  '24 bits, of OS/2': { bits: 24, header: 12 },
  '32 bits': { bits: 32 },
  '32 bits with masks': { bits: 32, compression: 3, masks: [0xff, 0xff00, 0xff0000] },
  '32 bits with alpha': {
    bits: 32,
    compression: 3,
    header: 124,
    masks: [0xff0000, 0xff00, 0xff, 0xff000000],
  },
  '32 bits, of which 10 each': {
    bits: 32,
    compression: 3,
    header: 56,
    masks: [0x3ff00000, 0xffc00, 0x3ff, 0],
  },
  '16 bits': { bits: 16 },
  '16 bits with masks': { bits: 16, compression: 3, masks: [0xf800, 0x7e0, 0x1f] },
  '8 bits': { bits: 8, palette: [3, 3, 2] },
  '8 bits, of OS/2': { bits: 8, palette: [3, 3, 2], header: 12 },
  '8 bits in runs': { bits: 8, palette: [3, 3, 2], compression: 1 },
  '4 bits': { bits: 4, palette: [1, 2, 1] },
  '4 bits in runs': { bits: 4, palette: [1, 2, 1], compression: 2 },
  '1 bit': { bits: 1, palette: [0, 1, 0] },
};

/** The picture's colors as far as a format stores them, as RGB; alpha is 128 if there is one. */
export function keptBy(form: Form, { pixels }: Bitmap): Buffer {
  const [, , , alpha = 0] = form.masks ?? [];
  const kept: number[] = [];
  for (let at = 0; at < pixels.length; at += 3) {
    const rgb = [...pixels.subarray(at, at + 3)];
    kept.push(...(form.palette ? colorOf(indexOf(rgb, form.palette), form.palette) : rgb));
    if (alpha !== 0) {
      kept.push(128);
    }
  }
  return Buffer.from(kept);
}

export function bitmap(form: Form, picture: Bitmap): Buffer {
  const { bits, compression = 0, header = 40, masks = [], palette, topDown = false } = form;
  const { width, height } = picture;
  const entries = palette === undefined ? 0 : 2 ** bits;
  const info = Buffer.alloc(header);
  info.writeUInt32LE(header, 0);
  if (header === 12) {
    info.writeUInt16LE(width, 4);
    info.writeUInt16LE(height, 6);
    info.writeUInt16LE(1, 8);
    info.writeUInt16LE(bits, 10);
  } else {
    info.writeInt32LE(width, 4);
    info.writeInt32LE(topDown ? -height : height, 8);
    info.writeUInt16LE(1, 12);
    info.writeUInt16LE(bits, 14);
    info.writeUInt32LE(compression, 16);
  }
  const masksAfterHeader = header === 40 ? Buffer.alloc(4 * masks.length) : Buffer.alloc(0);
  masks.forEach((mask, index) =>
    header === 40
      ? masksAfterHeader.writeUInt32LE(mask, 4 * index)
      : info.writeUInt32LE(mask, 40 + 4 * index),
  );
  const colors = Array.from({ length: entries }, (_, index) => {
    const [red = 0, green = 0, blue = 0] = palette ? colorOf(index, palette) : [];
    return Buffer.from(header === 12 ? [blue, green, red] : [blue, green, red, 0]);
  });
  const front = Buffer.concat([Buffer.alloc(14), info, masksAfterHeader, ...colors]);
  front.write('BM', 0, 'latin1');
  front.writeUInt32LE(front.length, 10);
  const rows = Array.from({ length: height }, (_, y) => rowOf(form, picture, y));
  const stored = topDown ? rows : rows.toReversed();
  const end = compression === 1 || compression === 2 ? [Buffer.from([0, 1])] : [];
  return Buffer.concat([front, ...stored, ...end]);
}

function rowOf(form: Form, { pixels, width }: Bitmap, y: number): Buffer {
  const { bits, compression = 0, palette } = form;
  const row = Array.from({ length: width }, (_, x) => [
    ...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
  ]);
  if (palette !== undefined) {
    const indices = row.map((rgb) => indexOf(rgb, palette));
    return compression === 0 ? packed(indices, bits) : inRuns(indices, bits);
  }
  const [red, green, blue, alpha] =
    form.masks ?? (bits === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff0000, 0xff00, 0xff, 0]);
  const bytes = row.flatMap(([r = 0, g = 0, b = 0]) => {
    const pixel = part(r, red) + part(g, green) + part(b, blue) + part(128, alpha);
    return Array.from({ length: bits / 8 }, (_, byte) => Math.floor(pixel / 256 ** byte) % 256);
  });
  return filledUp(bytes, 4);
}

/** A channel's value, at its bit position. */
function part(value: number, mask = 0): number {
  if (mask === 0) {
    return 0;
  }
  const lowest = (mask & -mask) >>> 0;
  return Math.round((value * (mask / lowest)) / 255) * lowest;
}

function packed(indices: readonly number[], bits: number): Buffer {
  const bytes: number[] = [];
  indices.forEach((index, x) => {
    const at = Math.floor((x * bits) / 8);
    bytes[at] = (bytes[at] ?? 0) | (index << (8 - bits - ((x * bits) % 8)));
  });
  return filledUp(bytes, 4);
}

/** Runs of equal pixels, some literal ones, and a jump over the last position. */
function inRuns(indices: readonly number[], bits: number): Buffer {
  const bytes: number[] = [];
  for (let x = 0; x < indices.length;) {
    const index = indices[x] ?? 0;
    let length = 1;
    while (length < 255 && indices[x + length] === index) {
      length += 1;
    }
    const several = indices.slice(x, x + 5);
    if (length === 1 && several.length === 5) {
      const raw = bits === 8 ? several : [...packedNibbles(several)];
      bytes.push(0, 5, ...filledUp(raw, 2));
      x += 5;
    } else {
      bytes.push(length, bits === 8 ? index : index * 17);
      x += length;
    }
  }
  return Buffer.from([...bytes, 0, 0]);
}

function packedNibbles(indices: readonly number[]): Buffer {
  return Buffer.from(
    Array.from(
      { length: Math.ceil(indices.length / 2) },
      (_, at) => ((indices[2 * at] ?? 0) << 4) | (indices[2 * at + 1] ?? 0),
    ),
  );
}

function filledUp(bytes: readonly number[], to: number): Buffer {
  const row = Buffer.alloc(Math.ceil(bytes.length / to) * to);
  row.set(bytes);
  return row;
}

function indexOf(rgb: readonly number[], kept: readonly number[]): number {
  return kept.reduce(
    (index, bits, channel) => (index << bits) | ((rgb[channel] ?? 0) >> (8 - bits)),
    0,
  );
}

function colorOf(index: number, kept: readonly number[]): number[] {
  const [red = 0, green = 0, blue = 0] = kept;
  const value = (bits: number, below: number): number =>
    bits === 0 ? 0 : Math.round((((index >> below) & (2 ** bits - 1)) * 255) / (2 ** bits - 1));
  return [value(red, green + blue), value(green, blue), value(blue, 0)];
}
