// HEIC pictures as iPhones write them: HEVC tiles in a grid, with properties for rotation and color
// profile. The tests include no HEVC encoder: the tiles were made once with libheif's `heif-enc -q
// 75` from the scene (scene.ts, 180 x 120, its last pixels repeated up to 192 x 128, cut into
// 64 x 64). The rest of the file is generated here.
// Source of the boxes: ISO/IEC 23008-12 (HEIF), ISO/IEC 14496-12.

export interface HeicOptions {
  /** Counterclockwise quarter turns that a reader must apply. */
  readonly turn?: 0 | 1 | 2 | 3;
  /** ICC. */
  readonly profile?: Uint8Array;
  /** Codes for its primaries and transfer function. Source: ITU-T H.273. */
  readonly nclx?: readonly [primaries: number, transfer: number];
  /** Only the tiles specify colors, not the grid. */
  readonly colorsOfTiles?: boolean;
  /** A TIFF file with camera metadata. */
  readonly exif?: Uint8Array;
  /** The width it declares, if wrong. */
  readonly claimedWidth?: number;
}

const COLUMNS = 3;
const ROWS = 2;
const TILE = 64;
const WIDTH = 180;
const HEIGHT = 120;
/** The grid, after the tiles. */
const GRID_ITEM = COLUMNS * ROWS + 1;
const EXIF_ITEM = GRID_ITEM + 1;

/** The scene. */
export function heic(options: HeicOptions = {}): Buffer {
  const { turn = 0, profile, nclx, exif, claimedWidth = WIDTH, colorsOfTiles = false } = options;
  const tiles = TILES.map((tile) => Buffer.from(tile, 'base64'));
  const ids = tiles.map((_, index) => index + 1);
  const brands = box('ftyp', Buffer.from('heic\0\0\0\0mif1MiHEmiafMiHBheic', 'latin1'));
  const colors = [
    ...(profile === undefined ? [] : [box('colr', Buffer.from('prof'), profile)]),
    ...(nclx === undefined
      ? []
      : [box('colr', Buffer.from('nclx'), ...nclx.map(uint16), uint16(6), Buffer.from([0x80]))]),
  ];
  const properties = [
    box('hvcC', Buffer.from(HVCC, 'base64')),
    fullBox('ispe', 0, uint32(TILE), uint32(TILE)),
    fullBox('ispe', 0, uint32(claimedWidth), uint32(HEIGHT)),
    box('irot', Buffer.from([turn])),
    ...colors,
  ];
  const color = colors.map((_, index) => 5 + index);
  const associations = [
    ...ids.map((id) => association(id, [1, 2, ...color])),
    association(GRID_ITEM, [3, ...(colorsOfTiles ? [] : color), 4]),
  ];
  const grid = Buffer.concat([
    Buffer.from([0, 0, ROWS - 1, COLUMNS - 1]),
    uint16(claimedWidth),
    uint16(HEIGHT),
  ]);
  // EXIF starts with the offset of its TIFF file.
  const exifItems = exif === undefined ? [] : [Buffer.concat([uint32(0), exif])];
  // The tiles' offsets are in boxes before them, whose length doesn't depend on the offsets.
  const meta = (firstTile: number): Buffer =>
    fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, uint32(0), Buffer.from('pict'), Buffer.alloc(13)),
      fullBox('pitm', 0, uint16(GRID_ITEM)),
      fullBox(
        'iinf',
        0,
        uint16(GRID_ITEM + exifItems.length),
        ...ids.map((id) => item(id, 'hvc1', 1)),
        item(GRID_ITEM, 'grid', 0),
        ...exifItems.map(() => item(EXIF_ITEM, 'Exif', 1)),
      ),
      fullBox(
        'iref',
        0,
        box('dimg', uint16(GRID_ITEM), uint16(ids.length), ...ids.map((id) => uint16(id))),
        ...exifItems.map(() => box('cdsc', uint16(EXIF_ITEM), uint16(1), uint16(GRID_ITEM))),
      ),
      box(
        'iprp',
        box('ipco', ...properties),
        fullBox('ipma', 0, uint32(associations.length), ...associations),
      ),
      box('idat', grid),
      locations([...tiles, ...exifItems], firstTile, grid.length),
    );
  const firstTile = brands.length + meta(0).length + 8;
  return Buffer.concat([brands, meta(firstTile), box('mdat', ...tiles, ...exifItems)]);
}

/** @param flags 1 for an item that isn't shown on its own */
function item(id: number, type: string, flags: number): Buffer {
  const content = [uint16(id), uint16(0), Buffer.from(`${type}\0`, 'latin1')];
  return box('infe', Buffer.from([2, 0, 0, flags]), ...content);
}

function association(id: number, properties: readonly number[]): Buffer {
  return Buffer.concat([uint16(id), Buffer.from([properties.length, ...properties])]);
}

