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
  'QuickInputButtonLocation',
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
  'version',
  'window',
  'workspace',
];
const PLACE = Symbol.for('stubbed vscode');
const RENEWAL = Symbol.for('renewal of the stubbed vscode');

Object.assign(globalThis, { [PLACE]: vscode });

/** Lets modules that are loaded already see what `vscode` has now. */
export function renewVscode(): void {
  (globalThis as { readonly [RENEWAL]?: () => void })[RENEWAL]?.();
}

vscode.env = { language: 'en' };
vscode.l10n = l10n;

/** Plain Node has no `vscode` module: from here on, importing it returns `vscode`. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'vscode') {
      return next(specifier, context);
    }
    const place = "globalThis[Symbol.for('stubbed vscode')]";
    const lines = NAMES.map((name) => `export let ${name} = ${place}.${name};`);
    const renewal = `globalThis[Symbol.for('${RENEWAL.description}')] = () => {
      ({ ${NAMES.join(', ')} } = ${place});
    };`;
    const source = encodeURIComponent([...lines, renewal].join('\n'));
    return { url: `data:text/javascript,${source}`, shortCircuit: true };
  },
});
