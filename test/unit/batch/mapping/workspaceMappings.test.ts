import assert from 'node:assert/strict';
import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { removeFolder } from '../../../../src/storage/busyFile.ts';
import { noLinks } from '../../../links.ts';
import { vscode } from '../../stubbedVscode.ts';
import { DiskUri, DiskWorkspace } from './diskWorkspace.ts';

vscode.window = {};
const { workspaceMappings } = await import('../../../../src/batch/mapping/workspaceMappings.ts');
const { picturesIn } = await import('../../../../src/batch/mapping/folderPictures.ts');
const { placeInFolder } = await import('../../../../src/batch/mapping/folderPlace.ts');

const FILE = 'zoho-crm-photos.json';
const skip = await noLinks();

function fileWith(name: string): string {
  const mapping = { name, module: 'Products', field: 'Product_Code', pattern: '{key}' };
  return JSON.stringify({ mappings: [mapping] });
}

describe('the mappings of a workspace', () => {
  let workspace: DiskWorkspace;

  afterEach(async () => {
    await removeFolder(workspace.parent);
  });

  /** Names and files of the mappings, and what is wrong with files. */
  async function found(): Promise<{ mappings: string[]; problems: string[] }> {
    const { mappings, problems } = await workspaceMappings();
    return {
      mappings: mappings.map(({ team, file }) => `${team.name} ${file.label}`),
      problems: problems.map(({ file, problem }) => `${problem.kind} ${file.label}`),
    };
  }

  it('are those of each folder, with their file', async () => {
    workspace = await DiskWorkspace.of(['shop', 'team', 'other'], {
      [`shop/${FILE}`]: fileWith('A'),
      [`team/${FILE}`]: '{ nonsense }',
      [`shop/sub/${FILE}`]: fileWith('B'),
    });
    assert.deepEqual(await found(), {
      mappings: [`A shop/${FILE}`],
      problems: [`syntax team/${FILE}`],
    });
  });

  it('are none without a folder, without a file, and in Restricted Mode', async () => {
    workspace = await DiskWorkspace.of([]);
    assert.deepEqual(await found(), { mappings: [], problems: [] });
    await removeFolder(workspace.parent);
    workspace = await DiskWorkspace.of(['shop'], { 'shop/notes.txt': '' });
    assert.deepEqual(await found(), { mappings: [], problems: [] });
    await writeFile(path.join(workspace.parent, 'shop', FILE), fileWith('A'));
    workspace.isTrusted = false;
    assert.deepEqual(await found(), { mappings: [], problems: [] });
    assert.deepEqual(workspace.read, []);
    workspace.isTrusted = true;
    assert.deepEqual(await found(), { mappings: [`A ${FILE}`], problems: [] });
  });

  it(
    'aren’t read from a folder, from a large file, or from elsewhere by a link',
    { skip },
    async () => {
      workspace = await DiskWorkspace.of(['folder', 'large', 'linked', 'inside'], {
        [`folder/${FILE}/x`]: '',
        [`large/${FILE}`]: ' '.repeat(300_000),
        'secret.json': fileWith('Secret'),
        'inside/real.json': fileWith('Inside'),
      });
      const link = (target: string, folder: string): Promise<void> =>
        symlink(path.join(workspace.parent, target), path.join(workspace.parent, folder, FILE));
      await link('secret.json', 'linked');
      await link('inside/real.json', 'inside');
      assert.deepEqual(await found(), {
        mappings: [`Inside inside/${FILE}`],
        problems: [`no-file folder/${FILE}`, `too-large large/${FILE}`, `outside linked/${FILE}`],
      });
      assert.deepEqual(
        workspace.read.map((file) => path.basename(path.dirname(file))),
        ['inside'],
      );
    },
  );

  it('name places that are only looked at in the workspace folder', { skip }, async () => {
    workspace = await DiskWorkspace.of(['shop'], { 'out/a.jpg': '', 'shop/photos/a.jpg': '' });
    const { parent } = workspace;
    await symlink(path.join(parent, 'out'), path.join(parent, 'shop', 'away'));
    await symlink(path.join(parent, 'shop', 'photos'), path.join(parent, 'shop', 'near'));
    const folder = workspace.uri('shop') as never;
    const kinds = async (uri: never): Promise<string[]> =>
      Promise.all(
        ['', 'photos', 'photos/a.jpg', 'near', 'away', 'away/a.jpg', 'gone'].map(
          async (place) => (await placeInFolder(uri, place)).kind,
        ),
      );
    const [inside, outside, missing] = ['inside', 'outside', 'missing'];
    assert.deepEqual(await kinds(folder), [
      ...[inside, inside, inside, inside],
      ...[outside, outside, missing],
    ]);
    const { signal } = new AbortController();
    await symlink(
      path.join(parent, 'out', 'a.jpg'),
      path.join(parent, 'shop', 'photos', 'out.jpg'),
    );
    const photos = [workspace.uri('shop/photos') as never];
    const found = await picturesIn(photos, () => undefined, signal, folder);
    assert.deepEqual([found.pictures.map((one) => one.path), found.outside], [['a.jpg'], 1]);
    const anywhere = await picturesIn(photos, () => undefined, signal);
    assert.equal(anywhere.pictures.length, 2);
    // Another file system doesn't tell where a link leads.
    const elsewhere = new DiskUri(path.join(parent, 'shop'), 'memfs') as never;
    assert.deepEqual(await kinds(elsewhere), [
      ...[inside, inside, inside, outside],
      ...[outside, outside, missing],
    ]);
  });
});
