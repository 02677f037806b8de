import { fourCc } from '../latin1.ts';
import type { FitJob } from '../fitting.ts';
import { gifFrames } from '../gifFrames.ts';
import { viewOf } from '../header.ts';
import { firstFrame, isSequence } from '../heifTrack.ts';
import type { VipsImage } from './vips.ts';

/**
 * Whether a picture is animated, so that one frame isn’t all of it. Pages of a TIFF aren’t frames.
 */
export function isMoving(image: VipsImage, { format }: FitJob, bytes: Uint8Array): boolean {
  switch (format) {
    case 'GIF':
      return gifFrames(bytes).length > 1;
    case 'PNG':
      return isAnimatedPng(bytes);
    case 'WebP':
      return image.getTypeof('n-pages') !== 0 && image.getInt('n-pages') > 1;
    case 'AVIF':
    case 'HEIC':
      return isSequence(bytes) && (firstFrame(bytes)?.frames ?? 0) > 1;
    case 'BMP':
    case 'JPEG':
    case 'TIFF':
      return false;
  }
}

const SIGNATURE = 8;
const CHUNK = 12;

/** Source: PNG specification, third edition, 11.3.6.1 acTL, which comes before the first IDAT. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  for (let at = SIGNATURE; at + CHUNK <= bytes.length; at += CHUNK + view.getUint32(at)) {
    const type = fourCc(bytes, at + 4);
    if (type === 'acTL') {
      return view.getUint32(at + 8) > 1;
    }
    if (type === 'IDAT') {
      return false;
    }
  }
  return false;
}
