export const START_OF_IMAGE = 0xd8;
export const END_OF_IMAGE = 0xd9;
export const START_OF_SCAN = 0xda;

/**
 * Where the next 0xFF followed by a marker's code is, at or after `from`. If there is none, the
 * end, or `from` if that is after the end.
 */
export function nextMarker(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    // 0xFF before 0xFF is padding.
    while (bytes[at + 1] === 0xff) {
      at += 1;
    }
    // 0xFF 0x00 isn’t a marker.
    if (bytes[at + 1] !== 0) {
      return at;
    }
    at = bytes.indexOf(0xff, at + 2);
  }
  return Math.max(from, bytes.length);
}

/**
 * Frames that browsers show: baseline, extended sequential, and progressive, with Huffman coding.
 */
export const SHOWN_FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];

/** Frames that are decoded here anyway: lossless, and two with arithmetic coding. */
export const DECODED_FRAMES: readonly number[] = [0xc3, 0xc9, 0xca];

/** Frames whose scans are all read before anything is shown, with either coding. */
export const PROGRESSIVE_FRAMES: readonly number[] = [0xc2, 0xca];

/** What a hierarchical JPEG has before its frames, and the frame of a JPEG-LS. */
export const FOREIGN_FRAMES: readonly number[] = [0xde, 0xf7];

/** TEM and the restart markers have no length after them. */
export function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** SOF0 to SOF15, without DHT, JPG, and DAC, which aren’t frames. */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
