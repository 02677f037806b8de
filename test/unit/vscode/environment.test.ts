import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serverEnvironment } from '../../vscode/environment.ts';

describe('the environment of a server', () => {
  it('excludes variables of the terminal it was started from', () => {
    const made = serverEnvironment(
      { PATH: '/bin', VSCODE_IPC_HOOK_CLI: '/sock', ELECTRON_RUN_AS_NODE: '1', PORT: '80' },
      { http_proxy: 'http://127.0.0.1:1', VSCODE_OWN: 'kept' },
    );
    assert.equal(made.PATH, '/bin');
    assert.equal(made.http_proxy, 'http://127.0.0.1:1');
    assert.equal(made.VSCODE_OWN, 'kept');
    for (const name of ['VSCODE_IPC_HOOK_CLI', 'ELECTRON_RUN_AS_NODE', 'PORT']) {
      assert.ok(!(name in made), name);
    }
  });
});
