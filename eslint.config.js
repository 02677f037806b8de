import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The layers of src/, top to bottom: a folder imports only what stands below it. */
const layers = [
  ['tools'],
  ['commands'],
  ['ui'],
  ['auth', 'code', 'download', 'upload'],
  ['image', 'page', 'zoho', 'storage'],
];

/** Folders that know nothing of VS Code's own module. In auth/, provider.ts alone does. */
const withoutVscode = ['code', 'download', 'upload', 'image', 'page', 'zoho', 'storage', 'auth'];

/** @param {string} folder */
function forbidden(folder) {
  const own = layers.findIndex((layer) => layer.includes(folder));
  const others = layers
    .slice(0, own + 1)
    .flat()
    .filter((name) => name !== folder);
  // zoho/ and image/ lie side by side and know nothing of each other; auth/ and upload/ likewise.
  return [
    { group: ['**/extension.ts'], message: 'extension.ts joins the parts; nothing imports it.' },
    ...others.map((name) => ({
      group: [`../${name}/*`, `../../${name}/*`],
      message: `Imports run downwards only: ${folder}/ may not know ${name}/.`,
    })),
  ];
}

const vscode = {
  name: 'vscode',
  message: 'Only ui/, commands/ and auth/provider.ts know VS Code.',
};

export default defineConfig(
  { ignores: ['dist/', '.cache/', '.vscode-test/'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      curly: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Taking a property away from an object is no use of it.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  ...layers.flat().map((folder) => ({
    files: [`src/${folder}/**/*.ts`],
    ignores: ['src/auth/provider.ts'],
    rules: {
      'no-restricted-imports': /** @type {['error', object]} */ ([
        'error',
        { patterns: forbidden(folder), paths: withoutVscode.includes(folder) ? [vscode] : [] },
      ]),
    },
  })),
  {
    files: ['test/**/*.ts'],
    rules: {
      // node:test's describe() and it() return promises that its runner awaits by itself.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'test', 'suite'] },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      'no-restricted-syntax': 'off',
    },
  },
);
