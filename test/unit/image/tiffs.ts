// TIFF files of the kinds that sharp does not write, built sample by sample.
// Source: TIFF 6.0; BigTIFF; Adobe's technical note 3 for predictor 3.
import { deflateSync } from 'node:zlib';
import type { Sides } from '../../../src/image/sides.ts';

/** Tag types and their sizes in bytes. */
const SHORT = 3;
const LONG = 4;
const LONG8 = 16;
const SIZE = { [SHORT]: 2, [LONG]: 4, [LONG8]: 8 } as const;

export interface TiffForm {
  readonly order?: 'II' | 'MM';
  readonly big?: boolean;
  /** Bits per sample. */
  readonly bits?: number;
  /** 1 unsigned, 2 signed, 3 floating point. */
  readonly sampleFormat?: 1 | 2 | 3;
  readonly photometric?: number;
  readonly compression?: number;
  readonly predictor?: 1 | 2 | 3;
  /** Each sample in its own plane. */
  readonly planar?: boolean;
  /** Side of square tiles. */
  readonly tile?: number;
  readonly rowsPerStrip?: number;
  /** The one strip as stored, if `compression` is not implemented here. */
  readonly strip?: Buffer;
  /** More tags, as SHORTs unless a value is too large. */
  readonly tags?: Readonly<Record<number, readonly number[] | undefined>>;
}

/** Samples of a picture, as stored numbers. */
export interface Samples extends Sides {
  readonly count: number;
  readonly at: (x: number, y: number, sample: number) => number;
}

/** One page, or several in order. */
export function tiffOf(form: TiffForm, ...pages: readonly Samples[]): Buffer {
  const { order = 'II', big = false } = form;
  const little = order === 'II';
  const header = Buffer.alloc(big ? 16 : 8);
  header.write(order, 'latin1');
  const out: Buffer[] = [header];
  let length = header.length;
  const add = (bytes: Buffer): number => {
    const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
    out.push(padded);
    length += padded.length;
    return length - padded.length;
  };
  const number = (bytes: Buffer, at: number, size: number, value: number): void => {
    if (size === 8) {
      if (little) {
        bytes.writeBigUInt64LE(BigInt(value), at);
      } else {
        bytes.writeBigUInt64BE(BigInt(value), at);
      }
    } else if (little) {
      bytes.writeUIntLE(value, at, size);
    } else {
      bytes.writeUIntBE(value, at, size);
    }
  };
  number(header, 2, 2, big ? 43 : 42);
  if (big) {
    number(header, 4, 2, 8);
  }
  let link: { readonly bytes: Buffer; readonly at: number } = { bytes: header, at: big ? 8 : 4 };
  for (const samples of pages) {
    const stored = form.strip === undefined ? piecesOf(form, samples, little) : [form.strip];
    const pieces = stored.map((piece) => ({
      at: add(piece),
      length: piece.length,
    }));
    const tags = tagsOf(form, samples, pieces);
    const entries = Object.entries(tags).map(([tag, values]) => {
      const largest = values.reduce((most, value) => Math.max(most, value), 0);
      const wide = [273, 324].includes(Number(tag));
      const type = wide && big ? LONG8 : wide || largest > 0xffff ? LONG : SHORT;
      const bytes = Buffer.alloc(values.length * SIZE[type]);
      values.forEach((value, index) => {
        number(bytes, index * SIZE[type], SIZE[type], value);
      });
      const entry = Buffer.alloc(big ? 20 : 12);
      number(entry, 0, 2, Number(tag));
      number(entry, 2, 2, type);
      number(entry, 4, big ? 8 : 4, values.length);
      const room = big ? 8 : 4;
      if (bytes.length <= room) {
        bytes.copy(entry, entry.length - room);
      } else {
        number(entry, entry.length - room, room, add(bytes));
      }
      return entry;
    });
    const count = Buffer.alloc(big ? 8 : 2);
    number(count, 0, count.length, entries.length);
    const next = Buffer.alloc(big ? 8 : 4);
    const directory = Buffer.concat([count, ...entries, next]);
    const at = add(directory);
    number(link.bytes, link.at, big ? 8 : 4, at);
    link = { bytes: out.at(-1) ?? directory, at: directory.length - next.length };
  }
  return Buffer.concat(out);
}

