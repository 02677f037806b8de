import { exifOfOrientation, readExif } from './exif.ts';
import type { Format, ForeignFormat } from './format.ts';
import { GIF } from './gifParts.ts';
import { iptcHasLocation } from './iptc.ts';
import { JPEG } from './jpegParts.ts';
import { hasLocation } from './location.ts';
import type { Container, Flaw, Part } from './part.ts';
import { inRow, joined, part } from './part.ts';
import { PNG } from './pngParts.ts';
import { textsHaveLocation } from './pngText.ts';
import { formatOf } from './signature.ts';
import { WEBP } from './webpParts.ts';
import { xmpHasLocation } from './xmp.ts';

/** What a picture says besides what it shows. */
export interface PersonalData {
  /** Where it was taken, or the names of places that it shows. */
  readonly location: boolean;
  /** Anything else: camera, times, names, programs, previews, a video behind it. */
  readonly other: boolean;
}

export type WithoutPersonalData =
  | { readonly kind: 'clean'; readonly bytes: Uint8Array }
  /** It cannot be told where the picture ends, or what in it is needed: nothing was taken away. */
  | { readonly kind: Flaw }
  /** Not one of JPEG, PNG, WebP, GIF and BMP, or no picture. */
  | { readonly kind: 'other-format' };

/** A BMP has no place for such data. */
const BMP: Container = { apart: (bytes) => ({ parts: [part('picture', bytes)] }), together: inRow };

const CONTAINERS: Partial<Record<Format | ForeignFormat, Container>> = {
  BMP,
  GIF,
  JPEG,
  PNG,
  WebP: WEBP,
};

/**
 * What a JPEG, PNG, WebP, GIF or BMP says of where, when, by whom and with what it was made; of a
 * damaged one what can still be found. Of all other files nothing is known: nothing is said.
 *
 * @param bytes all of the file
 */
export function personalDataIn(bytes: Uint8Array): PersonalData {
  const parts = containerOf(bytes)?.apart(bytes).parts ?? [];
  const of = (kind: Part['kind']): readonly Uint8Array[] =>
    parts.filter((one) => one.kind === kind).map(({ content }) => content);
  const exif = of('exif').map(readExif);
  const [xmp, iptc, others] = [
    of('xmp'),
    of('iptc'),
    of('other').filter((data) => !isFilling(data)),
  ];
  const texts = of('text');
  return {
    location:
      exif.some(({ location }) => location) ||
      // What is too long for one segment goes on in the next.
      xmpHasLocation(joined(xmp)) ||
      iptcHasLocation(joined(iptc)) ||
      textsHaveLocation(texts) ||
      hasLocation(joined(others)),
    other:
      exif.some(({ other }) => other) ||
      [xmp, iptc, texts, others].some(({ length }) => length > 0),
  };
}

/**
 * Leaves out all that `personalDataIn` looks at, and nothing that changes how the picture looks:
 * its data stay as they are, byte for byte, and so do its colour profile and how it is turned.
 * Doing it again changes nothing.
 *
 * @param bytes all of the file; not changed
 */
export function withoutPersonalData(bytes: Uint8Array): WithoutPersonalData {
  const container = containerOf(bytes);
  if (container === undefined) {
    return { kind: 'other-format' };
  }
  const { parts, flaw } = container.apart(bytes);
  if (flaw !== undefined) {
    return { kind: flaw };
  }
  // Of several, decoders go by the first.
  const exif = parts.find(({ kind }) => kind === 'exif');
  const orientation = exif === undefined ? 1 : readExif(exif.content).orientation;
  const kept = parts.flatMap((one) => {
    if (one === exif && orientation !== 1) {
      return container.exif?.(exifOfOrientation(orientation)) ?? [];
    }
    return one.kind === 'picture' ? one : [];
  });
  return { kind: 'clean', bytes: container.together(kept) };
}

function containerOf(bytes: Uint8Array): Container | undefined {
  const format = formatOf(bytes);
  return format === undefined ? undefined : CONTAINERS[format];
}

/** Zeros, spaces and the like between parts, or behind the last one, are put there by writers. */
function isFilling(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === bytes[0]);
}
