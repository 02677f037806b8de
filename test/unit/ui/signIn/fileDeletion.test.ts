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
let isLocked: boolean;
/** What happens while the question is open. */
let meanwhile: () => Promise<void>;

vscode.Uri = { file: (fsPath: string) => ({ fsPath }) };
vscode.window = {
  showWarningMessage: async (text: string) => {
    shown.push(text);
    await meanwhile();
    return pressed;
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
      if (isLocked) {
        throw new Error('locked');
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
    isLocked = false;
    meanwhile = () => Promise.resolve();
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
    hasTrash = false;
    isLocked = true;
    await offerDeletion(file);
    assert.match(shown.at(-1) ?? '', /couldn’t be deleted/);
  });

  it('is kept if it’s another file by then', async () => {
    meanwhile = async () => {
      await writeFile(file, 'the next one');
    };
    await offerDeletion(file);
    assert.deepEqual(deletions, []);
    assert.deepEqual(shown.slice(1), ['self_client.json has changed, and was kept.']);
    assert.ok(existsSync(file));
  });

  it('isn’t mentioned once it’s gone', async () => {
    meanwhile = () => rm(file);
    await offerDeletion(file);
    await offerDeletion(file);
    assert.deepEqual(shown, ['self_client.json holds your client secret. Delete it?']);
    assert.deepEqual(deletions, []);
  });
});
