import { pictureInside } from '../bmp.ts';
import { bytesHeld, MAX_HELD_BYTES } from '../decodingMemory.ts';
import { readExif, withoutName } from '../exif.ts';
import { MAX_FITTABLE_PIXELS } from '../fittable.ts';
import type { FitJob } from '../fitting.ts';
import { isPremultiplied } from '../heif.ts';
import { heifColors } from '../heifColors.ts';
import { pngColors } from '../pngColors.ts';
import { formatOf } from '../signature.ts';
import type { Sides } from '../sides.ts';
import { largestWithin } from '../sides.ts';
import { readTiff, withValidOrientation } from '../tiff.ts';
import { decodeBmp } from './bmp.ts';
import { plainGif } from './gif.ts';
import { decodeHeic } from './heic.ts';
import type { Numbers } from './inSrgb.ts';
import { inSrgb, PROFILE, withoutProfile } from './inSrgb.ts';
import type { Pixels } from './pixels.ts';
import { TooMuchMemory, Undecodable, Unsupported } from './pixels.ts';
import { stillHeif } from './stillHeif.ts';
import type { VipsImage, VipsModule } from './vips.ts';
import { withAlphaRead } from '../webp.ts';
import { isWhole } from './wholeness.ts';

/** EXIF orientations up to this one don’t swap width and height. */
const LAST_UNTURNED = 4;

/**
 * A picture at the wanted size: upright, in sRGB or gray, 8 bits. For an animation, the first
 * frame. It is decoded while it is read, which is possible only once.
 *
 * @throws {Undecodable} or what libvips throws (`vipsMessage`), which is also about the file; so is
 *   what reading it throws
 */
export async function decode(vips: VipsModule, job: FitJob, file: Uint8Array): Promise<VipsImage> {
  const image = await asStored(vips, job, file);
  const isHeif = job.format === 'HEIC' || job.format === 'AVIF';
  if (!isHeif || !image.hasAlpha() || !isPremultiplied(file)) {
    return image;
  }
  using darker = image;
  using bright = darker.unpremultiply();
  return bright.cast('uchar');
}

/** Its colors may be multiplied by its alpha. */
async function asStored(vips: VipsModule, job: FitJob, file: Uint8Array): Promise<VipsImage> {
  const limit = MAX_FITTABLE_PIXELS[job.format];
  const isHeif = job.format === 'HEIC' || job.format === 'AVIF';
  const bytes = isHeif ? stillHeif(file, job.format) : file;
  if (isHeif && !isWhole(bytes)) {
    throw new Undecodable('the file ends before its last part');
  }
  const held = bytesHeld(job.format, bytes);
  if (held > MAX_HELD_BYTES) {
    throw new TooMuchMemory(held);
  }
  if (job.format === 'BMP') {
    const inside = pictureInside(bytes);
    if (inside !== undefined) {
      return decodeInside(vips, job, inside);
    }
    return ofPixels(vips, decodeBmp(bytes, limit), job);
  }
  if (job.format === 'HEIC') {
    return decodeHeic(bytes, limit, (pixels) => ofPixels(vips, pixels, job));
  }
  if (job.format === 'TIFF' && readTiff(bytes).kind === 'unsupported') {
    throw new Unsupported('a kind of TIFF that is not on the list of what is decoded');
  }
  // The file is in the decoder's memory once, for both.
  const { bytes: plain, page = 0 } = plainly(job, bytes);
  using source = vips.Source.newFromMemory(plain);
  using header = vips.Image.newFromSource(source, page === 0 ? '' : `[page=${page}]`);
  const orientation = orientationOf(header, job);
  const { width, height } = boxOf(header, job, limit, orientation);
  const box = { height, size: 'down', no_rotate: orientation === 1 } as const;
  // Otherwise, half a photo would be gray below. The option of this name doesn’t reach the decoder.
  const option_string = page === 0 ? '[fail_on=error]' : `[fail_on=error,page=${page}]`;
  return inSrgb(vips, header, numbersOf(job, bytes), {
    byProfile: (conversion) =>
      vips.Image.thumbnailSource(source, width, { ...box, ...conversion, option_string }),
    without: (conversion) => {
      using image = vips.Image.newFromSource(source, option_string);
      using bare = withoutProfile(image);
      return bare.thumbnailImage(width, { ...box, ...conversion });
    },
  });
}

/** A picture that a file has in place of its own pixels. */
function decodeInside(vips: VipsModule, job: FitJob, bytes: Uint8Array): Promise<VipsImage> {
  const format = formatOf(bytes);
  if (format !== 'JPEG' && format !== 'PNG') {
    throw new Undecodable('a BMP without the picture that it says to hold');
  }
  return decode(vips, { ...job, format }, bytes);
}

/** What a file says about its colors in numbers. */
function numbersOf({ format }: FitJob, bytes: Uint8Array): Numbers | undefined {
  switch (format) {
    case 'AVIF':
      return heifColors(bytes);
    case 'PNG':
      return pngColors(bytes);
    default:
      return undefined;
  }
}

/** The bytes in a form that the decoder reads correctly, and which page of them is the picture. */
function plainly({ format }: FitJob, bytes: Uint8Array): { bytes: Uint8Array; page?: number } {
  switch (format) {
    case 'GIF':
      return plainGif(bytes);
    case 'TIFF':
      return { bytes: withValidOrientation(bytes) };
    case 'WebP':
      return { bytes: withAlphaRead(bytes) };
    default:
      return { bytes };
  }
}

/** The size to scale to, by the header as the decoder reads it, which a file may mislead. */
function boxOf(header: VipsImage, job: FitJob, limit: number, orientation: number): Sides {
  const { width, height } = header;
  if (width * height > limit) {
    throw new Undecodable(`the decoder finds ${width} x ${height} pixels in it`);
  }
  const sides = orientation > LAST_UNTURNED ? { width: height, height: width } : { width, height };
  return largestWithin(sides, job.maxPixels, job.longestSide);
}

/**
 * libvips reads numbers of any type in EXIF. What browsers don’t rotate isn’t rotated (exif.ts).
 */
function orientationOf(header: VipsImage, { format }: FitJob): number {
  const read = header.getTypeof('orientation') === 0 ? 1 : header.getInt('orientation');
  if (read === 1 || format === 'TIFF' || header.getTypeof(EXIF) === 0) {
    return read;
  }
  const exif = header.getBlob(EXIF);
  return readExif(withoutName(exif)).orientation === 1 ? 1 : read;
}

const EXIF = 'exif-data';

function ofPixels(vips: VipsModule, pixels: Pixels, job: FitJob): VipsImage {
  const { data, channels, profile } = pixels;
  using raw = vips.Image.newFromMemory(
    data,
    pixels.width,
    pixels.height,
    channels,
    vips.BandFormat.uchar,
  );
  using image = raw.copy({ interpretation: 'srgb' });
  if (profile !== undefined) {
    image.setBlob(PROFILE, profile);
  }
  const { width, height } = largestWithin(pixels, job.maxPixels, job.longestSide);
  const box = { height, size: 'down' } as const;
  return inSrgb(vips, image, pixels, {
    byProfile: (conversion) => image.thumbnailImage(width, { ...box, ...conversion }),
    without: (conversion) => {
      using bare = withoutProfile(image);
      return bare.thumbnailImage(width, { ...box, ...conversion });
    },
  });
}
