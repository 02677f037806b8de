/**
 * Single values of Zoho's answers. Its pages, specifications and real answers differ in what may be
 * null, missing, or of another type. So each function accepts anything, and returns undefined if it
 * isn’t what was asked for.
 */

/** A non-empty text. */
export function textOfValue(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

/**
 * An ID: a string of digits. Numbers are accepted if they are exact. `jsonOf` makes strings of the
 * others.
 */
export function idIn(value: unknown): string | undefined {
  const text = Number.isSafeInteger(value) ? String(value) : textOfValue(value);
  return /^(?:zcrm_)?([1-9]\d*)$/i.exec(text ?? '')?.[1];
}

/** The API's name of a module or a field, which becomes part of URLs and queries. */
export function apiNameIn(value: unknown): string | undefined {
  const name = textOfValue(value);
  return name !== undefined && /^[A-Za-z]\w*$/.test(name) ? name : undefined;
}

/** A number, which may come as text. */
export function numberIn(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Yes or no. */
export function flagIn(value: unknown): boolean | undefined {
  switch (value) {
    case true:
    case 'true':
    case 1:
      return true;
    case false:
    case 'false':
    case 0:
      return false;
    default:
      return undefined;
  }
}
