import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type * as vscodeTypes from 'vscode';
import { png } from '../../pictures.ts';
import { Scanner } from '../../scanner.ts';
import { vscode } from './stubbedVscode.ts';

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

const { lookAt, lookAtAll, pictureAt } = await import('../../../src/ui/pictures.ts');

it('reads a few of many far files at once, and keeps their order', async () => {
  const names = Array.from({ length: 50 }, (_, index) => `${index}.gif`);
  const uris = names.map((name) => ({ scheme: 'vscode-remote', path: `/far/${name}` }));
  const all = await lookAtAll(uris as unknown as vscodeTypes.Uri[]);
  assert.deepEqual(
    all.map(({ name }) => name),
    names,
  );
  assert.ok(most <= 4, `${most} at once`);
});

it('reads a file once a scanner lets it go, and says at once that it may not', async () => {
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
    assert.ok(!('refusal' in (await lookAt(uri)).inspected));
    scanner.look(file);
    assert.deepEqual(Buffer.from(await pictureAt(uri, bytes.length).read()), Buffer.from(bytes));
    assert.equal(scanner.count, 6);
  } finally {
    scanner.close();
  }
  const forbidding = new Scanner(folder, 3, ['open', 'readFile'], ['EACCES']);
  try {
    forbidding.look(file);
    const { inspected } = await lookAt(uri);
    assert.deepEqual(inspected, {
      refusal: { kind: 'unreadable', reason: 'no-permission', code: 'EACCES' },
    });
    assert.equal(forbidding.count, 1);
  } finally {
    forbidding.close();
    await rm(folder, { recursive: true });
  }
});
