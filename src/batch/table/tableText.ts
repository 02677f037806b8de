import { decoded } from './encodings.ts';

/** Enough bytes to tell whether every other one is zero. */
const SAMPLE = 4096;

/** Decodes UTF-8 or UTF-16; undefined for other encodings. */
export function unicodeText(bytes: Uint8Array): string | undefined {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) {
    return plain(decoded(bytes, utf16));
  }
  try {
    return plain(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Whether it may be text in an encoding other than UTF-16. */
export function isText(bytes: Uint8Array): boolean {
  return !bytes.includes(0);
}

/** Detects UTF-16 by its BOM, else by the zero bytes in separators and line ends. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  if (first === 0xfe && second === 0xff) {
    return 'utf-16be';
  }
  const zeros = [0, 0] as [number, number];
  bytes.subarray(0, SAMPLE).forEach((byte, at) => {
    if (byte === 0) {
      zeros[(at % 2) as 0 | 1]++;
    }
  });
  const [even, odd] = zeros;
  const [most, least] = [Math.max(even, odd), Math.min(even, odd)];
  // Binary files have zeros at odd and even positions, or only a few.
  if (least > most / 20 || most < Math.min(bytes.length, SAMPLE) / 100 || most === 0) {
    return undefined;
  }
  return even > odd ? 'utf-16be' : 'utf-16le';
}

/** Without BOMs: programs may add one to a text that has one. */
function plain(text: string): string {
  return text.replace(/^\uFEFF+/, '');
}
