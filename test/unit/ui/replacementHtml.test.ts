import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { inspect } from '../../../src/image/inspect.ts';
import type { ReplacementQuestion } from '../../../src/ui/replacementHtml.ts';
import { replacementHtml } from '../../../src/ui/replacementHtml.ts';
import { chair, mug } from '../../drawings.ts';
import { pictureOf } from '../../pictures.ts';

const HOSTILE = `"><img src=x onerror='alert(1)'>&<script>alert(1)</script>`;

const ACCOUNT: Account = {
  format: 1,
  id: '1',
  place: { kind: 'zoho', dataCenter: 'EU', environment: 'sandbox' },
  organization: { id: '1', name: HOSTILE, domain: HOSTILE },
  user: { id: '1', name: 'Ada', email: 'ada@example.com' },
  credentials: { kind: 'access-token' },
  scopes: [],
  access: { token: '4', endsAt: 0 },
};

async function html(
  more: Partial<ReplacementQuestion> = {},
  present?: Uint8Array,
): Promise<string> {
  const newBytes = await mug();
  const picture = await inspect(pictureOf(newBytes, HOSTILE));
  assert.ok(!('refusal' in picture));
  const key = { module: HOSTILE, id: HOSTILE };
  const replacement = {
    record: { key, name: HOSTILE, photoMark: 'mark' },
    picture,
    present,
    willBackUp: true,
    isRepeated: false,
  };
  const question = { account: ACCOUNT, replacement, number: 1, of: 1, ...more };
  return replacementHtml(question, {
    script: 'https://example.com/a.js',
    stylesheet: 'https://styles.example.com/a.css',
    nonce: 'N0',
    styles: 'https://styles.example.com',
    newBytes,
  });
}

describe('the page that compares both pictures', () => {
  it('escapes text from outside', async () => {
    const page = await html({}, await chair());
    assert.deepEqual(page.match(/<img [^>]*/g)?.length, 4);
    assert.deepEqual(page.match(/<script[^>]*>/g), [
      '<script nonce="N0" src="https://example.com/a.js">',
    ]);
    const withoutValues = page.replace(/"[^"]*"/g, '""');
    assert.doesNotMatch(withoutValues, /<[^>]*\son\w+=/);
  });

  it('allows only the script with its nonce and its own stylesheet', async () => {
    const [, policy = ''] =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(await html()) ?? [];
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      'img-src blob:',
      "script-src 'nonce-N0'",
      'style-src https://styles.example.com',
    ]);
    assert.doesNotMatch(await html(), /style="/);
  });

  it('has every element that its descriptions refer to', async () => {
    for (const present of [undefined, await chair()]) {
      const page = await html({}, present);
      const [, named = ''] = /aria-describedby="([^"]*)"/.exec(page) ?? [];
      for (const id of ['question', ...named.split(' ')]) {
        assert.match(page, new RegExp(`id="${id}"`));
      }
    }
  });
});
