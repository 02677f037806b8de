import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tellingMark } from '../../../src/upload/lastUploads.ts';

it('believes a mark only if it changed with the photo, or came with it', () => {
  const bytes = { kind: 'bytes', mark: 'm', sha256: '' } as const;
  assert.equal(tellingMark({ kind: 'mark', mark: 'm' }, 'before'), 'm');
  assert.equal(tellingMark({ kind: 'sent', mark: 'm', sha256: '' }, null), 'm');
  assert.equal(tellingMark(bytes, null), 'm');
  assert.equal(tellingMark(bytes, 'm'), '');
  assert.equal(tellingMark({ ...bytes, mark: null }, undefined), '');
  assert.equal(tellingMark({ kind: 'unknown' }, null), '');
});
