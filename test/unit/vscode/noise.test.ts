import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutNoise } from '../../vscode/noise.ts';

describe('the noise of the workbench', () => {
  it('is removed', () => {
    assert.equal(withoutNoise(['Creating a socket (renderer-1)...']), undefined);
    assert.equal(withoutNoise(['[AgentHost:remote] Connecting']), undefined);
  });

  it('does not include what tests print', () => {
    assert.deepEqual(withoutNoise(['%s%s', '  ', 'suite']), ['%s%s', '  ', 'suite']);
    assert.deepEqual(withoutNoise([{ a: 1 }]), [{ a: 1 }]);
    const stack = 'AssertionError: no\n    at file:///suite.js:1:2';
    assert.deepEqual(withoutNoise([stack]), [stack]);
  });

  it("does not include an error's message, but the bundled workbench's stack", () => {
    const frame =
      '\n    at a (http://127.0.0.1:1/static/out/vs/code/browser/workbench/workbench.js:1:2)';
    assert.deepEqual(withoutNoise([`Dialog refused${frame}${frame}`]), ['Dialog refused']);
  });
});
