import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { imageSize } from 'image-size';
import sharp from 'sharp';
import { personalDataIn, withoutPersonalData } from '../../../src/image/personalData.ts';
import * as photos from '../../photos.ts';
import * as pictures from '../../pictures.ts';
import { frame, jpegOf, segment } from './claims.ts';

const FORMATS = ['jpeg', 'png', 'webp'] as const;
const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8];
const NOTHING = { location: false, other: false };
const PLACE = { location: true, other: true };
const OTHER = { location: false, other: true };

function cleaned(bytes: Uint8Array): Buffer {
  const result = withoutPersonalData(bytes);
  assert.ok(result.kind === 'clean', result.kind);
  return Buffer.from(result.bytes);
}

function assertNoSecret(bytes: Buffer): void {
  for (const secret of photos.SECRETS) {
    assert.equal(bytes.indexOf(secret), -1, `${secret.toString('latin1')} is still there`);
  }
}

/** Whether other readers find nothing in it anymore, and see the same upright picture. */
async function assertClean(original: Uint8Array): Promise<Buffer> {
  const before = Buffer.from(original);
  const bytes = cleaned(original);
  assert.ok(before.equals(original), 'the original is changed');
  assertNoSecret(bytes);
  assert.deepEqual(personalDataIn(bytes), NOTHING);
  assert.ok(cleaned(bytes).equals(bytes), 'a second time changes something');
  const [was, is] = await Promise.all([sharp(original).metadata(), sharp(bytes).metadata()]);
  assert.equal(is.orientation ?? 1, was.orientation ?? 1);
  assert.deepEqual(is.icc, was.icc);
  assert.equal(is.xmp, undefined);
  assert.equal(is.iptc, undefined);
  assert.equal(is.comments, undefined);
  assert.equal(is.exif !== undefined, (is.orientation ?? 1) !== 1);
  for (const upright of [false, true]) {
    const [old, now] = await Promise.all(
      [original, bytes].map((file) => {
        const picture = sharp(file, { failOn: 'warning', animated: !upright });
        return (upright ? picture.autoOrient() : picture).raw().toBuffer();
      }),
    );
    assert.ok(old?.equals(now ?? Buffer.alloc(0)), upright ? 'turned differently' : 'other pixels');
  }
  return bytes;
}

describe('a photo without personal data', () => {
  for (const format of FORMATS) {
    for (const orientation of ORIENTATIONS) {
      it(`${format} with orientation ${orientation}`, async () => {
        const original = await photos.photo(format, { orientation });
        assert.deepEqual(personalDataIn(original), PLACE);
        assert.ok((await sharp(original).metadata()).icc);
        const bytes = await assertClean(original);
        const { exif } = await sharp(bytes).metadata();
        assert.equal(exif === undefined, orientation === 1);
        assert.equal(imageSize(bytes).orientation ?? 1, format === 'jpeg' ? orientation : 1);
      });
    }

    it(`${format} with author and title, but no location`, async () => {
      const original = await photos.photo(format, { location: false });
      assert.deepEqual(personalDataIn(original), OTHER);
      await assertClean(original);
    });

    it(`${format} without personal data stays unchanged`, async () => {
      const original = await pictures[format]({ width: 41, height: 23 });
      assert.deepEqual(personalDataIn(original), NOTHING);
      assert.ok(cleaned(original).equals(original));
    });

    it(`${format} surrounded by other bytes`, async () => {
      const original = await photos.photo(format, { orientation: 5 });
      const around = Buffer.concat([Buffer.alloc(7, 0xff), original, Buffer.alloc(9, 0xff)]);
      const bytes = around.subarray(7, -9);
      assert.deepEqual(personalDataIn(bytes), PLACE);
      assert.ok(cleaned(bytes).equals(cleaned(original)));
    });
  }

  it('keeps its data byte for byte', async () => {
    const jpeg = await photos.photo('jpeg', { orientation: 3, progressive: true });
    const tables = jpeg.indexOf(Buffer.from([0xff, 0xdb]));
    assert.ok(
      cleaned(jpeg)
        .subarray(tables - jpeg.length)
        .equals(jpeg.subarray(tables)),
    );
    const png = await photos.photo('png', { orientation: 3 });
    assert.ok(cleaned(png).includes(png.subarray(png.indexOf('IDAT') - 4)));
    const webp = await photos.photo('webp', { orientation: 3 });
    const data = webp.indexOf('VP8 ');
    const end = data + 8 + webp.readUInt32LE(data + 4);
    assert.ok(cleaned(webp).includes(webp.subarray(data, end)));
  });
});

