import { crc32 } from 'node:zlib';

export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'bmp';

export interface Picture {
  format: PictureFormat;
  width: number;
  height: number;
}

export const CONTENT_TYPES: Readonly<Record<PictureFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
};

type Size = Omit<Picture, 'format'>;

/**
 * Identifies a picture by its content alone. Parses each format's structure to the end, so that
 * truncated files and files that only start like a picture are rejected (undefined).
 */
export function pictureOf(bytes: Buffer): Picture | undefined {
  for (const [format, signature, sizeOf] of FORMATS) {
    if (bytes.subarray(0, signature.length).equals(signature)) {
      const size = withinBounds(() => sizeOf(bytes));
      return size !== undefined && size.width > 0 && size.height > 0
        ? { format, ...size }
        : undefined;
    }
  }
  return undefined;
}

/** Reading past the end means the file is truncated. */
function withinBounds(sizeOf: () => Size | undefined): Size | undefined {
  try {
    return sizeOf();
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

const FORMATS: readonly (readonly [PictureFormat, Buffer, (bytes: Buffer) => Size | undefined])[] =
  [
    ['png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), sizeOfPng],
    ['jpeg', Buffer.from([0xff, 0xd8, 0xff]), sizeOfJpeg],
    ['gif', Buffer.from('GIF87a'), sizeOfGif],
    ['gif', Buffer.from('GIF89a'), sizeOfGif],
    ['bmp', Buffer.from('BM'), sizeOfBmp],
  ];

/** Chunk by chunk, each with its checksum, from IHDR through IDAT to IEND. */
function sizeOfPng(bytes: Buffer): Size | undefined {
  let size: Size | undefined;
  let hasData = false;
  for (let at = 8; ;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (bytes.readUInt32BE(at + 8 + length) !== crc32(bytes.subarray(at + 4, at + 8 + length))) {
      return undefined;
    }
    if ((at === 8) !== (type === 'IHDR')) {
      return undefined;
    }
    if (type === 'IHDR') {
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    } else if (type === 'IDAT') {
      hasData = true;
    } else if (type === 'IEND') {
      return hasData ? size : undefined;
    }
    at += 12 + length;
  }
}

/** Segment by segment; scan data after a scan's header is skipped up to the next marker. */
function sizeOfJpeg(bytes: Buffer): Size | undefined {
  let size: Size | undefined;
  let hasScan = false;
  for (let at = 2; ;) {
    if (bytes.readUInt8(at) !== 0xff) {
      return undefined;
    }
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      return hasScan ? size : undefined;
    }
    const isFrame =
      marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker === 0xda) {
      hasScan = true;
      at = nextMarker(bytes, at);
    }
  }
}

/** The offset of the next marker that is neither a stuffed byte nor a restart. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) {
      return at;
    }
  }
  return bytes.length;
}

/** Block by block to the trailer; at least one must be an image. */
function sizeOfGif(bytes: Buffer): Size | undefined {
  const size = { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  let hasImage = false;
  for (let at = 13 + colorTableBytes(bytes.readUInt8(10)); ;) {
    const block = bytes.readUInt8(at);
    if (block === 0x3b) {
      return hasImage ? size : undefined;
    } else if (block === 0x21) {
      at = afterSubBlocks(bytes, at + 2);
    } else if (block === 0x2c) {
      hasImage = true;
      at = afterSubBlocks(bytes, at + 11 + colorTableBytes(bytes.readUInt8(at + 9)));
    } else {
      return undefined;
    }
  }
}

function colorTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function afterSubBlocks(bytes: Buffer, from: number): number {
  let at = from;
  for (let length = bytes.readUInt8(at); length > 0; length = bytes.readUInt8(at)) {
    at += 1 + length;
  }
  return at + 1;
}

/** Header and pixels must be within the file; a negative height means rows go top-down. */
function sizeOfBmp(bytes: Buffer): Size | undefined {
  const pixels = bytes.readUInt32LE(10);
  const header = bytes.readUInt32LE(14);
  if (header === 12) {
    const size = { width: bytes.readUInt16LE(18), height: bytes.readUInt16LE(20) };
    return holds(bytes, pixels, size, bytes.readUInt16LE(24)) ? size : undefined;
  }
  if (header !== 16 && header < 40) {
    return undefined;
  }
  const size = { width: bytes.readInt32LE(18), height: Math.abs(bytes.readInt32LE(22)) };
  const compression = header === 16 ? 0 : bytes.readUInt32LE(30);
  const whole =
    compression === 0 || compression === 3
      ? holds(bytes, pixels, size, bytes.readUInt16LE(28))
      : pixels + bytes.readUInt32LE(34) <= bytes.length;
  return whole ? size : undefined;
}

function holds(bytes: Buffer, pixels: number, { width, height }: Size, bitsPerPixel: number) {
  const rowBytes = Math.ceil((width * bitsPerPixel) / 32) * 4;
  return bitsPerPixel > 0 && pixels + rowBytes * height <= bytes.length;
}
