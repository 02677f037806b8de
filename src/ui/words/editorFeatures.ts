import { l10n } from 'vscode';

/** What an editor made from VS Code may lack. */
export type EditorFeature =
  | 'accounts'
  | 'badges'
  | 'languageModelTools'
  | 'links'
  | 'readOnlyFiles'
  | 'views'
  | 'webviewSerializers';

/** A line of the log. */
export function isNotSupported(feature: EditorFeature, error: string): string {
  switch (feature) {
    case 'accounts':
      return l10n.t('This editor doesn’t support accounts: {0}', error);
    case 'badges':
      return l10n.t('This editor doesn’t support badges of files: {0}', error);
    case 'languageModelTools':
      return l10n.t('This editor doesn’t support language model tools: {0}', error);
    case 'links':
      return l10n.t('This editor doesn’t support links to extensions: {0}', error);
    case 'readOnlyFiles':
      return l10n.t('This editor doesn’t support read-only files: {0}', error);
    case 'views':
      return l10n.t('This editor doesn’t support this view: {0}', error);
    case 'webviewSerializers':
      return l10n.t('This editor doesn’t support webview serializers: {0}', error);
  }
}
