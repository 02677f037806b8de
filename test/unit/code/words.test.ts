import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LANGUAGES } from '../../../src/code/languages.ts';
import { copiedAsCode } from '../../../src/code/words.ts';

/** A language may load what lies beside the code: `uuid.py`, `vendor/autoload.php`, `node_modules`. */
describe('what is said of copied code', () => {
  for (const language of LANGUAGES) {
    it(`sends nobody to the folder of the picture: ${language}`, () => {
      const said = copiedAsCode(language, 'TOKEN');
      const runsInPage = language.startsWith('browser') || language === 'deluge';
      assert.doesNotMatch(said, /in the (?:file|picture)’s folder/);
      assert.equal(said.includes('in a new, empty folder outside your projects'), !runsInPage);
    });
  }
});
