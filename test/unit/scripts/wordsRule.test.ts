import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { wordsRules } from '../../../scripts/lint/words.js';

const linter = new Linter();

/** @returns the lines with texts for people, according to the rule */
function linesWithTexts(code: string, rule = 'only-in-words-files'): number[] {
  const found = linter.verify(code, {
    languageOptions: { parser: tseslint.parser },
    plugins: { words: wordsRules },
    rules: { [`words/${rule}`]: 'error' },
  });
  return [...new Set(found.map(({ line }) => line))];
}

const TEXTS: Record<string, string> = {
  'a message': `vscode.window.showErrorMessage('Failed')`,
  'a button of a message': `window.showWarningMessage(question, 'Retry')`,
  'a button by its constant': `const retry = 'Retry';\nwindow.showWarningMessage(question, retry)`,
  'one of two messages': `window.showErrorMessage(one ? 'Failed' : text)`,
  'a template': 'window.setStatusBarMessage(`Saved ${name}`)',
  'a property of a question': `pick({ placeholder: 'Module' })`,
  'the title of a page': `panel.title = 'Photos'`,
  'a function that says a problem': `type({ prompt: (text) => 'Name' })`,
  'a sentence': `const text = 'It is empty.'`,
  'a sentence that begins with a value': 'const text = `${name} isn’t a picture.`',
  'a command': `const sign = 'Sign In'`,
  'a button that asks for more': `const all = 'Delete…'`,
  'a phrase': `const said = 'the whole name'`,
  'the text of a page': 'const body = `<p>Picture ${number} of ${of}</p>`',
  'the label of an element of a page': 'const body = `<a title="Open">${icon}</a>`',
  'a line of the log': `log.info('Signed out')`,
  'the title of a progress': `withProgress('Searching', work)`,
  'VS Code’s translations': `import { l10n } from 'vscode'`,
  'VS Code’s translations by its module': `vscode.l10n.t('x')`,
};

const OTHERS: Record<string, string> = {
  'a bug of ours': `throw new Error('The upload has no picture.')`,
  'what a file is refused with': `throw new Undecodable('the file ends before its last part')`,
  'what a class of errors says': `class Own extends Error { constructor() { super('It is broken here.') } }`,
  'a type': `type Way = 'when there is one' | 'Sign In'`,
  'a comparison': `if (text === 'Not Found Here') {}`,
  'a set of names': `const JUNK = new Set(['system volume information'])`,
  'a name that is looked for': `text.startsWith('Raw profile type ')`,
  'a key': `const all = { 'when there is one': 'always' }`,
  'a header': `const type = 'Content-Type: image/png'`,
  'a query': `const query = \`select id from Leads where (Email = '\${mail}')\``,
  'an element without a text': 'const body = `<img id="${id}" alt="">`',
  'a style': 'const style = `body { margin: 0 auto; }`',
  'a comment in copied code': `const code = '// Zoho answers scripts only there.'`,
  'an ID': `const id = 'zohoCrmPhotos.signIn'`,
  'the name of a file': `const file = 'photos.json'`,
  'a kind': `const all = [{ kind: 'not-found', tag: 'done' }]`,
};

describe('the rule for texts', () => {
  for (const [name, code] of Object.entries(TEXTS)) {
    it(`rejects ${name} outside words files`, () => {
      deepEqual(linesWithTexts(code).length, 1);
    });
  }

  for (const [name, code] of Object.entries(OTHERS)) {
    it(`does not take ${name} for a text`, () => {
      deepEqual(linesWithTexts(code), []);
    });
  }

  it('recognizes field and product names below the interface', () => {
    const code = `const books = 'Zoho Books';\nconst leads = { detail: 'Company' };\nconst no = 'Not signed in';`;
    deepEqual(linesWithTexts(code), [1, 2, 3]);
    deepEqual(linesWithTexts(code, 'no-sentences'), [3]);
  });
});
