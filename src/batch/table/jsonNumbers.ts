import { MAX_CELLS, OverBound } from './tableBounds.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?/y;

/** What ends a part of JSON that has no strings: everything else is copied as it is. */
const NEXT = /["\d-]|[[{,]/g;

/**
 * JSON whose numbers are texts, as they are written: an ID has more digits than a number can hold.
 * What isn't valid JSON stays invalid. `JSON.parse` can do the same with a function, but calls
 * itself for values in values, and takes many times as long.
 *
 * @throws OverBound if it has more values than a table can have
 */
export function numbersAsTexts(text: string): string {
  const parts: string[] = [];
  let from = 0;
  let values = 0;
  NEXT.lastIndex = 0;
  for (let next = NEXT.exec(text); next !== null; next = NEXT.exec(text)) {
    const at = next.index;
    if (next[0] === '"') {
      NEXT.lastIndex = endOfString(text, at + 1);
    } else if ('[{,'.includes(next[0])) {
      values += 1;
    } else {
      NUMBER.lastIndex = at;
      const [number = ''] = NUMBER.exec(text) ?? [];
      if (number !== '') {
        parts.push(text.slice(from, at), '"', number, '"');
        from = at + number.length;
        NEXT.lastIndex = from;
      }
    }
    if (values > 2 * MAX_CELLS) {
      throw new OverBound({ kind: 'too-large' });
    }
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** The offset after the string that begins before this one. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = at;
    while (slashes > start && text[slashes - 1] === '\\') {
      slashes -= 1;
    }
    if ((at - slashes) % 2 === 0) {
      return at + 1;
    }
  }
  return text.length;
}
