// GIF files with any screen and frames; sharp writes only valid ones.
// Source: GIF89a specification.
import type { Sides } from '../../../src/image/sides.ts';

export interface Frame extends Sides {
  readonly left?: number;
  readonly top?: number;
  /** Color index of each pixel, up to 127. */
  readonly at: (x: number, y: number) => number;
  readonly local?: readonly (readonly number[])[];
  readonly interlaced?: boolean;
  /** Transparent index. */
  readonly transparent?: number;
  /** 1 keeps it, 2 clears it to the background, 3 restores the previous frame. */
  readonly disposal?: number;
  /** Hundredths of a second. */
  readonly delay?: number;
}

export interface GifForm extends Sides {
  /** RGB. */
  readonly palette?: readonly (readonly number[])[];
  readonly background?: number;
  readonly frames: readonly Frame[];
  readonly trailer?: boolean;
}

const BITS = 7;
const CLEAR = 2 ** BITS;

/** The frames in order. */
export function gifOf(form: GifForm): Buffer {
  const { width, height, palette, background = 0, frames, trailer = true } = form;
  const screen = Buffer.from('GIF89a.......', 'latin1');
  screen.writeUInt16LE(width, 6);
  screen.writeUInt16LE(height, 8);
  screen.writeUInt8(palette === undefined ? 0 : 0x80 | (BITS - 1), 10);
  screen.writeUInt8(background, 11);
  screen.writeUInt8(0, 12);
  const end = trailer ? [Buffer.from([0x3b])] : [];
  return Buffer.concat([screen, table(palette), ...frames.map(frameBytes), ...end]);
}

function table(palette: readonly (readonly number[])[] | undefined): Buffer {
  const bytes = Buffer.alloc(palette === undefined ? 0 : 3 * 2 ** BITS);
  palette?.forEach((rgb, index) => {
    bytes.set(rgb, 3 * index);
  });
  return bytes;
}

function frameBytes(frame: Frame): Buffer {
  const { width, height, left = 0, top = 0, at, local, interlaced = false } = frame;
  const { transparent, disposal = 0, delay = 0 } = frame;
  const control =
    transparent === undefined && disposal === 0 && delay === 0
      ? []
      : [0x21, 0xf9, 4, (disposal << 2) | (transparent === undefined ? 0 : 1)].concat([
          delay & 255,
          delay >> 8,
          transparent ?? 0,
          0,
        ]);
  const place = Buffer.alloc(10);
  place.writeUInt8(0x2c, 0);
  [left, top, width, height].forEach((value, index) => place.writeUInt16LE(value, 1 + 2 * index));
  place.writeUInt8((local === undefined ? 0 : 0x80 | (BITS - 1)) | (interlaced ? 0x40 : 0), 9);
  const rows = Array.from({ length: height }, (_, y) => y);
  const passes = [rows.filter((y) => y % 8 === 0), rows.filter((y) => y % 8 === 4)];
  const stored = interlaced
    ? [...passes, rows.filter((y) => y % 4 === 2), rows.filter((y) => y % 2 === 1)].flat()
    : rows;
  const indices = stored.flatMap((y) => Array.from({ length: width }, (_, x) => at(x, y)));
  return Buffer.concat([Buffer.from(control), place, table(local), packed(indices)]);
}

/** Each index is a one-byte code, as long as the table is reset in time. */
function packed(indices: readonly number[]): Buffer {
  const codes: number[] = [];
  indices.forEach((index, at) => {
    if (at % (CLEAR - 4) === 0) {
      codes.push(CLEAR);
    }
    codes.push(index);
  });
  codes.push(CLEAR + 1);
  const blocks = Array.from({ length: Math.ceil(codes.length / 255) }, (_, block) => {
    const some = codes.slice(block * 255, (block + 1) * 255);
    return Buffer.from([some.length, ...some]);
  });
  return Buffer.concat([Buffer.from([BITS]), ...blocks, Buffer.from([0])]);
}
