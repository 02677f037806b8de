import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, describe, it } from 'node:test';
import { listFiles, PackageManager } from '@vscode/vsce';
import { filesToPack, pack, sourceDate } from '../../../scripts/pack.ts';
import { removeFolder } from '../../../src/storage/busyFile.ts';

const FILES = {
  'package.json': JSON.stringify({
    name: 'sample',
    version: '1.0.0',
    publisher: 'someone',
    engines: { vscode: '^1.105.0' },
  }),
  'README.md': '# Sample\n',
  LICENSE: 'Free.\n',
  'dist/b.js': 'b\n'.repeat(500),
  'dist/a.js': 'a\n'.repeat(500),
};

describe('a packed extension', () => {
  const folders: string[] = [];

  after(async () => {
    for (const folder of folders) {
      await removeFolder(folder);
    }
  });

  async function packed(
    names: readonly (keyof typeof FILES)[],
    { time, zone, date }: { time: number; zone: string; date: number },
  ): Promise<Buffer> {
    const folder = await mkdtemp(path.join(tmpdir(), 'pack-'));
    folders.push(folder);
    await mkdir(path.join(folder, 'dist'));
    for (const name of names) {
      const file = path.join(folder, name);
      await writeFile(file, FILES[name]);
      await utimes(file, time, time);
    }
    const vsix = path.join(folder, 'sample.vsix');
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      await pack(
        { cwd: folder, packagePath: vsix, dependencies: false, allowMissingRepository: true },
        date,
      );
      assert.equal(process.env.TZ, zone);
    } finally {
      if (before === undefined) {
        Reflect.deleteProperty(process.env, 'TZ');
      } else {
        process.env.TZ = before;
      }
    }
    return readFile(vsix);
  }

  const names = Object.keys(FILES) as (keyof typeof FILES)[];
  const one = { time: 1_700_000_000, zone: 'Asia/Tokyo', date: 1_750_000_000 };

  it('has the same bytes, whenever, in whichever order, and wherever its files were made', async () => {
    const other = { time: 1_600_000_000, zone: 'America/Lima', date: 1_750_000_000 };
    const first = await packed(names, one);
    assert.deepEqual(await packed([...names].reverse(), other), first);
    assert.notDeepEqual(await packed(names, { ...one, date: 1_700_000_000 }), first);
  });

  it('has the files that vsce finds in a folder with more', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'pack-'));
    folders.push(folder);
    const there = {
      ...FILES,
      '.vscodeignore': '**\n!package.json\n!README.md\r\n!dist/b.js\n!dist/page/*.js\n!media/*\n',
      'dist/page/batch.js': '',
      'dist/page/batch.js.map': '',
      'dist/page/more/nested.js': '',
      'media/icon.png': '',
      'src/extension.ts': '',
    };
    for (const [name, text] of Object.entries(there)) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const found = await listFiles({ cwd: folder, packageManager: PackageManager.None });
    assert.deepEqual(filesToPack(folder), found.sort());
    assert.deepEqual(filesToPack(folder), [
      'README.md',
      'dist/b.js',
      'dist/page/batch.js',
      'media/icon.png',
      'package.json',
    ]);
  });

  for (const ignored of ['src/**\n!src/a.ts\n', '**\n!dist/**\ndist/meta.json\n']) {
    it(`isn’t made where .vscodeignore names what isn’t packed: ${JSON.stringify(ignored)}`, async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'pack-'));
      folders.push(folder);
      await writeFile(path.join(folder, '.vscodeignore'), ignored);
      assert.throws(() => filesToPack(folder), /has to ignore everything/);
    });
  }

  it('has the date that the environment says, or else of the last commit', () => {
    assert.equal(sourceDate(undefined, '1750000000'), 1_750_000_000);
    // ZIP files begin with 1980.
    assert.equal(sourceDate(undefined, '0'), 315_532_800);
    assert.equal(sourceDate(tmpdir(), undefined), 315_532_800);
    const ofCommit = sourceDate(undefined, 'today');
    assert.equal(ofCommit, sourceDate(undefined, ''));
  });
});
