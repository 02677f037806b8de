import type { Colors } from '../colors.ts';

/** Decoded pixels, row by row from the top, without gaps; each channel one byte. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** RGB, or RGB and alpha, which is not multiplied into them. */
  readonly channels: 3 | 4;
  /** ICC profile that says what the numbers mean; sRGB where there is none. */
  readonly profile?: Uint8Array;
  /** The same by numbers, which count where there is no profile, or none that can be used. */
  readonly colors?: Colors;
}

/** What no decoder can make a picture of: about the file, and no mistake of ours. */
export class Undecodable extends Error {}

/** Of a kind that no decoder here shows as it is meant, which says nothing of damage. */
export class Unsupported extends Undecodable {}
