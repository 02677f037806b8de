import { l10n } from 'vscode';
import type { NoBackup } from '../../upload/noBackup.ts';
import { plain } from '../plain.ts';
import { wordsOfFailure } from './failure.ts';

/** Why a record's photo couldn't be backed up before it is replaced or removed. */
export function wordsOfNotKept(why: NoBackup): string {
  switch (why.kind) {
    case 'not-fetched':
      return [l10n.t('Couldn’t back up the current photo.'), wordsOfFailure(why.failure).what].join(
        ' ',
      );
    case 'no-room':
      return l10n.t(
        'Couldn’t back up the current photo: it’s larger than the {0} MB that the “Keep Photos Megabytes” setting allows.',
        why.megabytes,
      );
    case 'not-written':
      return wordsOfNotWritten(why.code);
  }
}

function wordsOfNotWritten(code: string): string {
  switch (code) {
    case 'ENOSPC':
      return l10n.t('Couldn’t back up the current photo: the disk is full.');
    case '':
      return l10n.t('Couldn’t back up the current photo on this machine.');
    default:
      return l10n.t('Couldn’t back up the current photo on this machine ({0}).', plain(code));
  }
}
