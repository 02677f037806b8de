import { readJpeg } from './jpeg.ts';
import { isFrame, START_OF_SCAN } from './jpegMarker.ts';
import { scanEnds } from './jpegScan.ts';
import type { Segments } from './jpegSegments.ts';
import { segmentsOf } from './jpegSegments.ts';
import { latin1 } from './latin1.ts';
import type { Container, Part, Parts } from './part.ts';
import { inRow, joined, part } from './part.ts';

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;

/** Application segments by marker and beginning: what they are, and how long their frame is. */
const APPLICATIONS: readonly (readonly [number, string, Part['kind'], number])[] = [
  [APP0, 'JFIF\0', 'picture', 0],
  [APP1, 'Exif\0\0', 'exif', 6],
  [APP1, 'http://ns.adobe.com/xap/1.0/\0', 'xmp', 29],
  // After the name: a digest, the length of the whole, and the offset in it.
  [APP1, 'http://ns.adobe.com/xmp/extension/\0', 'xmp', 75],
  // After the name: a version, which piece this is, and which is the last.
  [APP1, 'FLIR\0', 'flir', 8],
  // After the name: which piece this is, and how many there are.
  [0xe2, 'ICC_PROFILE\0', 'picture', 14],
  // In each piece: which box, which piece of it, and the box's length and type.
  [0xeb, 'JP', 'other', 16],
  [0xed, 'Photoshop 3.0\0', 'iptc', 14],
  // Whether the colors are RGB, CMYK, or YCC.
  [APP14, 'Adobe', 'picture', 0],
];

/** The longest of the beginnings above. */
const BEGINNING = 40;

/** JFIF's segment up to its thumbnail. The last two bytes are the thumbnail's sides. */
const JFIF = 18;
/** Everything that Adobe's segment says about colors. */
const ADOBE = 16;

/** Where in a segment of XMP it says which piece it is. */
const XMP_PIECE = { key: 39, end: 79 };

const END = Uint8Array.of(0xff, 0xd9);

/**
 * What is kept is listed, and all other segments are removed, because makers put what they like
 * into theirs. What belongs to no segment is removed, too, and so is what follows the end of the
 * picture. Phones put videos, depth maps, and further pictures there, each with its own metadata.
 *
 * If the end is missing, or may not be the picture's own, the data are decoded to find it.
 * Source: ITU-T T.81, annex B; Exif 3.0, 4.7; JFIF 1.02; XMP specification, part 3, 1.1.3.
 */
function split(bytes: Uint8Array, closely = false): Parts {
  const isHeaderRead = readJpeg(bytes).kind === 'read';
  const found = segmentsOf(bytes);
  const { flaw, end, hasOddMarkers } = found;
  const isDecoded = isHeaderRead && (closely || hasOddMarkers || flaw !== undefined);
  const decoded = isDecoded ? scanEnds(bytes, found.segments) : { ends: [], last: undefined };
  const { parts: unordered, at } = partsOf(bytes, found, decoded.ends, decoded.last);
  const parts = inOrder(unordered);
  if (decoded.last !== undefined) {
    const marker = endMarker(bytes, at);
    const all = [...parts, ...ended(bytes, at, marker)];
    return marker === undefined ? { parts: all, isRepaired: true } : { parts: all };
  }
  if (end === undefined) {
    parts.push(part('other', bytes.subarray(at)));
    return { parts, flaw: flaw ?? 'broken' };
  }
  parts.push(part('other', bytes.subarray(at, end)), part('picture', bytes.subarray(end, end + 2)));
  parts.push(part('other', bytes.subarray(end + 2)));
  return isHeaderRead ? { parts } : { parts, flaw: 'broken' };
}

/** The parts up to the last segment, or to the end of the scan that is the last by its data. */
function partsOf(
  bytes: Uint8Array,
  { segments, scanEnds: markedEnds }: Segments,
  ends: readonly number[],
  last: number | undefined,
): { readonly parts: Part[]; readonly at: number } {
  const parts = [part('picture', bytes.subarray(0, 2))];
  let scans = 0;
  let at = 2;
  for (const { marker, start, end } of segments) {
    parts.push(part('other', bytes.subarray(at, start)));
    at = end;
    if (marker === START_OF_SCAN) {
      const marked = markedEnds[scans] ?? bytes.length;
      at = ends[scans] ?? marked;
      parts.push(part('picture', bytes.subarray(start, at)));
      if (scans === last) {
        break;
      }
      scans += 1;
    } else {
      parts.push(...segmentParts(marker, bytes.subarray(start, end)));
    }
  }
  return { parts, at };
}

/**
 * Pieces of XMP that is too long for one segment may come in any order: they go after everything
 * else.
 */
function inOrder(parts: readonly Part[]): Part[] {
  const isPiece = ({ kind, bytes, content }: Part): boolean =>
    kind === 'xmp' && bytes.length - content.length === XMP_PIECE.end;
  // Which XMP, its length, and the offset in it, as numbers and letters that sort correctly.
  const key = ({ bytes }: Part): string => latin1(bytes.subarray(XMP_PIECE.key, XMP_PIECE.end));
  const pieces = parts.filter(isPiece).sort((one, other) => (key(one) < key(other) ? -1 : 1));
  return [...parts.filter((one) => !isPiece(one)), ...pieces];
}

/** Where the end is marked, if that is right after the data, or after their padding. */
function endMarker(bytes: Uint8Array, at: number): number | undefined {
  let marker = at;
  while (bytes[marker] === 0xff && bytes[marker + 1] === 0xff) {
    marker += 1;
  }
  return bytes[marker] === END[0] && bytes[marker + 1] === END[1] ? marker : undefined;
}

/** The end of a picture whose data end here, whether it is marked or not. */
function ended(bytes: Uint8Array, at: number, marker: number | undefined): Part[] {
  const filling = part('other', bytes.subarray(at, marker ?? at));
  const rest = bytes.subarray(marker === undefined ? at : marker + 2);
  return [filling, part('picture', END), part('other', rest)];
}

function segmentParts(marker: number, segment: Uint8Array): Part[] {
  if (isFrame(marker) || marker < APP0) {
    return [part('picture', segment)];
  }
  const content = segment.subarray(4);
  const beginning = latin1(content.subarray(0, BEGINNING));
  const known = APPLICATIONS.find(([of, name]) => marker === of && beginning.startsWith(name));
  if (known === undefined) {
    return [part('other', segment, content)];
  }
  const [, , kind, frame] = known;
  if (marker === APP0 && segment.length > JFIF) {
    // A thumbnail may show what was cropped from the picture.
    const bare = Uint8Array.of(0xff, APP0, 0, JFIF - 2, ...content.subarray(0, 12), 0, 0);
    return [part('picture', bare), part('other', segment.subarray(JFIF))];
  }
  if (marker === APP14 && segment.length > ADOBE) {
    const bare = Uint8Array.of(0xff, APP14, 0, ADOBE - 2, ...content.subarray(0, ADOBE - 4));
    return [part('picture', bare), part('other', segment.subarray(ADOBE))];
  }
  return [part(kind, segment, content.subarray(frame))];
}

function exif(tiff: Uint8Array): Part {
  const length = 8 + tiff.length;
  const head = Uint8Array.of(0xff, APP1, length >> 8, length & 0xff);
  return part('exif', joined([head, Buffer.from('Exif\0\0'), tiff]), tiff);
}

export const JPEG: Container = { split, exif, join: inRow };
