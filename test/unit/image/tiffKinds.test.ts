import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import sharp from 'sharp';
import { Fitter } from '../../../src/image/fit.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { wordsOfUnfit } from '../../../src/ui/words/fit.ts';
import { wordsOfRefusal } from '../../../src/ui/words/refusal.ts';
import * as pictures from '../../pictures.ts';
import { assertQuarters, COLORS, GREYS, quarter, SIDES } from './quarters.ts';
import type { Samples, TiffForm } from './tiffs.ts';
import { tiffOf } from './tiffs.ts';

const fitter = new Fitter({ worker: new URL('../../../src/image/worker.ts', import.meta.url) });
after(() => fitter.dispose());

const REFUSED = { refusal: { kind: 'unsupported', format: 'TIFF' } };

async function version(bytes: Buffer): Promise<Buffer> {
  const inspected = await inspect(pictures.pictureOf(bytes, 'a.tif'));
  assert.ok('refusal' in inspected && inspected.fittable, JSON.stringify(inspected));
  const made = await fitter.fit(inspected.fittable, {}, AbortSignal.timeout(60_000));
  assert.ok(made.kind === 'fitted', JSON.stringify(made));
  return Buffer.from(await made.picture.read());
}

/** By quarter and sample. */
function samples(count: number, at: (quarter: number, sample: number) => number): Samples {
  return { ...SIDES, count, at: (x, y, sample) => at(quarter(x, y), sample) };
}

function color(index: number, sample: number): number {
  return COLORS[index]?.[sample] ?? 0;
}

/** RGB, or RGB and alpha, with 8 or 16 bits. */
function rgb(bits: 8 | 16 = 8, alpha?: number, multiplied = false): Samples {
  const factor = (bits === 8 ? 1 : 257) * (multiplied ? (alpha ?? 255) / 255 : 1);
  return samples(alpha === undefined ? 3 : 4, (index, sample) =>
    sample === 3
      ? (alpha ?? 0) * (bits === 8 ? 1 : 257)
      : Math.round(color(index, sample) * factor),
  );
}

/** Grays with this many bits, starting with black or white. */
function gray(bits: number, white = false, alpha?: number): Samples {
  const most = 2 ** bits - 1;
  return samples(alpha === undefined ? 1 : 2, (index, sample) => {
    const value = Math.round(((GREYS[index] ?? 0) * most) / 255);
    return sample === 1 ? Math.round(((alpha ?? 0) * most) / 255) : white ? most - value : value;
  });
}

/** What remains of the grays with so few bits. */
function grays(bits: number, alpha = 255): number[][] {
  const most = 2 ** bits - 1;
  return GREYS.map((value) => {
    const kept = Math.round((Math.round((value * most) / 255) * 255) / most);
    return [kept, kept, kept, alpha];
  });
}

/** Inks without black. */
function cmyk(bits: 8 | 16): Samples {
  return samples(4, (index, sample) =>
    sample === 3 ? 0 : (255 - color(index, sample)) * (bits === 8 ? 1 : 257),
  );
}

/** How a common ink renders these: the same for sharp, told that they are CMYK. */
const INKS = [
  [189, 53, 39],
  [0, 128, 64],
  [59, 44, 112],
  [132, 114, 111],
];

const COLORMAP = (bits: number): number[] =>
  [0, 1, 2].flatMap((channel) =>
    Array.from({ length: 2 ** bits }, (_, index) => color(index, channel) * 257),
  );

/** L in 16 bits, a and b as signed fractions of 256: sRGB's numbers of COLORS, by ImageMagick. */
const LAB = [
  [43.22, 63.29, 45.39],
  [70.65, -69.46, 65.38],
  [27.77, 58.29, -84.21],
  [53.59, 0, 0],
];

const lab = samples(3, (index, sample) => {
  const value = LAB[index]?.[sample] ?? 0;
  return sample === 0 ? Math.round(value * 655.35) : Math.round(value * 256) & 0xffff;
});

/** Four luma samples, then two shared chroma samples. */
const shared: Samples = {
  width: SIDES.width / 2,
  height: SIDES.height / 2,
  count: 6,
  at: (x, y, sample) => ycc(quarter(2 * x, 2 * y))[Math.max(0, sample - 3)] ?? 0,
};

