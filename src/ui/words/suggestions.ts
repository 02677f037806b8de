import { l10n } from 'vscode';

export const SUGGESTED = l10n.t('suggested');

export const UPLOADED_HERE = l10n.t('This file was uploaded here last time');

/** @param automations that were skipped then: `workflow rules` */
export function uploadedHereSkipping(automations: string): string {
  return l10n.t('This file was uploaded here last time, skipping {0}', automations);
}

/** A record is looked for by the file's name. */
export function searchingByName(module: string, text: string): string {
  return l10n.t('Searching {0} for “{1}”…', module, text);
}

export const BY_FILE_NAME = l10n.t('By the file name');
export const FOUND_BY_NAME = l10n.t('Found by the file name. You’re asked before the upload.');

export function severalByName(module: string, text: string): string {
  return l10n.t('Several records in {0} match “{1}”…', module, text);
}

export function noneByName(module: string, text: string): string {
  return l10n.t('No record in {0} matches “{1}”.', module, text);
}
