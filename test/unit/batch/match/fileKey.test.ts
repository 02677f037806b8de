import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { patternProblem } from '../../../../src/batch/match/fileKey.ts';
import { partsOf } from './partsOf.ts';

describe('a name with a pattern', () => {
  for (const [name, pattern, key, rest] of [
    ['LAMP-01.jpg', '{key}', 'LAMP-01', ''],
    ['LAMP-01_front.jpg', '{key}_*', 'LAMP-01', 'front'],
    ['A_1_front.jpg', '{key}_*', 'A', '1_front'],
    ['2024_LAMP-01.jpg', '*_{key}', 'LAMP-01', '2024'],
    ['IMG 7 (LAMP).v2.png', 'IMG * ({key}).*', 'LAMP', '7v2'],
    ['photo of  Amelia Fischer .jpg', 'photo of {key}', 'Amelia Fischer', ''],
    ['sku-9.JPG', 'SKU-{key}', '9', ''],
    ['佐藤_正面.heic', '{key}_*', '佐藤', '正面'],
    ['LAMP-01.jpg', '{key}.*', 'LAMP-01', 'jpg'],
    ['LAMP-01_front.jpg', '{key}_*.*', 'LAMP-01', 'frontjpg'],
    ['LAMP-01.jpg', '{key}.j*', 'LAMP-01', 'pg'],
    ['a+b[1]{2}.jpg', '{key}[1]{2}', 'a+b', ''],
  ] as const) {
    it(`${name} with ${pattern} is ${key}`, () => {
      assert.deepEqual(partsOf(name, { pattern, replace: [] }), { key, rest });
    });
  }

  for (const [name, pattern] of [
    ['LAMP-01.jpg', '{key}_*'],
    ['_front.jpg', '{key}_*'],
    ['.jpg', '{key}'],
    ['   .jpg', '{key}'],
    ['aXb.jpg', '{key}.b'],
    // An extension isn't a record.
    ['LAMP-01.jpg', '*.{key}'],
    ['LAMP-01/front.jpg', '*/*.{key}'],
  ] as const) {
    it(`${name} doesn’t match ${pattern}`, () => {
      assert.equal(partsOf(name, { pattern, replace: [] }), undefined);
    });
  }

  it('doesn’t grow without end by replacements', () => {
    const replace = Array.from({ length: 50 }, () => ({ from: 'a', to: 'a'.repeat(300) }));
    const { key = '' } = partsOf('a.jpg', { pattern: '{key}', replace }) ?? {};
    assert.ok(key.length > 2000 && key.length < 1_000_000);
  });

  it('replaces characters in order', () => {
    const replace = [
      { from: '__', to: '/' },
      { from: '_', to: ':' },
      { from: '', to: 'never' },
    ];
    assert.equal(partsOf('MUG__22_B.jpg', { pattern: '{key}', replace })?.key, 'MUG/22:B');
    assert.equal(
      partsOf('a+a.jpg', { pattern: '{key}', replace: [{ from: '+', to: '$&' }] })?.key,
      'a$&a',
    );
  });

  it('treats both Unicode forms of a name as the same', () => {
    const rule = { pattern: 'é_{key}', replace: [] };
    for (const form of ['NFC', 'NFD'] as const) {
      assert.equal(partsOf('é_Chloé.jpg'.normalize(form), rule)?.key, 'Chloé'.normalize('NFC'));
    }
  });

  it('reads back any name that was made with it', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      // Any characters of file names.
      .filter((one) => one.trim() !== '' && !one.includes('/'));
    fc.assert(
      fc.property(text, (key) => {
        const found = partsOf(`a(${key})b.jpg`, { pattern: 'a({key})b', replace: [] });
        assert.equal(found?.key, key.normalize('NFC').trim());
      }),
    );
  });

  it('reads like a regular expression with any pattern', () => {
    const some = fc.string({ unit: fc.constantFrom('a', 'B', '_', '😀'), maxLength: 7 });
    const stars = fc.string({ unit: fc.constantFrom('a', '_', '*', '😀'), maxLength: 4 });
    fc.assert(
      fc.property(some, stars, stars, (name, before, behind) => {
        const source = (text: string): string => text.replaceAll('*', '.*');
        const expression = new RegExp(`^${source(before)}(.+?)${source(behind)}$`, 'isu');
        const found = partsOf(`${name}.jpg`, { pattern: `${before}{key}${behind}`, replace: [] });
        assert.equal(found?.key, expression.exec(name)?.[1]);
      }),
      { numRuns: 2000 },
    );
  });

  it('is quick with any name and pattern', () => {
    const started = performance.now();
    const rule = { pattern: '*_*_*_{key}_*_*_y', replace: [] };
    assert.equal(partsOf(`${'_'.repeat(250)}.jpg`, rule), undefined);
    for (let n = 0; n < 20_000; n += 1) {
      partsOf(`SKU ${n}_front_large.jpg`, {
        pattern: '{key}_*',
        replace: [{ from: ' ', to: '/' }],
      });
    }
    assert.ok(performance.now() - started < 5_000);
  });

  it('must contain the key once', () => {
    assert.equal(patternProblem('{key}'), undefined);
    assert.equal(patternProblem('front'), 'no-key');
    assert.equal(patternProblem('{key}{key}'), 'two-keys');
  });
});
