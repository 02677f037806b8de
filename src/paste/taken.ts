import { formatOf } from '../image/signature.ts';
import { fileOfPage } from '../ui/fileOfPage.ts';
import type { InspectedFile } from '../ui/pictureFile.ts';
import { inspectBytes, inspectFiles } from '../ui/pictureFile.ts';
import { plain } from '../ui/plain.ts';
import { distinctNames } from './heldPictures.ts';
import type { FromPastePage } from './page/messages.ts';
import { MOST_PICTURES } from './page/messages.ts';
import * as words from './words.ts';

/** Pictures from the page, and what wasn’t taken. */
export interface Taken {
  readonly files: readonly InspectedFile[];
  readonly problem?: string;
}

/** Inspects what was pasted, dropped from outside, or chosen. */
export async function takenFiles(
  { files, tooLarge, unreadable, beyond }: Extract<FromPastePage, { kind: 'files' }>,
  now: Date,
): Promise<Taken> {
  const names = distinctNames(
    files.map(({ name, bytes }) => lastPart(name) || words.pastedName(now, formatOf(bytes))),
  );
  return {
    files: await Promise.all(
      files.map(({ bytes }, index) => inspectBytes(names[index] ?? '', bytes)),
    ),
    ...problemOf([
      tooLarge.length > 0 && words.tooLargeToPaste(tooLarge.map((name) => plain(name))),
      unreadable.length > 0 && words.unreadableOnPage(unreadable.map((name) => plain(name))),
      beyond > 0 && words.onlyTheFirst(),
    ]),
  };
}

/** Inspects files that were dropped from VS Code's explorer. */
export async function takenUris(uris: readonly string[]): Promise<Taken> {
  const known = uris.map(fileOfPage).filter((uri) => uri !== undefined);
  return {
    files: await inspectFiles(known.slice(0, MOST_PICTURES)),
    ...problemOf([
      known.length < uris.length && words.OTHER_SERVER,
      known.length > MOST_PICTURES && words.onlyTheFirst(),
    ]),
  };
}

/** A browser gives no folders, but nothing else promises that. */
function lastPart(name: string): string {
  return name.split(/[/\\]/).pop() ?? '';
}

function problemOf(problems: readonly (string | false)[]): Pick<Taken, 'problem'> {
  const problem = problems.filter((one) => one !== false).join(' ');
  return problem === '' ? {} : { problem };
}
