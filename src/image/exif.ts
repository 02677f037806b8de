import { viewOf } from './header.ts';
import { iptcHasLocation } from './iptc.ts';
import { latin1 } from './latin1.ts';

/** What an EXIF block says that matters here. */
interface Exif {
  /** 1 to 8: how to rotate and mirror the picture. 1 is upright, and the default. */
  readonly orientation: number;
  readonly location: boolean;
  /** Anything that not every picture has: camera, lens, times, names, previews. */
  readonly other: boolean;
}

const NAME = 'Exif\0\0';

const ORIENTATION = 0x0112;
const SHORT = 3;
const LONG = 4;

/** Tags that lead to further directories: EXIF, pictures inside, interoperability. */
const EXIF = 0x8769;
const GPS = 0x8825;
const FURTHER = [EXIF, 0x014a, 0xa005];

/** Far more than there are. What has more is meant to hide something, or to take time. */
const MOST_DIRECTORIES = 64;
const MOST_ENTRIES = 1024;
/** Entries that lead to something that has to be checked. */
const MOST_LEADS = 64;

/** Photoshop's resources, and IPTC by itself. */
const IPTC = [0x8649, 0x83bb];

/** Where the picture was taken, or what it shows is: latitudes, longitudes, names of areas. */
const PLACES = [0x02, 0x04, 0x14, 0x16, 0x1c];

/** A map's coordinates, as in GeoTIFF: tie points, transformation, keys. */
const MAP = [0x8482, 0x85d8, 0x87af, 0x87b0];

/** Maker notes. Panasonic's name country, state, city, landmark; Nikon's have a location in one. */
const MAKER_NOTE = 0x927c;
const PANASONIC = 'Panasonic\0\0\0';
const PANASONIC_PLACES = [0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x80];
const NIKON_PLACE = 0x39;

const LEADS = [GPS, MAKER_NOTE, ...IPTC, ...FURTHER];

/**
 * How pixels are stored, shown, and rotated: sides, resolution, colors, versions of the standard.
 * Source: Exif 3.0, 4.6.
 */
const HARMLESS = [
  0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0112, 0x0115, 0x011a, 0x011b, 0x011c, 0x0128, 0x013e,
  0x013f, 0x0211, 0x0212, 0x0213, 0x0214, 0x8769, 0x9000, 0x9101, 0x9102, 0xa000, 0xa001, 0xa002,
  0xa003, 0xa005,
];

/** Bytes of a value of each type, from 1 on. */
const SIZES = [1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

const UNDEFINED = 7;
/** Fractions, unsigned and signed. */
const FRACTIONS = [5, 10];

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where its value is, or where the offset of its value is, if it takes more than 4 bytes. */
  readonly at: number;
}

/**
 * Reads as far as possible: in a damaged block, what can still be found counts. Other code looks at
 * texts in it (location.ts).
 *
 * @param tiff without the name that a JPEG puts before it
 */
export function readExif(tiff: Uint8Array): Exif {
  const order = latin1(tiff.subarray(0, 2));
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) {
    return { orientation: 1, location: false, other: tiff.length > 0 };
  }
  const block = { tiff, view: viewOf(tiff), little: order === 'II' };
  const { view, little } = block;
  const start = view.getUint32(4, little);
  const first = directory(block, start);
  const camera = first
    .filter(({ tag }) => tag === EXIF)
    .slice(0, 1)
    .flatMap(({ at }) => directory(block, view.getUint32(at, little)));
  return {
    // Decoders stop if this is another number.
    orientation: view.getUint16(2, little) === 42 ? orientationIn(first, view, little) : 1,
    location: directoriesHaveLocation(block, start),
    other:
      [...first, ...camera].some(({ tag }) => !HARMLESS.includes(tag)) ||
      hasThumbnail(block, start),
  };
}

interface Block {
  readonly tiff: Uint8Array;
  readonly view: DataView;
  readonly little: boolean;
}

