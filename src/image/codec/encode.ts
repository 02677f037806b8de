import type { Format } from '../format.ts';
import type { Sides } from '../sides.ts';
import { scaled } from '../sides.ts';
import type { VipsImage } from './vips.ts';

/** A picture as a file. */
export interface Encoded extends Sides {
  readonly bytes: Uint8Array;
  readonly format: Format;
}

interface Encoder {
  readonly format: Format;
  readonly encode: (image: VipsImage) => Uint8Array;
}

const PNG_OF_A_DRAWING: Encoder = {
  format: 'PNG',
  encode: (image) => image.pngsaveBuffer({ keep: 'none' }),
};

/** A photo is smaller if each pixel is predicted from its neighbors. */
const PNG_OF_A_PHOTO: Encoder = {
  format: 'PNG',
  encode: (image) => image.pngsaveBuffer({ keep: 'none', filter: 'paeth' }),
};

function jpeg(quality: number): Encoder {
  return {
    format: 'JPEG',
    encode: (image) => image.jpegsaveBuffer({ keep: 'none', Q: quality }),
  };
}

const FINEST_JPEG = jpeg(85);

/** Below the last one, a smaller picture looks better than a coarser one. */
const JPEGS = [FINEST_JPEG, jpeg(75), jpeg(65)];

/**
 * Makes a JPEG while the picture is decoded, which is possible only once. For photos; it is a sixth
 * faster. Undefined if it is too large.
 */
export function encodeWhileDecoding(image: VipsImage, maxBytes: number): Encoded | undefined {
  const bytes = FINEST_JPEG.encode(image);
  const { width, height } = image;
  return bytes.length <= maxBytes ? { bytes, format: 'JPEG', width, height } : undefined;
}

/**
 * Encodes a picture: PNG if parts of it are transparent, or if it is a drawing and not too large,
 * else JPEG. If it is too large, it gets coarser, then smaller, until it fits.
 *
 * @param image in memory, 8 bits, sRGB or gray
 * @param lossy whether it comes from a format in which nothing is a drawing anymore
 */
export function encode(image: VipsImage, maxBytes: number, lossy: boolean): Encoded {
  const transparent = isTransparent(image);
  using opaque = image.hasAlpha() && !transparent ? withoutAlpha(image) : image.copy();
  const drawing = (transparent || !lossy) && isDrawing(opaque);
  const png = drawing ? PNG_OF_A_DRAWING : PNG_OF_A_PHOTO;
  const encoders = transparent ? [png] : drawing ? [png, ...JPEGS] : JPEGS;
  for (let scale = 1; ;) {
    using smaller = scale === 1 ? opaque.copy() : scaledDown(opaque, scale);
    let least = Infinity;
    for (const { format, encode } of encoders) {
      const bytes = encode(smaller);
      const { width, height } = smaller;
      if (bytes.length <= maxBytes || width * height === 1) {
        return { bytes, format, width, height };
      }
      least = Math.min(least, bytes.length);
    }
    // Bytes grow with the pixels, or a bit more slowly.
    scale *= Math.min(0.9, 0.97 * Math.sqrt(maxBytes / least));
  }
}

function scaledDown(image: VipsImage, scale: number): VipsImage {
  const height = scaled(image.height, scale);
  using smaller = image.thumbnailImage(scaled(image.width, scale), { height, size: 'force' });
  using bytes = smaller.cast('uchar');
  return bytes.copyMemory();
}

/** Whether any pixel is transparent: many PNGs have an alpha channel for nothing. */
function isTransparent(image: VipsImage): boolean {
  if (!image.hasAlpha()) {
    return false;
  }
  using alpha = image.extractBand(image.bands - 1);
  return alpha.min() < 255;
}

function withoutAlpha(image: VipsImage): VipsImage {
  return image.extractBand(0, { n: image.bands - 1 });
}

/** The share of pixels exactly like the one before from which a picture is a drawing. */
const DRAWING = 0.5;

/**
 * Whether a picture is a drawing. Areas of exactly one color are rare in photos, where each pixel
 * has its own noise, and are most of a logo, a plan, or a screenshot.
 */
function isDrawing(image: VipsImage): boolean {
  const { width, height } = image;
  if (width < 2) {
    return false;
  }
  using left = image.extractArea(0, 0, width - 1, height);
  using right = image.extractArea(1, 0, width - 1, height);
  using equal = left.equal(right);
  using all = equal.bandand();
  return all.avg() / 255 >= DRAWING;
}
