// Locations in each form that programs, phones and manufacturers use, and positions in files.
import { deflateSync } from 'node:zlib';
import * as photos from '../../photos.ts';
import { segment } from './claims.ts';

/** A location as data, and the part by which it is found again. */
export interface Planted {
  readonly what: string;
  readonly data: Buffer;
  readonly secret: Buffer;
}

function planted(what: string, data: Buffer | string, secret: Buffer | string): Planted {
  return { what, data: latin1(data), secret: latin1(secret) };
}

function latin1(text: Buffer | string): Buffer {
  return typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
}

function box(type: string, ...content: readonly (Buffer | string)[]): Buffer {
  const all = Buffer.concat(content.map(latin1));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + all.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, all]);
}

/** A directory's tag for GPS, replaced by one for nested pictures. */
function nestedGps(tag: number): Buffer {
  const inner = photos.tiff({ order: 'II', gps: true });
  const outer = Buffer.from('II*\0\x08\0\0\0\x01\0..\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0', 'latin1');
  outer.writeUInt16LE(tag, 10);
  // The inner directories follow, with all offsets moved accordingly.
  const moved = Buffer.from(inner.subarray(8));
  const by = outer.length - 8;
  for (const [at] of [[2 + 12 + 8], [2 + 24 + 4 + 2 + 8]]) {
    moved.writeUInt32LE(moved.readUInt32LE(at ?? 0) + by, at ?? 0);
  }
  return Buffer.concat([outer, moved]);
}

/** Like the above, but in the second directory of the file. */
function gpsInSecondDirectory(): Buffer {
  const nestedFile = nestedGps(0x014a);
  const bytes = Buffer.concat([
    nestedFile.subarray(0, 8),
    Buffer.alloc(6),
    nestedFile.subarray(14),
  ]);
  bytes.writeUInt16LE(0, 8);
  bytes.writeUInt32LE(26, 10);
  return bytes;
}

/** A TIFF file with one tag. */
function tiffOf(tag: number, type: number, data: Buffer | string): Buffer {
  const content = latin1(data);
  const head = Buffer.from('II*\0\x08\0\0\0\x01\0............\0\0\0\0', 'latin1');
  head.writeUInt16LE(tag, 10);
  head.writeUInt16LE(type, 12);
  head.writeUInt32LE(content.length, 14);
  head.writeUInt32LE(26, 18);
  return Buffer.concat([head, content]);
}

/** Panasonic's notes: a directory whose offsets are relative to the start of the TIFF file. */
const PANASONIC = Buffer.concat([
  latin1('Panasonic\0\0\0\x01\0\x6b\0\x02\0\x0c\0\0\0'),
  latin1('\x38\0\0\0\0\0\0\0Bundesplatz\0'),
]);

/** Nikon's notes: a separate TIFF file. */
const NIKON = Buffer.concat([
  latin1('Nikon\0\x02\x10\0\0'),
  tiffOf(0x39, 7, '\x01CHE\0Bundesplatz\0'),
]);

/** A thermal camera's data in one segment: a directory with one record, a location. */
export function flir(isValid: boolean): Buffer {
  const bytes = Buffer.alloc(0x40 + 32 + 64);
  bytes.write('FFF\0');
  bytes.writeUInt32BE(100, 0x14);
  bytes.writeUInt32BE(0x40, 0x18);
  bytes.writeUInt32BE(1, 0x1c);
  bytes.writeUInt16BE(0x2b, 0x40);
  bytes.writeUInt32BE(0x60, 0x40 + 12);
  bytes.writeUInt32BE(64, 0x40 + 16);
  bytes.writeUInt32BE(isValid ? 1 : 0, 0x60);
  bytes.writeDoubleBE(46.9574, 0x60 + 16);
  return Buffer.concat([latin1('FLIR\0\x01\0\0'), bytes]);
}

const SECONDS = photos.SECRETS[1] ?? Buffer.alloc(8);
const SECONDS_BE = photos.SECRETS[0] ?? Buffer.alloc(8);

