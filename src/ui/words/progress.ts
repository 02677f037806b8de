import { l10n } from 'vscode';

/** In the status bar, after Cancel: what was sent completely can't be taken back. */
export const CANCELING = l10n.t('Canceling…');

/** The text of an item in the status bar. */
export function inStatusBar(text: string): string {
  return l10n.t('$(cloud-upload) {0}', text);
}

/** Its tooltip. @param title what is in progress */
export function showsPage(title: string): string {
  return l10n.t('{0}. Click to show the page.', title);
}

/** What VS Code calls the item in the menu of the status bar. */
export const STATUS_BAR_ITEM = l10n.t('Zoho CRM Photos: Progress');
