import path from 'node:path';
import * as vscode from 'vscode';
import type { SaveProblem } from '../../download/fetchPictures.ts';
import { pictureAddressOf } from '../../download/pictureAddress.ts';
import type { ChosenMapping } from '../mapping/questions.ts';
import { chosenFolderName } from '../mapping/folderPictures.ts';
import { plain } from '../../ui/plain.ts';
import { withCountedProgress } from '../../ui/progress.ts';
import { grouped, counted } from '../../ui/words/numbers.ts';
import { wordsOfSaveProblem } from '../../ui/words/fetchProblem.ts';
import { readRows } from '../match/tableRows.ts';
import type { Chosen } from '../mapping/chosenPictures.ts';
import { lookAtFetched } from '../mapping/chosenPictures.ts';
import type { Services } from '../../commands/services.ts';

/** Pictures of the web that a table names, as far as they are on this machine now. */
export interface FetchedMissing {
  readonly pictures: readonly Chosen[];
  /** Where they are. */
  readonly folders: readonly vscode.Uri[];
  /** Why there is none, in words, by address. */
  readonly notFetched: ReadonlyMap<string, string>;
}

const NOTHING: FetchedMissing = { pictures: [], folders: [], notFetched: new Map() };

/** So many hosts are named where it is asked. */
const HOSTS_TOLD = 3;

/**
 * Offers to fetch the pictures that a table names by an address and that are not among the chosen
 * ones, into a folder that the person chooses: they stay there, so that the upload can be resumed
 * and failed ones retried as with any file.
 *
 * @returns undefined when the person cancels
 */
export async function fetchMissing(
  services: Services,
  chosen: readonly Chosen[],
  folders: readonly vscode.Uri[],
  { mapping: { rule }, table }: ChosenMapping,
): Promise<FetchedMissing | undefined> {
  const candidates = chosen.map(({ candidate }) => candidate);
  const { withoutFile } =
    rule.kind === 'table' && table !== undefined
      ? readRows(table, rule, candidates)
      : { withoutFile: [] };
  const loopback = services.settings.allowLoopbackUrls();
  const addresses = new Map(
    withoutFile.flatMap(({ address, value }) => {
      const url = address === undefined ? undefined : pictureAddressOf(address, { loopback });
      return address !== undefined && value !== '' && url instanceof URL ? [[address, url]] : [];
    }),
  );
  if (addresses.size === 0) {
    return NOTHING;
  }
  const wanted = await wantsDownload([...addresses.values()]);
  if (wanted !== true) {
    return wanted === false ? NOTHING : undefined;
  }
  const folder = await askFolder(folders[0]);
  return folder && fetchInto(services, folder, [...addresses.keys()], chosen.length);
}

/** Undefined when the person cancels. */
async function wantsDownload(urls: readonly URL[]): Promise<boolean | undefined> {
  const hosts = [...new Set(urls.map(({ host }) => plain(host)))];
  const more = hosts.length > HOSTS_TOLD ? [`${grouped(hosts.length - HOSTS_TOLD)} more`] : [];
  const from = new Intl.ListFormat('en').format([...hosts.slice(0, HOSTS_TOLD), ...more]);
  const one = urls.length === 1;
  const download = { title: one ? 'Download It…' : 'Download Them…', is: true };
  const skip = { title: 'Skip', is: false };
  const answer = await vscode.window.showInformationMessage(
    `${counted(urls.length, 'picture')} in the table ${one ? 'isn’t' : 'aren’t'} on this machine. Download ${one ? 'it' : 'them'}?`,
    {
      modal: true,
      detail: `From ${from}, without cookies or sign-in. You choose the folder, and see every picture before anything is uploaded.`,
    },
    download,
    skip,
  );
  return answer?.is;
}

async function askFolder(beside: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Folder for the Downloaded Pictures',
      openLabel: 'Download Here',
      canSelectFolders: true,
      canSelectFiles: false,
      ...(beside === undefined ? {} : { defaultUri: beside }),
    })) ?? [];
  return folder;
}

/** A cancel ends the downloads only: what has come is there, and is shown with the rest. */
async function fetchInto(
  services: Services,
  folder: vscode.Uri,
  addresses: readonly string[],
  first: number,
): Promise<FetchedMissing | undefined> {
  const { fetchPictures } = await import('../../download/fetchPictures.ts');
  const { settings, userAgent, log } = services;
  const title = `Downloading ${counted(addresses.length, 'picture')}`;
  const saved = await withCountedProgress(title, (signal, show) => {
    return fetchPictures(addresses, {
      userAgent,
      timeLimit: settings.timeLimit(),
      loopback: settings.allowLoopbackUrls(),
      signal,
      folder: {
        has: (name) => isThere(at(folder, name)),
        write: (name, bytes) => write(at(folder, name), bytes),
      },
      onProgress: (over) => {
        show(over / addresses.length, `${over} of ${addresses.length}`);
      },
    });
  });
  const found = [...(saved ?? [])].flatMap(([address, one]) =>
    one.ok
      ? [{ address, uri: at(folder, one.path), path: one.path, folder: chosenFolderName(folder) }]
      : [],
  );
  const notFetched = new Map(
    addresses.flatMap((address): [string, string][] => {
      const one = saved?.get(address);
      return one?.ok === true ? [] : [[address, whyNot(one?.problem)]];
    }),
  );
  const problems = [...(saved?.values() ?? [])].flatMap((one) =>
    one.ok ? [] : [one.problem.kind],
  );
  log.info(
    `${found.length} of ${addresses.length} pictures downloaded${problems.length === 0 ? '' : ` (${[...new Set(problems)].join(', ')})`}`,
  );
  const pictures = await lookAtFetched(found, first);
  return { pictures, folders: found.length === 0 ? [] : [folder], notFetched };
}

function whyNot(problem: SaveProblem | undefined): string {
  return problem === undefined ? 'The download was cancelled.' : wordsOfSaveProblem(problem).what;
}

function at(folder: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(folder, ...name.split('/'));
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function write(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  await vscode.workspace.fs.createDirectory(uri.with({ path: path.posix.dirname(uri.path) }));
  await vscode.workspace.fs.writeFile(uri, bytes);
}
