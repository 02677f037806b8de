import { latin1 } from './latin1.ts';

/**
 * A data set of a location, up to its length: code and name, city, sublocation, province, country
 * code and name; or up to the length of its length, if it is long.
 * Source: IPTC-IIM 4.1, 2:26, 2:27, 2:90, 2:92, 2:95, 2:100, 2:101; 1.5.4.
 */
const PLACE = /^\x1c\x02[\x1a\x1b\x5a\x5c\x5f\x64\x65](?:[\0-\x03]|\x80\x04)/;
const RECORD = Buffer.from([0x1c, 2]);
const FRAME = 5;

/**
 * Whether data name a location in IPTC's way, with or without a frame around it. Data sets have no
 * signature, but if all of one's length is text, it is hardly ever noise.
 */
export function iptcHasLocation(bytes: Uint8Array): boolean {
  const searched = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = searched.indexOf(RECORD); at !== -1; at = searched.indexOf(RECORD, at + 1)) {
    const head = latin1(searched.subarray(at, at + FRAME));
    if (PLACE.test(head)) {
      const length = 256 * head.charCodeAt(3) + head.charCodeAt(4);
      const text = latin1(searched.subarray(at + FRAME, at + FRAME + length));
      if (head[3] === '\x80' || /^[\x20-\xff]+\0*$/.test(text)) {
        return true;
      }
    }
  }
  return false;
}
