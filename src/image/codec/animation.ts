import type { FitJob } from '../fitting.ts';
import { largestWithin, scaled } from '../sides.ts';
import type { Encoded } from './encode.ts';
import { plainGif } from './gif.ts';
import type { VipsModule } from './vips.ts';

/** Pixels of all frames together, for decoding and for encoding, which takes 0.2 µs each. */
const MAX_DECODED = 200_000_000;
const MAX_ENCODED = 40_000_000;

/** If the sides would be below this share of what is possible, the first frame alone shows more. */
const LEAST_SHARE = 0.5;

/**
 * Resizes an animated GIF with all its frames; undefined for one that isn’t animated, or that would
 * become too small.
 *
 * @throws what libvips throws, when it can’t be decoded
 */
export function encodeAnimation(
  vips: VipsModule,
  { maxPixels, maxBytes, longestSide }: FitJob,
  bytes: Uint8Array,
): Encoded | undefined {
  const { bytes: plain, page, frames, allTrue } = plainGif(bytes);
  if (!allTrue || frames < 2) {
    return undefined;
  }
  using source = vips.Source.newFromMemory(plain);
  using header = vips.Image.newFromSource(source, `[page=${page},n=-1]`);
  const { width } = header;
  const height = header.height / frames;
  if (width * height * frames > MAX_DECODED) {
    return undefined;
  }
  const largest = largestWithin({ width, height }, maxPixels, longestSide);
  let share = Math.min(
    1,
    Math.sqrt(MAX_ENCODED / (largest.width * largest.height * frames)),
    Math.sqrt((maxBytes * width * height) / (bytes.length * largest.width * largest.height)),
  );
  while (share >= LEAST_SHARE) {
    using sized = vips.Image.thumbnailSource(source, scaled(largest.width, share), {
      height: scaled(largest.height, share),
      size: 'down',
      option_string: `[page=${page},n=-1,fail_on=error]`,
    });
    // For each frame in the file, even if it isn’t shown.
    const delays = sized.getTypeof('delay') === 0 ? [] : sized.getArrayInt('delay');
    using timed = sized.copy();
    timed.setArrayInt('delay', delays.slice(page));
    const encoded = timed.gifsaveBuffer({ keep: 'none', effort: 1 });
    if (encoded.length <= maxBytes) {
      const sides = { width: sized.width, height: sized.height / frames };
      return { bytes: encoded, format: 'GIF', ...sides };
    }
    share *= Math.min(0.9, 0.97 * Math.sqrt(maxBytes / encoded.length));
  }
  return undefined;
}
