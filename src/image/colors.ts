/** The CIE 1931 x and y of red, green, blue, and white. */
export interface Primaries {
  readonly red: Chromaticity;
  readonly green: Chromaticity;
  readonly blue: Chromaticity;
  readonly white: Chromaticity;
}

export type Chromaticity = readonly [x: number, y: number];

/** How the numbers of a picture become light. A number is the exponent of a plain power. */
export type Transfer = 'sRGB' | 'SMPTE 240M' | 'SMPTE 428' | 'PQ' | 'HLG' | number;

/** What the numbers of a picture mean, if numbers say so instead of an ICC profile. */
export interface Colors {
  readonly primaries: Primaries;
  readonly transfer: Transfer;
}

const D65 = [0.3127, 0.329] as const;
const C = [0.31, 0.316] as const;

export const SRGB: Colors = {
  primaries: { red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06], white: D65 },
  transfer: 'sRGB',
};

const P3 = { red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06], white: D65 } as const;

export const BT_2020: Primaries = {
  red: [0.708, 0.292],
  green: [0.17, 0.797],
  blue: [0.131, 0.046],
  white: D65,
};

const SMPTE_170M = {
  red: [0.63, 0.34],
  green: [0.31, 0.595],
  blue: [0.155, 0.07],
  white: D65,
} as const;

/** Source: ITU-T H.273, table 2. */
const PRIMARIES: Readonly<Record<number, Primaries>> = {
  1: SRGB.primaries,
  4: { red: [0.67, 0.33], green: [0.21, 0.71], blue: [0.14, 0.08], white: C },
  5: { ...SRGB.primaries, green: [0.29, 0.6] },
  6: SMPTE_170M,
  7: SMPTE_170M,
  8: { red: [0.681, 0.319], green: [0.243, 0.692], blue: [0.145, 0.049], white: C },
  9: BT_2020,
  10: { red: [1, 0], green: [0, 1], blue: [0, 0], white: [1 / 3, 1 / 3] },
  11: { ...P3, white: [0.314, 0.351] },
  12: P3,
  22: { red: [0.63, 0.34], green: [0.295, 0.605], blue: [0.155, 0.077], white: D65 },
};

/**
 * Source: ITU-T H.273, table 3. Those of video (1, 6, 14, 15) are missing: browsers show pictures
 * that name them as sRGB.
 */
const TRANSFERS: Readonly<Record<number, Transfer>> = {
  4: 2.2,
  5: 2.8,
  7: 'SMPTE 240M',
  8: 1,
  13: 'sRGB',
  16: 'PQ',
  17: 'SMPTE 428',
  18: 'HLG',
};

/**
 * The colors of two numbers of H.273 (CICP, `nclx`). What they leave open, or what is unknown, is
 * as in sRGB.
 */
export function colorsOfCicp(primaries: number, transfer: number): Colors {
  return {
    primaries: PRIMARIES[primaries] ?? SRGB.primaries,
    transfer: TRANSFERS[transfer] ?? 'sRGB',
  };
}

export function isKnownCicp(primaries: number, transfer: number): boolean {
  return primaries in PRIMARIES && (transfer in TRANSFERS || VIDEO_TRANSFERS.includes(transfer));
}

export const VIDEO_TRANSFERS: readonly number[] = [1, 6, 14, 15];

export function isSrgb({ primaries, transfer }: Colors): boolean {
  return primaries === SRGB.primaries && transfer === 'sRGB';
}
