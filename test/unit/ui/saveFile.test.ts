import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { vscode } from '../stubbedVscode.ts';

describe('a file that overwrites one that a scanner has open', () => {
  let refusals: Error[];
  let written: unknown[];
  let told: string[];

  vscode.window = {
    showSaveDialog: () => Promise.resolve({ fsPath: 'a.jpg' }),
    showErrorMessage: (message: string) => told.push(message),
  };
  vscode.workspace = {
    fs: {
      writeFile: (_target: unknown, bytes: unknown): Promise<void> => {
        const refusal = refusals.pop();
        if (refusal !== undefined) {
          return Promise.reject(refusal);
        }
        written.push(bytes);
        return Promise.resolve();
      },
    },
  };

  beforeEach(() => {
    [written, told] = [[], []];
  });

  async function save(): Promise<number> {
    const { saveFile } = await import('../../../src/ui/saveFile.ts');
    let saved = 0;
    await saveFile(
      {},
      () => Buffer.from('bytes'),
      () => Promise.resolve((saved += 1)),
    );
    return saved;
  }

  it('is written once the scanner closes it', async () => {
    const busy = new Error(
      "Unable to write file 'a.jpg' (Unknown (FileSystemError): Error: EBUSY: resource busy or locked, open 'a.jpg')",
    );
    refusals = [busy, busy];
    assert.equal(await save(), 1);
    assert.deepEqual([written.length, told], [1, []]);
  });

  it('fails at once without permission', async () => {
    refusals = [new Error('EACCES: permission denied')];
    assert.equal(await save(), 0);
    assert.equal(written.length, 0);
    assert.match(told[0] ?? '', /a\.jpg .*EACCES/);
  });
});
