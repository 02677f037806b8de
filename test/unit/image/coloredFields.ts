// Fields with one color each, in files that describe their color space with numbers.
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { Sharp } from 'sharp';

/** Stored values: red, green, blue, a light gray, and a dark brown. */
const FIELDS = [
  [145, 30, 30],
  [30, 195, 30],
  [30, 30, 146],
  [195, 195, 195],
  [60, 45, 30],
] as const;

const SIDE = 16;

export function fields(): Sharp {
  const pixels = Array.from({ length: SIDE }, () =>
    FIELDS.flatMap((color) => Array.from({ length: SIDE }, () => color).flat()),
  );
  const raw = { width: SIDE * FIELDS.length, height: SIDE, channels: 3 } as const;
  return sharp(Buffer.from(pixels.flat()), { raw });
}

/** Red, green and blue at the center of each field. */
export async function shownFields(file: Uint8Array): Promise<number[][]> {
  const shown = await sharp(file)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return FIELDS.map((_, field) => {
    const at = ((SIDE / 2) * shown.info.width + (field + 0.5) * SIDE) * shown.info.channels;
    return [...shown.data.subarray(at, at + 3)];
  });
}

export function chunk(type: string, ...content: readonly number[]): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), Buffer.from(content)]);
  bytes.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(bytes.subarray(4)));
  return Buffer.concat([bytes, check]);
}

export function gama(gamma: number): Buffer {
  return chunk('gAMA', ...uint32(gamma * 100_000));
}

/** x and y of white, red, green and blue. */
export function chrm(...xy: readonly number[]): Buffer {
  return chunk('cHRM', ...xy.flatMap((value) => uint32(value * 100_000)));
}

export function cicp(...numbers: readonly number[]): Buffer {
  return chunk('cICP', ...numbers);
}

export function iccp(profile: Uint8Array): Buffer {
  return chunk('iCCP', ...Buffer.from('x\0\0', 'latin1'), ...deflateSync(profile));
}

/** The fields as a PNG with these chunks before the pixels. */
export async function png(picture: Sharp, ...chunks: readonly Buffer[]): Promise<Buffer> {
  const plain = await picture.png().toBuffer();
  return Buffer.concat([plain.subarray(0, 33), ...chunks, plain.subarray(33)]);
}

/**
 * The fields as an AVIF that gives primaries and transfer as numbers. Its own AV1 says BT.2020
 * and PQ, which applies without a `colr` box.
 */
export function avif(primaries: number, transfer: number): Buffer {
  const bytes = Buffer.from(AVIF, 'base64');
  const at = bytes.indexOf('colrnclx') + 'colrnclx'.length;
  bytes.writeUInt16BE(primaries, at);
  bytes.writeUInt16BE(transfer, at + 2);
  return bytes;
}

export function avifWithoutBox(): Buffer {
  const bytes = avif(1, 13);
  bytes.write('free', bytes.indexOf('colrnclx'), 'latin1');
  return bytes;
}

/** Created once with libavif's `avifenc --min 0 --max 0 -y 444 --cicp 9/16/6 -s 0`. */
const AVIF =
  'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAFEAAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAFAAAAAQAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgSAAAAAAABNjb2xybmNseAABAA0ABoAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAAFltZGF0EgAKCTgY5/8oSIA0gDJCEAAAzvUm5Y5uGD/r6UU3sVhGtrHWy3DKGy8YUMHcsIt6/AX6Tu3B1/qqA2lP8TE0b+ynQwD0pUqqTaX6QS0kwp+A';

/** An ICC profile of 480 bytes: Display P3. */
export async function displayP3(): Promise<Buffer> {
  const { icc } = await sharp(await fields().withIccProfile('p3').png().toBuffer()).metadata();
  return icc ?? Buffer.alloc(0);
}

/** A profile with a valid header and nothing after it. */
export function withJunkInTags(profile: Uint8Array): Buffer {
  return Buffer.from(profile).fill(0xab, 132);
}

/** The profile with an extra tag that gives primaries and transfer as numbers. */
export function withCicpTag(profile: Buffer, primaries: number, transfer: number): Buffer {
  const count = profile.readUInt32BE(128);
  const end = 132 + 12 * count;
  const front = Buffer.from(profile.subarray(0, end));
  front.writeUInt32BE(count + 1, 128);
  for (let at = 132; at < end; at += 12) {
    front.writeUInt32BE(front.readUInt32BE(at + 4) + 12, at + 4);
  }
  const content = Buffer.from(`cicp\0\0\0\0${String.fromCharCode(primaries, transfer)}\0\x01`);
  const tag = Buffer.from('cicp');
  const place = Buffer.from([...uint32(profile.length + 12), ...uint32(content.length)]);
  const all = Buffer.concat([front, tag, place, profile.subarray(end), content]);
  all.writeUInt32BE(all.length);
  return all;
}

function uint32(value: number): number[] {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Math.round(value));
  return [...bytes];
}
