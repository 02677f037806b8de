import { readBmp } from './bmp.ts';
import type { Fittable } from './fittable.ts';
import { isFittable, MAX_FITTABLE_BYTES } from './fittable.ts';
import type { Facts } from './fitting.ts';
import type { ConvertibleFormat, Format } from './format.ts';
import { isConvertible, isAccepted } from './format.ts';
import { readGif } from './gif.ts';
import type { Header, HeaderReader } from './header.ts';
import { readHeif } from './heif.ts';
import { readJpeg } from './jpeg.ts';
import { isLfsPointer } from './lfsPointer.ts';
import { MAX_BYTES, MAX_PIXELS } from './limits.ts';
import type { Picture } from './picture.ts';
import { readPng } from './png.ts';
import type { Refusal } from './refusal.ts';
import { formatOf } from './signature.ts';
import { readTiff } from './tiff.ts';
import { readWebp } from './webp.ts';

/** A picture that Zoho should accept. */
export interface Inspected {
  readonly picture: Picture;
  readonly format: Format;
  /** Pixels, as stored, before any rotation by EXIF. */
  readonly width: number;
  readonly height: number;
  /** Bytes. */
  readonly size: number;
  /** `gray`: between two readings of one of Zoho's limits (limits.ts), so Zoho decides. */
  readonly zone: 'fine' | 'gray';
  /** Its colors are inks, which not every program shows correctly. */
  readonly cmyk?: true;
  /** What the file is, if this is a version that was made of it. */
  readonly madeFrom?: Facts;
}

/** A picture that isn’t sent. */
export interface Refused {
  readonly refusal: Refusal;
  /** The picture, if it can be converted or resized (fit.ts). */
  readonly fittable?: Fittable;
}

const READERS: Readonly<Record<Format | ConvertibleFormat, HeaderReader>> = {
  AVIF: readHeif,
  BMP: readBmp,
  GIF: readGif,
  HEIC: readHeif,
  JPEG: readJpeg,
  PNG: readPng,
  TIFF: readTiff,
  WebP: readWebp,
};

/**
 * How many bytes of a file are read: nearly always the first number is enough, and the second if a
 * camera put a preview before the picture. After the last comes the whole file. Few steps, far
 * apart, because each reads from the beginning.
 */
const STEPS = [4 * 1024, 128 * 1024, 1024 * 1024] as const;

/**
 * Reads as little of a picture as tells whether Zoho would accept it: its format by content, and
 * its size. It isn’t decoded, so damage after the header isn’t noticed.
 *
 * @throws what `picture.head()` throws
 */
export async function inspect(picture: Picture): Promise<Inspected | Refused> {
  const { size } = picture;
  if (size === 0) {
    return refused({ kind: 'empty' });
  }
  if (size > MAX_FITTABLE_BYTES) {
    return refused({ kind: 'too-many-bytes', size, limit: MAX_BYTES.upper });
  }
  const asked = Math.min(STEPS[0], size);
  const head = await picture.head(asked);
  const format = formatOf(head);
  if (format === undefined) {
    return refused({ kind: isLfsPointer(head) ? 'lfs-pointer' : 'not-a-picture' });
  }
  if (!isAccepted(format) && !isConvertible(format)) {
    return refused({ kind: 'foreign-format', format });
  }
  const header = await readHeader(picture, READERS[format], head, asked);
  if (header.kind === 'unsupported') {
    return refused({ kind: 'unsupported', format });
  }
  if (header.kind !== 'read') {
    return refused(
      isAccepted(format) ? problemOf(header, format) : { kind: 'foreign-format', format },
    );
  }
  const { width, height } = header;
  const found = { picture, width, height, size };
  if (!isAccepted(format)) {
    return refused({ kind: 'foreign-format', format }, { ...found, format });
  }
  if (header.trait === 'unshown') {
    return refused({ kind: 'unshown', format }, { ...found, format });
  }
  if (size > MAX_BYTES.upper) {
    const refusal = { kind: 'too-many-bytes', size, limit: MAX_BYTES.upper } as const;
    return refused(refusal, { ...found, format });
  }
  const pixels = width * height;
  if (pixels > MAX_PIXELS.upper) {
    const refusal = { kind: 'too-many-pixels', width, height, limit: MAX_PIXELS.upper } as const;
    return refused(refusal, { ...found, format });
  }
  const zone = size > MAX_BYTES.lower || pixels > MAX_PIXELS.lower ? 'gray' : 'fine';
  return { ...found, format, zone, ...(header.trait === 'cmyk' && { cmyk: true }) };
}

/** Width and height of a picture in memory, however large; undefined if it doesn’t say. */
export function sidesOf(bytes: Uint8Array): Pick<Inspected, 'width' | 'height'> | undefined {
  const format = formatOf(bytes);
  const isRead = format !== undefined && (isAccepted(format) || isConvertible(format));
  const header = isRead ? READERS[format](bytes) : undefined;
  return header?.kind === 'read' ? { width: header.width, height: header.height } : undefined;
}

function refused(refusal: Refusal, fittable?: Fittable): Refused {
  return fittable !== undefined && isFittable(fittable) ? { refusal, fittable } : { refusal };
}

function problemOf(
  header: Exclude<Header, { kind: 'read' | 'unsupported' }>,
  format: Format,
): Refusal {
  return { kind: header.kind === 'needs' ? 'truncated' : 'broken', format };
}

/**
 * Reads on until the header is complete.
 *
 * @returns `needs` if the file has no more
 */
async function readHeader(
  picture: Picture,
  reader: HeaderReader,
  first: Uint8Array,
  asked: number,
): Promise<Header> {
  let head = first;
  let wanted = asked;
  for (;;) {
    const header = reader(head);
    // A file that gave fewer bytes than requested is shorter than when its size was read.
    if (header.kind !== 'needs' || header.bytes > picture.size || head.length < wanted) {
      return header;
    }
    const step = STEPS.find((bytes) => bytes >= header.bytes) ?? picture.size;
    wanted = Math.min(step, picture.size);
    head = await picture.head(wanted);
  }
}
