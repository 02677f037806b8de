import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import sharp from 'sharp';
import { Fitter } from '../../../src/image/fit.ts';
import type { Fitted } from '../../../src/image/fitting.ts';
import { inspect } from '../../../src/image/inspect.ts';
import * as pictures from '../../pictures.ts';
import type { Frame, GifForm } from './gifs.ts';
import { gifOf } from './gifs.ts';
import { assertQuarters, COLORS, quarter, SIDES } from './quarters.ts';

const fitter = new Fitter({ worker: new URL('../../../src/image/worker.ts', import.meta.url) });
after(() => fitter.dispose());

/** The version; Zoho must get the same sides. */
async function version(bytes: Buffer): Promise<Fitted & { bytes: Buffer }> {
  const inspected = await inspect(pictures.pictureOf(bytes, 'a.gif'));
  assert.ok(!('refusal' in inspected), JSON.stringify(inspected));
  const made = await fitter.fit(inspected, {}, AbortSignal.timeout(60_000));
  assert.ok(made.kind === 'fitted', JSON.stringify(made));
  const { width, height } = made.after;
  assert.deepEqual([width, height], [inspected.width, inspected.height]);
  return { ...made, bytes: Buffer.from(await made.picture.read()) };
}

const FREE = [0, 0, 0, 0];

/** Quarters of this size at this position. */
function frame(width: number, height: number, rest: Partial<Frame> = {}): Frame {
  const at = (x: number, y: number): number =>
    quarter((x * SIDES.width) / width, (y * SIDES.height) / height);
  return { width, height, at, ...rest };
}

const WHOLE = frame(32, 24);
const SCREEN = { ...SIDES, palette: COLORS };

interface Case {
  readonly form: GifForm;
  readonly sides: readonly [width: number, height: number];
  /** The quarters' colors, or the whole frame's if it has none. */
  readonly seen?: readonly (readonly number[])[];
}

/** What Chromium 156 shows of each. */
const CASES: Readonly<Record<string, Case>> = {
  'a frame as large as the screen': { form: { ...SCREEN, frames: [WHOLE] }, sides: [32, 24] },
  interlaced: {
    form: { ...SCREEN, frames: [frame(32, 24, { interlaced: true })] },
    sides: [32, 24],
  },
  'colors of its own': {
    form: { ...SIDES, frames: [frame(32, 24, { local: COLORS })] },
    sides: [32, 24],
  },
  'without an end': { form: { ...SCREEN, frames: [WHOLE], trailer: false }, sides: [32, 24] },
  'a frame in the upper half': {
    form: { ...SCREEN, background: 1, frames: [frame(32, 12)] },
    sides: [32, 24],
    seen: [COLORS[2], COLORS[3], FREE, FREE],
  },
  'a frame in a corner, interlaced': {
    form: {
      ...SCREEN,
      frames: [frame(16, 12, { left: 16, top: 12, at: () => 1, interlaced: true })],
    },
    sides: [32, 24],
    seen: [FREE, FREE, FREE, COLORS[1]],
  },
  'a frame in a corner, of which one color is seen through': {
    form: { ...SCREEN, frames: [frame(16, 12, { at: () => 1, transparent: 0 })] },
    sides: [32, 24],
    seen: [COLORS[1], FREE, FREE, FREE],
  },
  'a screen of 0 x 0': {
    form: { ...SCREEN, width: 0, height: 0, frames: [WHOLE] },
    sides: [32, 24],
  },
  'a screen without height': { form: { ...SCREEN, height: 0, frames: [WHOLE] }, sides: [32, 24] },
  'a screen of 0 x 0, and a frame that begins later': {
    form: {
      ...SCREEN,
      width: 0,
      height: 0,
      frames: [frame(16, 12, { left: 16, top: 12, at: () => 0 })],
    },
    sides: [32, 24],
    seen: [FREE, FREE, FREE, COLORS[0]],
  },
  'a frame larger than the screen': {
    form: { ...SCREEN, width: 16, height: 20, frames: [WHOLE] },
    sides: [32, 24],
  },
  'a frame that reaches out of the screen': {
    form: { ...SCREEN, frames: [frame(32, 24, { left: 32, top: 24, at: () => 2 })] },
    sides: [64, 48],
    seen: [FREE, FREE, FREE, COLORS[2]],
  },
  'a screen of which the decoder thinks otherwise': {
    form: { ...SCREEN, width: 640, height: 480, frames: [frame(320, 240, { at: () => 3 })] },
    sides: [640, 480],
    seen: [COLORS[3], FREE, FREE, FREE],
  },
  'a wide one': {
    form: { ...SCREEN, width: 2400, height: 10, frames: [frame(1200, 5, { at: () => 3 })] },
    sides: [2400, 10],
    seen: [COLORS[3], FREE, FREE, FREE],
  },
};

