import { readExif } from './exif.ts';
import { hasCoordinates } from './coordinates.ts';
import { iptcHasLocation } from './iptc.ts';
import { latin1 } from './latin1.ts';
import { textIn } from './textIn.ts';
import { namesPlace } from './xmp.ts';

/** How a TIFF file starts, which EXIF is. */
const TIFF = ['II*\0', 'MM\0*'];

/** The most TIFF files in one. Two or three are usual, and more may hide something. */
const MOST_BLOCKS = 64;

/** What is found quickly, and what is around it, starting two bytes before it. */
type Mark = readonly [quick: string, around: RegExp];

/**
 * Three fractions as latitude or longitude, in a directory in any order, which is EXIF's GPS. Also
 * how videos of phones, drones, and action cameras, and what makers add to pictures, say where they
 * were made; Samsung's notes, by the country of the network.
 * Source: 3GPP TS 26.244, 8.4; QuickTime File Format; GoPro's GPMF; ExifTool's Samsung.pm.
 */
const MARKS: readonly Mark[] = [
  ['\0\x05\0', /^(?:[^][\x02\x04]\0\x05\0\x03\0\0\0|\0[\x02\x04]\0\x05\0\0\0\x03)/],
  ['\xa9xyz', /xyz[^]{0,24}?[+-]\d/],
  ['loci\0\0', /loci\0{4}/],
  ['GP', /GP(?:S5l|S9\?|RI\?)/],
  ['GLPI?', /^/],
  ['MCC_Da', /MCC_Data\d{3}/],
  ['dvtm_', /dvtm_\w+\.proto/],
];

/** The same by longer words: keys of QuickTime, tracks of Google and DJI, Insta360's trailer. */
const WORDS =
  /location[.\-_]?(?:iso6709|name|body|role|note|date|accuracy)|freeGPS|hdlrcamm|8db42d694ccc418790edff439fe026bf/i;

/**
 * Data in a text, with or without line breaks: pictures in it, of Google and Adobe, with their own
 * EXIF.
 */
const BASE64 = /[A-Za-z0-9+/]{200,}={0,2}/g;
const LINES = /&#x[AD];|[\r\n]+/g;

/** Bytes around a mark that tell whether it is one. */
const BEFORE = 2;
const BEHIND = 40;

/**
 * Whether data of any kind, such as a video after a picture, have a location: EXIF, XMP, IPTC, and
 * videos in any frame, and coordinates in texts.
 */
export function hasLocation(bytes: Uint8Array): boolean {
  const searched = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (
    MARKS.some((mark) => hasMark(searched, mark)) ||
    TIFF.some((order) => hasExifLocation(searched, order)) ||
    iptcHasLocation(bytes) ||
    textHasLocation(textIn(bytes))
  );
}

/** @param text one character per byte, without zeros */
export function textHasLocation(text: string): boolean {
  return namesPlace(text) || WORDS.test(text) || hasCoordinates(text) || packedHasLocation(text);
}

function packedHasLocation(text: string): boolean {
  const packed = text.replaceAll(LINES, '').match(BASE64) ?? [];
  return packed.some((one) => hasLocation(Buffer.from(one, 'base64')));
}

function* placesOf(searched: Buffer, what: string): Generator<number> {
  const needle = Buffer.from(what, 'latin1');
  for (let at = searched.indexOf(needle); at !== -1; at = searched.indexOf(needle, at + 1)) {
    yield at;
  }
}

function hasMark(searched: Buffer, [quick, around]: Mark): boolean {
  for (const at of placesOf(searched, quick)) {
    if (around.test(latin1(searched.subarray(Math.max(0, at - BEFORE), at + BEHIND)))) {
      return true;
    }
  }
  return false;
}

function hasExifLocation(searched: Buffer, order: string): boolean {
  let count = 0;
  for (const at of placesOf(searched, order)) {
    count += 1;
    if (count > MOST_BLOCKS || readExif(searched.subarray(at)).location) {
      return true;
    }
  }
  return false;
}