function ycc(index: number): number[] {
  const [r = 0, g = 0, b = 0] = COLORS[index] ?? [];
  const values = [
    0.299 * r + 0.587 * g + 0.114 * b,
    128 - 0.168736 * r - 0.331264 * g + 0.5 * b,
    128 + 0.5 * r - 0.418688 * g - 0.081312 * b,
  ];
  return values.map(Math.round);
}

/** As the writer would not have it for samples that are shared. */
const SHARED_TAGS = {
  256: [SIDES.width],
  257: [SIDES.height],
  258: [8, 8, 8],
  277: [3],
  278: [SIDES.height],
  530: [2, 2],
};

type Case = readonly [form: TiffForm, samples: Samples, expected: readonly (readonly number[])[]];

const ORDERS = ['II', 'MM'] as const;
const seen = COLORS.map((rgbOf) => [...rgbOf, 128]);

const SHOWN: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(
    ORDERS.flatMap((order) =>
      [false, true].flatMap((big): [string, Case][] => {
        const name = `${order}${big ? ', above 4 GB' : ''}`;
        return [
          [`RGB, ${name}`, [{ order, big }, rgb(), COLORS]],
          [`RGB of 16 bits, ${name}`, [{ order, big, bits: 16 }, rgb(16), COLORS]],
          [`1 bit, ${name}`, [{ order, big, bits: 1, photometric: 1 }, gray(1), grays(1)]],
        ];
      }),
    ),
  ),
  ...Object.fromEntries(
    [false, true].flatMap((white) =>
      [1, 2, 4, 8, 16].flatMap((bits): [string, Case][] => {
        const form = { bits, photometric: white ? 0 : 1 };
        const name = `gray of ${bits} bits, ${white ? 'white' : 'black'} is zero`;
        return [
          [name, [form, gray(bits, white), grays(bits)]],
          [`${name}, tiles`, [{ ...form, tile: 16 }, gray(bits, white), grays(bits)]],
          [`${name}, strips`, [{ ...form, rowsPerStrip: 5 }, gray(bits, white), grays(bits)]],
        ];
      }),
    ),
  ),
  ...Object.fromEntries(
    ([8, 16] as const).flatMap((bits) =>
      ([1, 2] as const).flatMap((predictor): [string, Case][] => {
        const form = { bits, predictor, compression: 8 } as const;
        const name = `RGB of ${bits} bits, predictor ${predictor}`;
        return [
          [name, [form, rgb(bits), COLORS]],
          [`${name}, strips`, [{ ...form, rowsPerStrip: 5 }, rgb(bits), COLORS]],
          [`${name}, tiles`, [{ ...form, tile: 16 }, rgb(bits), COLORS]],
          [`${name}, in planes`, [{ ...form, planar: true, rowsPerStrip: 5 }, rgb(bits), COLORS]],
        ];
      }),
    ),
  ),
  ...Object.fromEntries(
    [1, 2, 4, 8].map((bits): [string, Case] => [
      `palette of ${bits} bits`,
      [
        { bits, photometric: 3, tags: { 320: COLORMAP(bits) } },
        samples(1, (index) => index % 2 ** bits),
        [0, 1, 2, 3].map((index) => COLORS[index % 2 ** bits] ?? []),
      ],
    ]),
  ),
  'gray and alpha': [{ photometric: 1, tags: { 338: [2] } }, gray(8, false, 128), grays(8, 128)],
  'gray and alpha of 16 bits': [
    { bits: 16, photometric: 0, tags: { 338: [2] } },
    gray(16, true, 128),
    grays(16, 128),
  ],
  'RGB and alpha': [{ tags: { 338: [2] } }, rgb(8, 128), seen],
  'RGB and alpha of 16 bits': [{ bits: 16, tags: { 338: [2] } }, rgb(16, 128), seen],
  'RGB and alpha in planes': [{ planar: true, tags: { 338: [2] } }, rgb(8, 128), seen],
  'RGB multiplied with alpha': [{ tags: { 338: [1] } }, rgb(8, 128, true), seen],
  'RGB and a channel that is not named': [{}, rgb(8, 128), seen],
  'RGB, alpha and a channel more': [
    { tags: { 338: [2, 0] } },
    samples(5, (index, sample) => (sample === 3 ? 128 : sample === 4 ? 7 : color(index, sample))),
    seen,
  ],
  'Lab of 16 bits': [{ bits: 16, photometric: 8 }, lab, COLORS],
  'Lab of 16 bits, tiles': [{ bits: 16, photometric: 8, tile: 16 }, lab, COLORS],
  'YCbCr that shares its colors': [{ photometric: 6, tags: SHARED_TAGS }, shared, COLORS],
  'YCbCr that shares its colors, packed': [
    { photometric: 6, compression: 8, tags: SHARED_TAGS },
    shared,
    COLORS,
  ],
  'nothing said but what must be': [
    { tags: { 259: undefined, 278: undefined, 279: undefined, 284: undefined } },
    rgb(),
    COLORS,
  ],
  'an orientation that there is none of': [{ tags: { 274: [0] } }, rgb(), COLORS],
  'another one, of a Mac': [{ order: 'MM', tags: { 274: [9] } }, rgb(), COLORS],
};

