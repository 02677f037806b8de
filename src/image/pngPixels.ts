import { constants, inflateSync } from 'node:zlib';
import { viewOf } from './header.ts';
import { joined } from './part.ts';

/** The most bytes that pixels are unpacked to, to see whether they are complete. */
const MOST_BYTES = 256 * 1024 * 1024;

/** How many numbers a pixel has, by color type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Adam7: where each pass starts, and the distance of its pixels. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * What is missing after the data of a PNG's pixels: nothing, or some bytes of the checksum.
 * Undefined if pixels are missing, or it would take too much to find out.
 *
 * @param header the content of IHDR
 * @param data the contents of all IDAT
 */
export function missingChecksum(
  header: Uint8Array,
  data: readonly Uint8Array[],
): Uint8Array | undefined {
  const length = unpackedLength(header);
  if (length === undefined || data.length === 0) {
    return undefined;
  }
  const packed = joined(data);
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: length + 1024 };
    const pixels = inflateSync(packed, options);
    if (pixels.length < length) {
      return undefined;
    }
    const checksum = adler32(pixels);
    const missing = [4, 3, 2, 1, 0].map((from) => checksum.subarray(from));
    return missing.find((rest) => isComplete(joined([packed, rest]), options.maxOutputLength));
  } catch {
    // zlib can’t read it.
    return undefined;
  }
}

function isComplete(packed: Uint8Array, maxOutputLength: number): boolean {
  try {
    inflateSync(packed, { maxOutputLength });
    return true;
  } catch {
    return false;
  }
}

/** Bytes of all rows, each with its filter's. */
function unpackedLength(header: Uint8Array): number | undefined {
  const view = viewOf(header);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const channels = CHANNELS[view.getUint8(9)];
  if (channels === undefined) {
    return undefined;
  }
  const bits = channels * view.getUint8(8);
  const passes = view.getUint8(12) === 1 ? PASSES : [[0, 0, 1, 1] as const];
  let sum = 0;
  for (const [x, y, across, down] of passes) {
    const columns = Math.ceil(Math.max(0, width - x) / across);
    const rows = Math.ceil(Math.max(0, height - y) / down);
    sum += columns === 0 ? 0 : rows * (1 + Math.ceil((columns * bits) / 8));
  }
  return sum <= MOST_BYTES ? sum : undefined;
}

/** zlib's checksum. Source: RFC 1950, 8.2. */
function adler32(bytes: Uint8Array): Uint8Array {
  let [one, two] = [1, 0];
  // Up to this many, the sum stays below 2 to the power of 32.
  for (let at = 0; at < bytes.length; at += 5552) {
    const end = Math.min(at + 5552, bytes.length);
    for (let index = at; index < end; index += 1) {
      one += bytes[index] ?? 0;
      two += one;
    }
    one %= 65_521;
    two %= 65_521;
  }
  return Uint8Array.of(two >> 8, two & 0xff, one >> 8, one & 0xff);
}
