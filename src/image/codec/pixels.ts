import type { Colors } from '../colors.ts';

/** Decoded pixels, row by row from the top, without gaps; each channel is one byte. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** RGB, or RGB and alpha, which isn’t multiplied into them. */
  readonly channels: 3 | 4;
  /** ICC profile that says what the numbers mean; sRGB without one. */
  readonly profile?: Uint8Array;
  /** The same in numbers, for when there is no usable profile. */
  readonly colors?: Colors;
}

/** Thrown for what no decoder can read: a problem of the file, not a bug. */
export class Undecodable extends Error {}

/** Decoding it would take too much memory. */
export class TooMuchMemory extends Undecodable {
  readonly bytes: number;

  constructor(bytes: number) {
    super(`the decoder would hold ${bytes} bytes at once`);
    this.bytes = bytes;
  }
}

/** Of a kind that no decoder here shows correctly, which doesn’t mean that it is damaged. */
export class Unsupported extends Undecodable {}
