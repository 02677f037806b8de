import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { vscode } from '../../stubbedVscode.ts';

const shown: string[] = [];
const deletions: boolean[] = [];
let pressed: string | undefined;
let hasTrash: boolean;

vscode.Uri = { file: (fsPath: string) => ({ fsPath }) };
vscode.window = {
  showWarningMessage: (text: string) => {
    shown.push(text);
    return Promise.resolve(pressed);
  },
  showErrorMessage: (text: string) => {
    shown.push(text);
    return Promise.resolve(undefined);
  },
};
vscode.workspace = {
  fs: {
    delete: async ({ fsPath }: { fsPath: string }, options?: { useTrash: boolean }) => {
      const useTrash = options?.useTrash === true;
      deletions.push(useTrash);
      if (useTrash && !hasTrash) {
        throw new Error('no trash');
      }
      await rm(fsPath);
    },
  },
};

const { offerDeletion } = await import('../../../../src/ui/signIn/fileDeletion.ts');

describe('the self_client.json of a sign-in', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    shown.length = 0;
    deletions.length = 0;
    pressed = 'Delete File';
    hasTrash = true;
    folder = await mkdtemp(path.join(tmpdir(), 'self-client-'));
    file = path.join(folder, 'keys', 'self_client.json');
    await mkdir(path.dirname(file));
    await writeFile(file, '{}');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is kept unless the person wants it deleted', async () => {
    pressed = undefined;
    await offerDeletion(file);
    assert.deepEqual(shown, ['self_client.json holds your client secret. Delete it?']);
    assert.ok(existsSync(file));
  });

  it('goes to the trash', async () => {
    await offerDeletion(file);
    assert.deepEqual(deletions, [true]);
    assert.ok(!existsSync(file));
  });

  it('is deleted where there is no trash', async () => {
    hasTrash = false;
    await offerDeletion(file);
    assert.deepEqual(deletions, [true, false]);
    assert.ok(!existsSync(file));
  });

  it('is said to be in a Git repository', async () => {
    await mkdir(path.join(folder, '.git'));
    await offerDeletion(file);
    assert.deepEqual(shown, [
      'self_client.json holds your client secret and is in a Git repository. Delete it?',
    ]);
  });

  it('is said to be still there if it can’t be deleted', async () => {
    await rm(file);
    await offerDeletion(file);
    assert.match(shown.at(-1) ?? '', /couldn’t be deleted/);
  });
});
