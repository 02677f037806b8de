import * as vscode from 'vscode';
import { isInCloud, Unreadable } from '../../image/unreadable.ts';
import { severalAtOnce } from '../../async/severalAtOnce.ts';
import { askDownload } from './cloudQuestion.ts';
import type { FoundPicture } from './folderPictures.ts';
import { picturesIn } from './folderPictures.ts';
import type { InspectedFile } from '../../ui/pictureFile.ts';
import { inspectFile } from '../../ui/pictureFile.ts';
import { distinctUris } from '../../ui/distinctUris.ts';
import { learnMoreButton, offer } from '../../ui/offer.ts';
import { plain } from '../../ui/plain.ts';
import { withCountedProgress } from '../../ui/progress.ts';
import { doneOf } from '../../ui/words/numbers.ts';
import type { Candidate } from '../match/match.ts';
import {
  downloadingPictures,
  linksSkipped,
  lookingAtPictures,
  picturesFound,
  selectionUnreadable,
} from './words/pictures.ts';

/** A picture from the selection, inspected. */
export interface ChosenPicture {
  readonly candidate: Candidate;
  readonly found: FoundPicture;
  readonly file: InspectedFile;
}

/** The pictures and tables in the folders and files that the person selected. */
export interface Selection {
  readonly pictures: readonly ChosenPicture[];
  readonly tables: readonly vscode.Uri[];
  /** Folders that the page may show pictures from. */
  readonly folders: readonly vscode.Uri[];
  /** Number of hidden or system files and folders that were skipped. */
  readonly junk: number;
}

/** Enough to hide the latency of a network drive. */
const INSPECTED_AT_ONCE = 16;

/**
 * Finds and inspects the pictures in folders and files. Asks once about those that are only in the
 * cloud, since reading even their first bytes would download them.
 *
 * @param within the workspace folder that links may not leave; undefined if they may lead anywhere
 * @returns undefined when the person cancels, or the selection can't be read
 */
export async function readSelection(
  uris: readonly vscode.Uri[],
  within?: vscode.Uri,
): Promise<Selection | undefined> {
  const here = await withCountedProgress(lookingAtPictures(), async (signal, show) => {
    const found = await picturesIn(
      uris,
      (count) => {
        show(undefined, picturesFound(count));
      },
      signal,
      within,
    ).catch(unreadable);
    if (found === undefined) {
      return undefined;
    }
    const files = await inspectEach(found.pictures, false, signal, show);
    return { found, files };
  });
  if (here === undefined) {
    return undefined;
  }
  const { pictures, tables, junk, outside } = here.found;
  if (outside > 0) {
    void offer('warning', linksSkipped(outside), learnMoreButton('matching'));
  }
  const files = await withCloudPictures(pictures, here.files);
  return files === undefined
    ? undefined
    : {
        pictures: pictures.flatMap((found, n) => {
          const one = files[n];
          return one === undefined ? [] : [chosenOf(n, found, one)];
        }),
        tables,
        folders: foldersIn(uris, pictures),
        junk,
      };
}

type Show = (fraction: number | undefined, text: string) => void;

function inspectEach(
  pictures: readonly FoundPicture[],
  mayFetch: boolean,
  signal: AbortSignal,
  show: Show,
): Promise<InspectedFile[]> {
  const { length } = pictures;
  return severalAtOnce(
    pictures,
    INSPECTED_AT_ONCE,
    async ({ uri, path, isPlaceholder }) =>
      isPlaceholder === true
        ? { name: path.split('/').pop() ?? path, inspected: { refusal: IN_CLOUD } }
        : inspectFile(uri, mayFetch),
    signal,
    (done) => {
      show(done / length, doneOf(done, length));
    },
  );
}

const IN_CLOUD = new Unreadable('in-cloud').refusal;

/** Also inspects the pictures in the cloud, if the person agrees to download them. */
async function withCloudPictures(
  pictures: readonly FoundPicture[],
  files: readonly InspectedFile[],
): Promise<readonly InspectedFile[] | undefined> {
  const away = pictures
    .map((found, n) => ({ found, n, size: files[n]?.size ?? 0, file: files[n] }))
    .filter(
      ({ found, file }) =>
        found.isPlaceholder !== true && file !== undefined && isInCloud(file.inspected),
    );
  if (away.length === 0) {
    return files;
  }
  const answer = await askDownload(away.map(({ size }) => size));
  if (answer !== 'download') {
    return answer === 'skip' ? files : undefined;
  }
  const fetched = await withCountedProgress(downloadingPictures(), (signal, show) =>
    inspectEach(
      away.map(({ found }) => found),
      true,
      signal,
      show,
    ),
  );
  if (fetched === undefined) {
    return undefined;
  }
  const now = new Map(away.map(({ n }, index) => [n, fetched[index]]));
  return files.map((one, n) => now.get(n) ?? one);
}

/** Tells that the selection is gone or can't be read. */
function unreadable(error: unknown): undefined {
  if (!(error instanceof vscode.FileSystemError)) {
    throw error;
  }
  void vscode.window.showErrorMessage(selectionUnreadable(plain(error.message)));
  return undefined;
}

/**
 * Inspects downloaded pictures.
 *
 * @param first number of the first of them
 */
export async function inspectFetched(
  pictures: readonly (FoundPicture & Required<Pick<Candidate, 'address'>>)[],
  first: number,
): Promise<ChosenPicture[]> {
  const signal = new AbortController().signal;
  const files = await inspectEach(pictures, true, signal, () => undefined);
  return files.flatMap((one, index): ChosenPicture[] => {
    const found = pictures[index];
    if (found === undefined) {
      return [];
    }
    const chosen = chosenOf(first + index, found, one);
    return [{ ...chosen, candidate: { ...chosen.candidate, address: found.address } }];
  });
}

function chosenOf(n: number, found: FoundPicture, file: InspectedFile): ChosenPicture {
  const { inspected } = file;
  const seen = 'refusal' in inspected ? inspected.fittable : inspected;
  const pixels = seen === undefined ? {} : { pixels: seen.width * seen.height };
  const size = seen?.size ?? file.size ?? 0;
  const { path, folder } = found;
  const inFolder = folder === undefined ? {} : { folder };
  return { candidate: { n, path, ...inFolder, size, ...pixels }, found, file };
}

function foldersIn(chosen: readonly vscode.Uri[], pictures: readonly FoundPicture[]): vscode.Uri[] {
  const files = new Set(pictures.map(({ uri }) => uri.toString()));
  const folders = chosen.map((uri) =>
    files.has(uri.toString()) ? vscode.Uri.joinPath(uri, '..') : uri,
  );
  return distinctUris(folders);
}
