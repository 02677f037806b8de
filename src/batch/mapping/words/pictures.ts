import { l10n } from 'vscode';
import { grouped } from '../../../ui/words/numbers.ts';
import { plural } from '../../../ui/words/plural.ts';

export function lookingAtPictures(): string {
  return l10n.t('Reading pictures');
}

export function downloadingPictures(): string {
  return l10n.t('Downloading pictures');
}

export function lookingForTables(): string {
  return l10n.t('Looking for tables');
}

export function picturesFound(count: number): string {
  return l10n.t('{0} found', grouped(count));
}

/** @param message VS Code's error message */
export function selectionUnreadable(message: string): string {
  return l10n.t('Couldn’t read the selection. Select it again. ({0})', message);
}

/** Says “seems”, since some drives report for every file that it takes no space. */
export function cloudQuestion(
  pictures: number,
  megabytes: number,
): { message: string; detail: string; download: string; skip: string } {
  return {
    message: plural(pictures, {
      one: l10n.t(
        '1 picture ({0} MB) seems to be only in the cloud. Download it?',
        grouped(megabytes),
      ),
      other: l10n.t(
        '{0} pictures ({1} MB) seem to be only in the cloud. Download them?',
        grouped(pictures),
        grouped(megabytes),
      ),
    }),
    detail: l10n.t('Skipped pictures are listed in the review, and aren’t uploaded.'),
    download: l10n.t('Download'),
    skip: l10n.t('Skip'),
  };
}

/** For files that a workspace's mapping would have read. */
export function linksSkipped(files: number): string {
  return plural(files, {
    one: l10n.t('1 file was skipped: it’s a link that leaves the workspace folder.'),
    other: l10n.t(
      '{0} files were skipped: they are links that leave the workspace folder.',
      grouped(files),
    ),
  });
}
