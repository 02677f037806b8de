/** Names longer than this are cut in the middle, where people look least. */
const LONGEST = 80;

const letters = new Intl.Segmenter();

/** Controls, and marks that turn the reading direction of what follows. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * Text from outside (file names, names of records, messages of servers) as it may stand in a
 * message: VS Code would make links of `[text](command:…)` and icons of `$(name)`.
 */
export function plain(text: string, longest = LONGEST): string {
  const oneLine = text.toWellFormed().replace(INVISIBLE, ' ').trim();
  const characters = [...letters.segment(oneLine)].map(({ segment }) => segment);
  const half = Math.floor((longest - 1) / 2);
  const short =
    characters.length <= longest
      ? oneLine
      : `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`;
  // A space without width between the two characters takes their meaning and changes no letter.
  return short.replaceAll('](', ']\u200B(').replaceAll('$(', '$\u200B(');
}
