import type { Header } from './header.ts';
import { BROKEN, needs, UNSUPPORTED, viewOf } from './header.ts';
import {
  DECODED_FRAMES,
  END_OF_IMAGE,
  FOREIGN_FRAMES,
  isFrame,
  nextMarker,
  SHOWN_FRAMES,
  standsAlone,
  START_OF_IMAGE,
  START_OF_SCAN,
} from './jpegMarker.ts';
import type { Sides } from './sides.ts';

/** Marker, length, precision, height, width, number of components. */
const FRAME_HEADER = 10;

/**
 * Goes from segment to segment to the frame header, which may come after megabytes of EXIF,
 * profiles, and previews. Bytes outside of segments are skipped, as in decoders.
 * Source: ITU-T T.81, annex B.
 */
export function readJpeg(head: Uint8Array): Header {
  const view = viewOf(head);
  let at = 2;
  for (;;) {
    at = nextMarker(head, at);
    if (at + FRAME_HEADER > head.length) {
      return needs(at + FRAME_HEADER);
    }
    const marker = view.getUint8(at + 1);
    if (standsAlone(marker)) {
      at += 2;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (isFrame(marker)) {
      const height = view.getUint16(at + 5);
      const width = view.getUint16(at + 7);
      const components = view.getUint8(at + 9);
      const precision = view.getUint8(at + 4);
      // A height of 0 means that it follows the first scan (DNL). Decoders don’t wait for it.
      const intact = components > 0 && length === 8 + 3 * components && width > 0 && height > 0;
      return intact ? frameOf(marker, precision, components, { width, height }) : BROKEN;
    }
    if (FOREIGN_FRAMES.includes(marker)) {
      return UNSUPPORTED;
    }
    const ends = marker === START_OF_IMAGE || marker === END_OF_IMAGE || marker === START_OF_SCAN;
    if (ends || length < 2) {
      return BROKEN;
    }
    at += 2 + length;
  }
}

/** What no decoder shows isn’t accepted, even if it is whole: 12 bits, two components. */
function frameOf(marker: number, precision: number, components: number, sides: Sides): Header {
  const isShown = SHOWN_FRAMES.includes(marker);
  const isDecoded = isShown || DECODED_FRAMES.includes(marker);
  if (precision !== 8 || ![1, 3, 4].includes(components) || !isDecoded) {
    return UNSUPPORTED;
  }
  const trait = !isShown ? 'unshown' : components === 4 ? 'cmyk' : undefined;
  return { kind: 'read', ...sides, ...(trait && { trait }) };
}