describe('a JPEG', () => {
  const plain = (): Promise<Buffer> => pictures.jpeg({ width: 41, height: 23 });
  const app = (marker: number, ...content: readonly (string | Uint8Array)[]): Buffer =>
    segment(marker, Buffer.concat(content.map((part) => Buffer.from(part as string))));

  it('with CMYK keeps its color meaning', async () => {
    const cmyk = await sharp(await plain())
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    assert.ok(cmyk.includes('Adobe'));
    const bytes = await assertClean(photos.withSegments(cmyk, app(0xfe, 'Ada Lovelace')));
    assert.ok(bytes.includes('Adobe'));
    assert.equal((await sharp(bytes).metadata()).space, 'cmyk');
  });

  for (const order of ['II', 'MM'] as const) {
    for (const orientation of ORIENTATIONS) {
      it(`with EXIF in the order ${order}, GPS, orientation ${orientation} and a thumbnail`, async () => {
        const exif = photos.tiff({
          order,
          orientation,
          gps: true,
          thumbnail: await photos.photo('jpeg'),
        });
        const original = photos.withSegments(await plain(), app(0xe1, 'Exif\0\0', exif));
        assert.deepEqual(personalDataIn(original), PLACE);
        assert.equal((await sharp(original).metadata()).orientation, orientation);
        await assertClean(original);
      });
    }
  }

  it('with EXIF twice is rotated by the first', async () => {
    for (const [first, second] of [
      [3, 6],
      [1, 6],
      [6, 1],
    ]) {
      const [one, other] = [first, second].map((orientation = 1) =>
        app(0xe1, 'Exif\0\0', photos.tiff({ orientation })),
      );
      assert.ok(one && other);
      await assertClean(photos.withSegments(await plain(), one, other));
    }
  });

  it('with a thumbnail in EXIF and no location has personal data', async () => {
    const exif = photos.tiff({ thumbnail: await plain() });
    const original = photos.withSegments(await plain(), app(0xe1, 'Exif\0\0', exif));
    assert.deepEqual(personalDataIn(original), OTHER);
    await assertClean(original);
  });

  it('with nothing but its orientation stays unchanged', async () => {
    const turned = photos.withSegments(
      await plain(),
      app(0xe1, 'Exif\0\0', photos.tiff({ orientation: 6 })),
    );
    assert.deepEqual(personalDataIn(turned), NOTHING);
    const bytes = await assertClean(turned);
    assert.ok(cleaned(bytes).equals(bytes));
  });

  it('with XMP across several segments, and a name split between two', async () => {
    const text = XMP_PADDED;
    const cut = text.indexOf('GPSLat') + 3;
    const original = photos.withSegments(
      await plain(),
      app(0xe1, 'http://ns.adobe.com/xap/1.0/\0', photos.XMP_WITHOUT_PLACE),
      ...photos.extendedXmp(text, cut).map((piece) => app(0xe1, piece)),
    );
    assert.deepEqual(personalDataIn(original), PLACE);
    await assertClean(original);
  });

  it('with XMP in UTF-16', async () => {
    const text = Buffer.from(photos.XMP, 'utf16le');
    const original = photos.withSegments(
      await plain(),
      app(0xe1, 'http://ns.adobe.com/xap/1.0/\0', text),
    );
    assert.deepEqual(personalDataIn(original), PLACE);
    assert.ok(!cleaned(original).includes(text));
  });

  for (const [what, sets, expected] of [
    ['a city', { 90: 'Bundesplatz' }, PLACE],
    ['a part of a city', { 92: 'Bundesplatz' }, PLACE],
    ['a country', { 101: 'Bundesplatz' }, PLACE],
    ['a writer', { 80: 'Ada Lovelace' }, OTHER],
    ['a city without a name', { 90: '', 80: 'Ada Lovelace' }, OTHER],
  ] as const) {
    it(`with IPTC that names ${what}`, async () => {
      const original = photos.withSegments(await plain(), app(0xed, photos.photoshop(sets)));
      assert.deepEqual(personalDataIn(original), expected);
      await assertClean(original);
    });
  }

  it('with comments and invented segments of manufacturers', async () => {
    for (const marker of [0xe2, 0xe3, 0xe4, 0xe5, 0xe7, 0xeb, 0xec, 0xef, 0xfe]) {
      const original = photos.withSegments(await plain(), app(marker, 'MPF\0 by Ada Lovelace'));
      assert.deepEqual(personalDataIn(original), OTHER);
      await assertClean(original);
    }
  });

  it('with a location in EXIF in a segment with another name', async () => {
    const exif = photos.tiff({ gps: true });
    const original = photos.withSegments(await plain(), app(0xe4, 'Maker\0Exif\0\0', exif));
    assert.deepEqual(personalDataIn(original), PLACE);
    await assertClean(original);
  });

  it('with a thumbnail in JFIF', async () => {
    const bare = jpegOf(
      app(0xe0, 'JFIF\0\x01\x01\x01\0\x48\0\x48\0\0'),
      (await plain()).subarray(2),
    );
    const thumb = Buffer.from('TelescopeCam');
    const original = jpegOf(
      app(0xe0, 'JFIF\0\x01\x01\x01\0\x48\0\x48\x02\x02', thumb),
      bare.subarray(20),
    );
    assert.deepEqual(personalDataIn(original), OTHER);
    assert.ok((await assertClean(original)).equals(bare));
  });

  for (const [what, make] of [
    ['a video', () => Promise.resolve(photos.video())],
    ['a further picture', () => photos.photo('jpeg')],
    [
      'a further picture and a video behind zeros',
      async () => Buffer.concat([Buffer.alloc(100), await photos.photo('jpeg'), photos.video()]),
    ],
  ] as const) {
    it(`with ${what} after it`, async () => {
      const mpf = app(0xe2, 'MPF\0MM\0*\0\0\0\x08\0\0\0\0\0\0');
      const original = Buffer.concat([photos.withSegments(await plain(), mpf), await make()]);
      assert.deepEqual(personalDataIn(original), PLACE);
      assert.ok((await assertClean(original)).equals(await plain()));
    });
  }

  it('with zeros after it has no personal data', async () => {
    const original = Buffer.concat([await plain(), Buffer.alloc(300)]);
    assert.deepEqual(personalDataIn(original), NOTHING);
  });

  it('keeps scans, tables between them and restart markers', () => {
    const scan = (...data: readonly number[]): Buffer =>
      Buffer.concat([segment(0xda, Buffer.alloc(8)), Buffer.from(data)]);
    const parts = [
      frame(41, 23, 0xc2),
      scan(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0x33),
      segment(0xc4, Buffer.alloc(20)),
      scan(0xff, 0xff, 0, 7, 0xff),
      segment(0xdc, Buffer.from([0, 23])),
    ];
    const end = Buffer.from([0xff, 0xd9]);
    const bare = jpegOf(...parts, end);
    assert.ok(cleaned(bare).equals(bare));
    const hidden = parts.flatMap((part) => [
      part,
      app(0xe1, 'Ada Lovelace'),
      app(0xfe, 'Bundesplatz'),
    ]);
    assert.ok(cleaned(jpegOf(...hidden, end, Buffer.from('46,57.446'))).equals(bare));
  });
});