describe('a GIF is displayed like in browsers, and Zoho gets the same sides', () => {
  for (const [name, { form, sides, seen = COLORS }] of Object.entries(CASES)) {
    it(name, async () => {
      const made = await version(gifOf(form));
      assert.deepEqual([made.after.width, made.after.height], sides);
      assert.deepEqual(made.warnings, []);
      await assertQuarters(made.bytes, seen);
    });
  }

  it('gif-one-frame-upper-half.gif', async () => {
    const bytes = readFileSync(new URL('cases/gif-one-frame-upper-half.gif', import.meta.url));
    const { data } = await sharp((await version(bytes)).bytes)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    assert.deepEqual([...data.subarray(33 * 4, 34 * 4)], [9, 18, 246, 255]);
    assert.deepEqual([...data.subarray(-33 * 4, -32 * 4)], FREE);
  });

  it('gif-screen-0x0.gif', async () => {
    const bytes = readFileSync(new URL('cases/gif-screen-0x0.gif', import.meta.url));
    const { after: facts } = await version(bytes);
    assert.deepEqual([facts.width, facts.height], [32, 24]);
  });

  it('of 26, 35 and 43 bytes', async () => {
    const screen = '47494638396101000100';
    const image = '2c00000000010001000002';
    for (const [hex, alpha] of [
      [`${screen}000000${image}003b`, 255],
      [`${screen}800000000000ffffff${image}024401003b`, 255],
      [`${screen}800000000000ffffff21f90401000000002c00000000010001000002024401003b`, 0],
    ] as const) {
      const { bytes } = await version(Buffer.from(hex, 'hex'));
      const [, , , seen] = await sharp(bytes).toColourspace('srgb').ensureAlpha().raw().toBuffer();
      assert.equal(seen, alpha);
    }
  });
});

describe('an animated GIF is displayed like in browsers', () => {
  async function pagesOf(form: GifForm): Promise<{ delay: number[] | undefined; pages: Buffer[] }> {
    const made = await version(gifOf(form));
    assert.deepEqual([made.after.format, made.warnings], ['GIF', []]);
    const { pages = 1, delay } = await sharp(made.bytes).metadata();
    const all = Array.from({ length: pages }, (_, page) =>
      sharp(made.bytes, { page }).png().toBuffer(),
    );
    return { delay, pages: await Promise.all(all) };
  }

  it('with its frame durations, when the first frame covers only part of the screen', async () => {
    const { delay, pages } = await pagesOf({
      ...SCREEN,
      frames: [
        frame(16, 12, { at: () => 0, delay: 10 }),
        frame(16, 12, { at: () => 1, left: 16, top: 12, delay: 20 }),
        frame(32, 24, { delay: 30 }),
      ],
    });
    assert.deepEqual(delay, [100, 200, 300]);
    const [first, second, third] = pages;
    assert.ok(first && second && third);
    await assertQuarters(first, [COLORS[0], FREE, FREE, FREE]);
    await assertQuarters(second, [COLORS[0], FREE, FREE, COLORS[1]]);
    await assertQuarters(third, COLORS);
  });

  it('when a frame is cleared to the background', async () => {
    const { delay, pages } = await pagesOf({
      ...SCREEN,
      background: 2,
      frames: [
        frame(32, 24, { disposal: 2, delay: 10 }),
        frame(16, 12, { at: () => 1, delay: 20 }),
      ],
    });
    assert.deepEqual(delay, [100, 200]);
    const [first, second] = pages;
    assert.ok(first && second);
    await assertQuarters(first, COLORS);
    await assertQuarters(second, [COLORS[1], FREE, FREE, FREE]);
  });

  it('when a frame is restored to the previous one', async () => {
    const { pages } = await pagesOf({
      ...SCREEN,
      frames: [
        frame(32, 24, { delay: 10 }),
        frame(16, 12, { at: () => 1, disposal: 3, delay: 10 }),
        frame(16, 12, { at: () => 0, left: 16, top: 12, delay: 10 }),
      ],
    });
    const [, second, third] = pages;
    assert.ok(second && third);
    await assertQuarters(second, [COLORS[1], COLORS[1], COLORS[2], COLORS[3]]);
    await assertQuarters(third, [COLORS[0], COLORS[1], COLORS[2], COLORS[0]]);
  });

  it('when the first one is, which has no previous one', async () => {
    const { pages } = await pagesOf({
      ...SCREEN,
      frames: [
        frame(32, 24, { disposal: 3, delay: 10 }),
        frame(16, 12, { at: () => 1, delay: 10 }),
      ],
    });
    const [first, second] = pages;
    assert.ok(first && second);
    await assertQuarters(first, COLORS);
    await assertQuarters(second, [COLORS[1], FREE, FREE, FREE]);
  });

  it('and with a screen of 0 x 0', async () => {
    const frames = [frame(32, 24, { delay: 10 }), frame(32, 24, { at: () => 1, delay: 10 })];
    const { pages } = await pagesOf({ ...SCREEN, width: 0, height: 0, frames });
    assert.equal(pages.length, 2);
  });
});

describe('a GIF without a decodable frame', () => {
  it('is damaged', async () => {
    const none = gifOf({ ...SCREEN, frames: [] });
    const inspected = await inspect(pictures.pictureOf(none, 'a.gif'));
    assert.deepEqual(inspected, { refusal: { kind: 'broken', format: 'GIF' } });
  });

  it('is truncated if the file ends before', async () => {
    const bytes = gifOf({ ...SCREEN, frames: [WHOLE] });
    const end = 13 + 3 * 128 + 10;
    for (const length of [12, 13, 100, end - 1]) {
      const inspected = await inspect(pictures.pictureOf(bytes.subarray(0, length), 'a.gif'));
      assert.deepEqual(inspected, { refusal: { kind: 'truncated', format: 'GIF' } }, `${length}`);
    }
  });
});
