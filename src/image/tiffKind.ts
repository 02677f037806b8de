import type { Tag } from './tiffDirectory.ts';

/** Tags that say what kind of TIFF it is. */
const TAG = {
  bits: 258,
  compression: 259,
  photometric: 262,
  samples: 277,
  planar: 284,
  predictor: 317,
  colorMap: 320,
  tileWidth: 322,
  inkSet: 332,
  extraSamples: 338,
  sampleFormat: 339,
  subsampling: 530,
} as const;

export const KIND_TAGS: readonly number[] = Object.values(TAG);

const NONE = 1;
const FAX = [2, 3, 4];
const JPEG = 7;
/** LZW, and the two numbers of deflate: the compressions that a predictor can be used with. */
const PREDICTED = [5, 8, 32946];
const PACKBITS = 32773;

const WHITE_IS_ZERO = 0;
const BLACK_IS_ZERO = 1;
const RGB = 2;
const PALETTE = 3;
const CMYK = 5;
const YCBCR = 6;
const LAB = 8;

/** What the tags say together. */
interface Kind {
  readonly bits: number;
  readonly samples: number;
  readonly lossless: boolean;
  readonly jpeg: boolean;
  /** Each channel is stored by itself. */
  readonly separate: boolean;
  /** What the first channel after the colors is: 1 and 2 are alpha, 0 is unspecified. */
  readonly extra: number | undefined;
}

/**
 * Whether the decoder shows a TIFF with these tags correctly. It silently shows most that it can’t
 * decode as black or noise. So this lists what was tried and came out right (tiffKinds.test.ts),
 * and refuses everything else. Numbers of 32 bits and fractions would be decoded, but no two
 * programs agree on which of them is white.
 * Source: TIFF 6.0; for the decoder, libvips' tiff2vips.c and libtiff.
 */
export function isDecoded(tags: ReadonlyMap<number, Tag>): boolean {
  const valuesOf = (tag: number): readonly number[] => tags.get(tag)?.values ?? [];
  const valueOf = (tag: number, otherwise: number): number => valuesOf(tag)[0] ?? otherwise;
  const bits = valueOf(TAG.bits, 1);
  const samples = valueOf(TAG.samples, 1);
  const compression = valueOf(TAG.compression, NONE);
  const photometric = valueOf(TAG.photometric, -1);
  const separate = samples > 1 && valueOf(TAG.planar, 1) === 2;
  const tiled = tags.has(TAG.tileWidth);
  if (separate && tiled) {
    return false;
  }
  if (valuesOf(TAG.bits).some((other) => other !== bits)) {
    return false;
  }
  if (FAX.includes(compression)) {
    return bits === 1 && samples === 1 && [WHITE_IS_ZERO, BLACK_IS_ZERO].includes(photometric);
  }
  const predictor = PREDICTED.includes(compression) ? valueOf(TAG.predictor, 1) : 1;
  if (predictor !== 1 && (predictor !== 2 || bits < 8)) {
    return false;
  }
  const lossless = [NONE, PACKBITS, ...PREDICTED].includes(compression);
  const jpeg = compression === JPEG && bits === 8;
  const kind = { bits, samples, lossless, jpeg, separate, extra: valuesOf(TAG.extraSamples)[0] };
  if (photometric === LAB) {
    // Two of its channels are signed, whether it says so or not.
    return lossless && bits === 16 && samples === 3 && !separate;
  }
  if (valuesOf(TAG.sampleFormat).some((format) => format !== 1)) {
    return false;
  }
  switch (photometric) {
    case WHITE_IS_ZERO:
    case BLACK_IS_ZERO:
      return hasChannels(kind, 1) || (lossless && samples === 1 && [1, 2, 4].includes(bits));
    case RGB:
      return hasChannels(kind, 3);
    case PALETTE: {
      const whole = tags.get(TAG.colorMap)?.count === 3 * 2 ** bits;
      return lossless && samples === 1 && [1, 2, 4, 8].includes(bits) && whole;
    }
    case CMYK:
      return hasChannels(kind, 4) && valueOf(TAG.inkSet, 1) === 1;
    case YCBCR: {
      const [across = 2, down = 2] = valuesOf(TAG.subsampling);
      const shared = lossless && bits === 8 && !tiled && Math.max(across, down) > 1;
      return samples === 3 && !separate && (jpeg || shared);
    }
    default:
      return false;
  }
}

/** Whether there are this many color channels, and after them either none, or alpha first. */
function hasChannels({ bits, samples, lossless, jpeg, extra = 0 }: Kind, colors: number): boolean {
  const behind = samples - colors;
  return behind === 0
    ? jpeg || (lossless && [8, 16].includes(bits))
    : lossless && [8, 16].includes(bits) && behind > 0 && (behind === 1 || extra > 0);
}