const XMP_PADDED = photos.XMP.replace('<rdf:RDF', `${' '.repeat(3000)}<rdf:RDF`);

describe('a PNG', () => {
  const plain = (): Promise<Buffer> => pictures.png({ width: 41, height: 23 });
  const named = Buffer.from('Exif\0\0');

  for (const [what, make, expected] of [
    ['a text', () => photos.chunk('tEXt', 'Author\0Ada Lovelace'), OTHER],
    ['a place in a text', () => photos.chunk('tEXt', 'exif:GPSLatitude\x0046,57.446'), PLACE],
    ['a time', () => photos.chunk('tIME', Buffer.from([7, 234, 1, 2, 3, 4, 5])), OTHER],
    ['EXIF', () => photos.chunk('eXIf', photos.tiff({ gps: true, orientation: 8 })), PLACE],
    [
      'EXIF in digits',
      () => photos.rawProfile('exif', join(named, photos.tiff({ gps: true }))),
      PLACE,
    ],
    ['bare EXIF in digits', () => photos.rawProfile('APP1', photos.tiff({ gps: true })), PLACE],
    ['XMP in digits', () => photos.rawProfile('xmp', Buffer.from(photos.XMP)), PLACE],
    [
      'IPTC in digits',
      () => photos.rawProfile('iptc', photos.photoshop({ 90: 'Bundesplatz' })),
      PLACE,
    ],
    ['a writer in digits', () => photos.rawProfile('iptc', photos.photoshop({ 80: 'x' })), OTHER],
    [
      'packed XMP',
      () =>
        photos.chunk(
          'iTXt',
          join(Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0'), deflateSync(photos.XMP)),
        ),
      PLACE,
    ],
    [
      'packed XMP that is damaged, which might name a place',
      () => photos.chunk('iTXt', 'XML:com.adobe.xmp\0\x01\0\0\0nonsense'),
      PLACE,
    ],
    ['signatures and more', () => photos.chunk('caBX', 'Ada Lovelace'), OTHER],
  ] as const) {
    it(`with ${what}`, async () => {
      const original = photos.withChunks(await plain(), make());
      assert.deepEqual(personalDataIn(original), expected);
      await assertClean(original);
      const last = Buffer.concat([original.subarray(0, -12), make(), original.subarray(-12)]);
      await assertClean(last);
    });
  }

  it('with texts crafted to use up memory, which count as a location', async () => {
    const bomb = photos.chunk(
      'zTXt',
      join(Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(9 * 1024 * 1024))),
    );
    assert.deepEqual(personalDataIn(photos.withChunks(await plain(), bomb)), PLACE);
  });

  it('keeps transparency, a palette, sizes and colors', async () => {
    const palette = await sharp(await plain())
      .ensureAlpha(0.5)
      .withIccProfile('p3')
      .withMetadata({ density: 300 })
      .png({ palette: true })
      .toBuffer();
    for (const type of ['PLTE', 'tRNS', 'iCCP', 'pHYs']) {
      assert.ok(palette.includes(type), type);
    }
    const bytes = await assertClean(palette);
    assert.equal((await sharp(bytes).metadata()).density, 300);
  });

  it('with something after its end', async () => {
    const original = join(await plain(), photos.video());
    assert.deepEqual(personalDataIn(original), PLACE);
    assert.ok((await assertClean(original)).equals(await plain()));
  });

  it('with an unknown critical chunk is damaged', async () => {
    const original = photos.withChunks(await plain(), photos.chunk('CgBI', '\x50\0\x20\x06'));
    assert.deepEqual(withoutPersonalData(original), { kind: 'broken' });
  });
});

