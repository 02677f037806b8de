import { readGif } from './gif.ts';
import { viewOf } from './header.ts';
import { latin1 } from './latin1.ts';
import type { Container, Part, Parts } from './part.ts';
import { inRow, MOST_PARTS, part } from './part.ts';

/** Signature and logical screen. */
const HEADER = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;

/** How often an animation is played, twice invented, and a colour profile. */
const KEPT = ['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'];

/**
 * Leaves out comments and what applications add, XMP above all.
 * Source: GIF89a specification, 15 to 27; XMP specification, part 3, 1.1.2.
 */
function apart(bytes: Uint8Array): Parts {
  if (readGif(bytes).kind === 'broken') {
    return { parts: [], flaw: 'broken' };
  }
  if (bytes.length < HEADER) {
    return { parts: [], flaw: 'truncated' };
  }
  const view = viewOf(bytes);
  let at = HEADER + coloursLength(view.getUint8(10));
  const parts = [part('picture', bytes.subarray(0, at))];
  for (;;) {
    if (parts.length > MOST_PARTS) {
      return { parts, flaw: 'broken' };
    }
    const kind = bytes[at];
    if (kind === TRAILER) {
      break;
    }
    if (kind !== undefined && kind !== EXTENSION && kind !== IMAGE) {
      return { parts, flaw: 'broken' };
    }
    // An image has its place, its sides, and colours of its own before the blocks.
    const local = kind === IMAGE ? coloursLength(bytes[at + 9] ?? 0) : 0;
    const end = blocksEnd(bytes, at + (kind === IMAGE ? 11 + local : 2));
    if (end === undefined) {
      return { parts, flaw: 'truncated' };
    }
    const block = bytes.subarray(at, end);
    parts.push(kind === IMAGE ? part('picture', block) : extensionPart(block));
    at = end;
  }
  parts.push(part('picture', bytes.subarray(at, at + 1)));
  if (at + 1 < bytes.length) {
    parts.push(part('other', bytes.subarray(at + 1)));
  }
  return { parts };
}

/** Bytes of a table of colours, by the flags before it. */
function coloursLength(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1);
}

/** Where blocks end that each begin with their length, the last of which is zero. */
function blocksEnd(bytes: Uint8Array, from: number): number | undefined {
  let at = from;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) {
      return undefined;
    }
    at += 1 + length;
    if (length === 0) {
      return at;
    }
  }
}

function extensionPart(block: Uint8Array): Part {
  const label = block[1];
  const application = latin1(block.subarray(3, 14));
  if (label === APPLICATION && application === 'XMP DataXMP') {
    return part('xmp', block, block.subarray(14));
  }
  const left = label === COMMENT || (label === APPLICATION && !KEPT.includes(application));
  return part(left ? 'other' : 'picture', block);
}

export const GIF: Container = { apart, together: inRow };
