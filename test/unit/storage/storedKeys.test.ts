import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromStoredKeys, toStoredKeys } from '../../../src/storage/storedKeys.ts';

describe('stored keys', () => {
  it('have the spelling of the first version where they are stored', () => {
    const value = { at: 1, organization: [{ dataCenter: 'eu' }] };
    const stored = toStoredKeys(value);
    assert.deepEqual(stored, { at: 1, organisation: [{ dataCentre: 'eu' }] });
    assert.deepEqual(fromStoredKeys(stored), value);
  });

  it('of a file that somebody has edited are read at any depth', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"organisation":', '}'],
    ] as const) {
      const deep: unknown = JSON.parse(`${open.repeat(100_000)}1${close.repeat(100_000)}`);
      assert.doesNotThrow(() => fromStoredKeys(deep));
    }
  });
});
