/** Invisible characters: zero-width spaces, marks of the reading direction, soft hyphens. */
const UNSEEN = /\p{Cf}/gu;

/** What emails, chat programs, spreadsheets, and code put around what people mean. */
const AROUND = /[\s"'`´‘’‚‛“”„‟«»‹›<>()[\]{}=,;|*、。，；：！？（）「」『』【】《》]/u;

/**
 * A pasted text without what came with it: blanks, including non-breaking and zero-width ones,
 * quotes, brackets, a spreadsheet's apostrophe or equals sign, and a sentence's period. Several
 * dots at the end stay: they mean that something is missing.
 */
export function unwrapped(text: string): string {
  const seen = text.replace(UNSEEN, '');
  let from = 0;
  let to = seen.length;
  while (from < to && AROUND.test(seen.charAt(from))) {
    from += 1;
  }
  while (to > from && (AROUND.test(seen.charAt(to - 1)) || isFullStop(seen, to - 1))) {
    to -= 1;
  }
  return seen.slice(from, to);
}

function isFullStop(text: string, at: number): boolean {
  return text.charAt(at) === '.' && text.charAt(at - 1) !== '.';
}
