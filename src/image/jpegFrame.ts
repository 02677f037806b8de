import { viewOf } from './header.ts';
import { BadScan } from './huffmanBits.ts';

/** Coefficients of a block. */
export const COEFFICIENTS = 64;

/** The most blocks of 8 x 8 that are read, in all scans: a few seconds' worth. */
export const MOST_BLOCKS = 64_000_000;

/** A color of a JPEG, or its brightness. */
export interface Component {
  readonly id: number;
  readonly across: number;
  readonly down: number;
  /** Blocks in a row and in a column: of the component by itself, and padded to whole units. */
  readonly columns: number;
  readonly rows: number;
  readonly stride: number;
  /** Up to which bit each coefficient is known; 0 for all of it. */
  readonly known: Uint8Array;
  /** In a progressive one: for each block, which coefficients aren’t zero. */
  readonly nonzero: Uint8Array;
}

/** What the scans of a JPEG belong to. */
export interface Frame {
  readonly progressive: boolean;
  readonly components: readonly Component[];
  readonly unitColumns: number;
  readonly unitRows: number;
}

/**
 * Source: ITU-T T.81, B.2.2 and A.2.
 *
 * @param segment from its marker on
 * @throws {BadScan} if it has more blocks than are read, or none
 * @throws {RangeError} if it is cut off
 */
export function frameOf(segment: Uint8Array, progressive: boolean): Frame {
  const view = viewOf(segment);
  const [height, width, count] = [view.getUint16(5), view.getUint16(7), view.getUint8(9)];
  const sampled = Array.from({ length: count }, (_, index) => {
    const at = 10 + 3 * index;
    const sampling = view.getUint8(at + 1);
    return { id: view.getUint8(at), across: sampling >> 4, down: sampling & 15 };
  });
  const across = Math.max(...sampled.map((one) => one.across));
  const down = Math.max(...sampled.map((one) => one.down));
  if (sampled.some((one) => one.across < 1 || one.across > 4 || one.down < 1 || one.down > 4)) {
    throw new BadScan('no such sampling');
  }
  const unitColumns = Math.ceil(width / (8 * across));
  const unitRows = Math.ceil(height / (8 * down));
  const blocks = sampled.reduce((sum, one) => sum + one.across * one.down, 0);
  if (count === 0 || unitColumns * unitRows * blocks > MOST_BLOCKS / 4) {
    throw new BadScan('too many blocks');
  }
  const components = sampled.map((one) => {
    const stride = unitColumns * one.across;
    return {
      ...one,
      columns: Math.ceil(Math.ceil((width * one.across) / across) / 8),
      rows: Math.ceil(Math.ceil((height * one.down) / down) / 8),
      stride,
      known: new Uint8Array(COEFFICIENTS).fill(0xff),
      nonzero: new Uint8Array(progressive ? stride * unitRows * one.down * 8 : 0),
    };
  });
  return { progressive, components, unitColumns, unitRows };
}
