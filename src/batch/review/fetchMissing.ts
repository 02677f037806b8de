import path from 'node:path';
import * as vscode from 'vscode';
import { pictureAddressOf } from '../../download/pictureAddress.ts';
import type { ChosenMapping } from '../mapping/draft.ts';
import { chosenFolderName } from '../mapping/folderPictures.ts';
import { placeInFolder } from '../mapping/folderPlace.ts';
import { isThere } from '../../ui/isThere.ts';
import { withCountedProgress } from '../../ui/progress.ts';
import { doneOf } from '../../ui/words/numbers.ts';
import { readRows } from '../match/tableRows.ts';
import type { ChosenPicture } from '../mapping/chosenPictures.ts';
import { inspectFetched } from '../mapping/chosenPictures.ts';
import type { Services } from '../../commands/services.ts';
import * as words from '../words/fetchMissing.ts';
import type { NotFetched } from './reviewed.ts';

/** Result of downloading the pictures that a table names by URL. */
export interface FetchedMissing {
  readonly pictures: readonly ChosenPicture[];
  /** Folders they were saved in. */
  readonly folders: readonly vscode.Uri[];
  /** Why a picture wasn't downloaded, by URL. */
  readonly notFetched: ReadonlyMap<string, NotFetched>;
}

const NOTHING: FetchedMissing = { pictures: [], folders: [], notFetched: new Map() };

/**
 * Offers to download the pictures that a table names by URL and that aren't in the selection. They
 * are saved in a folder that the person chooses and stay there, so that the upload can be resumed
 * or retried later.
 *
 * @returns undefined when the person cancels
 */
export async function fetchMissing(
  services: Services,
  chosen: readonly ChosenPicture[],
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
  const refusal = (await services.policy.now()).refusalOfUse('uploadFromUrl');
  if (refusal !== undefined) {
    return { ...NOTHING, notFetched: new Map([...addresses.keys()].map((one) => [one, refusal])) };
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
  const hosts = [...new Set(urls.map(({ host }) => host))];
  const download = { title: words.downloadButton(urls.length), is: true };
  const skip = { title: words.skipDownload(), is: false };
  const answer = await vscode.window.showInformationMessage(
    words.wantsDownload(urls.length),
    { modal: true, detail: words.downloadDetail(hosts) },
    download,
    skip,
  );
  return answer?.is;
}

async function askFolder(beside: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: words.downloadFolderTitle(),
      openLabel: words.downloadHere(),
      canSelectFolders: true,
      canSelectFiles: false,
      ...(beside === undefined ? {} : { defaultUri: beside }),
    })) ?? [];
  return folder;
}

/** Canceling stops the downloads; what was downloaded by then is reviewed with the rest. */
async function fetchInto(
  services: Services,
  folder: vscode.Uri,
  addresses: readonly string[],
  first: number,
): Promise<FetchedMissing | undefined> {
  const { fetchPictures } = await import('../../download/fetchPictures.ts');
  const { settings, policy, userAgent, log } = services;
  const title = words.downloading(addresses.length);
  const saved = await withCountedProgress(title, (signal, show) => {
    return fetchPictures(addresses, {
      policy,
      userAgent,
      timeLimit: settings.timeLimit(),
      loopback: settings.allowLoopbackUrls(),
      signal,
      folder: {
        has: (name) => isTaken(folder, name),
        write: (name, bytes) => write(uriIn(folder, name), bytes),
      },
      onProgress: (over) => {
        show(over / addresses.length, doneOf(over, addresses.length));
      },
    });
  });
  const found = [...(saved ?? [])].flatMap(([address, one]) =>
    one.ok
      ? [
          {
            address,
            uri: uriIn(folder, one.path),
            path: one.path,
            folder: chosenFolderName(folder),
          },
        ]
      : [],
  );
  const notFetched = new Map(
    addresses.flatMap((address): [string, NotFetched][] => {
      const one = saved?.get(address);
      return one?.ok === true ? [] : [[address, one?.problem ?? { kind: 'canceled' }]];
    }),
  );
  const problems = [...(saved?.values() ?? [])].flatMap((one) =>
    one.ok ? [] : [one.problem.kind],
  );
  log.info(words.downloadedInLog(found.length, addresses.length, [...new Set(problems)]));
  const pictures = await inspectFetched(found, first);
  return { pictures, folders: found.length === 0 ? [] : [folder], notFetched };
}

function uriIn(folder: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.joinPath(folder, ...name.split('/'));
}

/** Whether nothing may be written there: something exists, or a link leads out of the folder. */
async function isTaken(folder: vscode.Uri, name: string): Promise<boolean> {
  const parts = name.split('/');
  for (const n of parts.keys()) {
    const { kind } = await placeInFolder(folder, parts.slice(0, n + 1).join('/'));
    if (kind === 'outside') {
      return true;
    }
  }
  return isThere(uriIn(folder, name));
}

async function write(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  await vscode.workspace.fs.createDirectory(uri.with({ path: path.posix.dirname(uri.path) }));
  await vscode.workspace.fs.writeFile(uri, bytes);
}
