import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { KEY, NameReader } from '../../../../src/batch/match/fileKey.ts';
import type { Placeholders } from '../../../../src/batch/match/patternPieces.ts';
import { PictureName } from '../../../../src/batch/match/pictureName.ts';
import { partsOf } from './partsOf.ts';

const FIRST_AND_LAST: Placeholders = [
  ['first', 'First_Name'],
  ['last', 'Last_Name'],
];

function ways(path: string, pattern: string, placeholders = FIRST_AND_LAST): string[] {
  const reader = new NameReader({ pattern, replace: [] }, placeholders, false);
  const [read = []] = reader.read([new PictureName({ path })]);
  return read.map(({ parts }) => parts.join('|'));
}

function keys(pattern: string, paths: readonly string[], folder?: string): (string | undefined)[] {
  const names = paths.map((path) => new PictureName({ path, ...(folder && { folder }) }));
  const read = new NameReader({ pattern, replace: [] }, KEY, false).read(names);
  return read.map(([first]) => first?.parts[0]);
}

describe('a path with a pattern', () => {
  for (const [pattern, key] of [
    ['{key}/*', 'LAMP-01'],
    ['{key}\\*', 'LAMP-01'],
    ['{key}/', 'LAMP-01'],
    ['/{key}/*', 'LAMP-01'],
    ['./{key}/*', 'LAMP-01'],
    ['*/{key}/*', 'LAMP-01'],
    ['**/{key}/*', 'LAMP-01'],
    ['{key}/front', 'LAMP-01'],
    ['{key}/FRONT', 'LAMP-01'],
    ['{key}/front.*', 'LAMP-01'],
    ['{key}/front.JPG', 'LAMP-01'],
    ['{key}/*.jpg', 'LAMP-01'],
    ['{key}/*.*', 'LAMP-01'],
    ['{key}/f*', 'LAMP-01'],
    ['{key}-*/*', 'LAMP'],
    ['*-{key}/*', '01'],
    ['{key}/**', 'shots'],
    ['{key}/**/front', 'shots'],
    ['shots/{key}/*', 'LAMP-01'],
    ['shots/**/{key}', 'front'],
    ['LAMP-01/{key}', 'front'],
    ['{key}/*/*', 'shots'],
  ] as const) {
    it(`shots/LAMP-01/front.jpg with ${pattern} is ${key}`, () => {
      assert.equal(partsOf('shots/LAMP-01/front.jpg', { pattern, replace: [] })?.key, key);
    });
  }

  for (const [path, pattern] of [
    ['front.jpg', '{key}/*'],
    ['LAMP-01/front.jpg', '{key}/back'],
    ['LAMP-01/front.jpg', '{key}/front.png'],
    ['LAMP-01/front.jpg', '{key}/*/*'],
    ['LAMP-01/web/front.jpg', 'LAMP-01/{key}'],
    ['LAMP-01/web/front.jpg', '{key}/front/*'],
    ['  /front.jpg', '{key}/*'],
  ] as const) {
    it(`${path} doesn’t match ${pattern}`, () => {
      assert.equal(partsOf(path, { pattern, replace: [] }), undefined);
    });
  }

  it('matches only the file name without a slash', () => {
    assert.equal(
      partsOf('shots/LAMP-01/a_front.jpg', { pattern: '{key}_*', replace: [] })?.key,
      'a',
    );
    assert.equal(partsOf('a_b/c.jpg', { pattern: '{key}_*', replace: [] }), undefined);
  });

  it('may include the extension', () => {
    assert.equal(partsOf('LAMP.jpg', { pattern: '{key}.jpg', replace: [] })?.key, 'LAMP');
    assert.equal(partsOf('LAMP.png', { pattern: '{key}.jpg', replace: [] }), undefined);
  });

  it('finds the first folder of deeper pictures', () => {
    const paths = ['LAMP-01/web/front.jpg', 'LAMP-01/front.jpg', 'LAMP-01/web/large/a.jpg'];
    assert.deepEqual(keys('{key}/**', paths), ['LAMP-01', 'LAMP-01', 'LAMP-01']);
    assert.deepEqual(keys('{key}/*', paths), ['web', 'LAMP-01', 'large']);
  });

  it('includes the selected folder if the pattern matches nothing in it', () => {
    assert.deepEqual(keys('{key}/*', ['front.jpg', 'back.jpg'], 'LAMP-01'), ['LAMP-01', 'LAMP-01']);
    assert.deepEqual(keys('*/{key}/*', ['LAMP-01/front.jpg'], 'shots'), ['LAMP-01']);
    // A stray picture doesn't belong to a record named `shots`.
    assert.deepEqual(keys('{key}/*', ['LAMP-01/front.jpg', 'logo.jpg'], 'shots'), [
      'LAMP-01',
      undefined,
    ]);
  });

  it('includes each selected folder separately', () => {
    const names = [
      { path: '1.jpg', folder: 'LAMP-01' },
      { path: 'BOOT-14/1.jpg', folder: 'shots' },
      { path: 'logo.jpg', folder: 'shots' },
    ].map((one) => new PictureName(one));
    const read = new NameReader({ pattern: '{key}/*', replace: [] }, KEY, false).read(names);
    assert.deepEqual(
      read.map(([first]) => first?.parts[0]),
      ['LAMP-01', 'BOOT-14', undefined],
    );
  });

  it('may be a folder or a file alone', () => {
    const paths = ['LAMP-01/front.jpg', 'BOOT.jpg', 'a/MUG/front.jpg'];
    assert.deepEqual(keys('{key}[/*]?', paths), ['LAMP-01', 'BOOT', 'MUG']);
  });

  it('reads IDs as Zoho exports them', () => {
    const rule = { pattern: '{key}_*/*', replace: [] };
    assert.equal(
      partsOf('zcrm_5540000000123456_Lamp/front.jpg', rule, true)?.key,
      'zcrm_5540000000123456',
    );
    const folder = { pattern: '{key}/*', replace: [] };
    assert.equal(
      partsOf('a.jpg', folder, true, 'zcrm_5540000000123456')?.key,
      'zcrm_5540000000123456',
    );
    assert.equal(
      partsOf('web/a.jpg', { pattern: '{key}/**', replace: [] }, true, 'zcrm_5540000000123456')
        ?.key,
      'zcrm_5540000000123456',
    );
  });

  it('is read back with any folder names', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((one) => one.trim() !== '' && !/[/.]/.test(one));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 3 }), name, name, (before, key, file) => {
        const path = [...before, key, `${file}.jpg`].join('/');
        const whole = key.normalize('NFC').trim();
        for (const pattern of ['{key}/*', '**/{key}/*', '{key}/*.jpg', '{key}\\*']) {
          assert.equal(partsOf(path, { pattern, replace: [] })?.key, whole);
        }
        const first = (before[0] ?? key).normalize('NFC').trim();
        assert.equal(partsOf(path, { pattern: '{key}/**', replace: [] })?.key, first);
      }),
    );
  });
});

