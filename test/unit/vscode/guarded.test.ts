import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { GuardedProcess } from '../../vscode/guarded.ts';

const GUARDED = pathToFileURL(path.resolve(import.meta.dirname, '../../vscode/guarded.ts')).href;

/** Starts its own process and prints both ids; both would run forever. */
const PARENT_AND_CHILD =
  "const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1e6)']);" +
  "console.log('ids', process.pid, child.pid); setInterval(() => 0, 1e6)";

function alive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

async function gone(...ids: number[]): Promise<void> {
  const until = Date.now() + 15_000;
  while (ids.some(alive)) {
    assert.ok(Date.now() < until, 'the processes are still there');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('a guarded process', () => {
  it('ends with its children, and its folders are removed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'guarded-'));
    const guarded = new GuardedProcess({
      command: process.execPath,
      args: ['-e', PARENT_AND_CHILD],
      env: process.env,
      remove: [folder],
    });
    const [, parent, child] = await guarded.written(/ids (\d+) (\d+)/, 30_000);
    await guarded.end();
    await gone(Number(parent), Number(child));
    assert.ok(!existsSync(folder));
  });

  it('reports its output when it ends too early', async () => {
    const guarded = new GuardedProcess({
      command: process.execPath,
      args: ['-e', "console.error('no such port'); process.exit(3)"],
      env: process.env,
      remove: [],
    });
    await assert.rejects(guarded.written(/ready/, 30_000), /ended[\s\S]*no such port/);
  });

  it('ends when the process that started it is killed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'guarded-'));
    const script =
      `import { GuardedProcess } from ${JSON.stringify(GUARDED)};` +
      `const guarded = new GuardedProcess({ command: process.execPath, args: ['-e', ${JSON.stringify(PARENT_AND_CHILD)}], env: process.env, remove: [${JSON.stringify(folder)}] });` +
      'console.log((await guarded.written(/ids .*/, 30000))[0]); setInterval(() => 0, 1e6);';
    const starter = spawn(process.execPath, ['--input-type=module', '-e', script]);
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const ids = line.toString().trim().split(' ').slice(1).map(Number);
    starter.kill('SIGKILL');
    await gone(...ids);
    const until = Date.now() + 10_000;
    while (existsSync(folder) && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(!existsSync(folder));
  });
});
