/** Nothing is said by `=""`, `/>` and `></`. */
const EMPTY = String.raw`(?!\w{0,40}\s{0,8}(?:=\s{0,8}(?:""|'')|/>|></))`;

/**
 * Properties that say where a picture was taken or what place it shows, unless they are empty:
 * EXIF's GPS, those of drones, IPTC's and Photoshop's names of places, Dublin Core and Darwin Core.
 * Source: XMP specification, part 2; IPTC Photo Metadata Standard 2023.1; Darwin Core terms.
 */
const PLACE = new RegExp(
  String.raw`(?<!</[\w.-]{0,40})[:<](?:[Gg][Pp][Ss][A-Za-z]{0,8}(?:Lati|Long|Area|Coord|Posi)[A-Za-z]*|` +
    'lat|lng|long?|City|Sub-?[Ll]ocation|Province(?:State)?|State|stateProvince|county|municipality|' +
    'locality|[Cc]ountry(?:Code|Name)?|WorldRegion|Location(?:Created|Shown|Name|Id)?|shotLocation|' +
    String.raw`spatial|coverage)\b${EMPTY}`,
);

/** Names of numbers that are a place, in XMP of any maker, JSON or any other text. */
const NUMBER = new RegExp(String.raw`(?:latitude|longt?itude)${EMPTY}`, 'i');

/** As schema.org has it, in JSON. */
const SCHEMA = /contentLocation|locationCreated|spatialCoverage/;

/**
 * Whether properties in a text name a place.
 *
 * @param text one character for each byte, without zeros: names are ASCII, also in UTF-16
 */
export function namesPlace(text: string): boolean {
  return PLACE.test(text) || NUMBER.test(text) || SCHEMA.test(text);
}
