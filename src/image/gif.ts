import type { Header } from './header.ts';
import { BROKEN, needs, viewOf } from './header.ts';

/** Signature, version, width and height of the logical screen. */
const LENGTH = 10;

/** Source: GIF89a specification, 17 header, 18 logical screen descriptor. */
export function readGif(head: Uint8Array): Header {
  if (head.length < LENGTH) {
    return needs(LENGTH);
  }
  const view = viewOf(head);
  const width = view.getUint16(6, true);
  const height = view.getUint16(8, true);
  return width > 0 && height > 0 ? { kind: 'read', width, height } : BROKEN;
}
