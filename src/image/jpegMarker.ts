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

/** TEM and the restart markers have no length behind them. */
export function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** SOF0 to SOF15, among which stand DHT, JPG and DAC, which are not frames. */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
