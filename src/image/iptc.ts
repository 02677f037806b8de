import { latin1 } from './latin1.ts';

/**
 * Data sets of record 2, up to the first byte of their length: places by code and by name, city,
 * part of it, province, country by code and by name; and the length of its length, if it is long.
 * Source: IPTC-IIM 4.1, 2:26, 2:27, 2:90, 2:92, 2:95, 2:100, 2:101; 1.5.4.
 */
const PLACES = /\x1c\x02[\x1a\x1b\x5a\x5c\x5f\x64\x65](?:[\0-\x03]|\x80\x04)/g;

const RECORD = Buffer.from([0x1c, 2]);

/**
 * Whether data name a place as IPTC does, with or without a frame around: data sets have no name of
 * their own, but one that is no longer than its text, and nothing but a text, is hardly ever noise.
 */
export function iptcHasLocation(bytes: Uint8Array): boolean {
  const searched = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = searched.indexOf(RECORD);
  if (first === -1) {
    return false;
  }
  const text = latin1(searched.subarray(first));
  for (const { 0: head, index } of text.matchAll(PLACES)) {
    const from = index + head.length + 1;
    const length = 256 * text.charCodeAt(from - 2) + text.charCodeAt(from - 1);
    if (head.endsWith('\x04') || /^[\x20-\xff]+\0*$/.test(text.slice(from, from + length))) {
      return true;
    }
  }
  return false;
}
