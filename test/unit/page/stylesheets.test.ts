import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

const SRC = path.resolve(import.meta.dirname, '..', '..', '..', 'src');

describe('the stylesheets of pages', () => {
  for (const file of [
    'page/page.css',
    'page/replacement.css',
    'batch/page/batch.css',
    'paste/page/paste.css',
  ]) {
    it(`${file} uses only colors of the theme`, () => {
      const style = readFileSync(path.join(SRC, file), 'utf8');
      assert.doesNotMatch(style, /#[0-9a-f]{3,8}\b(?![^{]*\{)|rgba?\(|hsl/i);
    });
  }
});
