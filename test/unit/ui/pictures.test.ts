import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type * as vscodeTypes from 'vscode';
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

const { lookAtAll } = await import('../../../src/ui/pictures.ts');

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
