import { l10n } from 'vscode';
import { plain } from '../../ui/plain.ts';
import { wordsOfSaveProblem } from '../../ui/words/fetchProblem.ts';
import { listed } from '../../ui/words/listed.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';
import type { NotFetched } from '../review/reviewed.ts';

/** Maximum number of hosts to name. */
const HOSTS_TOLD = 3;

export function wantsDownload(pictures: number): string {
  return plural(pictures, {
    one: l10n.t('1 picture in the table isn’t on this machine. Download it?'),
    other: l10n.t(
      '{0} pictures in the table aren’t on this machine. Download them?',
      grouped(pictures),
    ),
  });
}

export function downloadDetail(hosts: readonly string[]): string {
  const rest = hosts.length - HOSTS_TOLD;
  const more = rest > 0 ? [l10n.t('{0} more', grouped(rest))] : [];
  const names = [...hosts.slice(0, HOSTS_TOLD).map((host) => plain(host)), ...more];
  return l10n.t(
    'From {0}, without cookies or sign-in. You select the folder, and review every picture before anything is uploaded.',
    listed(names),
  );
}

export function downloadButton(pictures: number): string {
  return plural(pictures, { one: l10n.t('Download It…'), other: l10n.t('Download Them…') });
}

export function skipDownload(): string {
  return l10n.t('Skip');
}

export function downloadFolderTitle(): string {
  return l10n.t('Folder for Downloaded Pictures');
}

export function downloadHere(): string {
  return l10n.t('Download Here');
}

export function downloading(pictures: number): string {
  return plural(pictures, {
    one: l10n.t('Downloading 1 picture'),
    other: l10n.t('Downloading {0} pictures', grouped(pictures)),
  });
}

/**
 * @param problems kinds of failures; none if all pictures were downloaded or the rest was canceled
 */
export function downloadedInLog(pictures: number, of: number, problems: readonly string[]): string {
  return problems.length === 0
    ? l10n.t('{0} of {1} pictures downloaded', grouped(pictures), grouped(of))
    : l10n.t(
        '{0} of {1} pictures downloaded ({2})',
        grouped(pictures),
        grouped(of),
        problems.join(', '),
      );
}

/** Why a picture named by URL isn't on this machine. */
export function notFetched(why: NotFetched): string {
  return why.kind === 'canceled'
    ? l10n.t('The download was canceled.')
    : wordsOfSaveProblem(why).what;
}
