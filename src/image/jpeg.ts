import type { Header } from './header.ts';
import { BROKEN, needs, viewOf } from './header.ts';

const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
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

/** Where the next 0xFF with a marker's code behind it is, at or after `from`; else the end. */
function nextMarker(head: Uint8Array, from: number): number {
  let at = from;
  while (at < head.length) {
    at = head.indexOf(0xff, at);
    if (at === -1) {
      return head.length;
    }
    // 0xFF before 0xFF is filling, and 0xFF 0x00 is no marker.
    if (head[at + 1] !== 0xff && head[at + 1] !== 0) {
      return at;
    }
    at += 1;
  }
  return at;
}

/** TEM and the restart markers have no length behind them. */
function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** SOF0 to SOF15, among which stand DHT, JPG and DAC, which are not frames. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
