import { registerHooks } from 'node:module';
import { l10n } from './l10n.ts';

/**
 * Set what the test needs from the `vscode` module here before the module under test runs.
 * Texts are available from the start: every unit test loads this file first.
 */
export const vscode: Record<string, unknown> = {};

const NAMES = [
  'CancellationError',
  'CancellationTokenSource',
  'Disposable',
  'EventEmitter',
  'FileDecoration',
  'FileSystemError',
  'FileType',
  'InputBoxValidationSeverity',
  'LanguageModelTextPart',
  'LanguageModelToolResult',
  'MarkdownString',
  'ProgressLocation',
  'QuickInputButtons',
  'QuickPickItemKind',
  'StatusBarAlignment',
  'ThemeColor',
  'ThemeIcon',
  'TreeItem',
  'TreeItemCollapsibleState',
  'Uri',
  'ViewColumn',
  'commands',
  'env',
  'l10n',
  'window',
  'workspace',
];
const PLACE = Symbol.for('stubbed vscode');

Object.assign(globalThis, { [PLACE]: vscode });

vscode.env = { language: 'en' };
vscode.l10n = l10n;

/** Plain Node has no `vscode` module: from here on, importing it returns `vscode`. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'vscode') {
      return next(specifier, context);
    }
    const place = "globalThis[Symbol.for('stubbed vscode')]";
    const lines = NAMES.map((name) => `export const ${name} = ${place}.${name};`);
    return { url: `data:text/javascript,${lines.join('')}`, shortCircuit: true };
  },
});