/** White and black side by side, then vice versa, in codes of ITU-T T.4 and T.6. */
const WHITE_16 = '101010';
const WHITE_0 = '00110101';
const BLACK_16 = '0000010111';
const LINE_END = '000000000001';
const ABOVE = WHITE_16 + BLACK_16;
const BELOW = WHITE_0 + BLACK_16 + WHITE_16;

function coded(bits: string): Buffer {
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => parseInt(byte.padEnd(8, '0'), 2)));
}

const FAX: Readonly<
  Record<string, { compression: number; strip: Buffer; tags?: TiffForm['tags'] }>
> = {
  'without line ends': { compression: 2, strip: coded(ABOVE.repeat(12) + BELOW.repeat(12)) },
  'group 3': {
    compression: 3,
    strip: coded((LINE_END + ABOVE).repeat(12) + (LINE_END + BELOW).repeat(12)),
  },
  'group 4': {
    compression: 4,
    // Each line by its differences from the previous one: none for most of them.
    strip: coded(
      `001${ABOVE}${'11'.repeat(11)}001${WHITE_0}${BLACK_16}1${'111'.repeat(11)}${LINE_END.repeat(2)}`,
    ),
  },
};

/** Its bits in reverse order. */
function mirrored(byte: number): number {
  return parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2);
}

describe('a TIFF is displayed as intended', () => {
  for (const [name, [form, its, expected]] of Object.entries(SHOWN)) {
    it(name, async () => {
      await assertQuarters(await version(tiffOf(form, its)), expected);
    });
  }

  for (const bits of [8, 16] as const) {
    it(`CMYK of ${bits} bits`, async () => {
      for (const form of [{}, { tile: 16 }, { planar: true }, { order: 'MM' }] as const) {
        const bytes = tiffOf({ ...form, bits, photometric: 5 }, cmyk(bits));
        await assertQuarters(await version(bytes), INKS, 4);
      }
    });
  }

  it('with several pages becomes the first', async () => {
    const bytes = tiffOf(
      {},
      rgb(),
      samples(3, () => 9),
    );
    await assertQuarters(await version(bytes), COLORS);
  });

  it('as a big-endian BigTIFF with 64-bit sides', async () => {
    const bytes = readFileSync(new URL('cases/bigtiff-be.tif', import.meta.url));
    const [red] = await sharp(await version(bytes))
      .extract({ left: 1, top: 1, width: 1, height: 1 })
      .raw()
      .toBuffer();
    assert.ok(Math.abs((red ?? 0) - 125) < 3, `${red}`);
  });

  const packed = sharp(Buffer.from(COLORS.flat()), {
    raw: { width: 2, height: 2, channels: 3 },
  }).resize({ ...SIDES, kernel: 'nearest' });
  for (const compression of ['lzw', 'packbits', 'deflate', 'jpeg'] as const) {
    it(`with ${compression} compression, in strips and tiles`, async () => {
      for (const tile of [false, true]) {
        const tiles = tile ? { tile, tileWidth: 16, tileHeight: 16 } : {};
        const bytes = await packed
          .clone()
          .tiff({ compression, quality: 95, ...tiles })
          .toBuffer();
        await assertQuarters(await version(bytes), COLORS, compression === 'jpeg' ? 12 : 2);
        const oneBit = packed.clone().greyscale().threshold(80);
        const bilevel = await oneBit.tiff({ compression: 'lzw', bitdepth: 1 }).toBuffer();
        await assertQuarters(await version(bilevel), [
          [255, 255, 255],
          [255, 255, 255],
          [0, 0, 0],
          [255, 255, 255],
        ]);
      }
    });
  }

  for (const [name, { tags, ...form }] of Object.entries(FAX)) {
    it(`with fax compression: ${name}`, async () => {
      const strip = form.strip;
      for (const lowestFirst of [false, true]) {
        const its = {
          ...form,
          bits: 1,
          photometric: 0,
          strip: lowestFirst ? strip.map(mirrored) : strip,
          tags: { ...tags, ...(lowestFirst ? { 266: [2] } : {}) },
        };
        const bytes = tiffOf({ ...its, strip: Buffer.from(its.strip) }, gray(1));
        const [black, white] = [
          [0, 0, 0],
          [255, 255, 255],
        ] as const;
        await assertQuarters(await version(bytes), [white, black, black, white]);
      }
    });
  }
});

