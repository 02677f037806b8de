import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';

const IMPORT_RULES = ['imports/downwards', 'imports/no-circle', 'no-restricted-imports'];

/** The repository's own configuration, without the slow rules that need types. */
const linter = new ESLint({
  cwd: path.resolve(import.meta.dirname, '..', '..', '..'),
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => IMPORT_RULES.includes(ruleId),
});

/** @returns the rules that a file in src/ with this text violates */
async function brokenBy(filePath: string, text: string): Promise<(string | null)[]> {
  const [result] = await linter.lintText(text, { filePath: `src/${filePath}` });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

const UPWARDS: Record<string, [file: string, text: string]> = {
  'Zoho’s API from the user interface': ['zoho/x.ts', `import { Log } from '../ui/log.ts';`],
  'a layer from the one above it': ['upload/x.ts', `import { Log } from '../ui/log.ts';`],
  'a layer from one beside it': ['upload/x.ts', `import { Accounts } from '../auth/accounts.ts';`],
  'a type': ['image/x.ts', `import type { Job } from '../upload/outcome.ts';`],
  'when it is needed': ['ui/x.ts', `await import('../commands/undo.ts');`],
  'by exporting it': ['async/x.ts', `export { Crm } from '../zoho/crm.ts';`],
  'the file that joins all': ['commands/x.ts', `import { activate } from '../extension.ts';`],
  'a layer from a wing': ['commands/x.ts', `import { x } from '../batch/resumeUpload.ts';`],
  'a folder that no layer has': ['commands/x.ts', `import { x } from '../helpers/x.ts';`],
};

const WINGS: Record<string, [file: string, text: string]> = {
  'batch from code': ['batch/x.ts', `import { x } from '../code/languages.ts';`],
  'deep within it': ['batch/run/x.ts', `import type { X } from '../../tools/sendable.ts';`],
  'code from tools': ['code/x.ts', `import { x } from '../tools/sendable.ts';`],
  'tools from batch': ['tools/x.ts', `await import('../batch/resumeUpload.ts');`],
};

const DOWNWARDS: Record<string, [file: string, text: string]> = {
  'a layer imported by a wing': ['batch/run/x.ts', `import { Crm } from '../../zoho/crm.ts';`],
  'a wing imported by the file that joins all': [
    'extension.ts',
    `await import('./code/languages.ts');`,
  ],
  'a neighbor in the same folder': ['zoho/x.ts', `import { Crm } from './crm.ts';`],
  'a package': ['zoho/x.ts', `import * as v from 'valibot';`],
};

describe('the linter', () => {
  for (const [name, [file, text]] of Object.entries(UPWARDS)) {
    it(`rejects an upward import: ${name}`, async () => {
      assert.deepEqual(await brokenBy(file, text), ['imports/downwards']);
    });
  }

  for (const [name, [file, text]] of Object.entries(WINGS)) {
    it(`rejects a wing that imports a wing: ${name}`, async () => {
      assert.deepEqual(await brokenBy(file, text), ['imports/downwards']);
    });
  }

  // The linted file is imported by the file that its text imports.
  it('rejects a cycle of files', async () => {
    const text = `import { Crm } from './crm.ts';`;
    assert.deepEqual(await brokenBy('zoho/failure.ts', text), ['imports/no-circle']);
  });

  it('rejects a cycle of types only', async () => {
    const text = `import type { Crm } from './crm.ts';`;
    assert.deepEqual(await brokenBy('zoho/failure.ts', text), ['imports/no-circle']);
  });

  it('rejects a cycle across several files', async () => {
    const text = `import type { Sessions } from './sessions.ts';`;
    assert.deepEqual(await brokenBy('auth/account.ts', text), ['imports/no-circle']);
  });

  it('rejects VS Code below the user interface', async () => {
    const text = `import * as vscode from 'vscode';`;
    assert.deepEqual(await brokenBy('upload/x.ts', text), ['no-restricted-imports']);
    assert.deepEqual(await brokenBy('batch/run/x.ts', text), ['no-restricted-imports']);
    assert.deepEqual(await brokenBy('ui/x.ts', text), []);
  });

  for (const [name, [file, text]] of Object.entries(DOWNWARDS)) {
    it(`accepts ${name}`, async () => {
      assert.deepEqual(await brokenBy(file, text), []);
    });
  }
});
