import { withoutName } from './exif.ts';
import { viewOf } from './header.ts';
import { fourCc } from './latin1.ts';
import type { Container, Flaw, Part, Parts } from './part.ts';
import { inRow, joined, MOST_PARTS, part } from './part.ts';

/** "RIFF", the length of what follows, "WEBP". */
const HEADER = 12;
/** Type and length before a chunk's data. */
const FRAME = 8;

const PICTURE = ['ALPH', 'ANIM', 'ANMF', 'ICCP', 'VP8 ', 'VP8L', 'VP8X'];

/** Some programs put this before EXIF, as in a JPEG. */
const NAME = 'Exif\0\0';

/** Bits of VP8X that say which chunks there are. */
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

/**
 * How many missing bytes are tolerated: one that should pad the last chunk, or the eight before the
 * file's length, which some programs include in it.
 */
const MISSING = [1, FRAME];

/**
 * What is kept is listed: decoders skip other chunks.
 * Source: RFC 9649, 2.4 to 2.7.
 */
function split(bytes: Uint8Array): Parts {
  if (bytes.length < HEADER + FRAME) {
    return { parts: [part('other', bytes)], flaw: 'truncated' };
  }
  const view = viewOf(bytes);
  const claimed = FRAME + view.getUint32(4, true);
  const isOff = MISSING.includes(claimed - bytes.length);
  const end = isOff ? bytes.length : claimed;
  const parts = [part('picture', bytes.subarray(0, HEADER))];
  let isRepaired = isOff;
  let flags = 0;
  let at = HEADER;
  const failed = (flaw: Flaw): Parts => ({
    parts: [...parts, part('other', bytes.subarray(at))],
    flaw,
  });
  if (end < HEADER + FRAME) {
    return failed('broken');
  }
  while (at < end) {
    if (parts.length > MOST_PARTS || at + FRAME > end) {
      return failed(isOff ? 'truncated' : 'broken');
    }
    if (at + FRAME > bytes.length) {
      return failed('truncated');
    }
    const type = fourCc(bytes, at);
    const length = view.getUint32(at + 4, true);
    const filled = at + FRAME + length + (length % 2);
    // The last one may not be padded to an even length, or not be counted that way.
    const isOdd = length % 2 === 1 && filled - 1 === end;
    const isBare = isOdd && end === bytes.length;
    const next = isBare ? end : filled;
    if ((next > end && !isOff && !isOdd) || (at === HEADER && !isFirst(type, length))) {
      return failed('broken');
    }
    if (next > bytes.length) {
      return failed('truncated');
    }
    const chunk = bytes.subarray(at, next);
    const content = chunk.subarray(FRAME, FRAME + length);
    if (type === 'VP8X' && at === HEADER) {
      flags = view.getUint8(at + FRAME);
    }
    isRepaired ||= isOdd;
    const whole = isBare ? joined([chunk, new Uint8Array(1)]) : chunk;
    parts.push(chunkPart(type, whole, content, flags));
    at = next;
  }
  if (isRepaired && !parts.some(({ bytes: chunk }) => isData(fourCc(chunk, 0)))) {
    return failed('truncated');
  }
  parts.push(part('other', bytes.subarray(at)));
  return isRepaired ? { parts, isRepaired } : { parts };
}

function isData(type: string): boolean {
  return type === 'VP8 ' || type === 'VP8L' || type === 'ANMF';
}

function isFirst(type: string, length: number): boolean {
  return type === 'VP8 ' || type === 'VP8L' || (type === 'VP8X' && length >= 10);
}

function chunkPart(type: string, chunk: Uint8Array, content: Uint8Array, flags: number): Part {
  if (PICTURE.includes(type)) {
    return part('picture', chunk);
  }
  if (type === 'EXIF') {
    const tiff = withoutName(content);
    // Decoders ignore it without its flag: it doesn’t rotate the picture.
    return (flags & HAS_EXIF) === 0
      ? part('other', chunk, joined([Buffer.from(NAME), tiff]))
      : part('exif', chunk, tiff);
  }
  return part(type === 'XMP ' ? 'xmp' : 'other', chunk, content);
}

function exif(tiff: Uint8Array): Part {
  const head = Buffer.from('EXIF\0\0\0\0');
  head.writeUInt32LE(tiff.length, 4);
  return part('exif', joined([head, tiff, new Uint8Array(tiff.length % 2)]), tiff);
}

function join(parts: readonly Part[]): Uint8Array {
  const file = inRow(parts);
  const view = viewOf(file);
  view.setUint32(4, file.length - FRAME, true);
  if (fourCc(file, HEADER) === 'VP8X') {
    const at = HEADER + FRAME;
    const others = view.getUint8(at) & ~(HAS_EXIF | HAS_XMP);
    view.setUint8(at, others | (parts.some(({ kind }) => kind === 'exif') ? HAS_EXIF : 0));
  }
  return file;
}

export const WEBP: Container = { split, exif, join };
