import { withoutCopyMarks } from './copyMarks.ts';

/** More words are a sentence, which no record is called. */
const MOST_WORDS = 6;
/** Fewer letters find too much. */
const FEWEST_LETTERS = 3;

/** Names that cameras, phones, chat programs, and screenshots give, whatever the picture shows. */
const NOT_NAMED_BY_PEOPLE: readonly RegExp[] = [
  /^(?:img|imag|dsc[nf]?|pict?|pxl|mvi|vid|gopr|gx|sam|cimg|wp|dji|p|fb|mms)[^\p{L}]*\d[^\p{L}]*(?:[a-z]{1,3}\d*)?$/iu,
  /^(?:img|image|photo|foto|picture|bild|scan|snap|file|download|unnamed|untitled|unbenannt|signal)[^\p{L}]*$/iu,
  /^(?:whats\s?app (?:image|photo|bild)|screen\s?shot|bildschirmfoto|capture d.écran|captura|schermafbeelding|pasted (?:picture|image|graphic))/iu,
  // Hashes and unique identifiers.
  /^(?=(?:[a-f-]*\d){3})[\da-f-]{12,}$/i,
  /^[^\p{L}]*$/u,
];

/** A product's or a customer's code: `MUG-22`, `SKU_10023-B`. */
const CODE = /^(?=.*\d)\p{Lu}{1,8}(?:[-_.]?(?:\d+|\p{Lu}{1,4}\d*)){1,4}$/u;

/** What people write before and after the name of what a picture shows. */
const AROUND =
  /^(?:photos?|pictures?|pics?|images?|img|portraits?|headshots?|profile|avatar|logo|thumb(?:nail)?|fotos?|bild(?:er)?|porträt|profilbild|retrato|imagen|imagem|ritratto|portret|zdjęcie)$/iu;
/** What they write only after it. */
const AFTER =
  /^(?:final|edit(?:ed)?|crop(?:ped)?|retouched|resized|scaled|web|print|hi(?:gh)?res|lowres|hd|square|small|medium|large|original|copy)$/iu;
/** Between such a word and the name: `portrait of Amelia`. */
const OF = /^(?:of|vo[nm]|de|du|di|del|da|van|for|für)$/iu;

/** No part of a name, wherever it is: numbers, dates, sizes, versions. */
const NUMBERING = /^(?:[\d.x×]+|v\d+|\d+(?:px|dpi|k|mp|st|nd|rd|th)|n[or]?\d+)$/iu;

/** Parts of one word, although a capital letter follows: `McDonald`, `DeVito`. */
const INSEPARABLE = /^(?:mc|mac|de|di|du|da|le|la|o|van|fitz|st)$/iu;

/**
 * What a file's name says about whom or what it shows, as somebody would search for it: `amelia
 * fischer` for `amelia-fischer-2024 (1).jpg`, `Amelia Fischer` for `Fischer, Amelia.png`, `MUG-22`.
 *
 * @returns undefined if it says nothing: `IMG_1234.jpg`
 */
export function nameInFile(fileName: string): string | undefined {
  const stem = withoutCopyMarks(fileName.normalize('NFC').replace(/\.[^.]*$/, ''));
  if (NOT_NAMED_BY_PEOPLE.some((pattern) => pattern.test(stem))) {
    return undefined;
  }
  if (CODE.test(stem)) {
    return stem;
  }
  const words = withoutAround(wordsIn(inOrder(stem)).filter((word) => !NUMBERING.test(word)));
  const letters = words.join('').match(/\p{L}/gu) ?? [];
  // Scripts with a letter for a syllable or a word need fewer.
  const isEnough = letters.length >= FEWEST_LETTERS || /^\p{Script=Han}{2}/u.test(words[0] ?? '');
  return isEnough && words.length <= MOST_WORDS ? words.join(' ') : undefined;
}

/** `Fischer, Amelia` in the order in which it's said. */
function inOrder(name: string): string {
  const [, last, first] = /^(\p{L}[^,\d]*),\s*(\p{L}[^,]*)$/u.exec(name) ?? [];
  return last === undefined || first === undefined ? name : `${first} ${last}`;
}

function wordsIn(name: string): string[] {
  const words = name.split(/[^\p{L}\p{M}\p{N}'’&]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.flatMap((word) => {
    const parts: string[] = [];
    for (const part of word.split(/(?<=\p{Ll})(?=\p{Lu})/u)) {
      const before = parts.at(-1);
      if (before !== undefined && INSEPARABLE.test(before)) {
        parts[parts.length - 1] = before + part;
      } else {
        parts.push(part);
      }
    }
    return parts;
  });
}

function withoutAround(words: readonly string[]): string[] {
  let left = [...words];
  while (AROUND.test(left[0] ?? '')) {
    left = left.slice(left.length > 2 && OF.test(left[1] ?? '') ? 2 : 1);
  }
  while (AROUND.test(left.at(-1) ?? '') || AFTER.test(left.at(-1) ?? '')) {
    left = left.slice(0, -1);
  }
  return left;
}
