import { formatOfBrands } from './brand.ts';
import type { ForeignFormat, Format } from './format.ts';
import { isSvg } from './svg.ts';

/** How files start, one character per byte. RAW comes before TIFF, on which it is based. */
const SIGNATURES: readonly (readonly [Format | ForeignFormat, RegExp])[] = [
  ['PNG', /^\x89PNG/],
  ['JPEG', /^\xff\xd8\xff/],
  ['GIF', /^GIF8[79]a/],
  // Many texts also start with "BM". The length of the bitmap header after it makes the difference.
  ['BMP', /^BM.{12}[\x0c\x10-\x40\x6c\x7c]\0{3}/s],
  ['WebP', /^RIFF.{4}WEBP/s],
  ['RAW', /^(?:II\*\0.{4}CR|IIR[OS]\x08|MMOR|IIU\0|FUJIFILMCCD-RAW|FOVb)/s],
  ['TIFF', /^(?:II[*+]\0|MM\0[*+])/],
  ['JPEG XL', /^(?:\xff\n|\0{3}\x0cJXL \r\n\x87\n)/],
  ['JPEG 2000', /^(?:\xff\x4f\xff\x51|\0{3}\x0cjP {2}\r\n\x87\n)/],
  ['PSD', /^8BPS\0[\x01\x02]/],
  ['PDF', /^(?:\xef\xbb\xbf)?%PDF-/],
  ['EPS', /^(?:%!PS|\xc5\xd0\xd3\xc6)/],
  // Icon or cursor, how many, and the zero in the first one's entry.
  ['ICO', /^\0\0[\x01\x02]\0[^\0]\0.{3}\0/s],
];

/** The longest of the signatures above. */
const LENGTH = 18;

/**
 * A file's format by its content: its name may be wrong.
 *
 * @param head a few thousand bytes from its beginning, or all of it
 * @returns undefined if it isn’t a known picture
 */
export function formatOf(head: Uint8Array): Format | ForeignFormat | undefined {
  const start = String.fromCharCode(...head.subarray(0, LENGTH));
  const found = SIGNATURES.find(([, signature]) => signature.test(start));
  return found?.[0] ?? formatOfBrands(head) ?? (isSvg(head) ? 'SVG' : undefined);
}
