import assert from 'node:assert/strict';
import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import '../../windowsFiles.ts';

describe('files as on Windows, on any system', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'windows-'));
    file = path.join(folder, 'file');
    await writeFile(file, 'content');
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('an append handle can’t truncate, and a read handle can’t flush', async () => {
    for (const flags of ['a', 'a+', 'ax']) {
      await using handle = await open(flags === 'ax' ? `${file}2` : file, flags);
      await assert.rejects(handle.truncate(0), { code: 'EPERM' });
      await handle.appendFile(' and more');
      await handle.datasync();
    }
    await using reading = await open(file);
    await assert.rejects(reading.sync(), { code: 'EPERM' });
    await assert.rejects(reading.datasync(), { code: 'EPERM' });
    await assert.rejects(reading.truncate(), { code: 'EPERM' });
    await using writing = await open(file, 'r+');
    await writing.truncate(7);
    await writing.sync();
    assert.equal(await readFile(file, 'utf8'), 'content');
  });

  it('no file replaces an open one, and no folder with an open file can be moved', async () => {
    const other = path.join(folder, 'other');
    await writeFile(other, '');
    const handle = await open(file);
    await assert.rejects(rename(other, file), { code: 'EPERM' });
    await assert.rejects(rename(folder, `${folder}-moved`), { code: 'EPERM' });
    await handle.close();
    await rename(other, file);
  });

  it('device names and invalid names are refused', async () => {
    for (const name of ['con', 'NUL.txt', 'Com1.jpg', 'a:b', 'a?', 'a.', 'a ', 'a\u0001']) {
      const named = path.join(folder, name);
      await assert.rejects(writeFile(named, ''), { code: 'ENOENT' }, name);
      await assert.rejects(open(named, 'wx'), { code: 'ENOENT' }, name);
      await assert.rejects(mkdir(named), { code: 'ENOENT' }, name);
      await assert.rejects(rename(file, named), { code: 'ENOENT' }, name);
    }
    await writeFile(path.join(folder, 'console.txt'), '');
  });
});
