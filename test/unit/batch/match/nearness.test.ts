import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { likelyForms, likePatterns, skeletonsOf } from '../../../../src/batch/match/nearness.ts';
import { likePattern } from '../../../emulator/coql.ts';

/** Values in the CRM, and as file names and tables write them. */
const NEAR: readonly (readonly [record: string, written: string])[] = [
  ['Peña', 'Pena'],
  ['José', 'Jose'],
  ['Özil', 'Ozil (1)'],
  ['Núñez García', 'Nunez Garcia'],
  ['Müller', 'Mueller'],
  ['Müller', 'MULLER'],
  ['Straße 5', 'Strasse 5'],
  ['Łukasz Kowalczyk', 'Lukasz Kowalczyk'],
  ['Søren Ørsted', 'Soeren Oersted'],
  ['Søren Ørsted', 'Soren Orsted'],
  ['Dvořák', 'Dvorak'],
  ['O’Neil', "O'Neil"],
  ['D’Angelo', 'DAngelo'],
  ['Anna Klein', 'Klein, Anna'],
  ['Anna Maria Klein', 'Klein Anna Maria'],
  ['Anna Klein', 'Anna  Klein'],
  ['LAMP-01', 'LAMP-01 (1)'],
  ['LAMP-01', 'LAMP-01-copy'],
  ['LAMP-01', 'LAMP-01 - Copy (2)'],
  ['LAMP-01', 'LAMP-01 - Kopie'],
  ['LAMP-01', 'Copy of LAMP-01'],
  ['LAMP-01', 'LAMP-01 (another copy)'],
  ['LAMP-01', 'LAMP-01 (3rd copy)'],
  ['LAMP-01', 'LAMP-01 (Kopie 2)'],
  ['LAMP-01', 'LAMP-01 — копия (2)'],
  ['LAMP-01', 'LAMP-01 — kopia'],
  ['LAMP-01', 'LAMP-01 - 複製'],
  ['LAMP-01', 'LAMP-01 - Kopya'],
  ['LAMP-01', 'lamp_1'],
  ['LAMP-01', 'LAMP01'],
  ['AB–12', 'AB-12'],
  ['李小龙', '李小龙 (1)'],
  ['राम शर्मा', 'राम शर्मा (1)'],
  ['Anna-Maria von Berg', 'Dr. Anna-Maria von Berg'],
  ['Anna Berg', 'Prof.Dr. BERG Anna'],
  ['Anna Berg', 'Frau_Anna_Berg'],
  ['Anna Berg', 'Prof. Dr.-Ing. Anna Berg'],
  ['Anna Berg', 'Dr. med. Anna Berg'],
];

function areNear(one: string, other: string): boolean {
  const others = skeletonsOf(other);
  return [...skeletonsOf(one)].some((skeleton) => others.has(skeleton));
}

function patternsOf(value: string): string[] {
  return likePatterns([value]).flat();
}

describe('similar values', () => {
  for (const [record, written] of NEAR) {
    it(`${record} for ${written}`, () => {
      assert.ok(areNear(written, record));
      const patterns = patternsOf(written);
      const isFound = patterns.some((pattern) => likePattern(pattern).test(record));
      const isAsked = likelyForms(written).includes(record);
      // With too few certain letters, only likely forms are looked up.
      assert.ok(isFound || (patterns.length === 0 && isAsked), written);
    });
  }

  it('don’t include others', () => {
    for (const [one, other] of [
      ['LAMP-01', 'LAMP-02'],
      ['LAMP-1', 'LAMP-11'],
      ['Anna Klein', 'Anne Klein'],
      ['Klein', 'Klein Anna'],
      // In these scripts, marks are sounds.
      ['राम', 'रोम'],
      ['ハハ', 'パパ'],
      ['กา', 'กิ'],
      ['MR-01', '01'],
      ['(1)', '(2)'],
      ['', ''],
      ['…', '!'],
    ] as const) {
      assert.ok(!areNear(one, other), `${one} ${other}`);
    }
  });

  it('are similar in both directions, and with any copy mark', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9áàâäéèêëíìîïóòôöúùûüÁÉÍÓÚ]{1,8}$/);
    const marks = fc.constantFrom(' (1)', '-copy', ' - Copy', '_copy2', ' - Kopie', ' (12)');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), marks, (words, mark) => {
        const value = words.join(' ');
        const written = `${words.toReversed().join('  ').normalize('NFD')}${mark}`;
        assert.ok(areNear(value, written));
        assert.ok(areNear(written, value));
        const found = patternsOf(written).map((pattern) => likePattern(pattern).test(value));
        assert.ok(found.length === 0 || found.includes(true), written);
      }),
    );
  });

  it('are looked up with letters, digits, and % only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (value) => {
        for (const pattern of patternsOf(value)) {
          assert.match(pattern, /^[\p{L}\p{M}\p{N}%]+$/u);
          assert.ok(pattern.replaceAll('%', '').length >= 3);
        }
        assert.ok(!likelyForms(value).includes(value));
      }),
    );
  });

  it('take no longer for a long value', () => {
    const started = performance.now();
    for (const unit of ['copy ', ' (1)', '(((((', ' -_', '00000', 'a1']) {
      for (const value of [unit.repeat(50_000), unit.repeat(60).slice(0, 255)]) {
        areNear(value, value);
        patternsOf(value);
        likelyForms(value);
      }
    }
    assert.ok(performance.now() - started < 10_000);
  });
});
