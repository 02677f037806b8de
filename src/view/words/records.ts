import { l10n } from 'vscode';

export const RECORDS_SECTION = l10n.t('Recent Records');

/** In place of records, and uploads one when selected. */
export const NO_RECORDS = l10n.t('Upload a Photo…');
export const NO_RECORDS_TOOLTIP = l10n.t('Records that you upload photos to are listed here.');

export const VIEW_PHOTO_ACTION = l10n.t('View Photo');

export function removeRecentTitle(organization: string): string {
  return l10n.t('Remove from Recent Records · {0}', organization);
}

export const WHICH_RECENT = l10n.t('Which record? Nothing changes in Zoho CRM');
export const NO_RECENT_RECORDS = l10n.t('No recent records to remove.');
