import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OpenRun } from '../../../../src/batch/run/openRuns.ts';
import { OpenRuns } from '../../../../src/batch/run/openRuns.ts';

const RUN = {} as OpenRun;

describe('the runs that are followed in a window', () => {
  it('are known for as long as they are followed, however that ends', async () => {
    const open = new OpenRuns();
    assert.equal(open.get('a'), undefined);
    const told = await open.while('a', RUN, () => {
      assert.equal(open.get('a'), RUN);
      assert.equal(open.get('b'), undefined);
      return Promise.resolve('over');
    });
    assert.equal(told, 'over');
    assert.equal(open.get('a'), undefined);
    const failing = open.while('a', RUN, () => Promise.reject(new Error('a bug')));
    await assert.rejects(failing, /a bug/);
    assert.equal(open.get('a'), undefined);
  });
});
