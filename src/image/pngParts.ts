import { crc32, inflateSync } from 'node:zlib';
import { withoutName } from './exif.ts';
import { viewOf } from './header.ts';
import { fourCc } from './latin1.ts';
import type { Container, Part, Parts } from './part.ts';
import { inRow, joined, MOST_PARTS, part } from './part.ts';
import { readPng } from './png.ts';
import { missingChecksum } from './pngPixels.ts';

const SIGNATURE = 8;
/** Length and type before a chunk's data, a checksum after it. */
const FRAME = 12;

/** Without these, there is no picture. Nobody can read other critical chunks. */
const CRITICAL = ['IHDR', 'PLTE', 'IDAT', 'IEND'];

/** These change how it looks: transparency, colors, size, the frames of an animation. */
const LOOKS = [
  'acTL',
  'bKGD',
  'cHRM',
  'cICP',
  'cLLI',
  'cLLi',
  'fcTL',
  'fdAT',
  'gAMA',
  'hIST',
  'iCCP',
  'mDCV',
  'mDCv',
  'oFFs',
  'pHYs',
  'sBIT',
  'sPLT',
  'sRGB',
  'tRNS',
];

/** The most bytes of a profile that are checked; the largest usual ones have a few. */
const MOST_PROFILE = 4 * 1024 * 1024;

const TEXTS = ['iTXt', 'tEXt', 'zTXt'];

/**
 * What is kept is listed: other chunks are texts, times, signatures, and what programs make up. A
 * file that ends before its last chunk is whole if its pixels are. Then it gets its end.
 * Source: PNG specification, third edition, 4.7, 5.3, 11.
 */
function split(bytes: Uint8Array): Parts {
  const header = readPng(bytes);
  if (header.kind !== 'read') {
    const flaw = header.kind === 'needs' ? 'truncated' : 'broken';
    return { parts: [part('other', bytes)], flaw };
  }
  const view = viewOf(bytes);
  const parts = [part('picture', bytes.subarray(0, SIGNATURE))];
  let isWatched = true;
  for (let at = SIGNATURE; ;) {
    const rest = bytes.subarray(at);
    if (parts.length > MOST_PARTS) {
      return { parts: [...parts, part('other', rest)], flaw: 'broken' };
    }
    if (rest.length < FRAME) {
      return repaired(parts, rest) ?? { parts: [...parts, part('other', rest)], flaw: 'truncated' };
    }
    const length = view.getUint32(at);
    const type = typeOf(rest);
    const isLong = length >= 2 ** 31;
    if (isLong || FRAME + length > rest.length) {
      const unread = part(TEXTS.includes(type) ? 'text' : 'other', rest, rest.subarray(4));
      const flaw = isLong || isUnknown(type) ? 'broken' : 'truncated';
      return repaired(parts, rest) ?? { parts: [...parts, unread], flaw };
    }
    if (isUnknown(type)) {
      return { parts: [...parts, part('other', rest)], flaw: 'broken' };
    }
    if (isWatched && !/^[A-Za-z]{4}$/.test(type)) {
      // Not a chunk, but maybe what somebody appended to a picture without its end.
      isWatched = false;
      const whole = repaired(parts, rest);
      if (whole !== undefined) {
        return whole;
      }
    }
    at += FRAME + length;
    parts.push(...chunkParts(type, rest.subarray(0, FRAME + length)));
    if (type === 'IEND') {
      parts.push(part('other', bytes.subarray(at)));
      return { parts };
    }
  }
}

/** Critical by its first letter, and nobody can read it. */
function isUnknown(type: string): boolean {
  return /^[A-Z][A-Za-z]{3}$/.test(type) && !CRITICAL.includes(type);
}

function typeOf(chunk: Uint8Array): string {
  return fourCc(chunk, 4);
}

/**
 * A picture after whose parts no further chunk can be read, with its end; undefined if pixels are
 * missing, or frames may be.
 *
 * @param rest may start with a chunk of pixels that is cut off after the last of them
 */
function repaired(parts: readonly Part[], rest: Uint8Array): Parts | undefined {
  const of = (type: string): readonly Uint8Array[] =>
    parts.filter(({ bytes }) => typeOf(bytes) === type).map(({ bytes }) => bytes.subarray(8, -4));
  const [header] = of('IHDR');
  if (header === undefined || of('acTL').length > 0) {
    return undefined;
  }
  const isData = typeOf(rest) === 'IDAT' && rest.length > 8;
  const cut = isData ? rest.subarray(8, 8 + viewOf(rest).getUint32(0)) : new Uint8Array();
  const missing = missingChecksum(header, [...of('IDAT'), cut]);
  if (missing === undefined) {
    return undefined;
  }
  const last = joined([cut, missing]);
  const end = [...(last.length > 0 ? [chunkOf('IDAT', last)] : []), chunkOf('IEND')];
  const unread = part(TEXTS.includes(typeOf(rest)) ? 'text' : 'other', rest, rest.subarray(4));
  return {
    parts: [...parts, ...end.map((chunk) => part('picture', chunk)), ...(isData ? [] : [unread])],
    isRepaired: true,
  };
}

function chunkParts(type: string, chunk: Uint8Array): Part[] {
  if (CRITICAL.includes(type) || LOOKS.includes(type)) {
    return [part('picture', chunk, type === 'iCCP' ? profileIn(chunk) : chunk)];
  }
  if (TEXTS.includes(type)) {
    return [part('text', chunk, chunk.subarray(4, -4))];
  }
  // What looks like the frame of a chunk may be the beginning of something else.
  return type === 'eXIf'
    ? [part('exif', chunk, withoutName(chunk.subarray(8, -4)))]
    : [part('other', chunk.subarray(0, 8)), part('other', chunk.subarray(8))];
}

/** A color profile, which may have texts; the chunk itself if it can’t be unpacked. */
function profileIn(chunk: Uint8Array): Uint8Array {
  const content = chunk.subarray(8, -4);
  try {
    return inflateSync(content.subarray(content.indexOf(0) + 2), { maxOutputLength: MOST_PROFILE });
  } catch {
    return chunk;
  }
}

function chunkOf(type: string, content: Uint8Array = new Uint8Array()): Uint8Array {
  const chunk = joined([new Uint8Array(4), Buffer.from(type), content, new Uint8Array(4)]);
  const view = viewOf(chunk);
  view.setUint32(0, content.length);
  view.setUint32(chunk.length - 4, crc32(chunk.subarray(4, -4)));
  return chunk;
}

function exif(tiff: Uint8Array): Part {
  return part('exif', chunkOf('eXIf', tiff), tiff);
}

export const PNG: Container = { split, exif, join: inRow };
