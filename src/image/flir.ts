import { viewOf } from './header.ts';

/** The version in the header, which shows the byte order. */
const VERSION = 0x14;
const DIRECTORY = 0x18;
const HEADER = 0x40;
const ENTRY = 32;
const GPS_INFO = 0x2b;

/**
 * Whether the file that thermal cameras put into theirs has a location. What can’t be read counts
 * as one.
 * Source: ExifTool's FLIR.pm, FFF header and GPSInfo.
 *
 * @param fff from "FFF" or "AFF" on
 */
export function flirHasLocation(fff: Uint8Array): boolean {
  if (fff.length < HEADER) {
    return true;
  }
  const view = viewOf(fff);
  const version = view.getUint32(VERSION);
  const little = version < 100 || version >= 200;
  const start = view.getUint32(DIRECTORY, little);
  const count = view.getUint32(DIRECTORY + 4, little);
  if (start + count * ENTRY > fff.length) {
    return true;
  }
  for (let at = start; at < start + count * ENTRY; at += ENTRY) {
    const data = view.getUint32(at + 12, little);
    const length = view.getUint32(at + 16, little);
    // Its first number says whether it has a location.
    const isValid = fff.subarray(data, data + Math.min(length, 4)).some((byte) => byte !== 0);
    if (view.getUint16(at, little) === GPS_INFO && (isValid || data >= fff.length)) {
      return true;
    }
  }
  return false;
}
