import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { batchHtml } from '../../../../src/batch/panel/html.ts';

const PAGE = batchHtml({
  script: 'https://example.com/a.js?"><script>',
  stylesheet: 'https://styles.example.com/a.css',
  nonce: 'N0',
  styles: 'https://styles.example.com',
  images: "https://*.example.com 'self'",
});

describe('the page of a batch, before its script', () => {
  it('lets nothing run, load or style but the script that carries its nonce, and what is VS Code’s own', () => {
    const [, policy = ''] =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(PAGE) ?? [];
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      'img-src https://*.example.com &#39;self&#39;',
      "script-src 'nonce-N0'",
      'style-src https://styles.example.com',
    ]);
    assert.doesNotMatch(PAGE, /style="/);
    assert.equal(PAGE.match(/<script/g)?.length, 1);
  });

  it('has every name that it describes something by', () => {
    for (const [, named = ''] of PAGE.matchAll(/aria-(?:labelledby|describedby)="([^"]*)"/g)) {
      for (const id of named.split(' ')) {
        assert.match(PAGE, new RegExp(`id="${id}"`));
      }
    }
  });
});
