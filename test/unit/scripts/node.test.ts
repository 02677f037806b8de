import assert from 'node:assert/strict';
import fs from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { moveFolder } from '../../../scripts/node.mjs';

describe('a finished folder of the cache', () => {
  const { renameSync, rmSync } = fs;
  let root: string;
  let unfinished: string;
  let folder: string;
  /** Which operation is refused, and how many more times. */
  let renames: number;
  let removals: number;
  let code: string;
  let tried: number;

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'cache-'));
    unfinished = path.join(root, 'node.part');
    folder = path.join(root, 'node');
    await mkdir(unfinished);
    await writeFile(path.join(unfinished, 'file'), 'mine');
    [renames, removals, code, tried] = [0, 0, 'EPERM', 0];
    const refuse = (): void => {
      throw Object.assign(new Error(code), { code });
    };
    fs.renameSync = (...given) => {
      tried += 1;
      renames -= 1;
      if (renames >= 0) {
        refuse();
      }
      renameSync(...given);
    };
    fs.rmSync = (...given) => {
      removals -= 1;
      if (removals >= 0) {
        refuse();
      }
      rmSync(...given);
    };
    syncBuiltinESMExports();
  });

  afterEach(async () => {
    Object.assign(fs, { renameSync, rmSync });
    syncBuiltinESMExports();
    await rm(root, { recursive: true });
  });

  for (const each of ['EPERM', 'EBUSY', 'EACCES']) {
    it(`gets its name once a scanner releases it (${each})`, async () => {
      [renames, code] = [3, each];
      moveFolder(unfinished, folder);
      assert.deepEqual(await readdir(root), ['node']);
      assert.equal(await readFile(path.join(folder, 'file'), 'utf8'), 'mine');
    });
  }

  it('is removed, once a scanner releases it, if another process was faster', async () => {
    await mkdir(folder);
    await writeFile(path.join(folder, 'file'), 'theirs');
    [renames, removals] = [Infinity, 3];
    moveFolder(unfinished, folder);
    assert.equal(tried, 1, 'nothing is waited for that is there');
    assert.deepEqual(await readdir(root), ['node']);
    assert.equal(await readFile(path.join(folder, 'file'), 'utf8'), 'theirs');
  });

  it('fails with the system’s error if that is another one', () => {
    [renames, code] = [1, 'EXDEV'];
    assert.throws(
      () => {
        moveFolder(unfinished, folder);
      },
      { code: 'EXDEV' },
    );
    assert.deepEqual(fs.readdirSync(root), []);
  });
});