const three = samples(3, () => 1);

/** Each used to be black, noisy or in wrong colors, or was reported as damaged. */
const UNKNOWN: Readonly<Record<string, readonly [form: TiffForm, samples: Samples]>> = {
  ...Object.fromEntries(
    [6, 32766, 32771, 32809, 34661, 34676, 34712, 34887, 34925, 50000, 50001, 50002].map(
      (compression) => [`compression ${compression}`, [{ compression }, rgb()]],
    ),
  ),
  '32 bits': [{ bits: 32, photometric: 1 }, gray(32)],
  '32 bits of RGB': [{ bits: 32 }, three],
  '32 bits, alpha': [{ bits: 32, photometric: 1, tags: { 338: [2] } }, gray(32, false, 128)],
  fractions: [{ bits: 32, sampleFormat: 3, photometric: 1 }, gray(8)],
  'fractions of RGB, predictor 3': [
    { bits: 32, sampleFormat: 3, predictor: 3, compression: 8 },
    three,
  ],
  'fractions of 64 bits': [{ bits: 64, sampleFormat: 3 }, three],
  signed: [{ sampleFormat: 2, photometric: 1 }, gray(8)],
  'signed, 16 bits': [{ bits: 16, sampleFormat: 2, photometric: 1 }, gray(16)],
  'tiles of planes': [{ tile: 16, planar: true }, rgb()],
  'tiles of planes, CMYK': [{ tile: 16, planar: true, photometric: 5 }, cmyk(8)],
  'Lab of 8 bits': [{ photometric: 8 }, three],
  'Lab of 16 bits in planes': [{ photometric: 8, bits: 16, planar: true }, lab],
  ICCLab: [{ photometric: 9 }, three],
  ITULab: [{ photometric: 10 }, three],
  LogL: [{ photometric: 32844, bits: 16 }, gray(16)],
  'a mask': [{ photometric: 4, bits: 1 }, gray(1)],
  'YCbCr, each pixel its own': [{ photometric: 6, tags: { 530: [1, 1] } }, three],
  'YCbCr in planes': [{ photometric: 6, planar: true }, three],
  'YCbCr in tiles': [{ photometric: 6, tile: 16 }, three],
  'a palette that is too short': [{ photometric: 3, tags: { 320: [1, 2, 3] } }, gray(8)],
  'a palette of 16 bits': [{ photometric: 3, bits: 16, tags: { 320: [1, 2, 3] } }, gray(16)],
  'inks of their own': [{ photometric: 5, tags: { 332: [2] } }, cmyk(8)],
  'three inks': [{ photometric: 5 }, three],
  'samples of several lengths': [{ tags: { 258: [5, 6, 5] } }, rgb()],
  'RGB of 4 bits': [{ bits: 4 }, samples(3, () => 1)],
  'gray of 4 bits and alpha': [
    { bits: 4, photometric: 1, tags: { 338: [2] } },
    gray(4, false, 255),
  ],
  'two channels more that are not named': [{}, samples(5, () => 1)],
  'colors that are not named': [{ tags: { 262: undefined } }, rgb()],
};

