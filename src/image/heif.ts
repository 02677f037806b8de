import type { Box } from './box.ts';
import { boxes, find, FULL_BOX } from './box.ts';
import type { Header } from './header.ts';
import { BROKEN, needs, viewOf } from './header.ts';
import { firstFrame } from './heifTrack.ts';

/** What a HEIC or AVIF says about its main picture. */
interface MainPicture {
  readonly width: number;
  readonly height: number;
}

/** Bytes of the box with all of this. A photo with hundreds of tiles has a few thousand. */
const MAX_META = 4 * 1024 * 1024;

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
      const main = mainPicture(head, { type, content, end });
      return main === undefined ? BROKEN : { kind: 'read', width: main.width, height: main.height };
    }
    if (type === 'moov') {
      if (end > head.length) {
        return Number.isFinite(end) ? needs(end) : BROKEN;
      }
      // A sequence without a still picture.
      const frame = firstFrame(head);
      if (frame !== undefined) {
        return { kind: 'read', width: frame.width, height: frame.height };
      }
    }
    if (end + 8 > head.length) {
      return Number.isFinite(end) ? needs(end + 8) : BROKEN;
    }
  }
  return BROKEN;
}

/** What a whole file says about its main picture: its properties, and which item it is. */
export interface MainItem {
  readonly item: number;
  /** What is said about all items together. */
  readonly meta: Box;
  readonly properties: readonly Box[];
}

/**
 * The main picture of a whole file; undefined if it names none. If it consists of tiles, the first
 * tile's properties follow its own.
 */
export function mainItemOf(bytes: Uint8Array): MainItem | undefined {
  const meta = find(bytes, 0, bytes.length, 'meta');
  return meta && readable(() => mainItem(bytes, meta));
}

/**
 * Whether its colors are multiplied by their alpha.
 * Source: ISO/IEC 23008-12 (HEIF), 6.10.1.2 premultiplied images.
 */
export function isPremultiplied(bytes: Uint8Array): boolean {
  const meta = find(bytes, 0, bytes.length, 'meta');
  const iref = meta && find(bytes, meta.content + FULL_BOX, meta.end, 'iref');
  return iref !== undefined && find(bytes, iref.content + FULL_BOX, iref.end, 'prem') !== undefined;
}

function mainPicture(bytes: Uint8Array, meta: Box): MainPicture | undefined {
  return readable(() => {
    const size = mainItem(bytes, meta)?.properties.find(({ type }) => type === 'ispe');
    if (size === undefined) {
      return undefined;
    }
    const view = viewOf(bytes);
    const width = view.getUint32(size.content + FULL_BOX);
    const height = view.getUint32(size.content + FULL_BOX + 4);
    return width > 0 && height > 0 ? { width, height } : undefined;
  });
}

/** Undefined if a box has impossible numbers, which lead past the end. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

function mainItem(bytes: Uint8Array, meta: Box): MainItem | undefined {
  const view = viewOf(bytes);
  const from = meta.content + FULL_BOX;
  const pitm = find(bytes, from, meta.end, 'pitm');
  const iprp = find(bytes, from, meta.end, 'iprp');
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
  const tile = readable(() => firstTile(bytes, meta, item));
  const properties = [item, ...(tile === undefined ? [] : [tile])].flatMap((one) =>
    associations(view, ipma, one).flatMap((index) => all[index - 1] ?? []),
  );
  return { item: tile ?? item, meta, properties };
}

/** The item of the first tile, if the picture consists of tiles. */
function firstTile(bytes: Uint8Array, meta: Box, item: number): number | undefined {
  const iref = find(bytes, meta.content + FULL_BOX, meta.end, 'iref');
  if (iref === undefined) {
    return undefined;
  }
  const view = viewOf(bytes);
  const wide = view.getUint8(iref.content) > 0;
  const idAt = (at: number): number => (wide ? view.getUint32(at) : view.getUint16(at));
  const length = wide ? 4 : 2;
  for (const { type, content } of boxes(bytes, iref.content + FULL_BOX, iref.end)) {
    if (type === 'dimg' && idAt(content) === item && view.getUint16(content + length) > 0) {
      return idAt(content + length + 2);
    }
  }
  return undefined;
}

/** The properties that an item has, counted from 1. */
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
