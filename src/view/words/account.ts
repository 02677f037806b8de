import { l10n } from 'vscode';

export const CHOOSE_ACCOUNT = l10n.t('Choose an Account for This Workspace…');

export const SWITCHES_ACCOUNT = l10n.t('Switch Account for This Workspace…');

/** `PRODUCTION · Amelia Fischer · EU`: next to the organization's name. */
export function environmentAndPerson(environment: string, person: string): string {
  return l10n.t('{0} · {1}', environment, person);
}
