import { oneLine } from '../page/oneLine.ts';

/** Names longer than this are cut in the middle, where people look least. */
const LONGEST = 80;

const letters = new Intl.Segmenter();

/**
 * Text from outside (file names, names of records, messages of servers) as it may stand in a
 * message: VS Code would make links of `[text](command:…)` and icons of `$(name)`.
 */
export function plain(text: string, longest = LONGEST): string {
  const line = oneLine(text.toWellFormed()).trim();
  const characters = [...letters.segment(line)].map(({ segment }) => segment);
  const half = Math.floor((longest - 1) / 2);
  const short =
    characters.length <= longest
      ? line
      : `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`;
  // A space without width between the two characters takes their meaning and changes no letter.
  return short.replaceAll('](', ']\u200B(').replaceAll('$(', '$\u200B(');
}
