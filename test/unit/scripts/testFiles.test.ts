import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Result } from '../../../scripts/testing/count.ts';

const TEST_FILES = path.resolve('scripts/testing/testFiles.ts');

describe('a layer of test files', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'layer-'));
  });

  after(async () => {
    await rm(folder, { recursive: true });
  });

  /** The counts of a file, in its own process: a test runner can't start another one. */
  async function counted(text: string): Promise<Result> {
    const file = path.join(folder, 'some.test.mjs');
    await writeFile(file, `import { after, before, describe, it } from 'node:test';\n${text}`);
    const script = path.join(folder, 'layer.mjs');
    await writeFile(
      script,
      `import { testFiles } from ${JSON.stringify(pathToFileURL(TEST_FILES).href)};` +
        `const count = await testFiles(${JSON.stringify(file.replaceAll('\\', '/'))}, 1);` +
        'console.log(JSON.stringify(count));',
    );
    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Result;
  }

  it('is counted test by test, without suites', async () => {
    const text = "describe('s', () => { it('a', () => {}); it('b', () => { throw 1; }); });";
    const { suites, ...count } = await counted(text);
    assert.deepEqual(count, { passed: 1, failed: 1 });
    assert.deepEqual(
      suites.map(({ name }) => name.replace(/ \(.*some\.test\.mjs\)$/, '')),
      ['s'],
    );
  });

  it('has failed if something fails after its tests', async () => {
    const text =
      "describe('s', () => { after(() => { throw new Error('left'); }); it('a', () => {}); });";
    const { passed, failed } = await counted(text);
    assert.deepEqual({ passed, failed }, { passed: 1, failed: 1 });
  });
});
