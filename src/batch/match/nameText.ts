/** A text as patterns compare it: by code points, ignoring case and Unicode form. */
export class NameText {
  /** Code points in lower case. */
  readonly codes: Uint32Array;
  readonly #text: string;
  #letters: readonly string[] | undefined;

  constructor(text: string) {
    this.#text = text.normalize('NFC');
    this.codes = codesOf(this.#text);
  }

  slice(from: number, to: number): string {
    if (this.codes.length === this.#text.length) {
      return this.#text.slice(from, to);
    }
    this.#letters ??= Array.from(this.#text);
    return this.#letters.slice(from, to).join('');
  }
}

/** The code points of a text in lower case. Expects NFC. */
export function codesOf(text: string): Uint32Array {
  const codes = new Uint32Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; length += 1) {
    const code = text.codePointAt(at) ?? 0;
    codes[length] = small(code);
    at += code > 0xffff ? 2 : 1;
  }
  return codes.subarray(0, length);
}

function small(code: number): number {
  if (code < 0x80) {
    return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
  }
  const lower = String.fromCodePoint(code).toLowerCase();
  const first = lower.codePointAt(0) ?? code;
  // `İ` becomes two code points in lower case; it isn't an `i`.
  return String.fromCodePoint(first) === lower ? first : code;
}
