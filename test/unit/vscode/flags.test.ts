import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFlags } from '../../vscode/flags.ts';

describe('the flags of a VS Code', () => {
  it('accepts the flags of @vscode/test-electron', () => {
    const flags = parseFlags([
      '/work space',
      '--user-data-dir=/u=1',
      '--extensions-dir',
      '/e',
      '--no-sandbox',
      '--disable-workspace-trust',
      '--extensionTestsPath=/suite.js',
      '--extensionDevelopmentPath=/one',
      '--extensionDevelopmentPath=/two',
    ]);
    assert.deepEqual(flags, {
      folder: '/work space',
      extensionDevelopmentPath: ['/one', '/two'],
      extensionTestsPath: '/suite.js',
      userDataDir: '/u=1',
      extensionsDir: '/e',
      others: ['--no-sandbox', '--disable-workspace-trust'],
    });
  });

  it('rejects a second folder, and a flag without its value', () => {
    assert.throws(() => parseFlags(['/a', '/b']), /One folder only/);
    assert.throws(() => parseFlags(['--user-data-dir']), /--user-data-dir needs a value/);
  });
});
