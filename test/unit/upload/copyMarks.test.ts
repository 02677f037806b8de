import assert from 'node:assert/strict';
import { it } from 'node:test';
import { withoutCopyMarks } from '../../../src/upload/copyMarks.ts';

it('copy marks of copies of copies are removed, unless nothing would be left', () => {
  assert.equal(withoutCopyMarks(' Kopie von  lamp-01 (2) - Copy (3) '), 'lamp-01');
  assert.equal(withoutCopyMarks('(1)'), '(1)');
  assert.equal(withoutCopyMarks('Copy of'), 'Copy of');
});
