import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from '../../../src/image/inspect.ts';
import { readJpeg } from '../../../src/image/jpeg.ts';
import { jpeg } from '../../pictures.ts';
import { frame, jpegOf, segment } from './claims.ts';
import { watched } from './watched.ts';

const READ = { kind: 'read', width: 640, height: 480 };
const BROKEN = { kind: 'broken' };
const UNSUPPORTED = { kind: 'unsupported' };
const FRAME = frame(640, 480);

describe('the frame header of a JPEG', () => {
  const kinds: readonly (readonly [name: string, markers: readonly number[], header: object])[] = [
    ['that browsers show', [0, 1, 2], READ],
    ['that only decoders read: lossless, arithmetic', [3, 9, 10], { ...READ, trait: 'unshown' }],
    [
      'that nobody reads: hierarchical, lossless arithmetic',
      [5, 6, 7, 11, 13, 14, 15],
      UNSUPPORTED,
    ],
  ];
  for (const [name, markers, header] of kinds) {
    for (const marker of markers) {
      it(`SOF${marker}, ${name}`, () => {
        assert.deepEqual(readJpeg(jpegOf(frame(640, 480, 0xc0 + marker))), header);
      });
    }
  }

  it('with more or fewer than 8 bits is not displayed by any browser', () => {
    for (const marker of [0xc0, 0xc1, 0xc2, 0xc3, 0xc9]) {
      for (const bits of [2, 7, 9, 12, 16]) {
        const other = frame(640, 480, marker);
        other.writeUInt8(bits, 4);
        assert.deepEqual(readJpeg(jpegOf(other)), UNSUPPORTED);
      }
    }
  });

  it('after that of a hierarchy, and of a JPEG-LS, is not displayed by any browser', () => {
    assert.deepEqual(readJpeg(jpegOf(frame(640, 480, 0xde), FRAME)), UNSUPPORTED);
    assert.deepEqual(readJpeg(jpegOf(frame(640, 480, 0xf7))), UNSUPPORTED);
  });

  for (const [name, marker] of Object.entries({ DHT: 0xc4, JPG: 0xc8, DAC: 0xcc })) {
    it(`is not ${name}, which is in the same range`, () => {
      const other = frame(111, 222, marker);
      assert.deepEqual(readJpeg(jpegOf(other, FRAME)), READ);
    });
  }

  it('has one, three or four components, and a matching length', () => {
    for (const components of [1, 3]) {
      assert.deepEqual(readJpeg(jpegOf(frame(640, 480, 0xc0, components))), READ);
    }
    const four = frame(640, 480, 0xc0, 4);
    assert.deepEqual(readJpeg(jpegOf(four)), { ...READ, trait: 'cmyk' });
    for (const components of [2, 5, 255]) {
      const other = frame(640, 480, 0xc0, components);
      other.writeUInt16BE(8 + 3 * components, 2);
      assert.deepEqual(readJpeg(jpegOf(other)), UNSUPPORTED);
    }
    assert.deepEqual(readJpeg(jpegOf(frame(640, 480, 0xc0, 0))), BROKEN);
    const longer = Buffer.from(FRAME);
    longer.writeUInt8(20, 3);
    assert.deepEqual(readJpeg(jpegOf(longer)), BROKEN);
  });

  it('is damaged without width, or with a height that is to come later', () => {
    assert.deepEqual(readJpeg(jpegOf(frame(0, 480))), BROKEN);
    assert.deepEqual(readJpeg(jpegOf(frame(640, 0))), BROKEN);
  });

  it('may claim the largest possible sides', () => {
    const largest = { kind: 'read', width: 65535, height: 65535 };
    assert.deepEqual(readJpeg(jpegOf(frame(65535, 65535))), largest);
  });
});