/** TIFF files; EXIF is one too. */
export const EXIF: readonly Planted[] = [
  planted('EXIF, little', photos.tiff({ order: 'II', gps: true }), SECONDS),
  planted('EXIF, big', photos.tiff({ order: 'MM', gps: true }), SECONDS_BE),
  planted('GPS in SubIFDs', nestedGps(0x014a), SECONDS),
  planted('GPS in EXIF', nestedGps(0x8769), SECONDS),
  planted('GPS in the second directory', gpsInSecondDirectory(), SECONDS),
  planted('Panasonic’s notes', tiffOf(0x927c, 7, PANASONIC), 'Bundesplatz'),
  planted(
    'Panasonic’s other city',
    tiffOf(0x927c, 7, Buffer.from(PANASONIC).fill(0x80, 14, 15)),
    'Bundesplatz',
  ),
  planted('Nikon’s notes', tiffOf(0x927c, 7, NIKON), 'Bundesplatz'),
  planted('IPTC in EXIF', tiffOf(0x83bb, 7, '\x1c\x02\x5a\0\x0bBundesplatz'), 'Bundesplatz'),
  planted('points of a map', tiffOf(0x8482, 12, 'secretplace........'), 'secretplace'),
  planted(
    'a comment for Windows',
    tiffOf(0x9c9c, 1, Buffer.from('46.9574, 7.4442', 'utf16le')),
    Buffer.from('46.9574', 'utf16le'),
  ),
  planted(
    'a comment',
    tiffOf(0x9286, 7, 'UNICODE\0\x004\x006\0.\x009\x005\x007\x004\0,\x007\0.\x004\x004\x004\x002'),
    '9\x005\x007\x004',
  ),
];

