const TOKEN =
  /[ \t\r\n]*(?:([[\]{},:])|("[ !#-[\]-\u{10FFFF}]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[ !#-[\]-\u{10FFFF}]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?|true|false|null))/uy;

/** First characters of values; `0` stands for numbers and words. */
const VALUE = '[{"0';

/**
 * Finds the first syntax error in JSON. The message of `JSON.parse` differs between engine
 * versions, and lacks the position for short texts.
 *
 * @returns its offset; the length of the text if that ends too soon
 */
export function jsonErrorOffset(text: string): number {
  const token = new RegExp(TOKEN);
  const open: string[] = [];
  let expected = VALUE;
  for (;;) {
    const before = token.lastIndex;
    const [, sign, quoted, other] = token.exec(text) ?? [];
    const kind = sign ?? (quoted === undefined ? other && '0' : '"');
    if (kind === undefined || !expected.includes(kind)) {
      return before + (/^[ \t\r\n]*/.exec(text.slice(before))?.[0].length ?? 0);
    }
    if (kind === '[' || kind === '{') {
      open.push(kind);
      expected = kind === '[' ? `${VALUE}]` : '"}';
    } else if (kind === ',') {
      expected = open.at(-1) === '{' ? '"' : VALUE;
    } else if (kind === ':') {
      expected = VALUE;
    } else if (kind === '"' && !expected.includes('0')) {
      expected = ':';
    } else {
      if (kind === ']' || kind === '}') {
        open.pop();
      }
      const inside = open.at(-1);
      expected = inside === '[' ? ',]' : inside === '{' ? ',}' : '';
    }
  }
}
