import type { Header } from './header.ts';
import { BROKEN, needs, viewOf } from './header.ts';

/** RIFF header, and of the first chunk: name, length, and what says the sides. */
const LENGTH = 30;

/** Source: RFC 9649, WebP Image Format; the frame header of lossy ones is RFC 6386's, 9.1. */
export function readWebp(head: Uint8Array): Header {
  if (head.length < LENGTH) {
    return needs(LENGTH);
  }
  const view = viewOf(head);
  switch (String.fromCharCode(...head.subarray(12, 16))) {
    case 'VP8 ':
      return sized(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case 'VP8L': {
      const sides = view.getUint32(21, true);
      return sized((sides & 0x3fff) + 1, ((sides >> 14) & 0x3fff) + 1);
    }
    case 'VP8X':
      return sized(uint24(view, 24) + 1, uint24(view, 27) + 1);
    default:
      return BROKEN;
  }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
}

function sized(width: number, height: number): Header {
  return width > 0 && height > 0 ? { kind: 'read', width, height } : BROKEN;
}