const rdf = (properties: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description ${properties}</rdf:RDF></x:xmpmeta>`;

/** The start of a picture, with a location. */
const BASE64 = Buffer.concat([
  latin1('\xff\xd8\xff\xe1\0\xffExif\0\0'),
  photos.tiff({ order: 'MM', gps: true }),
  Buffer.alloc(99, 'picture'),
]).toString('base64');

const XMP_TEXTS: Readonly<Record<string, readonly [text: string, secret: string]>> = {
  'an attribute': [rdf('exif:GPSLatitude="46,57.446N"/>'), '46,57.446'],
  'an element': [rdf('><exif:GPSLatitude>46.95743</exif:GPSLatitude></rdf:Description>'), '46.957'],
  'of a drone': [rdf('drone-dji:GpsLongtitude="+7.4442"/>'), '7.4442'],
  'of another drone': [rdf('drone-parrot:DroneLatitude="46.9"/>'), '46.9'],
  'a city': [rdf('photoshop:City="Bundesplatz"/>'), 'Bundesplatz'],
  'a place shown': [
    rdf(
      '><Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li Iptc4xmpExt:Sublocation="Bundesplatz"/></rdf:Bag></Iptc4xmpExt:LocationShown></rdf:Description>',
    ),
    'Bundesplatz',
  ],
  'a cell': [rdf('cell:mcc="228" cell:cellid="44551277"/>'), '44551277'],
  'a place of Prism': [rdf('prism:location="Bundesplatz"/>'), 'Bundesplatz'],
  'a lake': [rdf('dwc:waterBody="Bundesplatz"/>'), 'Bundesplatz'],
  'another name space': [rdf('dwc:decimalLatitude="46.9574"/>'), '46.9574'],
  'a picture within, in base64': [rdf(`GImage:Data="${BASE64}"/>`), BASE64.slice(0, 99)],
  'one in lines': [
    rdf(`xmpGImg:image="${BASE64.replaceAll(/.{76}/g, '$&&#xA;')}"/>`),
    BASE64.slice(0, 76),
  ],
  'a description': [
    rdf('><dc:description>46.9574, 7.4442</dc:description></rdf:Description>'),
    '46.9574',
  ],
};

/** XMP, in three encodings. */
export const XMP: readonly Planted[] = Object.entries(XMP_TEXTS).flatMap(
  ([what, [text, secret]]) => [
    planted(`XMP, ${what}`, text, secret),
    planted(`XMP in UTF-16, ${what}`, Buffer.from(text, 'utf16le'), Buffer.from(secret, 'utf16le')),
    planted(
      `XMP in UTF-16 of the other order, ${what}`,
      Buffer.from(text, 'utf16le').swap16(),
      Buffer.from(secret, 'utf16le').swap16(),
    ),
  ],
);

/** What people and programs write in comments and descriptions. */
export const TEXTS: readonly Planted[] = [
  ['46.9574, 7.4442', '46.9574'],
  ['taken at -46.95740;-7.44420 by me', '46.957'],
  ['+46.9574+007.4442/', '46.9574'],
  ['+12.58+065.72+540.2/', '12.58'],
  ['46\xb057\'26.8"N 7\xb026\'39.0"E', '26.8"N'],
  ['46\xc2\xb057\xe2\x80\xb226.8\xe2\x80\xb3N 7\xc2\xb026\xe2\x80\xb239.0\xe2\x80\xb3E', '26.8'],
  ['46 deg 57\' 26.77" N, 7 deg 26\' 39.01" E', '26.77'],
  ['N 46\xb0 57.446 E 007\xb0 26.651', '57.446'],
  ['46.9574N 7.4442E', '46.9574'],
  ['lat=46.9574 lon=7.4442', '46.9574'],
  ['{"lat":46.9574,"lng":7.4442}', '46.9574'],
  ['{"MAPLatitude":12.5823,"MAPLongitude":65.7225}', '12.5823'],
  ['geo:46.9574,7.4442', '46.9574'],
  ['https://www.google.com/maps/@46.9574,7.4442,15z', '46.9574'],
  ['8FR9XC4V+XM Bern', '8FR9XC4V'],
  ['46.9574 North, 7.4442 East', '46.9574'],
  ['N46 57 26 E7 26 39', '57 26'],
  ['46-57-26N 7-26-39E', '57-26'],
  ['465726N 0072639E', '465726'],
  ['46d57m26s N', '46d57m'],
  ['Lat. 46.9574 Long. 7.4442', '46.9574'],
  ['Latitud 46 Longitud 7', 'Latitud 46'],
  ['GPS: 46.95 7.44', '46.95'],
  ['gps_lat=46.95', 'gps_lat=46.95'],
  ['$GPGGA,123519,4657.446,N,00726.651,E,1,08,0.9,545.4,M', '4657.446'],
  ['32T 382000 5201000', '5201000'],
  ['32T LT 82000 01000', '82000 01000'],
  ['46.9574%2C7.4442', '46.9574'],
  ['https://www.openstreetmap.org/#map=15/46.9574/7.4442', '46.9574'],
  ['https://www.openstreetmap.org/?mlat=46.95&mlon=7.44', 'mlat=46.95'],
  ['https://maps.google.com/?q=46.95,7.44', '46.95'],
  ['https://maps.app.goo.gl/AbCdEf123', 'AbCdEf123'],
  ['<coordinates>7.4442,46.9574,540.123</coordinates>', '46.9574'],
  ['{"type":"Point","coordinates":[7.44,46.95]}', '46.95'],
  ['POINT (7.44 46.95)', '46.95'],
  ['City: Bundesplatz', 'Bundesplatz'],
  ['{"place":{"name":"Bundesplatz"}}', 'Bundesplatz'],
].map(([text = '', secret = '']) => planted(`the text ${text}`, text, secret));

const IPTC = photos.photoshop({ 90: 'Bundesplatz' });

/** What manufacturers put anywhere. */
export const DATA: readonly Planted[] = [
  planted('a video', photos.video(), '+46.9574+007.4442'),
  planted(
    'a video with keys',
    box(
      'moov',
      box(
        'meta',
        box('keys', 'com.apple.quicktime.location.ISO6709'),
        box('ilst', '+46.95+007.44/'),
      ),
    ),
    'ISO6709',
  ),
  planted(
    'a video of 3GPP',
    box('udta', box('loci', '\0\0\0\0\x15\xc7Bern\0\0\0\x07\x71\x9a\0\x2e\xf5\x18')),
    '\x07\x71\x9a',
  ),
  planted(
    'GPMF',
    'STRM\0\x01\0\x10GPS5l\x14\0\x01\x1b\xfd\x3d\x26\x04\x6f\xe4\x35........',
    '\x1b\xfd\x3d\x26',
  ),
  planted(
    'the end of an Insta360',
    '\x01\x02\x03\x04\x05secret\x008db42d694ccc418790edff439fe026bf',
    '\x05secret',
  ),
  planted('GPS of a drone by GoPro', 'GPRI?\x2c\0\x01\0\x01\x1b\xfd\x3d\x26', '\x1b\xfd\x3d\x26'),
  planted('IPTC without a frame', '\x1c\x02\x5a\0\x0bBundesplatz', 'Bundesplatz'),
  planted(
    'IPTC in another frame',
    'PHUT\x04\x04\0\0\0\0\0\x10\x1c\x02\x5a\0\x0bBundesplatz',
    'Bundesplatz',
  ),
  planted('Photoshop’s IPTC', IPTC, 'Bundesplatz'),
  planted(
    'Photoshop’s EXIF',
    Buffer.concat([latin1('8BIM\x04\x22\0\0\0\0\0\x60'), photos.tiff({ order: 'MM', gps: true })]),
    SECONDS_BE,
  ),
  planted(
    'AFCP',
    Buffer.concat([
      latin1('AXS!0100\0\x01IPTC'),
      IPTC.subarray(26),
      latin1('AXS!\0\0\0\0\0\0\0\0'),
    ]),
    'Bundesplatz',
  ),
  planted(
    'C2PA',
    box('jumb', box('jumd', 'json'), box('json', '{"exif:GPSLatitude":"46,57.446N"}')),
    '46,57.446',
  ),
  planted('Samsung’s country', '\0\0\xa1\x0a\x08\0\0\0MCC_Data228\0\0\xa1\x0a', 'MCC_Data228'),
];

/** Segments of a JPEG that may contain such a location. */
export function segmentsOf({ data }: Planted): readonly Buffer[] {
  const named = (marker: number, name: string): Buffer =>
    segment(marker, Buffer.concat([latin1(name), data]));
  return [
    named(0xfe, ''),
    named(0xe1, 'Exif\0\0'),
    named(0xe1, 'http://ns.adobe.com/xap/1.0/\0'),
    named(0xe1, ''),
    named(0xe2, 'MPF\0'),
    named(0xe4, 'Maker\0'),
    named(0xeb, 'JP\0\x01\0\0\0\x01\0\0\0\x40jumb'),
    named(0xec, ''),
    named(0xed, 'Photoshop 3.0\0'),
    named(0xee, 'Adobe\0\x64\0\0\0\0\x01'),
    named(0xef, ''),
  ];
}

/** Chunks of a PNG that may. */
export function chunksOf({ data }: Planted): readonly Buffer[] {
  const named = (name: string): Buffer => Buffer.concat([latin1(name), data]);
  return [
    photos.chunk('tEXt', named('Comment\0')),
    photos.chunk('zTXt', Buffer.concat([latin1('Comment\0\0'), deflateSync(data)])),
    photos.chunk('iTXt', named('Comment\0\0\0\0\0')),
    photos.chunk('iTXt', Buffer.concat([latin1('XML\0\x01\0\0\0'), deflateSync(data)])),
    photos.chunk('eXIf', data),
    photos.chunk('eXIf', named('Exif\0\0')),
    photos.chunk('vpAg', data),
    photos.rawProfile('exif', named('Exif\0\0')),
    photos.rawProfile('8bim', data),
  ];
}

/** Blocks of a GIF that may. */
export function blocksOf({ data }: Planted): readonly Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const piece = data.subarray(at, at + 255);
    pieces.push(Buffer.from([piece.length]), piece);
  }
  const blocks = Buffer.concat([...pieces, Buffer.from([0])]);
  return [
    Buffer.concat([latin1('!\xfe'), blocks]),
    Buffer.concat([latin1('!\xff\x0bMAKER   1.0'), blocks]),
    Buffer.concat([latin1('!\xff\x0bXMP DataXMP'), data, photos.gifXmp('').subarray(14)]),
  ];
}
