import { viewOf } from './header.ts';
import { iptcHasLocation } from './iptc.ts';
import { latin1 } from './latin1.ts';
import { xmpHasLocation } from './xmp.ts';

/** What an EXIF block says that matters here. */
export interface Exif {
  /** 1 to 8, how the picture is to be turned and mirrored; 1 is upright, and what none means. */
  readonly orientation: number;
  readonly location: boolean;
  /** Anything that not every picture has: camera, lens, times, names, previews. */
  readonly other: boolean;
}

const NAME = 'Exif\0\0';

const ORIENTATION = 0x0112;
const SHORT = 3;

/** Tags that lead to further directories. That of interoperability has nothing of interest. */
const EXIF = 0x8769;
const GPS = 0x8825;

const XMP = 0x02bc;
/** Photoshop's resources, and IPTC by itself. */
const IPTC = [0x8649, 0x83bb];

/** Where the picture was taken, or where what it shows is: latitudes, longitudes, names of areas. */
const PLACES = [0x02, 0x04, 0x14, 0x16, 0x1c];

/**
 * How pixels are stored, shown and turned: sides, resolution, colours, versions of the standard.
 * Source: Exif 3.0, 4.6.
 */
const HARMLESS = [
  0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0112, 0x0115, 0x011a, 0x011b, 0x011c, 0x0128, 0x013e,
  0x013f, 0x0211, 0x0212, 0x0213, 0x0214, 0x8769, 0x9000, 0x9101, 0x9102, 0xa000, 0xa001, 0xa002,
  0xa003, 0xa005,
];

/** Bytes of a value of each type, from 1 on. */
const SIZES = [1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where its value is, or where the place of its value is said if that takes more than 4 bytes. */
  readonly at: number;
}

/**
 * Reads as far as it goes: of a damaged block what can still be found counts.
 *
 * @param tiff without the name that a JPEG puts before it
 */
export function readExif(tiff: Uint8Array): Exif {
  const order = latin1(tiff.subarray(0, 2));
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) {
    return { orientation: 1, location: false, other: tiff.length > 0 };
  }
  const view = viewOf(tiff);
  const little = order === 'II';
  const first = directory(view, view.getUint32(4, little), little);
  const behind = (entries: readonly Entry[], tag: number): readonly Entry[] => {
    const entry = entries.find((one) => one.tag === tag);
    return entry === undefined ? [] : directory(view, view.getUint32(entry.at, little), little);
  };
  const camera = behind(first, EXIF);
  const places = [...behind(first, GPS), ...behind(camera, GPS)];
  const all = [...first, ...camera];
  const embedded = all.filter(({ tag }) => tag === XMP || IPTC.includes(tag));
  return {
    // Where this number is another one, decoders do not read on.
    orientation: view.getUint16(2, little) === 42 ? orientationIn(first, view, little) : 1,
    location:
      places.some(({ tag }) => PLACES.includes(tag)) ||
      embedded.some((entry) => {
        const value = valueOf(entry, tiff, view, little);
        return entry.tag === XMP ? xmpHasLocation(value) : iptcHasLocation(value);
      }),
    other: all.some(({ tag }) => !HARMLESS.includes(tag)) || hasThumbnail(view, little),
  };
}

/** The entries that there are room for, of those that a directory claims to have. */
function directory(view: DataView, at: number, little: boolean): readonly Entry[] {
  if (at + 2 > view.byteLength) {
    return [];
  }
  const claimed = view.getUint16(at, little);
  const count = Math.min(claimed, Math.floor((view.byteLength - at - 2) / 12));
  return Array.from({ length: count }, (_, index) => {
    const entry = at + 2 + 12 * index;
    return {
      tag: view.getUint16(entry, little),
      type: view.getUint16(entry + 2, little),
      count: view.getUint32(entry + 4, little),
      at: entry + 8,
    };
  });
}

/** EXIF as JPEG has it begins with its name; other formats need none, and have it all the same. */
export function withoutName(exif: Uint8Array): Uint8Array {
  return latin1(exif.subarray(0, NAME.length)) === NAME ? exif.subarray(NAME.length) : exif;
}

/** One number of 16 bits: of any other type, Chromium and Firefox do not turn a picture by it. */
function orientationIn(entries: readonly Entry[], view: DataView, little: boolean): number {
  const entry = entries.find(({ tag }) => tag === ORIENTATION);
  if (entry?.type !== SHORT || entry.count !== 1) {
    return 1;
  }
  const value = view.getUint16(entry.at, little);
  return value >= 1 && value <= 8 ? value : 1;
}

function valueOf(entry: Entry, tiff: Uint8Array, view: DataView, little: boolean): Uint8Array {
  const length = entry.count * (SIZES[entry.type - 1] ?? 1);
  const at = length > 4 ? view.getUint32(entry.at, little) : entry.at;
  return tiff.subarray(at, at + length);
}

/** Whether a second directory follows the first: it is of a thumbnail. */
function hasThumbnail(view: DataView, little: boolean): boolean {
  const at = view.getUint32(4, little);
  const next = at + 2 > view.byteLength ? at : at + 2 + 12 * view.getUint16(at, little);
  return next + 4 <= view.byteLength && view.getUint32(next, little) !== 0;
}

/** An EXIF block that says how a picture is to be turned, and nothing else. */
export function exifOfOrientation(orientation: number): Uint8Array {
  const tiff = Buffer.from(
    'MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0',
    'latin1',
  );
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
