import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execPath, platform } from 'node:process';
import { after, it } from 'node:test';
import { removeFolder } from '../../../src/storage/busyFile.ts';

const clone = await mkdtemp(path.join(tmpdir(), "Anna's “Klon” & $HOME "));
after(() => removeFolder(clone));

// On Windows the shell reports the missing npm, in its own language.
it(
  'a clone on a machine without npm says only that npm is missing',
  { skip: platform === 'win32' },
  async () => {
    for (const name of ['run.mjs', 'needs.mjs', 'node.mjs']) {
      await cp(path.join('scripts', name), path.join(clone, 'scripts', name));
    }
    await writeFile(path.join(clone, 'package-lock.json'), '{}');
    const { status, stdout, stderr } = spawnSync(execPath, ['scripts/run.mjs', 'a.ts'], {
      cwd: clone,
      env: { PATH: clone },
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^Installing [^\n]+\nnpm is missing: it is not in PATH\.[^\n]+\n$/);
  },
);
