import type { ConvertibleFormat, Format } from './format.ts';
import type { Picture } from './picture.ts';

/** A picture that can be converted or resized to a version that Zoho accepts. */
export interface Fittable {
  readonly picture: Picture;
  readonly format: Format | ConvertibleFormat;
  /** Pixels, as stored, before any rotation by EXIF. */
  readonly width: number;
  readonly height: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * The most bytes that are read to resize a picture: an uncompressed TIFF of 48 megapixels has 144
 * MB.
 */
export const MAX_FITTABLE_BYTES = 256 * 1024 * 1024;

/**
 * The most pixels that are decoded. JPEG, PNG, and TIFF are decoded piece by piece, so that the
 * largest photos of phones (200 megapixels) take little memory. Others are in memory as a whole,
 * with 3 or 4 bytes per pixel, and as much again in the decoder.
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

/** Whether its header allows decoding. */
export function isFittable({ format, width, height, size }: Fittable): boolean {
  return size <= MAX_FITTABLE_BYTES && width * height <= MAX_FITTABLE_PIXELS[format];
}
