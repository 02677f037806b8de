/** `=""`, `/>`, and `></` say nothing. */
const EMPTY = String.raw`(?!\w{0,40}\s{0,8}(?:=\s{0,8}(?:""|'')|/>|></))`;

/**
 * Properties that say where a picture was taken or what place it shows, unless they are empty:
 * EXIF's GPS, those of drones, names of places in IPTC's, Photoshop's, Prism's, Dublin Core, and
 * Darwin Core, cells of phones.
 * Source: XMP specification, part 2; IPTC Photo Metadata Standard 2023.1; Darwin Core terms.
 */
const PLACE = new RegExp(
  String.raw`(?<!</[\w.-]{0,40})[:<](?:[Gg][Pp][Ss][A-Za-z]{0,8}(?:Lati|Long|Area|Coord|Posi)[A-Za-z]*|` +
    'lat|lng|long?|City|Sub-?[Ll]ocation|Province(?:State)?|State|stateProvince|county|municipality|' +
    'locality|' +
    '[Cc]ountry(?:Code|Name)?|WorldRegion|Location(?:Created|Shown|Name|Id)?|shotLocation|' +
    '(?<=(?:prism|pmi):)location|(?<=prl:)geography|(?<=cell:)(?:mcc|lac|cellid|cgi)|' +
    '(?<=dwc:)(?:verbatim[CL]o[a-z]+|waterBody|island(?:Group)?|higherGeography|locationRemarks)|' +
    String.raw`coordinates|spatial|coverage)\b${EMPTY}`,
);

/**
 * Names of numbers that are a location, in any maker's XMP, JSON, or other text, and in related
 * languages. That of a film's speed isn’t one.
 */
const NUMBER = new RegExp(
  String.raw`(?:(?<!ISOSpeed)latitud|longt?itud|breitengrad|ngengrad)${EMPTY}`,
  'i',
);

/** A place by its name, as people write it, and as in JSON. */
const NAMED =
  /\b(?:city|country(?:_?name)?|location)["']?\s{0,3}[:=]\s{0,3}["']?[A-Za-z\x80-\xff]{3}/i;

/** As in schema.org and maps, in JSON. */
const SCHEMA =
  /contentLocation|locationCreated|spatialCoverage|addressLocality|"(?:place|location)"\s{0,3}:\s{0,3}\{|"coordinates"\s{0,3}:\s{0,3}\[\s{0,3}[-\d]/;

/**
 * Whether properties in a text name a place.
 *
 * @param text one character per byte, without zeros: names are ASCII, even in UTF-16
 */
export function namesPlace(text: string): boolean {
  return PLACE.test(text) || NUMBER.test(text) || NAMED.test(text) || SCHEMA.test(text);
}