/** Goes through all linked directories. */
function directoriesHaveLocation(block: Block, start: number): boolean {
  const { view, little } = block;
  const seen = new Set<number>();
  const ahead = [start];
  let leads = 0;
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (at === 0 || seen.has(at)) {
      continue;
    }
    if (seen.size === MOST_DIRECTORIES) {
      return true;
    }
    seen.add(at);
    const entries = directory(block, at);
    leads += entries.filter(({ tag }) => LEADS.includes(tag)).length;
    if (leads > MOST_LEADS || entries.some((entry) => entryHasLocation(block, entry))) {
      return true;
    }
    for (const entry of entries.filter(({ tag }) => FURTHER.includes(tag))) {
      ahead.push(...numbersOf(block, entry));
    }
    const next = at + 2 + 12 * entries.length;
    if (next + 4 <= view.byteLength) {
      ahead.push(view.getUint32(next, little));
    }
  }
  return false;
}

function entryHasLocation(block: Block, entry: Entry): boolean {
  const { tag, type, count } = entry;
  if (tag === GPS) {
    const at = block.view.getUint32(entry.at, block.little);
    // If it is unclear what is there, it may be a location.
    const isLost = at !== 0 && at + 2 > block.tiff.length;
    return isLost || directory(block, at).some((one) => PLACES.includes(one.tag));
  }
  if (IPTC.includes(tag)) {
    return iptcHasLocation(valueOf(block, entry));
  }
  if (tag === MAKER_NOTE) {
    return makerNoteHasLocation(block, entry);
  }
  const isFraction = FRACTIONS.includes(type) && count > 0;
  return (
    MAP.includes(tag) ||
    (PLACES.includes(tag) && isFraction) ||
    (tag === NIKON_PLACE && type === UNDEFINED && hasLetter(valueOf(block, entry)))
  );
}

/** Nikon's is a TIFF of its own, which is found as such. */
function makerNoteHasLocation(block: Block, entry: Entry): boolean {
  const note = valueOf(block, entry);
  if (latin1(note.subarray(0, PANASONIC.length)) !== PANASONIC) {
    return false;
  }
  const at = note.byteOffset - block.tiff.byteOffset + PANASONIC.length;
  return directory(block, at).some(
    (one) => PANASONIC_PLACES.includes(one.tag) && hasLetter(valueOf(block, one)),
  );
}

function hasLetter(bytes: Uint8Array): boolean {
  return /[A-Za-z\x80-\xff]/.test(latin1(bytes.subarray(0, 256)));
}

/** Numbers of 32 bits, a few dozen at most. */
function numbersOf(block: Block, entry: Entry): number[] {
  const value = viewOf(valueOf(block, { ...entry, type: LONG }));
  const count = Math.min(Math.floor(value.byteLength / 4), MOST_DIRECTORIES);
  return Array.from({ length: count }, (_, index) => value.getUint32(4 * index, block.little));
}

/** The entries that fit, of those that a directory claims to have. */
function directory({ view, little }: Block, at: number): readonly Entry[] {
  if (at + 2 > view.byteLength) {
    return [];
  }
  const claimed = view.getUint16(at, little);
  const count = Math.min(claimed, MOST_ENTRIES, Math.floor((view.byteLength - at - 2) / 12));
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

/** In a JPEG, EXIF starts with its name. Other formats need none, but may have it. */
export function withoutName(exif: Uint8Array): Uint8Array {
  return latin1(exif.subarray(0, NAME.length)) === NAME ? exif.subarray(NAME.length) : exif;
}

/** One number of 16 bits. For any other type, Chromium and Firefox don’t rotate a picture. */
function orientationIn(entries: readonly Entry[], view: DataView, little: boolean): number {
  const entry = entries.find(({ tag }) => tag === ORIENTATION);
  if (entry?.type !== SHORT || entry.count !== 1) {
    return 1;
  }
  const value = view.getUint16(entry.at, little);
  return value >= 1 && value <= 8 ? value : 1;
}

function valueOf({ tiff, view, little }: Block, entry: Entry): Uint8Array {
  const length = entry.count * (SIZES[entry.type - 1] ?? 1);
  const at = length > 4 ? view.getUint32(entry.at, little) : entry.at;
  return tiff.subarray(at, at + length);
}

/** Whether a second directory follows the first: that of a thumbnail. */
function hasThumbnail({ view, little }: Block, at: number): boolean {
  const next = at + 2 > view.byteLength ? at : at + 2 + 12 * view.getUint16(at, little);
  return next + 4 <= view.byteLength && view.getUint32(next, little) !== 0;
}

/** An EXIF block with the orientation and nothing else. */
export function exifOfOrientation(orientation: number): Uint8Array {
  const tiff = Buffer.from(
    'MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0',
    'latin1',
  );
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
