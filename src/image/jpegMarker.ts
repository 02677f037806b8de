export const START_OF_IMAGE = 0xd8;
export const END_OF_IMAGE = 0xd9;
export const START_OF_SCAN = 0xda;

/**
 * Where the next 0xFF with a marker's code behind it is, at or after `from`. Where there is none, the
 * end, or `from` if that lies behind it.
 */
export function nextMarker(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    // 0xFF before 0xFF is filling.
    while (bytes[at + 1] === 0xff) {
      at += 1;
    }
    // 0xFF 0x00 is no marker.
    if (bytes[at + 1] !== 0) {
      return at;
    }
    at = bytes.indexOf(0xff, at + 2);
  }
  return Math.max(from, bytes.length);
}

/** Frames that browsers show: baseline, extended sequential and progressive, in Huffman's code. */
export const SHOWN_FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];

/** Frames that are decoded here all the same: lossless, and two in arithmetic code. */
export const DECODED_FRAMES: readonly number[] = [0xc3, 0xc9, 0xca];

/** What a hierarchical JPEG has before its frames, and the frame of a JPEG-LS. */
export const FOREIGN_FRAMES: readonly number[] = [0xde, 0xf7];

/** TEM and the restart markers have no length behind them. */
export function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** SOF0 to SOF15, among which stand DHT, JPG and DAC, which are not frames. */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
