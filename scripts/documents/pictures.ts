/**
 * Makes README's pictures out of the screenshots of the demo and of the e2e tests:
 * `node scripts/run.mjs scripts/documents/pictures.ts [--take]`. With `--take`, the demo and these
 * tests run first; without it, the screenshots of their last runs serve. Where one is missing, its
 * picture stays as it is, and the last lines say so.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { argv, execPath } from 'node:process';
import sharp from 'sharp';

const root = path.resolve(import.meta.dirname, '..', '..');

interface Cut {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Still {
  /** The picture in media/. */
  readonly picture: string;
  /** The screenshot, and the test that makes it. */
  readonly screenshot: string;
  readonly test: string;
  readonly cut: Cut;
}

const STILLS: readonly Still[] = [
  {
    picture: 'suggested.png',
    screenshot: 'suggested-again',
    test: 'test/e2e/dataCenters.test.ts',
    cut: { left: 340, top: 6, width: 603, height: 297 },
  },
  {
    picture: 'find-record.png',
    screenshot: 'find-record',
    test: 'test/e2e/oneUpload.test.ts',
    cut: { left: 0, top: 0, width: 1280, height: 240 },
  },
  {
    picture: 'replace.png',
    screenshot: 'replace',
    test: 'test/e2e/recordPhotos.test.ts',
    cut: { left: 353, top: 36, width: 923, height: 720 },
  },
  {
    picture: 'paste.png',
    screenshot: 'paste',
    test: 'test/e2e/onePicture.test.ts',
    cut: { left: 352, top: 36, width: 924, height: 590 },
  },
  {
    picture: 'ways-to-match.png',
    screenshot: 'suggested-for-forty',
    test: 'test/e2e/manyPictures.test.ts',
    cut: { left: 340, top: 6, width: 603, height: 227 },
  },
  {
    picture: 'folders.png',
    screenshot: 'folders',
    test: 'test/e2e/manyPictures.test.ts',
    cut: { left: 340, top: 6, width: 603, height: 363 },
  },
  {
    picture: 'matching.png',
    screenshot: 'matching-review',
    test: 'test/e2e/matching.test.ts',
    cut: { left: 352, top: 68, width: 926, height: 690 },
  },
  {
    picture: 'undo-row.png',
    screenshot: 'matching-undo-row',
    test: 'test/e2e/matching.test.ts',
    cut: { left: 352, top: 68, width: 926, height: 400 },
  },
  {
    picture: 'compare.png',
    screenshot: 'records-without-photos',
    test: 'test/e2e/manyPictures.test.ts',
    cut: { left: 352, top: 68, width: 926, height: 690 },
  },
  {
    picture: 'view.png',
    screenshot: 'view-hover',
    test: 'test/e2e/recordPhotos.test.ts',
    cut: { left: 48, top: 68, width: 400, height: 556 },
  },
  {
    picture: 'badges.png',
    screenshot: 'badges',
    test: 'test/e2e/onePicture.test.ts',
    cut: { left: 48, top: 68, width: 690, height: 232 },
  },
  {
    picture: 'fit.png',
    screenshot: 'fit',
    test: 'test/e2e/onePicture.test.ts',
    cut: { left: 0, top: 0, width: 1280, height: 400 },
  },
  {
    picture: 'sign-in.png',
    screenshot: 'first-question',
    test: 'test/e2e/dataCenters.test.ts',
    cut: { left: 340, top: 6, width: 603, height: 359 },
  },
];

/** The animated picture, from a right-click to the photo: the demo's screenshots, each for a while. */
const ANIMATED = {
  picture: 'upload.gif',
  test: 'test/e2e/demo.ts',
  frames: [
    { screenshot: 'demo-picture', milliseconds: 1200 },
    { screenshot: 'demo-menu', milliseconds: 2200 },
    { screenshot: 'demo-module', milliseconds: 1800 },
    { screenshot: 'demo-record', milliseconds: 2400 },
    { screenshot: 'demo', milliseconds: 4400 },
  ],
} as const;

/** What everybody downloads with the extension, and again for its page in the marketplace. */
const MOST_BYTES = 400_000;

if (argv.includes('--take')) {
  // The demo packs the extension, which the tests install.
  for (const file of new Set([ANIMATED.test, ...STILLS.map(({ test }) => test)])) {
    const isTest = file.endsWith('.test.ts');
    const { status } = spawnSync(execPath, isTest ? ['--test', file] : [file], {
      cwd: root,
      stdio: 'inherit',
    });
    if (status !== 0) {
      throw new Error(`${file} failed.`);
    }
  }
}

const missing = new Set<string>();

for (const { picture, screenshot, test, cut } of STILLS) {
  if (isThere(screenshot, test)) {
    await sharp(placeOf(screenshot))
      .extract(cut)
      .png({ palette: true, dither: 0, effort: 10 })
      .toFile(mediaOf(picture));
    await tell(picture);
  }
}

const { frames, picture, test } = ANIMATED;
if (frames.map(({ screenshot }) => isThere(screenshot, test)).every(Boolean)) {
  const drawn = frames.map(({ screenshot }) => placeOf(screenshot));
  await sharp(drawn, { join: { animated: true } })
    .gif({
      delay: frames.map(({ milliseconds }) => milliseconds),
      loop: 0,
      effort: 10,
      dither: 0,
      // What looks the same from one frame to the next is not stored again.
      interFrameMaxError: 4,
    })
    .toFile(mediaOf(picture));
  await tell(picture);
}

if (missing.size > 0) {
  const tests = [...missing].join(', ');
  console.log(`Unchanged, since there are no screenshots of ${tests}: run again with --take.`);
}

function isThere(screenshot: string, test: string): boolean {
  const found = existsSync(placeOf(screenshot));
  if (!found) {
    missing.add(test);
  }
  return found;
}

function placeOf(screenshot: string): string {
  return path.join(root, '.cache', 'screenshots', `${screenshot}.png`);
}

function mediaOf(picture: string): string {
  return path.join(root, 'media', picture);
}

async function tell(picture: string): Promise<void> {
  const { size } = await stat(mediaOf(picture));
  if (size > MOST_BYTES) {
    throw new Error(`${picture} has ${size} bytes; ${MOST_BYTES} are the most.`);
  }
  console.log(`${picture}: ${(size / 1000).toFixed(0)} KB`);
}
