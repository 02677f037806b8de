import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Picture } from '../../../src/image/picture.ts';
import { vscode } from '../stubbedVscode.ts';

const asked: unknown[] = [];
vscode.Uri = { parse: (text: string) => text };
vscode.commands = {
  executeCommand: (...given: unknown[]) => {
    asked.push(given.slice(0, 2));
    return Promise.reject(new Error("command 'vscode.open' not found"));
  },
};

const { showPicture } = await import('../../../src/ui/showPicture.ts');

it('does not fail if the editor cannot show a picture', async () => {
  const bytes = Promise.resolve(new Uint8Array());
  const picture: Picture = {
    name: 'a.png',
    size: 5,
    place: 'file:///a.png',
    head: () => bytes,
    read: () => bytes,
  };
  await showPicture(picture);
  assert.deepEqual(asked, [['vscode.open', 'file:///a.png']]);
});