/** Tiles, then EXIF, by offset in the file; the grid by offset in `idat`. */
function locations(inFile: readonly Buffer[], firstTile: number, gridLength: number): Buffer {
  let at = firstTile;
  const entries = inFile.map((content, index) => {
    const id = index < COLUMNS * ROWS ? index + 1 : EXIF_ITEM;
    const entry = [uint16(id), uint16(0), uint16(0), uint16(1), uint32(at)];
    at += content.length;
    return Buffer.concat([...entry, uint32(content.length)]);
  });
  const grid = [uint16(GRID_ITEM), uint16(1), uint16(0), uint16(1), uint32(0), uint32(gridLength)];
  const sizes = Buffer.from([0x44, 0x00]);
  return fullBox('iloc', 1, sizes, uint16(inFile.length + 1), ...entries, ...grid);
}

function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([uint32(length), Buffer.from(type, 'latin1'), ...content]);
}

function fullBox(type: string, version: number, ...content: readonly Uint8Array[]): Buffer {
  return box(type, Buffer.from([version, 0, 0, 0]), ...content);
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const HVCC =
  'AQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqSSmubgQEDAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQA==';

const TILES = [
  'AAADsCgBrwR467FJPfgpBfJ3f/0/KVLT+ti0Nop4M94M3NLItkL8VrHSgQRSV5JlFkCIpxdGmfNvfaZShzaIRc1H4eERbbxShxCIDvX92ESlXXwcERLKWBhK9mNpuaz4bw6AFJjJEW/ePu+VwJ5Ta7VY1/19dto7nWR0XCPrMNEchUtCwJCttcmTOdNBC2UcBlz3SvPL5QypnDkUMXeDgdhyMt9nc4JQ6pVOlG1+/7gmIcMENb/Be0OzyZ1qzTCuyFy0Ih1h/7gdgCBU72PXGMqsNWtE0fCmvXRuBqyYlOfWsysq/fQFeMmEs5IXeHgA1kwW/WjkISBGbnE95DSuF09OpUCbWZoUMOEIO33VMUfD+OLCKbaOIy50/C+D3rPMgQhBkIUTcdX9zfgImBSSNfcrTKFjBCioOjyctCKjlfOx/opgmgpg2zZT9bYmokwoZh+x+5qaxowPKVNW7lPxl3tZUU5u8C6R3QvC9/yMPa+qSOwqBpH+LZpfSX8VT8m6LLHc2wK/86J4wRM6jiTWoWbQE0TQ5+0uN6jvOqn+71HplsZ0bXFGPjCXSTagvMEz6bRbN815b7pC6rgR0XmCvZNTeetgjPi0iL+l5Q4+fVhBZ6lgbcgaFc2DqOe6yBsj6ED3ohJwV2e9k8egFhjNxpmTti5DX3cvVNyA3lgwzy8YaAv17FI7Fcy8AvEDWJFGnedenB3QfXXhpMN2jyOQBG0jzMtSSmrUUCW3U90g310KYoCqb9An5msfYveIqRIBRBk4Vk+g3BysSMjVme4erREcNK9Rzv0C/QsdSFnSfhA4yGJIsTjpYfH8Bq1cbobQQj5IctQkbG/nJU+KQK2rEKJq3e6siexZxiX+bgIc7C3FUHw4P8qpxthewsukfPRaGzIW4UBT2e6gz6uGewWi9mykvmYDMv/uFTqE62UlTXsPEeK7e6tHf0SOXH97OiRzOh+qktCmWsB/h6/m8lnwsHWAQ8vbb7Ftgcr6jGl2D9EoGhELsQch9/U/OEy4rq036R9Kf5yB33kPZ1Qg+CgQVLItAaqy7iTaUDlcorb3xV3JDpD2fHD918CECWnBkWZvtvraQVC4d+1VatzRiJVWw/zHkERNTkl4HHlMrdhjqoDuEIeG0lpzeo718etw4rJd6op6GKr3WQXFf4sfNUoSC9Qh8DaBZ3yJTSdtZOrsRXiL1sMQdXfls/Fc/dPjv/OQwOAA6onT6mZF56V6Kj6G/Cw7yN24e/S1pAf886UD5KNahyls',
  'AAABaygBrwR47CoXkDetwGLUZiNYUmoRw/w938ZksTPYTaO/bMfFlIBnV6wgm5xGvniDxiQPzfjmnN6D6U5sR/Li88lAEAfscsN78fiX8MYP09c34Bf0xbeFWpRZvSeqH/simEoCfSNB/Z7LZYBIVYwknli026uKTOrMwOEqabBDU1AanbQIJlfgzS17yP8qikdo/+EP2CQSVkaBHaZqfRqOmZUMGkwIYOQ+6ROVnMDpfvivD8Gee1+3zCXp+T0ve2RVHMVGavjWyD5uammK4PYbDSMDiQovVWXl2XCJK8jT4ck1LCsnkCl8egNZeLmPb0R2eOB5v/pNmx6yQBUhO4rN7iJYqGcXgYN12vdjnKwdOCf2fS0UIhXddUMzKZBdPCThgXhn5JWmyQue44Th0JaK+tXz7eQaiyWMKPz9nCGw+8zrF/Ec+59E6Sx3EeSGgV+v6BUfmfHfF4ez+BUu0e2SY/7eMWrCIWTw9qGBvg==',
  'AAABYSgBrwR46+wGv7NxwSIRLOtSF1GNkNhGi+g3FfVv7PbAc7MvL1JMBbpJwaXNU/lnh4BQ+Hed7KB8Ds2F3CA/VCfZd73PGAQtzd8tAyNhhc8P8yjqVOQRmTwyE8Yo0UxI1SvGbHmOmxjKU+Iq3zSN7y/b8LUOah5BRZ7kdPi5isYrSbkzZBux6dL3XuLIk1joBAyKUNKKsb/sxvDmnu0dhF0YgBQisdAzTugt1/iIg33R1GwVB8/jdwmsK4GKq3/hXopAv+PMOcF0G14cfa/4JPNurnl2XjhZ+J7e6iXY2A/eottSEdbHM5oAIHefz/Hl8Gk/ve4NqT3bXkhlAaPha14x3b4Hl/BbONHO9SmO/IUPs+Pn0f9P2Gtoii7/FH89udeeQxxLnZtt3onH7viSB5LFPNS7DsMn0DDJZuOuzkBSt6Jm6wwGviacVn1MFq/EJyWa7BiJaTWV2nq1Ra7kIvEl',
  'AAABbSgBrwR46+wGvyICW9qjF/+Cg2xZlMq9ZQSZ0zpd4UsJgBcCmyxOrzHE5vnRpwByHaW6L/bqIjRntX9JbuKkYJBCHTGA0bhZWuH9ykN9x5a76maiH/92fRhCivZH/NB02DvPdt3bPYZOFb0vddAzqFKktH0/uBPEOc2ot9B86F9JuJkQLaUb3q9SinIG2RUEoCtoH/pZRwEdl5X5465lGR+u8MditQJ88MdLnmzAB3W88MPh99O6vrc7dCKdh7lWyHPR7pXUaYP6p2F/w6zR2EcUjeFkI7fx5xlvILcX9NXPH+fpUhdIhNJizDX3X5O2IHwkTdR+BinntU4kzbFV6K4fFISSLKGqi46Z/XTxIdSCmRNyIYmZy+1ULQdN65OPPj78DAkzgzP0uDR374+PoBu5oul562C3lDan5/xUUq2Km9w/ifMZp0yFJNwd6+svZ4T14dvifk35mfxgZT+V3hv1mmjarDDcHBIZ+xqA',
  'AAABtCgBrwR4661D3fSCmqfer8PEG0LmgBDfF9YuqqtSTFW3N5mFClLDQ4pxrAm6YCWgU8EW5uEDBtEL29BPLsvZ5kl/H3RHux2qzSJNmrG9Pqnob/r56XdVc/Xwj9Gw5y3FqzJqBTNS/deqHUABNSwue7k8nKxnwn4dvBPJcc3H///xLvIoBVTNOSp9K6bXvh5sc2OuzRkN0+t1176+FPYo/QRiCRliUNqklWXZzvbScrCUaGL3q/i5HZFek2oMP3yHp9GMvJ4sOrs5WXSNtV8aSFKMQ/B+Y7kt77FW2R9M03VhSBkO6vbvQRBwcE0B2m5fJq8m5PqljUFeo71P77JgXV9mvwKfnS6Gf4qDm7pkrS4gwo1jvMTte5zi9a5ZPJTaNdB9MtHG6PW+A845LN0YqQ7G5TOmy2mrPZkz0ch6ZzvVbblwHtQaqnDGa42aNewqBb3f5rYrI4qeakP72Ges7FcfGhCRpUE/uPYbNntKtMzTSjNRGuE9ggNmO1Hub8k11UJ+SB/UEx09OBRRx4DO1/QQPASHvVXZ8wUyS7RMr5ZOhCsLDGipyk8aMZc1kEUZGhcnXXw=',
  'AAABMSgBrwR46q0EVdpqQcgPSPjgFeaT7T7q1WmSMDFHbbuxJx9c8JxkSWLmdkVPgizBmIb/OLjAxHxLPna3Rlicv2JvMdu4ZH/AIkiNUzr3/+2hf8H2L0ztWWNXbzrrYzrSH3EJ1ATiTmQgIS466jSqMH8vbzFVLlvYC87ZNbqavgU5MOL4yKO9rQ/njy2HD22nZwGMHkIdy0ZGrh+9fINOipebesjqAe/5KAcLjE5GfmTVNlKA4pNvXOPDh5Ucu1/fDZBoPJceE4C5HJP3v/SBlTmOYria2dZ2n9NiIZDWVWRhwhoOuh8Ubehkuc7XhuG6p5+0ijsT1pHlbtIcbjJSZ5ql3p6eymaebeqKq4tsAcM9yjhfugrwzsUY9N1D/wDZSlpbLTeKb104OOwrcQr6pLDn',
];
