import type { Box } from './box.ts';
import { boxes } from './box.ts';
import type { Header } from './header.ts';
import { BROKEN, needs, viewOf } from './header.ts';

/** What a HEIC or AVIF says of its main picture. */
export interface MainPicture {
  readonly width: number;
  readonly height: number;
  /** Its ICC profile, where it has one. */
  readonly profile?: Uint8Array;
}

/** Bytes of the box that says all of this: of a photo with hundreds of tiles it has some thousand. */
const MAX_META = 4 * 1024 * 1024;

/** Version and flags, which begin many a box. */
const FULL_BOX = 4;

/** Source: ISO/IEC 23008-12 (HEIF), 6.5; the boxes around it are ISO/IEC 14496-12's, 8.11. */
export function readHeif(head: Uint8Array): Header {
  for (const { type, content, end } of boxes(head, 0, head.length)) {
    if (type === 'meta') {
      if (end - content > MAX_META) {
        return BROKEN;
      }
      if (end > head.length) {
        return needs(end);
      }
      const main = mainPicture(head, content + FULL_BOX, end);
      return main === undefined ? BROKEN : { kind: 'read', width: main.width, height: main.height };
    }
    if (end + 8 > head.length) {
      return Number.isFinite(end) ? needs(end + 8) : BROKEN;
    }
  }
  return BROKEN;
}

/** The ICC profile of a whole file's main picture. */
export function profileOf(bytes: Uint8Array): Uint8Array | undefined {
  const meta = find(bytes, 0, bytes.length, 'meta');
  return meta && mainPicture(bytes, meta.content + FULL_BOX, meta.end)?.profile;
}

/** @param from where the boxes in the box `meta` begin, and `to` where they end */
function mainPicture(bytes: Uint8Array, from: number, to: number): MainPicture | undefined {
  try {
    const view = viewOf(bytes);
    const pitm = find(bytes, from, to, 'pitm');
    const iprp = find(bytes, from, to, 'iprp');
    const ipco = iprp && find(bytes, iprp.content, iprp.end, 'ipco');
    const ipma = iprp && find(bytes, iprp.content, iprp.end, 'ipma');
    if (pitm === undefined || ipco === undefined || ipma === undefined) {
      return undefined;
    }
    const item =
      view.getUint8(pitm.content) === 0
        ? view.getUint16(pitm.content + FULL_BOX)
        : view.getUint32(pitm.content + FULL_BOX);
    const all = [...boxes(bytes, ipco.content, ipco.end)];
    const own = associations(view, ipma, item).flatMap((index) => all[index - 1] ?? []);
    const size = own.find(({ type }) => type === 'ispe');
    if (size === undefined) {
      return undefined;
    }
    const width = view.getUint32(size.content + FULL_BOX);
    const height = view.getUint32(size.content + FULL_BOX + 4);
    const profile = own.flatMap((box) => iccOf(bytes, box) ?? [])[0];
    return width > 0 && height > 0
      ? { width, height, ...(profile === undefined ? {} : { profile }) }
      : undefined;
  } catch (error) {
    // A box that says of itself what cannot be leads past the end.
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

/** Which properties an item has, counted from 1. */
function associations(view: DataView, ipma: Box, item: number): number[] {
  const version = view.getUint8(ipma.content);
  const wide = (view.getUint8(ipma.content + 3) & 1) === 1;
  const entries = view.getUint32(ipma.content + FULL_BOX);
  let at = ipma.content + FULL_BOX + 4;
  for (let entry = 0; entry < entries && at < ipma.end; entry += 1) {
    const id = version === 0 ? view.getUint16(at) : view.getUint32(at);
    at += version === 0 ? 2 : 4;
    const count = view.getUint8(at);
    at += 1;
    if (id === item) {
      // The highest bit says that a reader must know the property.
      return Array.from({ length: count }, (_, index) =>
        wide ? view.getUint16(at + 2 * index) & 0x7fff : view.getUint8(at + index) & 0x7f,
      );
    }
    at += count * (wide ? 2 : 1);
  }
  return [];
}

function iccOf(bytes: Uint8Array, { type, content, end }: Box): Uint8Array | undefined {
  const kind = type === 'colr' ? String.fromCharCode(...bytes.subarray(content, content + 4)) : '';
  return kind === 'prof' || kind === 'rICC' ? bytes.subarray(content + 4, end) : undefined;
}

function find(bytes: Uint8Array, from: number, to: number, type: string): Box | undefined {
  for (const box of boxes(bytes, from, to)) {
    if (box.type === type) {
      return box;
    }
  }
  return undefined;
}
