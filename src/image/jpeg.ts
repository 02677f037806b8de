import type { Header } from './header.ts';
import { BROKEN, needs, viewOf } from './header.ts';
import {
  END_OF_IMAGE,
  isFrame,
  nextMarker,
  standsAlone,
  START_OF_IMAGE,
  START_OF_SCAN,
} from './jpegMarker.ts';

/** Marker, length, precision, height, width, number of components. */
const FRAME_HEADER = 10;

/**
 * Goes from segment to segment to the frame header, which may lie behind megabytes of EXIF,
 * profiles and previews. Bytes that belong to no segment are passed over, as decoders do.
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
      // A height of 0 promises to come after the first scan (DNL): decoders do not wait for it.
      const intact = components > 0 && length === 8 + 3 * components && width > 0 && height > 0;
      return intact ? { kind: 'read', width, height } : BROKEN;
    }
    const ends = marker === START_OF_IMAGE || marker === END_OF_IMAGE || marker === START_OF_SCAN;
    if (ends || length < 2) {
      return BROKEN;
    }
    at += 2 + length;
  }
}
