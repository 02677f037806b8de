import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execPath } from 'node:process';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import manifest from '../../../package.json' with { type: 'json' };
import { uninstallOptions } from '../../../scripts/build.ts';
import type { Machine } from '../../../src/uninstall/storedData.ts';
import { deleteStoredData } from '../../../src/uninstall/storedData.ts';

const ID = `${manifest.publisher}.${manifest.name}`;

describe('what is deleted when the extension is uninstalled', () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'uninstall-'));
  });

  afterEach(() => rm(home, { recursive: true, force: true }));

  /** Our data and somebody else’s, in the default profile and in another one. */
  async function stored(user: string): Promise<{ ours: string[]; others: string[] }> {
    const inProfiles = (name: string): string[] =>
      ['.', 'profiles/-4f2a'].map((profile) =>
        path.join(home, user, profile, 'globalStorage', name, 'photos'),
      );
    const [ours, others] = [inProfiles(ID), [...inProfiles(`${ID}-2`), ...inProfiles('git.git')]];
    for (const folder of [...ours, ...others]) {
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, 'a.jpg'), 'picture');
    }
    return { ours, others };
  }

  for (const [editor, extensions, user, platform, env] of [
    ['Windows', '.vscode/extensions', 'Roaming/Code/User', 'win32', { APPDATA: 'Roaming' }],
    ['macOS', '.vscode/extensions', 'Library/Application Support/Code/User', 'darwin', {}],
    ['Linux', '.vscode/extensions', '.config/Code/User', 'linux', {}],
    [
      'Linux with folders of its own',
      '.vscode/extensions',
      'own/Code/User',
      'linux',
      { XDG_CONFIG_HOME: 'own' },
    ],
    ['Insiders', '.vscode-insiders/extensions', '.config/Code - Insiders/User', 'linux', {}],
    ['VSCodium', '.vscode-oss/extensions', '.config/VSCodium/User', 'linux', {}],
    ['a remote machine', '.vscode-server/extensions', '.vscode-server/data/User', 'linux', {}],
    ['a portable VS Code', 'VSCode/data/extensions', 'VSCode/data/user-data/User', 'win32', {}],
    [
      'code-server',
      '.local/share/code-server/extensions',
      '.local/share/code-server/User',
      'linux',
      {},
    ],
  ] as const) {
    it(`is its own storage in all profiles, and nothing else: ${editor}`, async () => {
      const { ours, others } = await stored(user);
      const places: Record<string, string> = env;
      const machine: Machine = {
        platform,
        home,
        env: Object.fromEntries(
          Object.entries(places).map(([name, place]) => [name, path.join(home, place)]),
        ),
      };
      await deleteStoredData(path.join(home, extensions, `${ID}-1.0.0`), ID, machine);
      assert.deepEqual(
        ours.filter((folder) => existsSync(folder)),
        [],
      );
      assert.deepEqual(
        others.filter((folder) => !existsSync(folder)),
        [],
      );
    });
  }

  it('is found where VS Code looks, if the variables for it are there without a value', async () => {
    for (const [platform, user] of [
      ['win32', 'AppData/Roaming/Code/User'],
      ['linux', '.config/Code/User'],
    ] as const) {
      const { ours } = await stored(user);
      const machine = { platform, home, env: { APPDATA: '', XDG_CONFIG_HOME: '' } };
      await deleteStoredData(path.join(home, '.vscode/extensions', `${ID}-1.0.0`), ID, machine);
      assert.deepEqual(
        ours.filter((folder) => existsSync(folder)),
        [],
      );
    }
  });

  it('is nothing of another editor', async () => {
    const { ours } = await stored('.config/Code/User');
    const machine = { platform: 'linux', home, env: {} } as const;
    const places = ['.cursor/extensions', 'else/.vscode/extensions', '.vscode-insiders/extensions'];
    for (const place of places) {
      await deleteStoredData(path.join(home, place, `${ID}-1.0.0`), ID, machine);
    }
    assert.deepEqual(
      ours.filter((folder) => !existsSync(folder)),
      [],
    );
  });

  it('is nothing where a link leads, nor with a name that leads elsewhere', async () => {
    const precious = path.join(home, 'precious');
    await mkdir(precious);
    const storage = path.join(home, '.config/Code/User/globalStorage');
    await mkdir(storage, { recursive: true });
    await symlink(precious, path.join(storage, ID), 'junction');
    const machine = { platform: 'linux', home, env: {} } as const;
    for (const id of [ID, '..', '.', '', 'a', '../../x.y', `${ID}/../..`]) {
      await deleteStoredData(path.join(home, '.vscode/extensions', 'x'), id, machine);
    }
    assert.deepEqual([existsSync(precious), existsSync(storage)], [true, true]);
  });

  it('goes with the script that package.json names, as VS Code starts it', async () => {
    const server = path.join(home, '.vscode-server');
    const { ours } = await stored('.vscode-server/data/User');
    const extension = path.join(server, 'extensions', `${ID}-1.0.0`);
    const [program, script = ''] = manifest.scripts['vscode:uninstall'].split(' ');
    assert.equal(program, 'node');
    await build({ ...uninstallOptions, outdir: path.join(extension, path.dirname(script)) });
    await writeFile(path.join(extension, 'package.json'), JSON.stringify(manifest));
    await promisify(execFile)(execPath, [
      path.join(extension, script),
      '--type=extension-post-uninstall',
    ]);
    assert.deepEqual(
      ours.filter((folder) => existsSync(folder)),
      [],
    );
  });
});
