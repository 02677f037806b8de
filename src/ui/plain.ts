import { oneLine } from '../page/oneLine.ts';

/** Longer texts are cut in the middle, which matters least. */
const LONGEST = 80;

const letters = new Intl.Segmenter();

/**
 * Makes text from outside (names of files and records, servers' messages) safe to show: VS Code would
 * turn `[text](command:…)` into links and `$(name)` into icons.
 */
export function plain(text: string, longest = LONGEST): string {
  const line = oneLine(text.toWellFormed()).trim();
  // Most texts are short, and letters needn't be told apart to know that.
  const characters =
    line.length <= longest ? [] : [...letters.segment(line)].map(({ segment }) => segment);
  const half = Math.floor((longest - 1) / 2);
  const short =
    characters.length <= longest
      ? line
      : `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`;
  // A zero-width space between the two characters prevents that, and changes no letter.
  return short.replaceAll('](', ']\u200B(').replaceAll('$(', '$\u200B(');
}
