import { inflateSync } from 'node:zlib';
import { readExif } from './exif.ts';
import { iptcHasLocation } from './iptc.ts';
import { fourCc, latin1 } from './latin1.ts';
import { hasLocation, textHasLocation } from './location.ts';
import { joined } from './part.ts';
import { asText } from './textIn.ts';

/** The most bytes of all texts of one picture: no metadata come near that. */
const MOST_TEXT = 8 * 1024 * 1024;

interface Text {
  readonly keyword: string;
  readonly text: Uint8Array;
}

/**
 * Whether the texts of a PNG have a location. Those that can’t be read, or are meant to take
 * memory, count as if they had.
 *
 * @param chunks from their types on, without checksums
 */
export function textsHaveLocation(chunks: readonly Uint8Array[]): boolean {
  const texts: Uint8Array[] = [];
  let left = MOST_TEXT;
  for (const chunk of chunks) {
    const read = readText(chunk, left);
    if (read === undefined || /gps|location|latitude|longitude/i.test(read.keyword)) {
      return true;
    }
    left -= read.text.length;
    const profile = profileIn(read);
    if (profile !== undefined && (readExif(profile).location || iptcHasLocation(profile))) {
      return true;
    }
    texts.push(profile ?? read.text);
  }
  return (
    [...texts, ...chunks].some(hasLocation) ||
    hasLocation(joined(texts)) ||
    textHasLocation(texts.map(asText).join('\x01'))
  );
}

/**
 * ImageMagick stores EXIF, IPTC, and XMP this way: a name, a length, and the bytes in hexadecimal
 * digits.
 */
function profileIn({ keyword, text }: Text): Uint8Array | undefined {
  if (!keyword.startsWith('Raw profile type ')) {
    return undefined;
  }
  const digits = latin1(text).replace(/^\s*\S+\s+\d+/, '');
  return Buffer.from(digits.replaceAll(/\s+/g, ''), 'hex');
}

/** Source: PNG specification, third edition, 11.3.3 textual information. */
function readText(chunk: Uint8Array, most: number): Text | undefined {
  const type = fourCc(chunk, 0);
  const [keyword, behind] = cutAtZero(chunk.subarray(4));
  if (type === 'tEXt') {
    return { keyword, text: behind };
  }
  if (type === 'zTXt') {
    return inflated(keyword, behind.subarray(1), most);
  }
  const [, translated] = cutAtZero(behind.subarray(2));
  const [, text] = cutAtZero(translated);
  return behind[0] === 1 ? inflated(keyword, text, most) : { keyword, text };
}

function cutAtZero(bytes: Uint8Array): [string, Uint8Array] {
  const zero = bytes.indexOf(0);
  const end = zero === -1 ? bytes.length : zero;
  return [latin1(bytes.subarray(0, end)), bytes.subarray(end + 1)];
}

function inflated(keyword: string, packed: Uint8Array, most: number): Text | undefined {
  try {
    return { keyword, text: inflateSync(packed, { maxOutputLength: Math.max(most, 1) }) };
  } catch {
    // It is damaged, or longer than that.
    return undefined;
  }
}
