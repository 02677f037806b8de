import type { GifFrame } from '../gifFrames.ts';
import {
  emptyGifFrame,
  firstGifBlock,
  GIF_SCREEN,
  gifFrames,
  gifSides,
  transparencyOf,
} from '../gifFrames.ts';

/** A GIF that the decoder shows like browsers do. */
interface PlainGif {
  readonly bytes: Uint8Array;
  /** Which of its frames is the first of the picture. */
  readonly page: 0 | 1;
  readonly frames: number;
  /** Whether this is true for all frames, and not only for the first. */
  readonly allTrue: boolean;
}

const MOST_COLORS = 256;

/**
 * Works around libvips, which shows parts of the screen without a frame as opaque black if no frame
 * has transparency. And around libnsgif, which rejects some screens, such as 640 x 480, and then
 * uses the size of the first frame. It also keeps a first frame that should be replaced by what was
 * before it, which is nothing. None of this happens if an empty frame, which is never shown, comes
 * before all others. A frame that is cleared to the background becomes the background color, unless
 * one of its colors is transparent, for which there is room if it has fewer than 256.
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
  // How the last one is cleared is never seen.
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
      transparencyOf(changed, control, MOST_COLORS - 1);
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
