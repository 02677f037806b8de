import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { putStandIns } from '../../vscode/install.ts';

/** Each by the file named in its package.json. */
const NATIVE = {
  '@vscode/spdlog': 'index.js',
  '@vscode/native-watchdog': 'index.js',
  '@vscode/windows-registry': 'dist/index.js',
};

describe('a native module of VS Code that is not built', () => {
  let modules: string;
  let load: NodeJS.Require;

  before(async () => {
    modules = await mkdtemp(path.join(tmpdir(), 'modules é '));
    for (const [name, main] of Object.entries(NATIVE)) {
      await mkdir(path.dirname(path.join(modules, name, main)), { recursive: true });
      await writeFile(path.join(modules, name, 'package.json'), JSON.stringify({ main }));
      await writeFile(path.join(modules, name, main), "throw new Error('not built');");
    }
    putStandIns(modules);
    load = createRequire(path.join(modules, 'of.js'));
  });

  after(async () => {
    await rm(modules, { recursive: true });
  });

  for (const name of Object.keys(NATIVE)) {
    it(`has a stand-in: ${name}`, () => {
      assert.equal(typeof load(path.join(modules, name)), 'object');
    });
  }

  it('knows nothing of a registry', () => {
    const { GetStringRegKey: get } = load(path.join(modules, '@vscode/windows-registry')) as {
      GetStringRegKey: (hive: string, path: string, name: string) => string | undefined;
    };
    assert.equal(
      get('HKEY_LOCAL_MACHINE', 'SOFTWARE\\Microsoft\\SQMClient', 'MachineId'),
      undefined,
    );
  });
});
