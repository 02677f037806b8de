import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withKeysOf } from '../../../../src/batch/page/keyNames.ts';

describe('the names of keys', () => {
  it('are those of the person’s computer', () => {
    const text = 'Ctrl+Z undoes an upload. Select several with Shift or Ctrl+A.';
    assert.equal(
      withKeysOf('MacIntel', text),
      '⌘Z undoes an upload. Select several with Shift or ⌘A.',
    );
    assert.equal(withKeysOf('Linux x86_64', text), text);
    assert.equal(withKeysOf('Win32', text), text);
  });
});
