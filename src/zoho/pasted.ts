/** What nobody sees: spaces without width, marks of the reading direction, soft hyphens. */
const UNSEEN = /\p{Cf}/gu;

/** What mails, chat programs, spreadsheets and code put around what people mean. */
const AROUND = /[\s"'`´‘’‚‛“”„‟«»‹›<>()[\]{}=,;|*、。，；：！？（）「」『』【】《》]/u;

/**
 * A pasted text without what came along with it: blanks, also those that do not break or have no
 * width, quotes, brackets, a spreadsheet's apostrophe or equals sign, and a sentence's full stop.
 * Several dots at the end stay: they say that something is missing.
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
