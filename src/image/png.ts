import { crc32 } from 'node:zlib';
import type { Header } from './header.ts';
import { BROKEN, needs, UNSUPPORTED, viewOf } from './header.ts';

/** The rest of the signature. A transfer that changes line ends breaks it, which is its purpose. */
const LINE_ENDS = 0x0d0a1a0a;
const IHDR = 0x49484452;
/**
 * What Apple's tools for iPhones put before the header, because the pixels are stored differently.
 */
const CGBI = 0x43674249;
/** Signature, and the first chunk: length, type, 13 bytes, checksum. */
const LENGTH = 33;

/** Bits of a sample by the color type. Source: PNG specification, third edition, table 8. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Source: PNG specification, third edition, 5.2 signature, 5.3 chunks, 11.2.1 IHDR. */
export function readPng(head: Uint8Array): Header {
  if (head.length < LENGTH) {
    return needs(LENGTH);
  }
  const view = viewOf(head);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  if (view.getUint32(4) === LINE_ENDS && view.getUint32(12) === CGBI) {
    return UNSUPPORTED;
  }
  const [depth = 0, colorType = 0, compression, filter, interlace = 0] = head.subarray(24, 29);
  const intact =
    view.getUint32(4) === LINE_ENDS &&
    view.getUint32(8) === 13 &&
    view.getUint32(12) === IHDR &&
    view.getUint32(29) === crc32(head.subarray(12, 29)) &&
    DEPTHS[colorType]?.includes(depth) === true &&
    compression === 0 &&
    filter === 0 &&
    interlace <= 1;
  return intact && isSide(width) && isSide(height) ? { kind: 'read', width, height } : BROKEN;
}

function isSide(pixels: number): boolean {
  return pixels > 0 && pixels < 2 ** 31;
}
