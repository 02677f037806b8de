import { inflateRawSync } from 'node:zlib';

/** The files of an archive by name, each unpacked on demand. */
export type Archive = ReadonlyMap<string, () => Buffer>;

/** An archive, or a file in it, can't be read. */
export class BadArchive extends Error {}

const END = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const HEADER = 0x04034b50;
const HEADER_BYTES = 30;
/** Marks a number that is in the extra field instead. */
const ELSEWHERE = 0xffffffff;

/**
 * Opens a ZIP archive (PKWARE's APPNOTE) without unpacking anything yet.
 *
 * @param mostBytes maximum unpacked size of all requested files, against ZIP bombs
 * @throws BadArchive, also when a file is unpacked
 */
export function openArchive(bytes: Uint8Array, mostBytes: number): Archive {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return entriesOf(all, mostBytes);
  } catch (error) {
    throw error instanceof BadArchive ? error : new BadArchive('cut off');
  }
}

function entriesOf(all: Buffer, mostBytes: number): Archive {
  const end = endOf(all);
  const files = new Map<string, () => Buffer>();
  let left = mostBytes;
  let at = all.readUInt32LE(end + 16);
  for (let entries = all.readUInt16LE(end + 10); entries > 0; entries--) {
    if (all.readUInt32LE(at) !== ENTRY) {
      throw new BadArchive('no entry');
    }
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((place) =>
      all.readUInt16LE(at + place),
    ) as [number, number, number];
    const nameAt = at + ENTRY_BYTES;
    const extraAt = nameAt + nameBytes;
    const method = all.readUInt16LE(at + 10);
    const sizes = [24, 20, 42].map((place) => all.readUInt32LE(at + place));
    const [, packed = 0, start = 0] = longOf(all.subarray(extraAt, extraAt + extraBytes), sizes);
    const isEncrypted = (all.readUInt16LE(at + 8) & 1) !== 0;
    let counted = 0;
    files.set(all.toString('utf8', nameAt, extraAt).replaceAll('\\', '/'), () => {
      if (isEncrypted) {
        throw new BadArchive('encrypted');
      }
      const bytes = unpacked(all, method, start, packed, Math.max(1, left + counted));
      left += counted - bytes.length;
      counted = bytes.length;
      return bytes;
    });
    at = extraAt + extraBytes + commentBytes;
  }
  return files;
}

/** Offset of the end record. Only a comment may follow it. */
function endOf(all: Buffer): number {
  for (let at = all.length - END_BYTES; at >= 0; at--) {
    if (all.length - at > END_BYTES + MAX_COMMENT_BYTES) {
      break;
    }
    if (all.readUInt32LE(at) === END) {
      return at;
    }
  }
  throw new BadArchive('no end');
}

/** Sizes and offset. Those that don't fit are in ZIP64's extra field, in this order. */
function longOf(extra: Buffer, numbers: readonly number[]): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) {
    at += 4 + extra.readUInt16LE(at + 2);
  }
  at += 4;
  return numbers.map((number) => {
    if (number !== ELSEWHERE) {
      return number;
    }
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}

function unpacked(
  all: Buffer,
  method: number,
  start: number,
  packed: number,
  mostBytes: number,
): Buffer {
  try {
    if (all.readUInt32LE(start) !== HEADER) {
      throw new BadArchive('no header');
    }
    const from = start + HEADER_BYTES + all.readUInt16LE(start + 26) + all.readUInt16LE(start + 28);
    const bytes = all.subarray(from, from + packed);
    if (bytes.length < packed || (method !== 0 && method !== 8)) {
      throw new BadArchive('cut off, or packed in another way');
    }
    return method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    const isTooLarge = error instanceof RangeError && 'code' in error && error.code === TOO_LARGE;
    throw new BadArchive(isTooLarge ? 'too large' : 'damaged');
  }
}

const TOO_LARGE = 'ERR_BUFFER_TOO_LARGE';
