import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type * as vscodeTypes from 'vscode';
import { png } from '../../pictures.ts';
import { Scanner } from '../../scanner.ts';
import { vscode } from '../stubbedVscode.ts';

let reading = 0;
let most = 0;

vscode.FileType = { Directory: 2 };
vscode.workspace = {
  fs: {
    stat: (): Promise<unknown> => Promise.resolve({ type: 1, size: 5 }),
    readFile: async (): Promise<Uint8Array> => {
      reading += 1;
      most = Math.max(most, reading);
      await turn();
      reading -= 1;
      return new TextEncoder().encode('GIF89');
    },
  },
};

const { inspectBytes, inspectFile, inspectFiles, pictureAt } =
  await import('../../../src/ui/pictureFile.ts');

it('reads a few of many remote files at a time, and keeps their order', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `${index}.gif`);
  const uris = names.map((name) => ({ scheme: 'vscode-remote', path: `/far/${name}` }));
  const all = await inspectFiles(uris as unknown as vscodeTypes.Uri[]);
  assert.deepEqual(
    all.map(({ name }) => name),
    names,
  );
  assert.ok(most <= 4, `${most} at once`);
});

it('inspects a picture that is only in memory', async () => {
  const bytes = await png({ width: 8, height: 8 });
  const { inspected, ...facts } = await inspectBytes('shot.png', bytes);
  assert.deepEqual(facts, { name: 'shot.png', size: bytes.length });
  assert.ok('picture' in inspected);
  assert.equal(inspected.picture.place, undefined);
  assert.equal(await inspected.picture.read(), bytes);
});

it('waits for a file that a scanner has open, but not for one without permission', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'scanned-'));
  const file = path.join(folder, 'new.png');
  const bytes = await png({ width: 8, height: 8 });
  await writeFile(file, bytes);
  const uri = {
    scheme: 'file',
    path: file,
    fsPath: file,
    toString: () => `file://${file}`,
  } as unknown as vscodeTypes.Uri;
  const scanner = new Scanner(folder, 3, ['open', 'readFile'], ['EBUSY']);
  try {
    scanner.look(file);
    assert.ok(!('refusal' in (await inspectFile(uri)).inspected));
    scanner.look(file);
    assert.deepEqual(Buffer.from(await pictureAt(uri, bytes.length).read()), Buffer.from(bytes));
    assert.equal(scanner.count, 6);
  } finally {
    scanner.close();
  }
  const forbidding = new Scanner(folder, 3, ['open', 'readFile'], ['EACCES']);
  try {
    forbidding.look(file);
    const { inspected } = await inspectFile(uri);
    assert.deepEqual(inspected, {
      refusal: { kind: 'unreadable', reason: 'no-permission', code: 'EACCES' },
    });
    assert.equal(forbidding.count, 1);
  } finally {
    forbidding.close();
    await rm(folder, { recursive: true });
  }
});

it('distinguishes a file that the cloud doesn’t provide from one that can’t be read', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'clouded-'));
  const refusalOf = async (code: string, file: string): Promise<string> => {
    const refusing = new Scanner(folder, 1, ['open', 'readFile'], [code]);
    try {
      refusing.look(file);
      const uri = { scheme: 'file', path: file, fsPath: file } as unknown as vscodeTypes.Uri;
      const { inspected } = await inspectFile(uri);
      const { refusal } = inspected as { refusal: { reason: string; code: string } };
      return `${refusal.reason} ${refusal.code}`;
    } finally {
      refusing.close();
    }
  };
  try {
    const here = path.join(folder, 'here.png');
    await writeFile(here, await png({ width: 8, height: 8 }));
    const away = path.join(folder, 'away.png');
    await writeFile(away, '');
    await truncate(away, 1_000_000);
    assert.equal(await refusalOf('EIO', here), 'other EIO');
    assert.equal(await refusalOf('ENOENT', here), 'missing ENOENT');
    assert.equal(await refusalOf('UNKNOWN', here), 'out-of-reach UNKNOWN');
    if ((await stat(away)).blocks > 0) {
      t.skip('a file that is made longer takes its place at once here, as on Windows');
      return;
    }
    for (const code of ['EIO', 'ETIMEDOUT', 'EDEADLK', 'ENOENT', 'UNKNOWN']) {
      assert.equal(await refusalOf(code, away), `out-of-reach ${code}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('says that another program has a remote file open, too', async () => {
  const { fs } = vscode.workspace as { fs: Record<string, unknown> };
  const usual = fs.readFile;
  fs.readFile = (): Promise<never> => {
    const said = 'Unable to read file (EBUSY: resource busy or locked, open)';
    return Promise.reject(Object.assign(new Error(said), { code: 'Unknown' }));
  };
  try {
    const uri = { scheme: 'vscode-remote', path: '/far/a.gif' } as unknown as vscodeTypes.Uri;
    const { inspected } = await inspectFile(uri);
    assert.deepEqual(inspected, {
      refusal: { kind: 'unreadable', reason: 'busy', code: 'EBUSY' },
    });
  } finally {
    fs.readFile = usual;
  }
});
