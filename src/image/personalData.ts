import { exifOfOrientation, readExif } from './exif.ts';
import type { Format, ForeignFormat } from './format.ts';
import { BMP } from './bmpParts.ts';
import { flirHasLocation } from './flir.ts';
import { GIF } from './gifParts.ts';
import { iptcHasLocation } from './iptc.ts';
import { JPEG } from './jpegParts.ts';
import { hasLocation, textHasLocation } from './location.ts';
import type { Container, Flaw, Part, Parts } from './part.ts';
import { joined } from './part.ts';
import { PNG } from './pngParts.ts';
import { textsHaveLocation } from './pngText.ts';
import { formatOf } from './signature.ts';
import { asText } from './textIn.ts';
import { WEBP } from './webpParts.ts';

/** What a picture says besides what it shows. */
interface PersonalData {
  /** Where it was taken, or the names of places that it shows. */
  readonly location: boolean;
  /** Anything else: camera, times, names, programs, previews, a video after it. */
  readonly other: boolean;
}

type WithoutPersonalData =
  | { readonly kind: 'clean'; readonly bytes: Uint8Array }
  /** It is unclear where the picture ends, or what it needs: nothing was removed. */
  | { readonly kind: Flaw }
  /** Not a JPEG, PNG, WebP, GIF, or BMP, or not a picture. */
  | { readonly kind: 'other-format' };

/** Up to this size, parts are checked together. */
const SMALL = 1024 * 1024;

const CONTAINERS: Partial<Record<Format | ForeignFormat, Container>> = {
  BMP,
  GIF,
  JPEG,
  PNG,
  WebP: WEBP,
};

/**
 * What a JPEG, PNG, WebP, GIF, or BMP says about where, when, by whom, and with what it was made.
 * In a damaged one, what can still be found. About all other files, nothing.
 *
 * @param bytes all of the file
 * @param seen a look at them that both questions can share: it takes the most time
 */
export function personalDataIn(bytes: Uint8Array, seen = examine(bytes)): PersonalData {
  const { parts, flaw, isRepaired = false, isWithin } = seen;
  const of = (kind: Part['kind']): readonly Uint8Array[] =>
    parts.filter((one) => one.kind === kind).map(({ content }) => content);
  const [exif, xmp, iptc, flir, texts] = [
    of('exif'),
    of('xmp'),
    of('iptc'),
    of('flir'),
    of('text'),
  ];
  const others = of('other').filter((data) => !isFilling(data));
  const read = exif.map(readExif);
  const location =
    isWithin ||
    read.some((one) => one.location) ||
    // What is too long for one segment continues in the next.
    textHasLocation(asText(joined(xmp))) ||
    iptcHasLocation(joined(iptc)) ||
    (flir.length > 0 && flirHasLocation(joined(flir))) ||
    textsHaveLocation(texts) ||
    [exif, xmp, iptc, flir, others].some(piecesHaveLocation) ||
    // Its parts may have been split at the wrong places.
    ((flaw !== undefined || isRepaired) && hasLocation(bytes));
  const other =
    location ||
    read.some((one) => one.other) ||
    [xmp, iptc, flir, texts, others].some(({ length }) => length > 0);
  return { location, other };
}

/** Together, and each by itself: a short text would get lost among large data. */
function piecesHaveLocation(pieces: readonly Uint8Array[]): boolean {
  return hasLocation(joined(pieces)) || (pieces.length > 1 && pieces.some(hasLocation));
}

/**
 * Removes everything that `personalDataIn` looks at, and nothing that changes how the picture
 * looks. Its data stay the same, byte for byte, and so do its color profile and its orientation. If
 * only its end is missing, it gets it. A second time changes nothing.
 *
 * @param bytes all of the file; not changed
 */
export function withoutPersonalData(bytes: Uint8Array, seen = examine(bytes)): WithoutPersonalData {
  const container = containerOf(bytes);
  if (container === undefined) {
    return { kind: 'other-format' };
  }
  const { parts, flaw, isHiding } = seen;
  return flaw !== undefined || isHiding
    ? { kind: flaw ?? 'broken' }
    : { kind: 'clean', bytes: kept(container, parts) };
}

/**
 * The same picture with its end and the right length, if only these are wrong; else the file as it
 * is.
 *
 * @param bytes all of the file; not changed
 */
export function withEnd(bytes: Uint8Array): Uint8Array {
  const container = containerOf(bytes);
  const taken = container?.split(bytes);
  return container !== undefined && taken?.isRepaired === true
    ? kept(container, taken.parts)
    : bytes;
}

function kept(container: Container, parts: readonly Part[]): Uint8Array {
  // If there are several, decoders use the first.
  const exif = parts.find(({ kind }) => kind === 'exif');
  const orientation = exif === undefined ? 1 : readExif(exif.content).orientation;
  const all = parts.flatMap((one) => {
    if (one === exif && orientation !== 1) {
      return container.exif?.(exifOfOrientation(orientation)) ?? [];
    }
    return one.kind === 'picture' ? one : [];
  });
  return container.join(all);
}

interface Examination extends Parts {
  /** Whether there is a location in what seems to be the picture itself. */
  readonly isWithin: boolean;
  /** Whether that location would be kept. */
  readonly isHiding: boolean;
}

/**
 * Takes a file apart. If what would be kept has a location, the end of the picture is determined
 * precisely.
 */
export function examine(bytes: Uint8Array): Examination {
  const container = containerOf(bytes);
  if (container === undefined) {
    return { parts: [], isWithin: false, isHiding: false };
  }
  const taken = container.split(bytes);
  if (!keepsLocation(taken)) {
    return { ...taken, isWithin: false, isHiding: false };
  }
  const again = container.split(bytes, true);
  const left = again.parts.flatMap((one) => (one.kind === 'picture' ? [] : one.bytes));
  // What is in neither half may have been split.
  const isHiding = keepsLocation(again) || !piecesHaveLocation(left);
  return { ...again, isWithin: true, isHiding };
}

/** Large data aren’t copied for this. */
function keepsLocation({ parts }: Parts): boolean {
  const pictures = parts.filter(({ kind }) => kind === 'picture');
  // What is split into several pieces is checked as a whole.
  const framed = pictures.filter(({ bytes, content }) => content !== bytes);
  const kept = [...pictures.map(({ bytes }) => bytes), ...framed.map(({ content }) => content)];
  const [small, large] = [kept.filter(isSmall), kept.filter((bytes) => !isSmall(bytes))];
  return hasLocation(joined(small)) || large.some(hasLocation);
}

function isSmall({ length }: Uint8Array): boolean {
  return length < SMALL;
}

function containerOf(bytes: Uint8Array): Container | undefined {
  const format = formatOf(bytes);
  return format === undefined ? undefined : CONTAINERS[format];
}

/** Programs put zeros, spaces, and the like between parts, or after the last one. */
function isFilling(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === bytes[0]);
}
