/** Control characters, and marks that turn the direction of the text after them. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/** Text from outside, such as a name, as it can stand next to other text. */
export function oneLine(text: string): string {
  return text.replace(INVISIBLE, ' ');
}
