import { crc32 } from 'node:zlib';

/** The start of a PNG that claims this size. */
export function pngClaiming(width: number, height: number): Buffer {
  const bytes = Buffer.from(
    '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0\x08\x02\0\0\0....',
    'latin1',
  );
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

/** A frame header of a JPEG; 0xC0 (baseline) is the most common kind. */
export function frame(width: number, height: number, marker = 0xc0, components = 3): Buffer {
  const bytes = Buffer.alloc(10 + 3 * components);
  bytes.set([0xff, marker, 0, 8 + 3 * components, 8]);
  bytes.writeUInt16BE(height, 5);
  bytes.writeUInt16BE(width, 7);
  bytes.writeUInt8(components, 9);
  return bytes;
}

/** A segment of a JPEG. `length` is its stated length, if that is wrong. */
export function segment(marker: number, content: Uint8Array, length = content.length + 2): Buffer {
  return Buffer.from([0xff, marker, length >> 8, length & 0xff, ...content]);
}

const START_OF_IMAGE = Buffer.from([0xff, 0xd8]);

/** The start of a JPEG: these parts after the start marker. */
export function jpegOf(...parts: Uint8Array[]): Buffer {
  return Buffer.concat([START_OF_IMAGE, ...parts]);
}
