import { registerHooks } from 'node:module';

/**
 * What a test wants of VS Code, by the names of its module; set before the module under test runs.
 * Texts are there from the start: every unit test is preceded by this file.
 */
export const vscode: Record<string, unknown> = {};

const NAMES = [
  'CancellationError',
  'EventEmitter',
  'FileSystemError',
  'FileType',
  'LanguageModelTextPart',
  'LanguageModelToolResult',
  'ProgressLocation',
  'QuickInputButtons',
  'QuickPickItemKind',
  'ThemeIcon',
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

/** VS Code's own, without translations: `{0}` and `{name}` stand for what is handed on. */
vscode.l10n = {
  t: (text: string, ...given: (string | number | boolean | Record<string, unknown>)[]): string => {
    const [first] = given;
    const values = typeof first === 'object' ? first : { ...given };
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  },
};

/** Plain Node has no module `vscode`: from here on, importing it gives what stands in `vscode`. */
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
