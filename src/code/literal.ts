/** How a language writes a string in quotes. */
interface Quoting {
  readonly quote: '"' | "'";
  /** Writes a code point by its number. */
  readonly numbered: (codePoint: number) => string;
  /** Characters that are special, besides those of shells. */
  readonly special?: string;
  /** Whether everything outside ASCII is written by its number, too. */
  readonly ascii?: true;
}

/**
 * What is written by its number. Controls, invisible characters, and marks that turn the reading
 * direction: code must run the way it reads. And what is special in a shell, even in quotes: code is
 * also pasted into a terminal where it doesn’t belong.
 */
const SPECIAL = /["'`$!%&|<>^;\\\p{C}\p{DI}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** Accents on one letter. More would cover the code around them. */
const MOST_MARKS = 4;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Writes each character of a text. A lone surrogate has no bytes: it is replaced.
 *
 * @param isPlain whether it can stand in code as it is
 */
function written(
  text: string,
  write: (character: string, isPlain: boolean, codePoint: number) => string,
): string[] {
  // A mark at the start would be drawn on the quote.
  let marks = MOST_MARKS;
  return Array.from(text.toWellFormed(), (character) => {
    marks = /\p{M}/u.test(character) ? marks + 1 : 0;
    const isPlain = marks <= MOST_MARKS && !SPECIAL.test(character);
    return write(character, isPlain, character.codePointAt(0) ?? 0);
  });
}

/** A text as a string literal, quotes included. */
export function literal(text: string, { quote, numbered, special = '', ascii }: Quoting): string {
  const inside = written(text, (character, isPlain, codePoint) => {
    if (character === '\\') {
      return '\\\\';
    }
    const isForeign = special.includes(character) || (ascii === true && codePoint > 0x7e);
    return isPlain && !isForeign ? character : (SHORT[character] ?? numbered(codePoint));
  });
  return quote + inside.join('') + quote;
}

/** `\u00e9`, and two of them beyond the first 65,536, as in JavaScript. */
export function unicodeEscape(codePoint: number): string {
  return String.fromCodePoint(codePoint)
    .split('')
    .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
    .join('');
}

/** `\u00e9` or `\U0001f600`, as in C# and Python. */
function longUnicodeEscape(codePoint: number): string {
  return codePoint > 0xffff ? `\\U${hex(codePoint, 8)}` : `\\u${hex(codePoint, 4)}`;
}

/** `\u{e9}`, as in PHP and Ruby. */
function bracedEscape(codePoint: number): string {
  return `\\u{${hex(codePoint, 1)}}`;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

/** A text as `printf` writes it for `%b`: what isn’t plain is written by its bytes, in octal. */
export function printfText(text: string): string {
  return written(text, (character, isPlain) =>
    isPlain
      ? character
      : Array.from(
          new TextEncoder().encode(character),
          (byte) => `\\0${byte.toString(8).padStart(3, '0')}`,
        ).join(''),
  ).join('');
}

/**
 * One word of a POSIX shell. It has no character that ends its quotes, in any shell, or that a
 * terminal takes for a key.
 *
 * @param text of `printfText`, not ending with a line end
 */
export function shellWord(text: string): string {
  return text.includes('\\') ? `"$(printf '%b' '${text}')"` : `'${text}'`;
}

/** A string literal of JavaScript. */
export function javaScriptLiteral(text: string): string {
  return literal(text, { quote: "'", numbered: unicodeEscape });
}

/** A string literal of C# and Python. */
export function plainLiteral(text: string): string {
  return literal(text, { quote: '"', numbered: longUnicodeEscape });
}

/** Of Java, in ASCII only: compilers before Java 18 read files in the machine's encoding. */
export function javaLiteral(text: string): string {
  // A \u000a would be a line end before the compiler looks for literals.
  const numbered = (codePoint: number): string =>
    codePoint < 0x80 ? `\\${codePoint.toString(8).padStart(3, '0')}` : unicodeEscape(codePoint);
  return literal(text, { quote: '"', numbered, ascii: true });
}

/** Of PHP. */
export function phpLiteral(text: string): string {
  return literal(text, { quote: '"', numbered: bracedEscape });
}

/** Of Ruby. */
export function rubyLiteral(text: string): string {
  return literal(text, { quote: '"', special: '#', numbered: bracedEscape });
}

/**
 * A PowerShell expression for a text. Windows PowerShell reads files in the machine's encoding, so
 * everything outside ASCII is written by its number.
 */
export function powerShellLiteral(text: string): string {
  const inside = written(text, (character, isPlain, codePoint) =>
    isPlain && codePoint <= 0x7e
      ? character
      : `'${character
          .split('')
          .map((unit) => ` + [char]0x${hex(unit.charCodeAt(0), 4)}`)
          .join('')} + '`,
  ).join('');
  // The first stays, even if it's empty: a character plus a character would be a number.
  const sum = `'${inside}'`.replaceAll(" + ''", '');
  return sum.includes("' + [char]") ? `(${sum})` : sum;
}
