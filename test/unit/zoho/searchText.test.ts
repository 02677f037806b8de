import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { searchTextOf } from '../../../src/zoho/searchText.ts';

it('a phone number is sent with the characters that Zoho accepts', () => {
  for (const [typed, asked] of [
    ['+43 1 555-0100', '+43 1 555-0100'],
    ['(01) 555/0100', '(01) 555 0100'],
    ['(+43) 1 555 0100', '+(43) 1 555 0100'],
    ['+43\u00A01\u202F555 – 0100', '+43 1 555 - 0100'],
    ['\u202A+43 1 555 0100\u202C', '+43 1 555 0100'],
    ['５５５０１００', '5550100'],
    ['030·555·0100', '030 555 0100'],
    [`+43 ${'1 '.repeat(30)}`.trim(), `+43${'1'.repeat(30)}`],
  ] as const) {
    assert.deepEqual(searchTextOf(typed), { by: 'phone', text: asked });
  }
});

it('what only slightly resembles one is a word', () => {
  for (const text of ['-----', '(((((', '12-', 'LAMP-01', '+43 1 555 ext. 2', '1'.repeat(80)]) {
    assert.equal(searchTextOf(text).by, 'word', text);
  }
});

it('a text that exceeds the search limit is cut', () => {
  const words = 'Donaudampfschifffahrt '.repeat(9).trim();
  assert.equal(searchTextOf(words).text, words.slice(0, 100).trimEnd());
  assert.deepEqual(searchTextOf(`${'a'.repeat(300)}@b.example`), {
    by: 'word',
    text: 'a'.repeat(100),
  });
});

it('no character is split', () => {
  assert.equal(searchTextOf(`${'a'.repeat(99)}😀`).text, 'a'.repeat(99));
  assert.equal(searchTextOf(`${'a'.repeat(98)}👩‍👩‍👧`).text, 'a'.repeat(98));
  assert.equal(searchTextOf(`${'a'.repeat(99)}e\u0301`).text, 'a'.repeat(99));
});

it('any text becomes what the specification allows', () => {
  const digits = fc.constantFrom(
    '+',
    '-',
    '(',
    ')',
    '.',
    '/',
    ' ',
    '\u00A0',
    '–',
    '\u200F',
    '0',
    '7',
  );
  const typed = fc.oneof(
    fc.string({ minLength: 2, maxLength: 300, unit: 'binary' }),
    fc.string({ minLength: 2, maxLength: 300, unit: 'grapheme' }),
    fc.string({ minLength: 2, maxLength: 90, unit: digits }),
    fc.emailAddress(),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const asked = searchTextOf(text.trim());
      assert.ok(asked.text.isWellFormed());
      assert.ok(asked.text.length <= { email: 255, phone: 50, word: 100 }[asked.by]);
      if (asked.by === 'phone') {
        assert.match(asked.text, /^\+?[0-9 ().-]{3,}$/);
        assert.ok(asked.text.replaceAll(/\D/g, '').length >= 3);
      }
    }),
    { numRuns: 2000 },
  );
});
