import { l10n } from 'vscode';
import type { RowState } from '../page/messages.ts';

/** The name of a state in the table, on its filter, in a report, and in the log. */
export function rowStateName(state: RowState): string {
  switch (state) {
    case 'ready':
      return l10n.t('Ready');
    case 'to-resize':
      return l10n.t('Will be resized');
    case 'no-record':
      return l10n.t('No matching record');
    case 'several-records':
      return l10n.t('Several records');
    case 'not-matched':
      return l10n.t('Not matched');
    case 'not-selected':
      return l10n.t('Not selected');
    case 'changed-in-crm':
      return l10n.t('Changed in the CRM');
    case 'unchanged':
      return l10n.t('Unchanged');
    case 'unreadable':
      return l10n.t('Can’t be read');
    case 'without-photo':
      return l10n.t('Without photo');
    case 'waiting':
      return l10n.t('Waiting');
    case 'uploading':
      return l10n.t('Uploading');
    case 'done':
      return l10n.t('Done');
    case 'awaiting-approval':
      return l10n.t('Awaiting approval');
    case 'skipped':
      return l10n.t('Skipped');
    case 'has-photo':
      return l10n.t('Has a photo');
    case 'failed':
      return l10n.t('Failed');
    case 'unknown':
      return l10n.t('Unknown');
    case 'canceled':
      return l10n.t('Canceled');
    case 'undone':
      return l10n.t('Undone');
  }
}

/** The state of a picture that the person excluded. */
export function excluded(): string {
  return l10n.t('Excluded');
}
