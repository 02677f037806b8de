// Real pictures for tests, made on demand, with the same bytes every time on the same machine.
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { Picture } from '../src/image/picture.ts';
import { drawing } from './drawings.ts';
import { heic as tiledHeic } from './heic.ts';

/** Pixels. */
export interface Sides {
  readonly width: number;
  readonly height: number;
}

export interface Content extends Sides {
  /** Random pixels, which hardly compress, instead of one color. */
  readonly noise?: boolean;
}

/** A picture as in the extension, from bytes in memory. */
export function pictureOf(bytes: Uint8Array, name: string): Picture {
  return {
    name,
    size: bytes.length,
    head: (n) => Promise.resolve(bytes.subarray(0, n)),
    read: () => Promise.resolve(bytes),
  };
}

/** @param options `exif` and `targetBytes` are numbers of bytes, `orientation` is EXIF's 1 to 8 */
export async function jpeg(
  options: Content & {
    readonly exif?: number;
    readonly orientation?: number;
    readonly progressive?: boolean;
    readonly targetBytes?: number;
  },
): Promise<Buffer> {
  const { orientation, progressive = false } = options;
  const plain = canvas(options);
  const turned = orientation === undefined ? plain : plain.withMetadata({ orientation });
  const bare = await turned.jpeg({ quality: 90, progressive }).toBuffer();
  const tagged = options.exif === undefined ? bare : withExif(bare, options.exif);
  return options.targetBytes === undefined ? tagged : padJpeg(tagged, options.targetBytes);
}

export async function png(
  options: Content & { readonly interlaced?: boolean; readonly targetBytes?: number },
): Promise<Buffer> {
  const bare = await canvas(options)
    .png({ progressive: options.interlaced ?? false })
    .toBuffer();
  return options.targetBytes === undefined ? bare : padPng(bare, options.targetBytes);
}

export async function gif(options: Content & { readonly frames?: number }): Promise<Buffer> {
  const { width, height, frames = 1 } = options;
  const strip = await canvas({ ...options, height: height * frames })
    .raw()
    .toBuffer();
  // The frames differ because the encoder would merge equal ones.
  strip.forEach((value, at) => {
    strip[at] = value ^ (Math.floor(at / (width * height * 3)) * 64);
  });
  const raw = { width, height: height * frames, channels: 3, pageHeight: height } as const;
  return sharp(strip, { raw }).gif().toBuffer();
}

export async function webp(options: Content): Promise<Buffer> {
  return canvas(options).webp().toBuffer();
}

export async function avif(options: Content): Promise<Buffer> {
  return canvas(options).avif({ effort: 0 }).toBuffer();
}

export async function tiff(options: Content): Promise<Buffer> {
  return canvas(options).tiff().toBuffer();
}

/** The length of the header after the file header, which depends on the BMP's version. */
export const BMP_HEADERS = [12, 16, 40, 52, 56, 64, 108, 124] as const;

/** 24 bits per pixel, uncompressed. Sharp can't write BMP. */
export function bmp(
  options: Sides & { readonly header?: (typeof BMP_HEADERS)[number]; readonly topDown?: boolean },
): Promise<Buffer> {
  const { width, height, header = 40, topDown = false } = options;
  const row = Math.ceil((width * 3) / 4) * 4;
  const pixels = 14 + header;
  const bytes = Buffer.alloc(pixels + row * height, 0xb8);
  bytes.fill(0, 0, pixels);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(pixels, 10);
  bytes.writeUInt32LE(header, 14);
  if (header === 12) {
    bytes.writeUInt16LE(width, 18);
    bytes.writeUInt16LE(height, 20);
    bytes.writeUInt16LE(1, 22);
    bytes.writeUInt16LE(24, 24);
  } else {
    bytes.writeInt32LE(width, 18);
    bytes.writeInt32LE(topDown ? -height : height, 22);
    bytes.writeUInt16LE(1, 26);
    bytes.writeUInt16LE(24, 28);
  }
  return Promise.resolve(bytes);
}

/** A photo as phones make them. */
export function heic(): Promise<Buffer> {
  return Promise.resolve(tiledHeic());
}

export function svg({ width, height }: Sides): Promise<Buffer> {
  return Promise.resolve(Buffer.from(drawing(width, height, '<circle cx="50" cy="50" r="40"/>')));
}

/** A camera's 12 megapixels: more than Zoho accepts. */
export function tooManyPixels(): Promise<Buffer> {
  return jpeg({ width: 4032, height: 3024 });
}

/** A camera's "10 megapixels", 10,077,696: between the two readings of Zoho's limit. */
export function grayPixels(): Promise<Buffer> {
  return jpeg({ width: 3888, height: 2592 });
}

/**
 * Pads a JPEG with comments to an exact size. They're placed before the end of the image, so that
 * the header doesn't move.
 */
export function padJpeg(bytes: Buffer, size: number): Buffer {
  const missing = missingBytes(bytes, size, 0);
  const parts: Buffer[] = [];
  // If there's too little room for a comment, use fill bytes, which may precede any marker.
  for (let rest = missing; rest > 0; rest -= parts.at(-1)?.length ?? 0) {
    parts.push(rest < 4 ? Buffer.alloc(rest, 0xff) : segment(0xfe, Buffer.alloc(fitting(rest))));
  }
  return Buffer.concat([bytes.subarray(0, -2), ...parts, bytes.subarray(-2)]);
}

/** Pads a PNG with a private chunk to an exact size, at least 12 bytes larger. */
function padPng(bytes: Buffer, size: number): Buffer {
  const missing = missingBytes(bytes, size, 12);
  if (missing === 0) {
    return bytes;
  }
  const chunk = Buffer.alloc(missing);
  chunk.writeUInt32BE(missing - 12);
  chunk.write('paDd', 4, 'latin1');
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), missing - 4);
  return Buffer.concat([bytes.subarray(0, -12), chunk, bytes.subarray(-12)]);
}

function missingBytes(bytes: Buffer, size: number, least: number): number {
  const missing = size - bytes.length;
  if (missing < 0 || (missing > 0 && missing < least)) {
    throw new RangeError(`a picture of ${bytes.length} bytes cannot be padded to ${size}`);
  }
  return missing;
}

/** Inserts metadata before everything else, in as many segments as needed, as cameras do. */
function withExif(bytes: Buffer, size: number): Buffer {
  // An empty directory, in little-endian order.
  const exif = Buffer.from('Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1');
  const parts: Buffer[] = [];
  for (let rest = size; rest > 0; rest -= parts.at(-1)?.length ?? 0) {
    const content = Buffer.alloc(Math.max(fitting(rest), exif.length), 0x20);
    exif.copy(content);
    parts.push(segment(0xe1, content));
  }
  return Buffer.concat([bytes.subarray(0, 2), ...parts, bytes.subarray(2)]);
}

/** The content bytes for a segment of at most `size` bytes. */
function fitting(size: number): number {
  return Math.min(size - 4, 65533);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

function canvas({ width, height, noise = false }: Content): Sharp {
  return noise
    ? sharp(random(width * height * 3), { raw: { width, height, channels: 3 } })
    : sharp({ create: { width, height, channels: 3, background: '#7a94b8' } });
}

/** Marsaglia's xorshift32. */
function random(length: number): Buffer {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = 0x9e3779b9;
  for (let at = 0; at < words.length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}