function tagsOf(
  { bits = 8, sampleFormat = 1, photometric = 2, compression = 1, ...form }: TiffForm,
  { width, height, count }: Samples,
  pieces: readonly { readonly at: number; readonly length: number }[],
): Readonly<Record<number, readonly number[]>> {
  const { predictor = 1, planar = false, tile, rowsPerStrip = height } = form;
  const offsets = pieces.map(({ at }) => at);
  const lengths = pieces.map(({ length }) => length);
  const all = {
    256: [width],
    257: [height],
    258: new Array<number>(count).fill(bits),
    259: [compression],
    262: [photometric],
    277: [count],
    ...(tile === undefined
      ? { 273: offsets, 278: [rowsPerStrip], 279: lengths }
      : { 322: [tile], 323: [tile], 324: offsets, 325: lengths }),
    284: [planar ? 2 : 1],
    ...(predictor === 1 ? {} : { 317: [predictor] }),
    ...(sampleFormat === 1 ? {} : { 339: new Array<number>(count).fill(sampleFormat) }),
    ...form.tags,
  };
  return Object.fromEntries(
    Object.entries<readonly number[] | undefined>(all).filter(
      (entry): entry is [string, number[]] => entry[1] !== undefined,
    ),
  );
}

/** Strips or tiles, plane by plane. */
function piecesOf(form: TiffForm, samples: Samples, little: boolean): readonly Buffer[] {
  const { planar = false, tile, rowsPerStrip = samples.height, compression = 1 } = form;
  const { width, height, count } = samples;
  const all = Array.from({ length: count }, (_, sample) => sample);
  const planes = planar ? all.map((sample) => [sample]) : [all];
  const across = tile ?? width;
  const down = tile ?? rowsPerStrip;
  const pieces: Buffer[] = [];
  for (const plane of planes) {
    for (let top = 0; top < height; top += down) {
      for (let left = 0; left < width; left += across) {
        const rows = tile ?? Math.min(down, height - top);
        const lines = Array.from({ length: rows }, (_, y) =>
          lineOf(form, samples, little, plane, { left, y: top + y, across }),
        );
        const raw = Buffer.concat(lines);
        pieces.push(compression === 1 ? raw : deflateSync(raw));
      }
    }
  }
  return pieces;
}

function lineOf(
  { bits = 8, sampleFormat = 1, predictor = 1 }: TiffForm,
  { width, height, at }: Samples,
  little: boolean,
  plane: readonly number[],
  { left, y, across }: { readonly left: number; readonly y: number; readonly across: number },
): Buffer {
  const values = Array.from({ length: across }, (_, x) =>
    plane.map((sample) => at(Math.min(left + x, width - 1), Math.min(y, height - 1), sample)),
  ).flat();
  if (predictor === 2) {
    for (let index = values.length - 1; index >= plane.length; index -= 1) {
      const before = values[index - plane.length] ?? 0;
      values[index] = ((values[index] ?? 0) - before + 2 ** bits) % 2 ** bits;
    }
  }
  if (bits < 8) {
    const line = Buffer.alloc(Math.ceil((values.length * bits) / 8));
    values.forEach((value, index) => {
      const bit = index * bits;
      line[bit >> 3] = (line[bit >> 3] ?? 0) | (value << (8 - bits - (bit % 8)));
    });
    return line;
  }
  const size = bits / 8;
  const line = Buffer.alloc(values.length * size);
  const view = new DataView(line.buffer, line.byteOffset, line.length);
  values.forEach((value, index) => {
    const to = index * size;
    if (sampleFormat === 3) {
      if (size === 4) {
        view.setFloat32(to, value, predictor !== 3 && little);
      } else {
        view.setFloat64(to, value, predictor !== 3 && little);
      }
    } else if (size === 1) {
      view.setUint8(to, value);
    } else if (size === 2) {
      view.setUint16(to, value, little);
    } else {
      view.setUint32(to, value, little);
    }
  });
  return predictor === 3 ? spread(line, size, plane.length) : line;
}

/** Bytes of equal significance together, each as the difference from the previous one. */
function spread(line: Buffer, size: number, step: number): Buffer {
  const count = line.length / size;
  const bytes = Buffer.alloc(line.length);
  for (let index = 0; index < line.length; index += 1) {
    bytes[(index % size) * count + Math.floor(index / size)] = line[index] ?? 0;
  }
  for (let index = bytes.length - 1; index >= step; index -= 1) {
    bytes[index] = ((bytes[index] ?? 0) - (bytes[index - step] ?? 0) + 256) % 256;
  }
  return bytes;
}
