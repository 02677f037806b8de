import type { Header } from './header.ts';
import { BROKEN, needs, UNSUPPORTED } from './header.ts';
import type { Sides } from './sides.ts';
import type { Tag } from './tiffDirectory.ts';
import { readDirectory, TIFF_HEADER } from './tiffDirectory.ts';
import { isDecoded, KIND_TAGS } from './tiffKind.ts';

const TAG = {
  subfileType: 254,
  width: 256,
  height: 257,
  photometric: 262,
  orientation: 274,
  subDirectories: 330,
  dngVersion: 50706,
} as const;

const READ = [...Object.values(TAG), ...KIND_TAGS];

/** How a file starts whose numbers have their lowest byte first. */
const LITTLE = 0x49;

/** Sensor data, by which RAW formats based on TIFF are recognized. Source: TIFF/EP, DNG 1.7. */
const SENSOR = [32803, 34892];

/**
 * Reads the first directory, which may be anywhere in the file: many programs write it last. RAW
 * pictures are based on TIFF, too. If the first directory is a preview or sensor data, says that it
 * is a DNG, or has sensor data or a larger picture below it, no TIFF decoder would return the right
 * picture. Of the rest, what isn’t decoded correctly is unsupported.
 * Source: TIFF 6.0, section 2; TIFF technical note 1 on trees; BigTIFF.
 */
export function readTiff(head: Uint8Array): Header {
  if (head.length < TIFF_HEADER) {
    return needs(TIFF_HEADER);
  }
  const first = readDirectory(head, undefined, READ);
  if (first.kind !== 'read') {
    return first;
  }
  const { tags } = first;
  const { width, height } = sidesIn(tags);
  if (isPreview(tags) || isSensor(tags) || tags.has(TAG.dngVersion)) {
    return BROKEN;
  }
  for (const place of valuesOf(tags, TAG.subDirectories)) {
    const below = readDirectory(head, place, READ);
    if (below.kind === 'needs') {
      return below;
    }
    if (below.kind === 'read') {
      const its = sidesIn(below.tags);
      if (isSensor(below.tags) || its.width * its.height > width * height) {
        return BROKEN;
      }
    }
  }
  if (width === 0 || height === 0) {
    return BROKEN;
  }
  return isDecoded(tags) ? { kind: 'read', width, height } : UNSUPPORTED;
}

/**
 * The same file with a valid orientation. With any other, the decoder fails, while viewers show the
 * picture as it is stored.
 *
 * @param bytes the whole file
 */
export function withValidOrientation(bytes: Uint8Array): Uint8Array {
  if (bytes.length < TIFF_HEADER) {
    return bytes;
  }
  const first = readDirectory(bytes, undefined, [TAG.orientation]);
  const tag = first.kind === 'read' ? first.tags.get(TAG.orientation) : undefined;
  const [value = 1] = tag?.values ?? [];
  if (tag === undefined || (value >= 1 && value <= 8)) {
    return bytes;
  }
  const mended = bytes.slice();
  mended.fill(0, tag.at, tag.at + tag.size);
  mended[bytes[0] === LITTLE ? tag.at : tag.at + tag.size - 1] = 1;
  return mended;
}

type Tags = ReadonlyMap<number, Tag>;

function valuesOf(tags: Tags, tag: number): readonly number[] {
  return tags.get(tag)?.values ?? [];
}

function sidesIn(tags: Tags): Sides {
  const [width = 0] = valuesOf(tags, TAG.width);
  const [height = 0] = valuesOf(tags, TAG.height);
  return { width, height };
}

function isPreview(tags: Tags): boolean {
  return valuesOf(tags, TAG.subfileType).some((flags) => (flags & 1) === 1);
}

function isSensor(tags: Tags): boolean {
  return valuesOf(tags, TAG.photometric).some((photometric) => SENSOR.includes(photometric));
}
