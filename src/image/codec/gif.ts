import type { GifFrame } from '../gifFrames.ts';
import {
  emptyGifFrame,
  firstGifBlock,
  GIF_SCREEN,
  gifFrames,
  gifSides,
  seenThrough,
} from '../gifFrames.ts';

/** A GIF that the decoder shows as browsers do. */
interface PlainGif {
  readonly bytes: Uint8Array;
  /** Which of its frames is the first of the picture. */
  readonly page: 0 | 1;
  readonly frames: number;
  /** Whether this is so of all frames, and not of the first one alone. */
  readonly allTrue: boolean;
}

const MOST_COLORS = 256;

/**
 * libvips shows what frames leave free of the screen as opaque black where no frame says that it is
 * seen through, and libnsgif takes some screens, such as 640 x 480, for wrong, which then are as
 * large as the first frame; and of a first frame that gives way to what was before it, which is
 * nothing, it leaves all. This is not so where an empty frame, which is never shown, comes before all
 * others. A frame that gives way to the background gives way to its color there: unless a color
 * of it is seen through, for which there is room if it has fewer than 256.
 */
export function plainGif(bytes: Uint8Array): PlainGif {
  const frames = bytes.length < GIF_SCREEN ? [] : gifFrames(bytes);
  const [first] = frames;
  if (first === undefined) {
    return { bytes, page: 0, frames: frames.length, allTrue: true };
  }
  const { width, height } = gifSides(bytes, first);
  const covers =
    first.left === 0 && first.top === 0 && first.width === width && first.height === height;
  // What becomes of the last one is never seen.
  const clearing = frames
    .slice(0, -1)
    .filter(({ cleared, transparent }) => cleared && !transparent);
  const stays = frames.length === 1 || !first.undone;
  if (covers && stays && clearing.length === 0) {
    return { bytes, page: 0, frames: frames.length, allTrue: true };
  }
  const changed = bytes.slice();
  for (const { control, colors } of clearing) {
    if (control !== undefined && colors < MOST_COLORS) {
      seenThrough(changed, control, MOST_COLORS - 1);
    }
  }
  const at = firstGifBlock(bytes);
  const empty = emptyGifFrame(width - 1, height - 1);
  const joined = new Uint8Array(changed.length + empty.length);
  joined.set(changed.subarray(0, at));
  joined.set(empty, at);
  joined.set(changed.subarray(at), at + empty.length);
  const allTrue = clearing.every(({ colors }: GifFrame) => colors < MOST_COLORS);
  return { bytes: joined, page: 1, frames: frames.length, allTrue };
}