describe('an optional part of a name', () => {
  for (const [name, pattern, key] of [
    ['LAMP-01_front.jpg', '{key}[_*]?', 'LAMP-01'],
    ['LAMP-01.jpg', '{key}[_*]?', 'LAMP-01'],
    ['A_1_front.jpg', '{key}[_*]?', 'A'],
    ['2024_LAMP.jpg', '[*_]?{key}', 'LAMP'],
    ['LAMP.jpg', '[*_]?{key}', 'LAMP'],
    ['SKU-9_2.jpg', '[sku-]?{key}[_*]?', '9'],
    ['9.jpg', '[sku-]?{key}[_*]?', '9'],
    // Brackets without `?` are literal.
    ['LAMP[1].jpg', '{key}[*]', 'LAMP'],
    ['LAMP[1].jpg', '{key}[1]', 'LAMP'],
    ['LAMP [front] (2).jpg', '{key} [*] (*)', 'LAMP'],
    ['LAMP[1]_2.jpg', '{key}[_*]?', 'LAMP[1]'],
    ['LAMP[1]_2.jpg', '{key}[1][_*]?', 'LAMP'],
  ] as const) {
    it(`${name} with ${pattern} is ${key}`, () => {
      assert.equal(partsOf(name, { pattern, replace: [] })?.key, key);
    });
  }

  it('is read like a regular expression', () => {
    const some = fc.string({ unit: fc.constantFrom('a', 'B', '_', '😀'), maxLength: 7 });
    const stars = fc.string({ unit: fc.constantFrom('a', '_', '*', '😀'), maxLength: 3 });
    fc.assert(
      fc.property(some, stars, stars, stars, (name, before, maybe, behind) => {
        const source = (text: string): string => text.replaceAll('*', '.*');
        const expression = new RegExp(
          `^${source(before)}(.+?)(?:${source(maybe)})?${source(behind)}$`,
          'isu',
        );
        const pattern = `${before}{key}[${maybe}]?${behind}`;
        const found = partsOf(`${name}.jpg`, { pattern, replace: [] });
        assert.equal(found?.key, expression.exec(name)?.[1]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a name of several parts', () => {
  for (const [path, pattern, ...expected] of [
    ['Amelia_Fischer.jpg', '{first}_{last}', 'Amelia|Fischer'],
    ['Fischer, Amelia.jpg', '{last}, {first}', 'Amelia|Fischer'],
    ['Fischer,Amelia.jpg', '{last},{first}', 'Amelia|Fischer'],
    ['Amelia_Fischer.jpg', '{First_Name}_{Last_Name}', 'Amelia|Fischer'],
    ['Vincent van Gogh.jpg', '{first} {last}', 'Vincent|van Gogh', 'Vincent van|Gogh'],
    ['Amelia_Fischer_2.jpg', '{first}_{last}_*', 'Amelia|Fischer'],
    ['Amelia_Fischer.jpg', '{first}_{last}[_*]?', 'Amelia|Fischer'],
    ['Amelia Fischer/portrait.jpg', '{first} {last}/*', 'Amelia|Fischer'],
    ['Fischer/Amelia.jpg', '{last}/{first}', 'Amelia|Fischer'],
    ['佐藤_Yuki.jpg', '{last}_{first}', 'Yuki|佐藤'],
    ['Amelia_.jpg', '{first}_{last}'],
    ['Amelia.jpg', '{first}_{last}'],
    ['{key}_a.jpg', '{key}_{first}{last}', 'a|'],
  ] as const) {
    it(`${path} with ${pattern} is ${expected.join(' or ')}`, () => {
      assert.deepEqual(
        ways(path, pattern),
        expected.filter((one) => !one.endsWith('|')),
      );
    });
  }

  it('is among the readings of the name that it was put into', () => {
    const part = fc
      .string({
        unit: fc.constantFrom('a', 'É', '_', ' ', '-', '佐', '😀'),
        minLength: 1,
        maxLength: 5,
      })
      .filter((one) => one.trim() !== '');
    fc.assert(
      fc.property(part, part, fc.constantFrom('_', ' ', ', ', '-'), (first, last, between) => {
        const read = ways(`${first}${between}${last}.jpg`, `{first}${between}{last}`);
        assert.ok(read.includes(`${first.trim()}|${last.trim()}`), read.join('; '));
        assert.equal(new Set(read).size, read.length);
      }),
    );
  });
});

describe('patterns', () => {
  it('never throw, for any pattern and path', () => {
    const piece = fc.constantFrom(
      ...[
        '{key}',
        '{first}',
        '{last}',
        '*',
        '**',
        '**/',
        '/',
        '\\',
        '[',
        ']?',
        '[_*]?',
        '.',
        'a',
        'é',
      ],
      ...['😀', '\uD83D', '{', '}', '[{key}]?', '[/**]?', ' ', '(', '?', '^', '$', '\u0000'],
    );
    const text = fc.array(piece, { maxLength: 8 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, fc.boolean(), (pattern, path, isId) => {
        for (const placeholders of [KEY, FIRST_AND_LAST]) {
          const reader = new NameReader({ pattern, replace: [] }, placeholders, isId);
          const [read = []] = reader.read([new PictureName({ path, folder: 'a' })]);
          assert.ok(read.length <= 12);
          assert.ok(read.every(({ parts }) => parts.every((one) => one.trim() !== '')));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('are quick with any name', () => {
    const started = performance.now();
    for (const pattern of [
      '*_*_{first}_*_{last}_*_*_y',
      '**/**/*_*/{first}[_*]?[_*]?[_*]?/{last}/**/y',
      '{first}_{last}[_*]?[_*]?[_*]?[_*]?[_*]?[_*]?y',
    ]) {
      assert.deepEqual(ways('_'.repeat(4000), pattern), []);
      assert.deepEqual(ways('_/'.repeat(2000), pattern), []);
    }
    assert.ok(performance.now() - started < 5_000);
  });
});
