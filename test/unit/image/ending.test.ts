import assert from 'node:assert/strict';
import { it } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import {
  hasPictureEnding,
  hasShownEnding,
  namedAs,
  PICTURE_ENDINGS,
} from '../../../src/image/ending.ts';

/** The extensions in a menu's condition, which VS Code reads as a regular expression. */
function endingsIn(when: string): string[] {
  return [...when.matchAll(/\/\^\\\.\(([\w|]+)\)\$\/i/g)].map(([, list]) => list ?? '');
}

it('menus offer the upload for files that folders are searched for, and for nothing else', () => {
  const conditions = Object.values(manifest.contributes.menus)
    .flat()
    .map(({ when }) => when)
    .filter((when) => when.includes('resourceExtname'));
  assert.ok(conditions.length >= 4);
  for (const when of conditions) {
    assert.deepEqual(endingsIn(when), [PICTURE_ENDINGS.join('|')], when);
  }
});

it('recognizes common extensions, in any case', () => {
  const names = 'a.jfif b.JPE c.dib d.avifs e.heics f.HIF g.pjpeg h.pjp i.apng j.jpg k.tif';
  assert.deepEqual(
    names.split(' ').filter((name) => !hasPictureEnding(name)),
    [],
  );
  const others = 'a.svg b.psd c.raw d.pdf e.jpg.txt f jpg g.rle h.xmp';
  assert.deepEqual(
    others.split(' ').filter((name) => hasPictureEnding(name)),
    [],
  );
});

it('pages show what browsers support', () => {
  assert.deepEqual(
    ['a.jfif', 'a.JPE', 'a.apng', 'a.dib', 'a.heic', 'a.tif', 'a.txt'].filter(hasShownEnding),
    ['a.jfif', 'a.JPE', 'a.apng', 'a.dib'],
  );
});

it('a version has the extension of its format, unless it already has one', () => {
  assert.equal(namedAs('a.heics', 'JPEG'), 'a.jpg');
  assert.equal(namedAs('a.pjpeg', 'JPEG'), 'a.pjpeg');
});
