/** Zoho's own answers have about ten. */
const MOST_LEVELS = 100;

/** Layouts of a large module have some hundred thousand values, in ten megabytes. */
const MOST_VALUES = 1_000_000;

const [QUOTE, BACKSLASH, COMMA, LIST, LIST_END, OBJECT, OBJECT_END] = Buffer.from('"\\,[]{}');

/**
 * Whether JSON is as deep and has as many values as an answer of the API can have. Its bytes tell,
 * before anything is made of them: what is too deep would overflow the stack, and what has too many
 * values takes gigabytes and many seconds.
 */
export function isWithinBounds(json: Uint8Array): boolean {
  let levels = 0;
  let values = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (isText) {
      if (byte === BACKSLASH) {
        at += 1;
      } else if (byte === QUOTE) {
        isText = false;
      }
      continue;
    }
    if (byte === QUOTE) {
      isText = true;
    } else if (byte === LIST || byte === OBJECT) {
      levels += 1;
      values += 1;
    } else if (byte === LIST_END || byte === OBJECT_END) {
      levels -= 1;
    } else if (byte === COMMA) {
      values += 1;
    }
    if (levels > MOST_LEVELS || values > MOST_VALUES) {
      return false;
    }
  }
  return true;
}
