import type { Header } from './header.ts';
import { BROKEN, needs, viewOf } from './header.ts';

const TAG = {
  subfileType: 254,
  width: 256,
  height: 257,
  photometric: 262,
  dngVersion: 50706,
} as const;

/** Sensor data, by which the RAW formats that are made of TIFF show. Source: TIFF/EP, DNG 1.7. */
const SENSOR = [32803, 34892];

/** How a directory is stored, in bytes: classic, and in files that may be above 4 GB. */
const CLASSIC = { offset: 4, start: 4, count: 2, entry: 12 };
const BIG = { offset: 8, start: 8, count: 8, entry: 20 };

/**
 * Reads the first directory, which may stand anywhere in the file: many programs write it last.
 * RAW pictures are made of TIFF too; where the first directory is a preview, or sensor data, or
 * says that it is a DNG, no decoder of TIFF would give the picture that is meant.
 * Source: TIFF 6.0, section 2; BigTIFF.
 */
export function readTiff(head: Uint8Array): Header {
  if (head.length < 16) {
    return needs(16);
  }
  const view = viewOf(head);
  const little = view.getUint8(0) === 0x49;
  const form = view.getUint16(2, little) === 43 ? BIG : CLASSIC;
  const long = (at: number, bytes: number): number =>
    bytes === 8 ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little);
  const directory = long(form.start, form.offset);
  const first = directory + form.count;
  if (directory < 8 || !Number.isSafeInteger(directory)) {
    return BROKEN;
  }
  if (first > head.length) {
    return needs(first);
  }
  const count = form === BIG ? long(directory, 8) : view.getUint16(directory, little);
  const end = first + count * form.entry;
  if (count === 0 || count > 0xffff) {
    return BROKEN;
  }
  if (end > head.length) {
    return needs(end);
  }
  const values = new Map<number, number>();
  for (let at = first; at < end; at += form.entry) {
    const short = view.getUint16(at + 2, little) === 3;
    const value = at + form.entry - form.offset;
    values.set(
      view.getUint16(at, little),
      short ? view.getUint16(value, little) : view.getUint32(value, little),
    );
  }
  const width = values.get(TAG.width) ?? 0;
  const height = values.get(TAG.height) ?? 0;
  const preview = ((values.get(TAG.subfileType) ?? 0) & 1) === 1;
  const sensor = SENSOR.includes(values.get(TAG.photometric) ?? 0);
  const meant = !preview && !sensor && !values.has(TAG.dngVersion);
  return meant && width > 0 && height > 0 ? { kind: 'read', width, height } : BROKEN;
}
