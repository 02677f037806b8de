import { l10n } from 'vscode';
import { momentWords } from '../../ui/words/dates.ts';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';

export const BACKUPS_SECTION = l10n.t('Photo Backups');

export const VIEW_BACKUP = l10n.t('View Backup');

/** `Contacts · 3 backups`: next to a record’s name. */
export function backupsIn(module: string, count: number): string {
  return plural(count, {
    one: l10n.t('{0} · 1 backup', module),
    other: l10n.t('{0} · {1} backups', module, grouped(count)),
  });
}

/** What the row of a backup is. @param facts `PNG · 34 KB` */
export function backupFrom(record: string, at: number, facts: string): string {
  return l10n.t('Backup of {0} from {1}, {2}', record, momentWords(at), facts);
}

export const NO_PREVIEW = l10n.t('No preview. Select the backup to view it.');
export const BACKUP_GONE = l10n.t('This backup no longer exists.');
