import { l10n } from 'vscode';
import { grouped } from './numbers.ts';
import { plural } from './plural.ts';

export function backupsTitle(organization: string): string {
  return l10n.t('Photo Backups · {0}', organization);
}

export const BACKUPS_PLACEHOLDER = l10n.t('Earlier photos of records, latest first');

/** @param on whether the settings turn backups on */
export function noBackups(organization: string, on: boolean): string {
  return on
    ? l10n.t(
        'No photo backups for {0}. A backup is saved when you replace or remove a photo.',
        organization,
      )
    : l10n.t(
        'No photo backups for {0}. The setting “Keep Photos Megabytes” turns them off.',
        organization,
      );
}

/** The last item of the list. */
export function deleteAllItem(count: number): { label: string; description: string } {
  return {
    label: l10n.t('Delete all…'),
    description: plural(count, {
      one: l10n.t('1 backup'),
      other: l10n.t('{0} backups', grouped(count)),
    }),
  };
}

/** What can be done with a backup, as items to choose from. */
export function backupActions(
  organization: string,
): Readonly<
  Record<'open' | 'restore' | 'save' | 'delete', { label: string; description?: string }>
> {
  return {
    open: { label: l10n.t('Open') },
    restore: {
      label: l10n.t('Restore'),
      description: l10n.t('make it the record’s photo again in {0}', organization),
    },
    save: { label: l10n.t('Save as…') },
    delete: { label: l10n.t('Delete') },
  };
}

/** A backup in a list: record and date. */
export function backupOfWhen(record: string, date: string): string {
  return l10n.t('{0}, {1}', record, date);
}

export function backupGone(record: string): string {
  return l10n.t('The backup of {0} no longer exists.', record);
}

export function deletedBackups(record: string, count: number): string {
  return plural(count, {
    one: l10n.t('Deleted the backup of {0}', record),
    other: l10n.t('Deleted {1} backups of {0}', record, grouped(count)),
  });
}

/** Says that the settings allow no more. */
export function afterLimits(count: number): string {
  return plural(count, {
    one: l10n.t('Deleted 1 photo backup, as set in the settings'),
    other: l10n.t('Deleted {0} photo backups, as set in the settings', grouped(count)),
  });
}

export const DELETED_ALL_BACKUPS = l10n.t('Deleted all photo backups');

/** @param code the system's error code */
export function couldntDeleteBackups(record: string, count: number, code: string): string {
  return plural(count, {
    one: l10n.t(
      'Couldn’t delete the backup of {0}: another program may have a file open ({1}). Close it, then retry.',
      record,
      code,
    ),
    other: l10n.t(
      'Couldn’t delete all backups of {0}: another program may have a file open ({1}). Close it, then retry.',
      record,
      code,
    ),
  });
}

/** @param code the system's error code */
export function couldntDeleteAllBackups(code: string): string {
  return l10n.t(
    'Couldn’t delete all backups: another program may have a file open ({0}). Close it, then retry.',
    code,
  );
}

export function deleteAllQuestion(count: number, organization: string): string {
  return plural(count, {
    one: l10n.t('Delete the photo backup of {0}? It can’t be restored.', organization),
    other: l10n.t(
      'Delete all {0} photo backups of {1}? They can’t be restored.',
      grouped(count),
      organization,
    ),
  });
}

/** The question before backups of one record are deleted. @param date of the only one */
export function deleteBackupsQuestion(
  record: string,
  count: number,
  date: string,
): { readonly title: string; readonly detail: string; readonly agree: string } {
  return {
    title: plural(count, {
      one: l10n.t('Delete the backup of {0} from {1}?', record, date),
      other: l10n.t('Delete all {1} backups of {0}?', record, grouped(count)),
    }),
    detail: plural(count, {
      one: l10n.t('You can’t restore it afterwards. The photo in the CRM stays.'),
      other: l10n.t('You can’t restore them afterwards. The photo in the CRM stays.'),
    }),
    agree: l10n.t('Delete'),
  };
}

export const DELETE_ALL_BUTTON = l10n.t('Delete All');

export function restoringTitle(organization: string): string {
  return l10n.t('Restoring a photo in {0}', organization);
}

/** Whether to continue without a backup. @param why a sentence */
export function withoutBackupQuestion(record: string, organization: string, why: string): string {
  return l10n.t(
    '{0} · {1}: {2} Without a backup, you can’t undo the change.',
    record,
    organization,
    why,
  );
}

export const CONTINUE_WITHOUT_BACKUP = l10n.t('Continue Without Backup');

export const KEEP_CURRENT_PHOTO = l10n.t('Keep Current Photo');
