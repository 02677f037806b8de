import { firstGifBlock, GIF_SCREEN, gifSides, nextGifFrame } from './gifFrames.ts';
import type { Header } from './header.ts';
import { BROKEN, needs } from './header.ts';

/**
 * Reads the screen and the first frame, which may be larger: browsers show both.
 * Source: GIF89a specification, 17 header, 18 logical screen descriptor, 20 image descriptor.
 */
export function readGif(head: Uint8Array): Header {
  if (head.length < GIF_SCREEN) {
    return needs(GIF_SCREEN);
  }
  const frame = nextGifFrame(head, firstGifBlock(head));
  if (frame === undefined) {
    return BROKEN;
  }
  if ('kind' in frame) {
    return frame;
  }
  const { width, height } = gifSides(head, frame);
  return width > 0 && height > 0 ? { kind: 'read', width, height } : BROKEN;
}
