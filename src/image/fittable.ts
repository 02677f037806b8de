import type { ConvertibleFormat, Format } from './format.ts';
import type { Picture } from './picture.ts';

/** A picture of which a version can be made that Zoho takes. */
export interface Fittable {
  readonly picture: Picture;
  readonly format: Format | ConvertibleFormat;
  /** Pixels, as stored: before a turn that EXIF may ask for. */
  readonly width: number;
  readonly height: number;
  /** Bytes. */
  readonly size: number;
}

/** Bytes that are read to make a picture fit: an uncompressed TIFF of 48 megapixels has 144 MB. */
export const MAX_FITTABLE_BYTES = 256 * 1024 * 1024;

/**
 * Pixels up to which a picture is decoded. JPEG, PNG and TIFF are decoded piece by piece, so that
 * the largest photos that phones make (200 megapixels) are small in memory. The others lie there
 * whole, with 3 or 4 bytes for each pixel and again as much in the decoder.
 */
export const MAX_FITTABLE_PIXELS: Readonly<Record<Fittable['format'], number>> = {
  JPEG: 210_000_000,
  PNG: 210_000_000,
  TIFF: 210_000_000,
  AVIF: 64_000_000,
  BMP: 64_000_000,
  GIF: 64_000_000,
  HEIC: 64_000_000,
  WebP: 64_000_000,
};

/** Whether its header allows it to be decoded. */
export function isFittable({ format, width, height, size }: Fittable): boolean {
  return size <= MAX_FITTABLE_BYTES && width * height <= MAX_FITTABLE_PIXELS[format];
}
