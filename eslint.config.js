import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { importRules } from './scripts/lint/imports.js';
import { wordsRules } from './scripts/lint/words.js';

/** Folders that know nothing of VS Code's own module. In auth/, provider.ts alone does. */
const WITHOUT_VSCODE = [
  'async',
  'auth',
  'batch/mappingFile',
  'batch/match',
  'batch/page',
  'batch/run',
  'batch/table',
  'download',
  'image',
  'page',
  'paste/page',
  'storage',
  'upload',
  'zoho',
];

/** The only files that hold texts for people. */
const WORDS_FILES = ['src/**/words.ts', 'src/**/words/*.ts', 'src/**/*Words.ts'];

const vscode = {
  name: 'vscode',
  message: 'Only wings, commands/, ui/ and auth/provider.ts know VS Code.',
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
  {
    files: ['src/**/*.ts'],
    plugins: { imports: importRules },
    rules: { 'imports/downwards': 'error', 'imports/no-circle': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: WORDS_FILES,
    plugins: { words: wordsRules },
    rules: { 'words/only-in-words-files': 'error' },
  },
  {
    files: WITHOUT_VSCODE.filter((folder) => !folder.endsWith('page')).map(
      (folder) => `src/${folder}/**/*.ts`,
    ),
    ignores: WORDS_FILES,
    rules: { 'words/only-in-words-files': 'off', 'words/no-sentences': 'error' },
  },
  {
    files: WITHOUT_VSCODE.map((folder) => `src/${folder}/**/*.ts`),
    ignores: ['src/auth/provider.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [vscode] }] },
  },
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
