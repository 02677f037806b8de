import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { unpackExtension } from '../../../scripts/testing/packageToTest.ts';
import { removeFolder } from '../../../src/storage/busyFile.ts';
import { desktopFlags } from '../../vscode/desktop.ts';
import { archiveOf } from '../batch/table/workbooks.ts';

describe('the package under test', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vsix-'));
  });

  after(() => removeFolder(folder));

  it('is unpacked as VS Code does it, into an empty folder', async () => {
    const vsix = path.join(folder, 'photos.vsix');
    const files = {
      'extension.vsixmanifest': '<PackageManifest/>',
      'extension/dist/': '',
      'extension/package.json': '{"name":"photos"}',
      'extension/dist/chunks/a.js': 'run();',
    };
    await writeFile(vsix, archiveOf(files));
    const place = path.join(folder, 'unpacked');
    await unpackExtension(vsix, place);
    await writeFile(path.join(place, 'old.txt'), 'of an earlier run');
    const extension = await unpackExtension(vsix, place);
    assert.equal(extension, path.join(place, 'extension'));
    assert.deepEqual((await readdir(place)).sort(), ['extension', 'extension.vsixmanifest']);
    assert.equal(await readFile(path.join(extension, 'dist', 'chunks', 'a.js'), 'utf8'), 'run();');
  });

  it('stores secrets in memory where a keychain would ask a person', () => {
    assert.deepEqual(desktopFlags('darwin'), ['--use-inmemory-secretstorage']);
    assert.deepEqual(desktopFlags('linux'), ['--use-inmemory-secretstorage']);
    assert.deepEqual(desktopFlags('win32'), []);
  });
});
