import { latin1 } from './latin1.ts';

/**
 * Properties that say where a picture was taken or what place it shows, unless they are empty:
 * EXIF's GPS, those of drones, IPTC's and Photoshop's names of places.
 * Source: XMP specification, part 2; IPTC Photo Metadata Standard 2023.1.
 */
const PLACE = new RegExp(
  ':(?:[Gg][Pp][Ss][A-Za-z]{0,8}(?:Lati|Long|Area|Coord)[A-Za-z]*|lat|long?|' +
    'City|Sublocation|ProvinceState|State|Country(?:Code|Name)?|WorldRegion|' +
    String.raw`Location(?:Created|Shown|Name|Id)?)\b(?!\s*=\s*(?:""|''))`,
);

/** Whether XMP, in whichever encoding, names a place. */
export function xmpHasLocation(bytes: Uint8Array): boolean {
  // Its names are ASCII: what is left of UTF-16 without its zeros.
  return PLACE.test(latin1(bytes).replaceAll('\0', ''));
}
