import { withoutCopyMarks } from '../../upload/copyMarks.ts';

/** Titles before names: in Zoho they have a field of their own. */
const TITLES =
  /^(?:(?:dr|prof|dipl|mr|mrs|ms|mx|miss|herr|frau|mme|mlle|sr|sra|srta)(?:\.[\s_-]*|[\s_]+))+(?:(?:med|ing|phil|jur|rer|nat)(?:\.[\s_-]*|[\s_]+))*(?=\p{L})/iu;

/** Letters that people without the key for them write as others. */
const PAIRS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/** German and Nordic letters that are spelled out with two. */
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** Maximum length of text fields: a longer value isn't similar to any. */
const MAX_LENGTH = 255;

function bare(value: string): string {
  return withoutCopyMarks(value).replace(TITLES, '');
}

/**
 * Normal forms of a value without copy marks, titles, accents, apostrophes, separators, case,
 * leading zeros, and word order. Values that share one are similar.
 *
 * @param values of one field, or of several fields together
 * @returns none for a value without letters and digits, or one that is too long for a field
 */
export function skeletonsOf(...values: readonly string[]): ReadonlySet<string> {
  const plain = values.map(bare).join(' ');
  if (plain.length > MAX_LENGTH) {
    return new Set();
  }
  return new Set(
    [plainLetters(plain), plainLetters(spelledOut(plain))].flatMap((text) => {
      const words = wordsIn(text.replace(/(?<!\d)0+(?=\d)/g, ''));
      return words.length === 0 ? [] : [`= ${words.join('')}`, words.sort().join(' ')];
    }),
  );
}

/** Values that were likely meant, without the value itself. */
export function likelyForms(value: string): string[] {
  const plain = bare(value);
  if (plain.length > MAX_LENGTH) {
    return [];
  }
  const words = wordsIn(plain);
  const turned =
    words.length === 2 || words.length === 3 ? [words.slice(-1), words.slice(0, -1)].flat() : [];
  const forms = [
    plain,
    plain.replace(APOSTROPHES, '’'),
    plain.replace(APOSTROPHES, "'"),
    plain.replace(/[‐‑–—]/gu, '-'),
    withoutAccents(plain),
    turned.join(' '),
    ...(plain.length <= SHORT ? accented(plain) : []),
  ];
  return [...new Set(forms)].filter((form) => form !== '' && form !== value);
}

/** Maximum length of values to try with each accent that people omit. */
const SHORT = 8;

const ACCENTS: Readonly<Record<string, readonly string[]>> = {
  a: ['á', 'ä'],
  c: ['ç', 'č'],
  e: ['é', 'è'],
  i: ['í'],
  l: ['ł'],
  n: ['ñ'],
  o: ['ó', 'ö', 'ø'],
  s: ['š', 'ß'],
  u: ['ú', 'ü'],
  z: ['ž'],
};

/** Variants of a text with one more accent. */
function accented(text: string): string[] {
  return Array.from(text).flatMap((letter, index, all) =>
    (ACCENTS[letter.toLowerCase()] ?? []).map((other) => {
      const written = letter === letter.toLowerCase() ? other : other.toUpperCase();
      return all.with(index, written).join('');
    }),
  );
}

/** With fewer literal characters, a pattern matches too much. */
const MIN_LETTERS = 3;

/**
 * Patterns for `like` with `%` for what may be written differently: letters that may have accents,
 * apostrophes, separators, leading zeros. Includes each order of two or three words, or of two
 * fields.
 *
 * @param values of one field, or of several fields together
 * @returns lists with a pattern for each field; none if too few literal characters would be left
 */
export function likePatterns(values: readonly string[]): (readonly string[])[] {
  const parts = values.map(patternWords);
  if (values.join('').length > MAX_LENGTH || parts.some(({ length }) => length === 0)) {
    return [];
  }
  const open = OPEN_LETTERS.map((letters) =>
    parts.map((words) => words.map((word) => word.replace(letters, '%'))),
  ).find((some) => some.flat().join('').replaceAll('%', '').length >= MIN_LETTERS);
  if (open === undefined) {
    return [];
  }
  const written = (words: readonly string[]): string => words.join('%').replace(/%+/g, '%');
  const [first = [], ...others] = open;
  return others.length === 0
    ? [...new Set(orders(first).map(written))].map((pattern) => [pattern])
    : others.length === 1
      ? [open.map(written), open.toReversed().map(written)]
      : [open.map(written)];
}

function patternWords(value: string): string[] {
  return plainLetters(bare(value))
    .replace(APOSTROPHES, '%')
    .split(/[^\p{L}\p{M}\p{N}%]+/u)
    .filter((word) => /[^%]/.test(word))
    .map((word) => word.replace(/(?<!\d)0+(?=\d)|(?<=\d)(?=\D)|(?<=\D)(?=\d)/gu, '%'));
}

/** Letters that may have an accent. The first expression that leaves enough literals is used. */
const OPEN_LETTERS: readonly RegExp[] = [
  /ss|[aeiouycdglnrstz]/gu,
  /ss|[aeiouyclnrsz]/gu,
  /ss|[aeiouycnsz]/gu,
  /ss|[aeiouycn]/gu,
  /ss|[aeiouy]/gu,
];

function orders(words: readonly string[]): (readonly string[])[] {
  if (words.length < 2 || words.length > 3) {
    return [words];
  }
  return words.flatMap((word, index) => {
    const others = words.toSpliced(index, 1);
    return [others, others.toReversed()].map((rest) => [word, ...rest]);
  });
}

const APOSTROPHES = /['`´‘’ʼ]/gu;

function wordsIn(text: string): string[] {
  return text
    .replace(APOSTROPHES, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
}

function plainLetters(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/gu, (letter) => PAIRS[letter] ?? letter);
}

function spelledOut(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüåø]/gu, (letter) => UMLAUTS[letter] ?? letter);
}

/**
 * Marks in Latin, Greek, Cyrillic, Hebrew, and Arabic; in Hindi, Thai, and kana they are sounds.
 */
const ACCENT = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/gu;

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(ACCENT, '').normalize('NFC');
}
