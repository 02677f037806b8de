import { l10n } from 'vscode';

/** `Amelia Fischer in Contacts` */
export function recordInModule(name: string, module: string): string {
  return l10n.t('{0} in {1}', name, module);
}
