import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readme } from '../../../scripts/documents/readme.ts';

it('README’s table of failures is the one that the words make', async () => {
  const { present, due } = await readme();
  assert.equal(present, due, 'renew it: node scripts/run.mjs scripts/documents/write.ts');
});
