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

const bytes = Promise.resolve(new Uint8Array([1]));
const picture: Picture = { name: 'a.png', size: 1, head: () => bytes, read: () => bytes };

it('does not fail if the editor cannot show a picture', async () => {
  const failing = { show: () => Promise.reject(new Error('No editor for this')) };
  await showPicture({ ...picture, place: 'file:///a.png' }, failing);
  assert.deepEqual(asked, [['vscode.open', 'file:///a.png']]);
  await showPicture(picture, failing);
});

it('shows a picture that is only in memory', async () => {
  const shown: unknown[] = [];
  const show = (...given: unknown[]): Promise<void> => Promise.resolve(void shown.push(given));
  await showPicture(picture, { show });
  assert.deepEqual(shown, [[new Uint8Array([1]), 'a.png', { preview: true, preserveFocus: true }]]);
});
