import { readJpeg } from './jpeg.ts';
import {
  END_OF_IMAGE,
  isFrame,
  nextMarker,
  standsAlone,
  START_OF_IMAGE,
  START_OF_SCAN,
} from './jpegMarker.ts';
import { viewOf } from './header.ts';
import { latin1 } from './latin1.ts';
import type { Container, Part, Parts } from './part.ts';
import { inRow, joined, MOST_PARTS, part } from './part.ts';

const APP0 = 0xe0;
const APP1 = 0xe1;
const COMMENT = 0xfe;

/** Application segments by marker and beginning: what they are, and how long their frame is. */
const APPLICATIONS: readonly (readonly [number, string, Part['kind'], number])[] = [
  [APP0, 'JFIF\0', 'picture', 0],
  [APP1, 'Exif\0\0', 'exif', 6],
  [APP1, 'http://ns.adobe.com/xap/1.0/\0', 'xmp', 29],
  // Behind the name: a digest, the length of the whole and the place in it.
  [APP1, 'http://ns.adobe.com/xmp/extension/\0', 'xmp', 75],
  [0xe2, 'ICC_PROFILE\0', 'picture', 0],
  [0xed, 'Photoshop 3.0\0', 'iptc', 14],
  // Whether the colours are RGB, CMYK or YCC.
  [0xee, 'Adobe', 'picture', 0],
];

/** The longest of the beginnings above. */
const BEGINNING = 40;

/** JFIF's segment up to its thumbnail, of which the last two bytes give the sides. */
const JFIF = 18;

/**
 * What is kept is listed, and all other segments are left out: makers put what they like into
 * theirs. So is what belongs to no segment, and what follows the end of the picture: phones put
 * videos, depths and further pictures there, each with metadata of its own.
 * Source: ITU-T T.81, annex B; Exif 3.0, 4.7; JFIF 1.02; XMP specification, part 3, 1.1.3.
 */
function apart(bytes: Uint8Array): Parts {
  const header = readJpeg(bytes);
  const view = viewOf(bytes);
  const parts = [part('picture', bytes.subarray(0, 2))];
  let at = 2;
  for (;;) {
    const next = nextMarker(bytes, at);
    if (next > at) {
      parts.push(part('other', bytes.subarray(at, next)));
    }
    if (next + 2 > bytes.length) {
      return { parts, flaw: 'truncated' };
    }
    if (parts.length > MOST_PARTS) {
      return { parts, flaw: 'broken' };
    }
    const marker = view.getUint8(next + 1);
    at = next + 2;
    if (marker === END_OF_IMAGE) {
      break;
    }
    if (standsAlone(marker)) {
      parts.push(part('other', bytes.subarray(next, at)));
      continue;
    }
    if (at + 2 > bytes.length) {
      return { parts, flaw: 'truncated' };
    }
    const length = view.getUint16(at);
    if (length < 2 || !isKnown(marker)) {
      return { parts, flaw: 'broken' };
    }
    at += length;
    if (at > bytes.length) {
      return { parts, flaw: 'truncated' };
    }
    if (marker === START_OF_SCAN) {
      at = scanEnd(bytes, at);
      parts.push(part('picture', bytes.subarray(next, at)));
    } else {
      parts.push(...segmentParts(marker, bytes.subarray(next, at)));
    }
  }
  parts.push(part('picture', bytes.subarray(at - 2, at)));
  if (at < bytes.length) {
    parts.push(part('other', bytes.subarray(at)));
  }
  return header.kind === 'read' ? { parts } : { parts, flaw: 'broken' };
}

/** Frames, tables, scans, comments and application segments. No decoder opens any other. */
function isKnown(marker: number): boolean {
  return marker >= 0xc0 && marker !== START_OF_IMAGE && (marker < 0xf0 || marker === COMMENT);
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
    // A thumbnail may show what was cut off the picture.
    const bare = Uint8Array.of(0xff, APP0, 0, JFIF - 2, ...content.subarray(0, 12), 0, 0);
    return [part('picture', bare), part('other', segment.subarray(JFIF))];
  }
  return [part(kind, segment, content.subarray(frame))];
}

/**
 * Where the data of a scan end: before the next marker, but for those that restart the decoder, and
 * those that there are none of, which are damage that decoders get over or not.
 */
function scanEnd(bytes: Uint8Array, from: number): number {
  let at = nextMarker(bytes, from);
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (!standsAlone(marker) && marker >= 0xc0) {
      break;
    }
    at = nextMarker(bytes, at + 2);
  }
  return Math.min(at, bytes.length);
}

function exif(tiff: Uint8Array): Part {
  const length = 8 + tiff.length;
  const head = Uint8Array.of(0xff, APP1, length >> 8, length & 0xff);
  return part('exif', joined([head, Buffer.from('Exif\0\0'), tiff]), tiff);
}

export const JPEG: Container = { apart, exif, together: inRow };
