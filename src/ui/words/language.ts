import { env, l10n } from 'vscode';

/** The language that texts are in: VS Code's, where there is a translation; else English. */
export function language(): string {
  return l10n.bundle === undefined ? 'en' : env.language;
}
