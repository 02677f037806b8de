import { oneLine } from '../page/oneLine.ts';

/** Longer texts are cut in the middle, which matters least. */
const LONGEST = 80;

/** No letter of a language has more code points; an invented one may have thousands. */
const LETTER_CODE_POINTS = 16;

/** What is left of a text whose letters would take long to tell apart, at both ends. */
const LOOKED_AT = 5_000;

const letters = new Intl.Segmenter();

/**
 * Makes text from outside (names of files and records, servers' messages) safe to show: VS Code would
 * turn `[text](command:…)` into links and `$(name)` into icons.
 */
export function plain(text: string, longest = LONGEST): string {
  // A zero-width space between the two characters prevents that, and changes no letter.
  return visible(text, longest).replaceAll('](', ']\u200B(').replaceAll('$(', '$\u200B(');
}

/**
 * The same for texts that nothing makes links or icons of: one line, without invisible characters.
 *
 * @param longest in letters, each of which has few code points
 */
export function visible(text: string, longest = LONGEST): string {
  const line = oneLine(
    text.length > 2 * LOOKED_AT ? `${text.slice(0, LOOKED_AT)}…${text.slice(-LOOKED_AT)}` : text,
  ).trim();
  // Most texts are short, and letters needn't be told apart to know that.
  if (line.length <= longest) {
    return line;
  }
  const all = Array.from(letters.segment(line), ({ segment }) =>
    Array.from(segment).slice(0, LETTER_CODE_POINTS).join(''),
  );
  const half = (longest - 1) >> 1;
  if (all.length > longest) {
    all.splice(half, all.length - 2 * half, '…');
  }
  // Again, because a cut may leave a joiner that joins nothing.
  return oneLine(all.join(''));
}