function join(...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(parts);
}

describe('a WebP', () => {
  const plain = (): Promise<Buffer> => pictures.webp({ width: 41, height: 23 });
  const flagsOf = (bytes: Buffer): number => bytes.readUInt8(20);

  it('has flags for what is kept', async () => {
    const bare = cleaned(await photos.photo('webp'));
    assert.equal(bare.subarray(12, 16).toString(), 'VP8X');
    assert.equal(flagsOf(bare), 0x20);
    const turned = cleaned(await photos.photo('webp', { orientation: 7 }));
    assert.equal(flagsOf(turned), 0x28);
    assert.equal(turned.readUInt32LE(4), turned.length - 8);
  });

  it('with transparency, lossless, animated', async () => {
    const alpha = sharp(await plain()).ensureAlpha(0.5);
    const animated = sharp(await pictures.gif({ width: 21, height: 13, frames: 3 }), {
      animated: true,
    });
    for (const picture of [
      alpha.clone().webp(),
      alpha.clone().webp({ lossless: true }),
      animated.webp(),
    ]) {
      const original = await picture
        .withExif({ IFD0: { Artist: 'Ada Lovelace' } })
        .withXmp(photos.XMP)
        .toBuffer();
      assert.deepEqual(personalDataIn(original), PLACE);
      const bytes = await assertClean(original);
      const [was, is] = await Promise.all([sharp(original).metadata(), sharp(bytes).metadata()]);
      assert.equal(is.hasAlpha, was.hasAlpha);
      assert.equal(is.pages, was.pages);
    }
  });

  it('with EXIF that no flag announces, whatever its name, is not rotated', async () => {
    const exif = photos.tiff({ gps: true, orientation: 6 });
    for (const data of [exif, join(Buffer.from('Exif\0\0'), exif)]) {
      const original = photos.withWebpChunk(await plain(), 'EXIF', data);
      assert.deepEqual(personalDataIn(original), PLACE);
      assert.ok((await assertClean(original)).equals(await plain()));
    }
  });

  it('with unknown chunks of odd length, and something after its end', async () => {
    const odd = photos.withWebpChunk(await plain(), 'ADA ', Buffer.from('Ada Lovelace.'));
    assert.deepEqual(personalDataIn(odd), OTHER);
    assert.ok((await assertClean(odd)).equals(await plain()));
    const more = join(odd, photos.video());
    assert.deepEqual(personalDataIn(more), PLACE);
    assert.ok((await assertClean(more)).equals(await plain()));
  });
});

