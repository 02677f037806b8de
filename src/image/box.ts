import { fourCc } from './latin1.ts';
import { viewOf } from './header.ts';

/** Version and flags, at the start of many boxes. */
export const FULL_BOX = 4;

/** One of the boxes that form a HEIC or AVIF. Source: ISO/IEC 14496-12, 4.2. */
export interface Box {
  readonly type: string;
  /** Where its content starts and where it ends, counted from the first of all bytes. */
  readonly content: number;
  readonly end: number;
}

/**
 * The boxes from `from` to `to`. The last one may end after `to` if the bytes are only the
 * beginning of a file. A box of impossible length ends the list.
 */
export function* boxes(bytes: Uint8Array, from: number, to: number): Generator<Box> {
  const view = viewOf(bytes);
  const last = Math.min(to, bytes.length);
  for (let at = from; at + 8 <= last;) {
    const short = view.getUint32(at);
    if (short === 1 && at + 16 > last) {
      return;
    }
    const header = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    // A length of 0 means up to the end of the file.
    const end = short === 0 ? Infinity : at + length;
    if (end < at + header) {
      return;
    }
    yield {
      type: fourCc(bytes, at + 4),
      content: at + header,
      end,
    };
    at = end;
  }
}

export function find(bytes: Uint8Array, from: number, to: number, type: string): Box | undefined {
  for (const box of boxes(bytes, from, to)) {
    if (box.type === type) {
      return box;
    }
  }
  return undefined;
}
