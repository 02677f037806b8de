/** How a language writes a string in quotes. */
interface Quoting {
  readonly quote: '"' | "'";
  /** Characters that need a backslash, besides the backslash itself. */
  readonly special: string;
  /** Writes a UTF-16 code unit by its number, for controls and invisible characters. */
  readonly numbered: (unit: number) => string;
  /** Whether everything outside ASCII is written by its number, too. */
  readonly ascii?: true;
}

/**
 * Controls, line ends of some languages, and marks that turn the reading direction: code must run
 * the way it reads.
 */
const UNSEEN = /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text as a string literal, quotes included. A lone surrogate has no bytes: it is replaced. */
export function literal(text: string, { quote, special, numbered, ascii }: Quoting): string {
  const inside = Array.from(text.toWellFormed(), (character) => {
    const short = SHORT[character];
    if (short !== undefined) {
      return short;
    }
    if (character === quote || character === '\\' || special.includes(character)) {
      return `\\${character}`;
    }
    const foreign = ascii === true && (character.codePointAt(0) ?? 0) > 0x7e;
    return foreign || UNSEEN.test(character)
      ? character
          .split('')
          .map((unit) => numbered(unit.charCodeAt(0)))
          .join('')
      : character;
  });
  return quote + inside.join('') + quote;
}

/** `\u00e9`, as in JavaScript, C#, Deluge, Python, and Ruby. */
export function unicodeEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** A text as one word of a POSIX shell. */
export function shellWord(text: string): string {
  return `'${text.toWellFormed().replaceAll("'", "'\\''")}'`;
}

/** A string literal of JavaScript. */
export function javaScriptLiteral(text: string): string {
  return literal(text, { quote: "'", special: '', numbered: unicodeEscape });
}

/** A string literal of C#, Deluge, and Python, where only the backslash is special. */
export function plainLiteral(text: string): string {
  return literal(text, { quote: '"', special: '', numbered: unicodeEscape });
}

/** Of Java, in ASCII only: compilers before Java 18 read files in the machine's encoding. */
export function javaLiteral(text: string): string {
  // A \u000a would be a line end before the compiler looks for literals.
  const numbered = (unit: number): string =>
    unit < 0x80 ? `\\${unit.toString(8).padStart(3, '0')}` : unicodeEscape(unit);
  return literal(text, { quote: '"', special: '', numbered, ascii: true });
}

/** Of PHP. */
export function phpLiteral(text: string): string {
  const numbered = (unit: number): string => `\\u{${unit.toString(16)}}`;
  return literal(text, { quote: '"', special: '$', numbered });
}

/** Of Ruby. */
export function rubyLiteral(text: string): string {
  return literal(text, { quote: '"', special: '#', numbered: unicodeEscape });
}

/**
 * A PowerShell expression for a text. In single quotes, only quotes are special, curly ones
 * included. Windows PowerShell reads files in the machine's encoding, so everything outside ASCII
 * is written by its number.
 */
export function powerShellLiteral(text: string): string {
  const pieces = text.toWellFormed().match(/[\x20-\x7e]+|[^\x20-\x7e]/g) ?? [];
  const written = pieces.map((piece) =>
    /^[\x20-\x7e]/.test(piece)
      ? `'${piece.replaceAll("'", "''")}'`
      : `[char]0x${piece.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  // A text plus a character is a text; a character plus a character would be a number.
  const all = written[0]?.startsWith("'") === true ? written : ["''", ...written];
  return all.length === 1 ? all.join('') : `(${all.join(' + ')})`;
}