describe('a GIF', () => {
  it('without XMP, comments and trailing data, but with the same loop count', async () => {
    const still = await pictures.gif({ width: 21, height: 13, frames: 3 });
    const plain = await sharp(still, { animated: true }).gif({ loop: 3 }).toBuffer();
    assert.ok(plain.includes('NETSCAPE2.0'));
    assert.deepEqual(personalDataIn(plain), NOTHING);
    assert.ok((await assertClean(plain)).equals(plain));
    const comment = Buffer.from('!\xfe\x0cAda Lovelace\0', 'latin1');
    const said = join(plain.subarray(0, -1), comment, plain.subarray(-1));
    assert.deepEqual(personalDataIn(said), OTHER);
    assert.ok((await assertClean(said)).equals(plain));
    const located = join(plain.subarray(0, -1), photos.gifXmp(photos.XMP), plain.subarray(-1));
    assert.deepEqual(personalDataIn(located), PLACE);
    assert.ok((await assertClean(located)).equals(plain));
    assert.ok((await assertClean(join(plain, photos.video()))).equals(plain));
  });
});

it('a BMP has no personal data', async () => {
  for (const header of pictures.BMP_HEADERS) {
    const original = await pictures.bmp({ width: 21, height: 13, header });
    assert.deepEqual(personalDataIn(original), NOTHING);
    assert.ok(cleaned(original).equals(original));
  }
});

/** Whether a picture that lacks only its end is clean, and so is the whole picture. */
async function assertMended(cut: Buffer, original: Buffer): Promise<void> {
  const bytes = cleaned(cut);
  const missing = `${original.length - cut.length} bytes are missing`;
  const [was, is] = await Promise.all(
    [original, bytes].map((file) =>
      sharp(file, { failOn: 'warning', animated: true }).autoOrient().raw().toBuffer(),
    ),
  );
  assert.ok(was && is && was.equals(is), missing);
  assert.ok(bytes.equals(cleaned(original)), missing);
}

describe('what can’t be cleaned is left unchanged', () => {
  it('a picture in another format', async () => {
    const sides = { width: 5, height: 5 };
    for (const bytes of [
      await pictures.tiff(sides),
      await pictures.avif(sides),
      await pictures.heic(),
      Buffer.from('no picture'),
      Buffer.alloc(0),
    ]) {
      assert.deepEqual(withoutPersonalData(bytes), { kind: 'other-format' });
      assert.deepEqual(personalDataIn(bytes), NOTHING);
    }
  });

  for (const [format, end] of [
    ['jpeg', 2],
    // The last chunk, a checksum of the previous one, and that of its data.
    ['png', 12 + 4 + 4],
    ['webp', 0],
  ] as const) {
    it(`a ${format} truncated anywhere, whose location is still found if it is included`, async () => {
      const original = await photos.photo(format);
      const known = format === 'webp' ? 12 : 4;
      for (let length = known; length < original.length - end; length += 1) {
        const { kind } = withoutPersonalData(original.subarray(0, length));
        assert.equal(kind, 'truncated', `${length} bytes`);
      }
      for (let cut = 1; cut <= end; cut += 1) {
        await assertMended(original.subarray(0, -cut), original);
      }
      assert.equal(personalDataIn(original.subarray(0, -2)).location, true);
    });
  }

  it('a GIF truncated anywhere except in its end', async () => {
    const original = await pictures.gif({ width: 21, height: 13, noise: true });
    // The last byte, the one that ends the blocks, and those of a code without pixels.
    const end = [1, 2, 3, 4];
    for (let length = 6; length < original.length - end.length; length += 1) {
      const { kind } = withoutPersonalData(original.subarray(0, length));
      assert.equal(kind, 'truncated', `${length} of ${original.length} bytes`);
    }
    const shown = (bytes: Uint8Array): Promise<Buffer> => sharp(bytes).raw().toBuffer();
    const whole = await shown(original);
    const mended = end.filter((cut) => {
      return withoutPersonalData(original.subarray(0, -cut)).kind === 'clean';
    });
    assert.deepEqual(mended.slice(0, 2), [1, 2]);
    for (const cut of mended) {
      assert.ok(whole.equals(await shown(cleaned(original.subarray(0, -cut)))), `${cut} bytes`);
    }
  });

  it('an animated GIF truncated inside a frame', async () => {
    const original = await pictures.gif({ width: 21, height: 13, frames: 3, noise: true });
    const { kind } = withoutPersonalData(original.subarray(0, -20));
    assert.equal(kind, 'truncated');
    await assertMended(original.subarray(0, -1), original);
  });

  it('a file with more parts than pictures have', () => {
    const stuffed = jpegOf(frame(5, 5), Buffer.alloc(8 * 1024 * 1024, '\xff\xe1\0\x02', 'latin1'));
    assert.deepEqual(withoutPersonalData(stuffed), { kind: 'broken' });
  });
});