describe('before the frame header there may be', () => {
  it('a frame header inside another segment, such as an EXIF preview', () => {
    const preview = jpegOf(frame(160, 120));
    assert.deepEqual(readJpeg(jpegOf(segment(0xe1, preview), FRAME)), READ);
  });

  it('fill bytes before any marker', () => {
    const fill = Buffer.alloc(9, 0xff);
    assert.deepEqual(readJpeg(jpegOf(fill, segment(0xe0, fill), fill, FRAME)), READ);
  });

  it('markers without length: restart markers and TEM', () => {
    const alone = [1, 0xd0, 0xd3, 0xd7].map((marker) => Buffer.from([0xff, marker]));
    assert.deepEqual(readJpeg(jpegOf(...alone, FRAME)), READ);
  });

  it('an empty segment, and the longest one', () => {
    const empty = segment(0xfe, Buffer.alloc(0));
    const longest = segment(0xe2, Buffer.alloc(65533, 0xff));
    assert.deepEqual(readJpeg(jpegOf(empty, longest, FRAME)), READ);
  });

  it('bytes outside any segment, including 0xFF 0x00', () => {
    const stray = Buffer.from([0, 7, 0xff, 0, 9]);
    assert.deepEqual(readJpeg(jpegOf(segment(0xe0, stray), stray, FRAME)), READ);
  });

  it('no segment that is shorter than its own length', () => {
    for (const length of [0, 1]) {
      assert.deepEqual(readJpeg(jpegOf(segment(0xe0, Buffer.alloc(8), length), FRAME)), BROKEN);
    }
  });

  it('no scan, end, or second start', () => {
    for (const marker of [0xda, 0xd9, 0xd8]) {
      assert.deepEqual(readJpeg(jpegOf(segment(marker, Buffer.alloc(8)), FRAME)), BROKEN);
    }
  });
});

describe('how much of a JPEG is read', () => {
  async function askedOf(bytes: Uint8Array): Promise<readonly number[]> {
    const { picture, asked } = watched(bytes);
    const inspected = await inspect(picture);
    assert.ok('width' in inspected);
    assert.deepEqual([inspected.width, inspected.height], [301, 207]);
    return asked;
  }

  it('the first 4 KB of most, all of a smaller one', async () => {
    const large = await jpeg({ width: 301, height: 207, targetBytes: 1_000_000 });
    assert.deepEqual(await askedOf(large), [4096]);
    const small = await jpeg({ width: 301, height: 207 });
    assert.deepEqual(await askedOf(small), [small.length]);
  });

  it('128 KB if a preview of 64 KB comes first', async () => {
    const bytes = await jpeg({ width: 301, height: 207, exif: 65_537, targetBytes: 1_000_000 });
    assert.deepEqual(await askedOf(bytes), [4096, 131_072]);
  });

  it('at most 1.2 MB in three reads after 300 KB of EXIF', async () => {
    const sides = { width: 301, height: 207, exif: 300 * 1024 };
    const large = await jpeg({ ...sides, targetBytes: 5_000_000 });
    assert.deepEqual(await askedOf(large), [4096, 131_072, 1_048_576]);
    const small = await jpeg({ ...sides, targetBytes: 320_000 });
    assert.deepEqual(await askedOf(small), [4096, 131_072, 320_000]);
  });

  it('all of it only if the frame header is that far back', async () => {
    const sides = { width: 301, height: 207, exif: 3_000_000 };
    const bytes = await jpeg({ ...sides, targetBytes: 5_000_000 });
    assert.deepEqual(await askedOf(bytes), [4096, 131_072, 1_048_576, 5_000_000]);
  });

  it('nothing more if the frame header ends with the requested bytes', async () => {
    // 10 bytes of it contain the size.
    for (const [missing, calls] of [
      [0, 1],
      [1, 2],
    ] as const) {
      const before = segment(0xe1, Buffer.alloc(4096 - 2 - 4 - 10 + missing));
      const bytes = jpegOf(before, frame(301, 207), Buffer.alloc(9000));
      assert.equal((await askedOf(bytes)).length, calls);
    }
  });

  it('128 KB and no more if the frame header ends with them', async () => {
    const before = [Buffer.alloc(65_533), Buffer.alloc(65_519)].map((bytes) =>
      segment(0xe1, bytes),
    );
    const bytes = jpegOf(...before, frame(301, 207), Buffer.alloc(9000));
    assert.equal(bytes.indexOf(frame(301, 207)) + 10, 131_072);
    assert.deepEqual(await askedOf(bytes), [4096, 131_072]);
  });

  it('to the very end if the frame header comes last', async () => {
    const bytes = jpegOf(segment(0xe1, Buffer.alloc(5000)), frame(301, 207).subarray(0, 10));
    assert.deepEqual(await askedOf(bytes), [4096, bytes.length]);
  });

  it('no further if a segment claims to extend beyond the end', async () => {
    const bytes = jpegOf(segment(0xe1, Buffer.alloc(20_000), 65_535), FRAME);
    const { picture, asked } = watched(bytes);
    assert.deepEqual(await inspect(picture), { refusal: { kind: 'truncated', format: 'JPEG' } });
    assert.deepEqual(asked, [4096]);
  });
});