describe('a TIFF that can’t be decoded correctly is rejected, and not called damaged', () => {
  for (const [name, [form, its]] of Object.entries(UNKNOWN)) {
    it(name, async () => {
      for (const order of ORDERS) {
        for (const big of [false, true]) {
          const bytes = tiffOf({ ...form, order, big }, its);
          assert.deepEqual(await inspect(pictures.pictureOf(bytes, 'a.tif')), REFUSED);
        }
      }
    });
  }

  for (const name of ['webp', 'gray-float', 'gray-32bit', 'old-style-jpeg']) {
    it(`tiff-${name}.tif, in the decoder’s thread too`, async () => {
      const bytes = readFileSync(new URL(`cases/tiff-${name}.tif`, import.meta.url));
      const picture = pictures.pictureOf(bytes, 'a.tif');
      assert.deepEqual(await inspect(picture), REFUSED);
      const fittable = { picture, format: 'TIFF', ...SIDES, size: bytes.length } as const;
      const made = await fitter.fit(fittable, {}, AbortSignal.timeout(60_000));
      assert.ok(made.kind === 'unsupported', JSON.stringify(made));
      assert.equal(wordsOfUnfit(made).what, 'This kind of TIFF file isn’t supported.');
    });
  }

  it('with a correct message', () => {
    const { what, remedy } = wordsOfRefusal({ kind: 'unsupported', format: 'TIFF' });
    assert.equal(what, 'This kind of TIFF file isn’t supported.');
    assert.equal(remedy, 'Open it in another program and save it as PNG or JPEG.');
  });
});

describe('a TIFF-based camera RAW is not replaced by its thumbnail', () => {
  const below = (tags: Required<TiffForm>['tags'], sides = SIDES): Buffer => {
    const outer = tiffOf({ tags: { 330: [0] } }, rgb());
    return nested(outer, tiffOf({ tags }, { ...rgb(), ...sides }));
  };

  it('recognized by its sensor data', async () => {
    const inspected = await inspect(pictures.pictureOf(below({ 262: [32803] }), 'a.nef'));
    assert.deepEqual(inspected, { refusal: { kind: 'foreign-format', format: 'TIFF' } });
  });

  it('recognized by a larger picture inside', async () => {
    const larger = below({}, { width: 64, height: 48 });
    const inspected = await inspect(pictures.pictureOf(larger, 'a.nef'));
    assert.deepEqual(inspected, { refusal: { kind: 'foreign-format', format: 'TIFF' } });
  });

  it('but smaller pictures inside are thumbnails', async () => {
    const smaller = below({}, { width: 16, height: 12 });
    await assertQuarters(await version(smaller), COLORS);
  });
});

/** A file whose tag 330 points to the first directory of another, which is appended to it. */
function nested(outer: Buffer, inner: Buffer): Buffer {
  // Every offset moves accordingly.
  const directory = inner.readUInt32LE(4);
  const shift = outer.length;
  const moved = Buffer.from(inner);
  for (
    let entry = directory + 2;
    entry < directory + 2 + 12 * inner.readUInt16LE(directory);
    entry += 12
  ) {
    const [tag, type, count] = [
      inner.readUInt16LE(entry),
      inner.readUInt16LE(entry + 2),
      inner.readUInt32LE(entry + 4),
    ];
    if (tag === 273 || count * (type === 3 ? 2 : 4) > 4) {
      moved.writeUInt32LE(inner.readUInt32LE(entry + 8) + shift, entry + 8);
    }
  }
  const whole = Buffer.concat([outer, moved]);
  const first = outer.readUInt32LE(4);
  for (let entry = first + 2; entry < first + 2 + 12 * outer.readUInt16LE(first); entry += 12) {
    if (outer.readUInt16LE(entry) === 330) {
      whole.writeUInt16LE(4, entry + 2);
      whole.writeUInt32LE(directory + shift, entry + 8);
    }
  }
  return whole;
}
