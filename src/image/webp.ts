import { fourCc } from './latin1.ts';
import type { Header } from './header.ts';
import { BROKEN, needs, viewOf } from './header.ts';

/** RIFF header, and the name of the first chunk. */
const NAMED = 16;

/** Bytes up to the end of the sides; the smallest lossless files have 26. */
const LENGTHS = { 'VP8 ': 30, VP8L: 25, VP8X: 30 } as const;

/** Source: RFC 9649, WebP Image Format; for the frame header of lossy ones RFC 6386, 9.1. */
export function readWebp(head: Uint8Array): Header {
  if (head.length < NAMED) {
    return needs(NAMED);
  }
  const view = viewOf(head);
  const name = fourCc(head, 12);
  if (!isKnown(name)) {
    return BROKEN;
  }
  if (head.length < LENGTHS[name]) {
    return needs(LENGTHS[name]);
  }
  switch (name) {
    case 'VP8 ':
      return sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case 'VP8L': {
      const sides = view.getUint32(21, true);
      return sized((sides & 0x3fff) + 1, ((sides >> 14) & 0x3fff) + 1);
    }
    case 'VP8X':
      return sized(uint24(view, 24) + 1, uint24(view, 27) + 1);
  }
}

function isKnown(name: string): name is keyof typeof LENGTHS {
  return Object.hasOwn(LENGTHS, name);
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
}

function sized(width: number, height: number): Header {
  return width > 0 && height > 0 ? { kind: 'read', width, height } : BROKEN;
}

/** Where a lossless picture says whether it has alpha, and the bit for it. */
const ALPHA_AT = 24;
const HAS_ALPHA = 0x10;

/**
 * The same file in a form that makes the decoder read a lossless picture's alpha, even if its
 * header says that it has none. That is only a hint, which browsers ignore.
 * Source: RFC 9649, 3.4 RIFF header of a lossless picture.
 */
export function withAlphaRead(bytes: Uint8Array): Uint8Array {
  const told = bytes[ALPHA_AT] ?? HAS_ALPHA;
  const isLossless = fourCc(bytes, 12) === 'VP8L';
  if (!isLossless || (told & HAS_ALPHA) !== 0) {
    return bytes;
  }
  const read = bytes.slice();
  read[ALPHA_AT] = told | HAS_ALPHA;
  return read;
}
