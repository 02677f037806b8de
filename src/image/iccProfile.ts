import type { Colors } from './colors.ts';
import { colorsOfCicp, isKnownCicp } from './colors.ts';
import { viewOf } from './header.ts';
import { fourCc } from './latin1.ts';

/** The colors of the pixels that a profile is for. */
export type ColorSpace = 'RGB ' | 'GRAY' | 'CMYK';

const HEADER = 128;
const TAG = 12;
const MOST_TAGS = 200;

/** Input, display, and output devices, and color spaces: others say nothing about pixels. */
const CLASSES = ['scnr', 'mntr', 'prtr', 'spac'];

const TABLES = ['A2B0', 'A2B1', 'A2B2', 'D2B0', 'D2B1', 'D2B2'];
const MATRIX = ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'];

/** What such a tag can start with. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(TABLES.map((tag) => [tag, ['mft1', 'mft2', 'mAB ', 'mpet']])),
  cicp: ['cicp'],
  ...Object.fromEntries(['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => [tag, ['XYZ ']])),
  ...Object.fromEntries(['rTRC', 'gTRC', 'bTRC', 'kTRC'].map((tag) => [tag, ['curv', 'para']])),
};

/**
 * Whether an ICC profile is whole, for such pixels, and has what a conversion needs. Errors in its
 * tags show when they are used.
 *
 * Source: ICC.1:2022, 7.2 header, 7.3 tag table, 8 required tags.
 */
export function isUsableProfile(profile: Uint8Array, space: ColorSpace): boolean {
  const view = viewOf(profile);
  if (profile.length < HEADER + 4 || view.getUint32(0) > profile.length) {
    return false;
  }
  const isFitting =
    CLASSES.includes(fourCc(profile, 12)) &&
    fourCc(profile, 16) === space &&
    fourCc(profile, 36) === 'acsp';
  const tags = isFitting ? tagsOf(profile, view) : new Map<string, number>();
  return (
    TABLES.some((tag) => tags.has(tag)) ||
    (space === 'RGB ' && MATRIX.every((tag) => tags.has(tag))) ||
    (space === 'GRAY' && tags.has('kTRC'))
  );
}

/** Length of a `cicp` tag: its type, four zeros, and four numbers of a byte each. */
const CICP_LENGTH = 12;

/**
 * Colors that a profile also states in numbers, which take precedence: curves can’t express HDR.
 * Source: ICC.1:2022, 9.2.17 cicpTag.
 */
export function cicpOfProfile(profile: Uint8Array): Colors | undefined {
  if (!isUsableProfile(profile, 'RGB ')) {
    return undefined;
  }
  const start = tagsOf(profile, viewOf(profile)).get('cicp');
  if (start === undefined || start + CICP_LENGTH > profile.length) {
    return undefined;
  }
  const [primaries = 0, transfer = 0, matrix] = profile.subarray(start + 8);
  const isKnown = matrix === 0 && isKnownCicp(primaries, transfer);
  return isKnown ? colorsOfCicp(primaries, transfer) : undefined;
}

/** The tags that are inside the profile and have a possible type. */
function tagsOf(profile: Uint8Array, view: DataView): ReadonlyMap<string, number> {
  const length = view.getUint32(0);
  const count = Math.min(view.getUint32(HEADER), MOST_TAGS);
  const tags = new Map<string, number>();
  for (let at = HEADER + 4; at < HEADER + 4 + count * TAG; at += TAG) {
    if (at + TAG > profile.length) {
      break;
    }
    const name = fourCc(profile, at);
    const start = view.getUint32(at + 4);
    const isWithin = start + view.getUint32(at + 8) <= length;
    if (isWithin && TYPES[name]?.includes(fourCc(profile, start)) === true) {
      tags.set(name, start);
    }
  }
  return tags;
}
