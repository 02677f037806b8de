/** Control characters, and marks that change the reading direction. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/** Text from outside on one line, without effect on the text around it. */
export function oneLine(text: string): string {
  return text.replace(INVISIBLE, ' ');
}
