// Photos as phones and programs make them, with metadata about place, time, and author.
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { Sides } from './pictures.ts';

/** What must be gone from a picture without personal data, in each form it can have. */
export const SECRETS: readonly Buffer[] = [
  // 26.77 seconds and 39 seconds, as rationals in both byte orders.
  ...[2677, 3901].flatMap((hundredths) => {
    const rational = Buffer.alloc(8);
    rational.writeUInt32BE(hundredths);
    rational.writeUInt32BE(100, 4);
    return [rational, Buffer.from(rational).swap32()];
  }),
  ...['46,57.446', 'Bundesplatz', 'TelescopeCam', 'Ada Lovelace', '+46.9574+007.4442'].map((text) =>
    Buffer.from(text),
  ),
];

const PLACE = { latitude: '46/1 57/1 2677/100', longitude: '7/1 26/1 3901/100' };

export const XMP =
  '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="46,57.446N"/>' +
  '</rdf:RDF></x:xmpmeta>';

/** The same for a program that doesn't record a place. */
export const XMP_WITHOUT_PLACE = XMP.replace(
  /exif:GPSLatitude="[^"]*"/,
  'exif:Artist="Ada Lovelace"',
);

export interface PhotoOptions extends Partial<Sides> {
  /** EXIF orientation, 1 to 8. */
  readonly orientation?: number;
  readonly location?: boolean;
  readonly progressive?: boolean;
}

/** A photo with EXIF (including GPS), XMP, and a color profile. Rotations change its pixels. */
export function photo(
  format: 'avif' | 'jpeg' | 'png' | 'tiff' | 'webp',
  {
    width = 31,
    height = 19,
    orientation = 1,
    location = true,
    progressive = false,
  }: PhotoOptions = {},
): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    pixels.set([(255 * x) / width, (255 * y) / height, (x * y) % 256], 3 * at);
  }
  const exif = {
    IFD0: { Make: 'TelescopeCam', Artist: 'Ada Lovelace', DateTime: '2026:01:02 03:04:05' },
    ...(location && {
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: PLACE.latitude,
        GPSLongitudeRef: 'E',
        GPSLongitude: PLACE.longitude,
      },
    }),
  };
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } })
    .withIccProfile('p3')
    .withExif(exif)
    .withXmp(location ? XMP : XMP_WITHOUT_PLACE)
    .withMetadata({ orientation });
  return (
    format === 'jpeg' || format === 'png' ? picture[format]({ progressive }) : picture[format]()
  ).toBuffer();
}

/** A TIFF file with directories: the first one, and those that its tags point to or that follow. */
export function tiff(options: {
  readonly order?: 'II' | 'MM';
  readonly orientation?: number;
  readonly gps?: boolean;
  /** A second directory, followed by these bytes. */
  readonly thumbnail?: Uint8Array;
}): Buffer {
  const { order = 'II', orientation = 1, gps = false, thumbnail } = options;
  const u16 = (value: number): Buffer => swapped(Buffer.from([value >> 8, value & 0xff]), order);
  const u32 = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return swapped(bytes, order);
  };
  const entry = (tag: number, type: number, count: number, value: Buffer): Buffer =>
    Buffer.concat([u16(tag), u16(type), u32(count), value]);
  const short = (value: number): Buffer => Buffer.concat([u16(value), u16(0)]);
  const count = gps ? 2 : 1;
  const afterFirst = 8 + 2 + 12 * count + 4;
  const gpsLength = gps ? 2 + 12 + 4 + 24 : 0;
  const second = afterFirst + gpsLength;
  return Buffer.concat([
    Buffer.from(order),
    u16(42),
    u32(8),
    u16(count),
    entry(0x0112, 3, 1, short(orientation)),
    ...(gps ? [entry(0x8825, 4, 1, u32(afterFirst))] : []),
    u32(thumbnail === undefined ? 0 : second),
    ...(gps ? [u16(1), entry(2, 5, 3, u32(afterFirst + 18)), u32(0), ...degrees(u32)] : []),
    ...(thumbnail === undefined
      ? []
      : [
          u16(2),
          entry(0x0201, 4, 1, u32(second + 30)),
          entry(0x0202, 4, 1, u32(thumbnail.length)),
          u32(0),
          thumbnail,
        ]),
  ]);
}

function degrees(u32: (value: number) => Buffer): Buffer[] {
  return [46, 1, 57, 1, 2677, 100].map(u32);
}

function swapped(bytes: Buffer, order: 'II' | 'MM'): Buffer {
  return order === 'II' ? bytes.reverse() : bytes;
}

/** Photoshop's resource of IPTC, with data sets of record 2. */
export function photoshop(sets: Readonly<Record<number, string>>): Buffer {
  const iptc = Buffer.concat(
    Object.entries(sets).map(([number, text]) =>
      Buffer.concat([Buffer.from([0x1c, 2, Number(number), 0, text.length]), Buffer.from(text)]),
    ),
  );
  const head = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(iptc.length, head.length - 4);
  return Buffer.concat([head, iptc, Buffer.alloc(iptc.length % 2)]);
}

/** XMP too long for one segment: the content of its continuation segments. */
export function extendedXmp(text: string, pieceLength: number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < text.length; at += pieceLength) {
    const place = Buffer.alloc(8);
    place.writeUInt32BE(text.length);
    place.writeUInt32BE(at, 4);
    const name = `http://ns.adobe.com/xmp/extension/\0${'0123456789ABCDEF'.repeat(2)}`;
    const piece = text.slice(at, at + pieceLength);
    pieces.push(Buffer.concat([Buffer.from(name), place, Buffer.from(piece)]));
  }
  return pieces;
}

/** Inserts segments after the start of a JPEG. */
export function withSegments(jpeg: Buffer, ...segments: readonly Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

export function chunk(type: string, data: Uint8Array | string): Buffer {
  const content = Buffer.concat([Buffer.from(type), Buffer.from(data as string)]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length - 4);
  frame.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
}

/** Inserts chunks after the header of a PNG. */
export function withChunks(png: Buffer, ...chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
}

/** How ImageMagick stores EXIF and other metadata in a PNG. */
export function rawProfile(name: string, content: Uint8Array): Buffer {
  const digits = Buffer.from(content).toString('hex').replaceAll(/.{72}/g, '$&\n');
  const text = `\n${name}\n${String(content.length).padStart(8)}\n${digits}\n`;
  const packed = deflateSync(text);
  return chunk('zTXt', Buffer.concat([Buffer.from(`Raw profile type ${name}\0\0`), packed]));
}

/** Appends a chunk to a WebP. */
export function withWebpChunk(webp: Buffer, type: string, data: Uint8Array): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`);
  head.writeUInt32LE(data.length, 4);
  const file = Buffer.concat([webp, head, data, Buffer.alloc(data.length % 2)]);
  file.writeUInt32LE(file.length - 8, 4);
  return file;
}

/** What phones append to a picture: a video with its location. */
export function video(): Buffer {
  const place = Buffer.from('\0\x12\x15\xc7+46.9574+007.4442/', 'latin1');
  const said = box('moov', box('udta', box('\xa9xyz', place)));
  return Buffer.concat([box('ftyp', Buffer.from('mp42\0\0\0\0isommp42', 'latin1')), said]);
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

/** XMP in a GIF: not in blocks, but in a form that block readers can skip. */
export function gifXmp(text: string): Buffer {
  const trailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, at) => 255 - at), 0]);
  return Buffer.concat([Buffer.from('!\xff\x0bXMP DataXMP', 'latin1'), Buffer.from(text), trailer]);
}
