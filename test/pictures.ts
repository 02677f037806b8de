// Pictures for tests, made when asked for: real ones, and the same bytes each time on one machine.
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { Picture } from '../src/image/picture.ts';

/** Pixels. */
export interface Sides {
  readonly width: number;
  readonly height: number;
}

export interface Content extends Sides {
  /** Random pixels, which hardly compress, instead of one colour. */
  readonly noise?: boolean;
}

/** A picture as the extension holds it, of bytes in memory. */
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
  // The frames differ, or the encoder makes them one.
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

/** How long the header behind the file header is: which system and age a BMP is of. */
export const BMP_HEADERS = [12, 16, 40, 52, 56, 64, 108, 124] as const;

/** 24 bits per pixel, uncompressed. Sharp writes no BMP. */
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

/** The beginning of a photo as phones make them: there is no free encoder to make it whole. */
export function heic(): Promise<Buffer> {
  const brands = box('ftyp', Buffer.from('heic\0\0\0\0mif1heicmiaf', 'latin1'));
  return Promise.resolve(Buffer.concat([brands, box('meta', Buffer.alloc(64))]));
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

export function svg({ width, height }: Sides): Promise<Buffer> {
  return Promise.resolve(Buffer.from(drawing(width, height, '<circle cx="50" cy="50" r="40"/>')));
}

/** A camera's 12 megapixels: more than Zoho takes. */
export function tooManyPixels(): Promise<Buffer> {
  return jpeg({ width: 4032, height: 3024 });
}

/** A camera's "10 megapixels", 10,077,696: between the two readings of Zoho's limit. */
export function greyPixels(): Promise<Buffer> {
  return jpeg({ width: 3888, height: 2592 });
}

/** A portrait to look at, 900 x 1200, JPEG. */
export async function portrait(): Promise<Buffer> {
  return drawn(drawing(900, 1200, PORTRAIT))
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** Products to look at, 1000 x 1000: a mug and a lamp as JPEG, a chair as PNG. */
export async function mug(): Promise<Buffer> {
  return drawn(drawing(1000, 1000, MUG))
    .jpeg({ quality: 88 })
    .toBuffer();
}

export async function lamp(): Promise<Buffer> {
  return drawn(drawing(1000, 1000, LAMP))
    .jpeg({ quality: 88 })
    .toBuffer();
}

export async function chair(): Promise<Buffer> {
  return drawn(drawing(1000, 1000, CHAIR))
    .png()
    .toBuffer();
}

/**
 * Fills a JPEG with comments up to an exact size. They stand before the end of the image, so that
 * the header stays where it is.
 */
export function padJpeg(bytes: Buffer, size: number): Buffer {
  const missing = missingBytes(bytes, size, 0);
  const parts: Buffer[] = [];
  // What is too little for a comment is fill bytes, which may stand before any marker.
  for (let rest = missing; rest > 0; rest -= parts.at(-1)?.length ?? 0) {
    parts.push(rest < 4 ? Buffer.alloc(rest, 0xff) : segment(0xfe, Buffer.alloc(fitting(rest))));
  }
  return Buffer.concat([bytes.subarray(0, -2), ...parts, bytes.subarray(-2)]);
}

/** Fills a PNG with a private chunk up to an exact size, which is at least 12 bytes more. */
export function padPng(bytes: Buffer, size: number): Buffer {
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

/** Puts metadata before everything else, in as many segments as it takes, as cameras do. */
function withExif(bytes: Buffer, size: number): Buffer {
  // An empty directory, in the byte order of Intel.
  const exif = Buffer.from('Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1');
  const parts: Buffer[] = [];
  for (let rest = size; rest > 0; rest -= parts.at(-1)?.length ?? 0) {
    const content = Buffer.alloc(Math.max(fitting(rest), exif.length), 0x20);
    exif.copy(content);
    parts.push(segment(0xe1, content));
  }
  return Buffer.concat([bytes.subarray(0, 2), ...parts, bytes.subarray(2)]);
}

/** Bytes of content so that a segment takes at most `size`. */
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

function drawn(markup: string): Sharp {
  return sharp(Buffer.from(markup)).flatten({ background: '#ffffff' });
}

function drawing(width: number, height: number, content: string): string {
  const sides = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${sides}>${content}</svg>`;
}

// The room that a blur takes is not counted by itself.
const SOFT =
  '<filter id="soft" x="-1" y="-1" width="3" height="3"><feGaussianBlur stdDeviation="24"/></filter>';

function gradient(id: string, from: string, to: string, direction = 'x2="0" y2="1"'): string {
  const stops = `<stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/>`;
  return `<linearGradient id="${id}" ${direction}>${stops}</linearGradient>`;
}

const PORTRAIT = `
  <defs>${SOFT}
    <filter id="blush"><feGaussianBlur stdDeviation="12"/></filter>
    ${gradient('wall', '#8fb3a8', '#39575f')}
    ${gradient('skin', '#f3c9a5', '#d99c74', 'x2="1" y2="0.6"')}
    ${gradient('neck', '#b97f5b', '#dba37c')}
    ${gradient('hair', '#5b3524', '#2c1912')}
    ${gradient('coat', '#34507a', '#1a2a45')}
  </defs>
  <rect width="900" height="1200" fill="url(#wall)"/>
  <g filter="url(#soft)" opacity="0.5">
    <circle cx="130" cy="210" r="95" fill="#f6e3b4"/><circle cx="770" cy="150" r="70" fill="#d9efe2"/>
    <circle cx="800" cy="520" r="110" fill="#e9c98f"/><circle cx="70" cy="640" r="80" fill="#bfe0d4"/>
  </g>
  <path d="M262 470C232 190 350 130 455 130s220 70 190 340c-8 120 50 180 24 262-20 54-70 60-120 60H366c-50 0-100-6-120-60-26-82 24-142 16-262z" fill="url(#hair)"/>
  <g transform="translate(0 -66)">
  <path d="M60 1280v-80c0-250 130-320 290-360h200c160 40 290 110 290 360v80z" fill="url(#coat)"/>
  <path d="M366 690h168v130c0 60-30 120-84 150-54-30-84-90-84-150z" fill="url(#neck)"/>
  <path d="M350 838 450 985 550 838l34 24-92 190-42-46-42 46-92-190z" fill="#f4f1ea"/>
  <path d="M408 1052 450 1006l42 46-22 228h-40z" fill="#dfe6ea" opacity="0.6"/>
  <path d="M320 850 420 1280M580 850 480 1280" stroke="#14203a" stroke-width="7" fill="none"/></g>
  <ellipse cx="298" cy="500" rx="26" ry="46" fill="#d99c74"/>
  <ellipse cx="602" cy="500" rx="26" ry="46" fill="#cf9068"/>
  <path d="M300 450c0-150 70-200 150-200s150 50 150 200c0 180-70 310-150 310s-150-130-150-310z" fill="url(#skin)"/>
  <g filter="url(#blush)" fill="#e58a6d" opacity="0.5">
    <circle cx="358" cy="580" r="36"/><circle cx="542" cy="580" r="36"/>
  </g>
  <path d="M292 480c-14-170 60-256 170-256 100 0 160 76 146 256-22-60-40-120-66-150-60 40-150 34-196 16-26 34-40 80-54 134z" fill="url(#hair)"/>
  <g fill="#fdfaf5"><ellipse cx="386" cy="496" rx="29" ry="14"/><ellipse cx="514" cy="496" rx="29" ry="14"/></g>
  <g fill="#4a6b57"><circle cx="386" cy="496" r="14"/><circle cx="514" cy="496" r="14"/></g>
  <g fill="#17110e"><circle cx="386" cy="496" r="7"/><circle cx="514" cy="496" r="7"/></g>
  <g fill="#ffffff"><circle cx="391" cy="490" r="4"/><circle cx="519" cy="490" r="4"/></g>
  <g stroke="#3a2218" stroke-width="8" stroke-linecap="round" fill="none">
    <path d="M354 494c16-20 48-20 66-2M480 492c18-18 50-18 66 2" stroke-width="6"/>
    <path d="M344 450c24-18 56-18 80-6M476 444c24-12 56-12 80 6"/>
  </g>
  <path d="M452 510c-4 40-20 62-16 78 6 12 24 12 34 8" stroke="#b8774f" stroke-width="6" stroke-linecap="round" fill="none"/>
  <path d="M392 648c38 14 78 14 116 0-12 34-34 44-58 44s-46-10-58-44z" fill="#b4504a"/>
  <path d="M402 653c32 10 64 10 96 0-8 10-18 15-48 15s-40-5-48-15z" fill="#fdf7f2"/>`;

const MUG = `
  <defs>${SOFT}
    ${gradient('wall', '#f7efe4', '#e3d3bd')}
    ${gradient('glaze', '#d9694a', '#98361f', 'x2="1" y2="0"')}
    ${gradient('coffee', '#4a2a17', '#2a160b')}
  </defs>
  <rect width="1000" height="1000" fill="url(#wall)"/>
  <rect y="720" width="1000" height="280" fill="#cdb596"/>
  <ellipse cx="500" cy="838" rx="300" ry="44" fill="#6d5336" opacity="0.6" filter="url(#soft)"/>
  <path d="M690 420c170-40 190 250-10 250" fill="none" stroke="#a6432a" stroke-width="52"/>
  <path d="M270 330h440l-26 440c-4 50-60 70-194 70s-190-20-194-70z" fill="url(#glaze)"/>
  <path d="M330 420c4 120 8 220 20 320" stroke="#ffffff" stroke-width="26" stroke-linecap="round" opacity="0.35" fill="none"/>
  <path d="M281 520h418l-6 100H287z" fill="#f7efe4" opacity="0.85"/>
  <ellipse cx="490" cy="330" rx="220" ry="58" fill="#e58763"/>
  <ellipse cx="490" cy="336" rx="194" ry="44" fill="url(#coffee)"/>
  <path d="M430 250c-40-50 40-80 0-140M540 250c-40-50 40-80 0-140" stroke="#ffffff" stroke-width="22" stroke-linecap="round" opacity="0.55" fill="none"/>`;

const LAMP = `
  <defs>${SOFT}
    ${gradient('wall', '#3c5166', '#22303f')}
    <radialGradient id="glow"><stop stop-color="#ffdf9a" stop-opacity="0.75"/><stop offset="1" stop-color="#ffdf9a" stop-opacity="0"/></radialGradient>
    ${gradient('shade', '#ffe9b0', '#f0b95a')}
    ${gradient('brass', '#d9b26a', '#8a6427', 'x2="1" y2="0"')}
  </defs>
  <rect width="1000" height="1000" fill="url(#wall)"/>
  <rect y="800" width="1000" height="200" fill="#6b4a32"/>
  <circle cx="500" cy="380" r="480" fill="url(#glow)"/>
  <ellipse cx="500" cy="858" rx="230" ry="30" fill="#1d120a" opacity="0.7" filter="url(#soft)"/>
  <rect x="484" y="460" width="32" height="370" fill="url(#brass)"/>
  <path d="M380 850c0-34 50-46 120-46s120 12 120 46z" fill="url(#brass)"/>
  <path d="M370 180h260l110 320H260z" fill="url(#shade)"/>
  <path d="M440 180 400 500M560 180l40 320" stroke="#d99b3c" stroke-width="5" opacity="0.6"/>
  <path d="M590 500v110" stroke="#e6d3a8" stroke-width="5"/><circle cx="590" cy="622" r="14" fill="#e6d3a8"/>`;

const CHAIR = `
  <defs>${SOFT}
    ${gradient('wall', '#eef2f0', '#cfdad6')}
    ${gradient('cloth', '#4f8f83', '#2d5f58')}
    ${gradient('wood', '#c8935a', '#8d5c2c', 'x2="1" y2="0"')}
  </defs>
  <rect width="1000" height="1000" fill="url(#wall)"/>
  <rect y="760" width="1000" height="240" fill="#d8c4a6"/>
  <ellipse cx="500" cy="890" rx="310" ry="34" fill="#5e4a30" opacity="0.55" filter="url(#soft)"/>
  <path d="M330 640h38l-50 250h-30zM632 640h38l42 250h-30zM404 640h30l-16 200h-22zM566 640h30l8 200h-22z" fill="url(#wood)"/>
  <path d="M320 190c0-60 50-80 180-80s180 20 180 80l-30 340H350z" fill="url(#cloth)"/>
  <path d="M420 130 440 530M580 130l-20 400" stroke="#24504a" stroke-width="6" opacity="0.6"/>
  <path d="M270 560c0-40 30-56 70-56h320c40 0 70 16 70 56v50c0 34-24 50-60 50H330c-36 0-60-16-60-50z" fill="#3b776d"/>
  <path d="M290 552c6-26 26-34 54-34h312c28 0 48 8 54 34" stroke="#7fb8ac" stroke-width="8" fill="none"/>`;
