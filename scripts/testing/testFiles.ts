import { globSync } from 'node:fs';
import path from 'node:path';
import { stdout } from 'node:process';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import type { Count } from './count.ts';

/**
 * Runs files of Node's own test runner, each in a process of its own. Suites do not count, but for
 * what fails before or behind their tests.
 *
 * @param preload what each of these processes imports before anything else
 */
export async function testFiles(
  patterns: string | readonly string[],
  concurrency: number,
  preload: readonly string[] = [],
): Promise<Count> {
  const files = globSync(patterns)
    .sort()
    .map((file) => path.resolve(file));
  const count = { passed: 0, failed: 0 };
  if (files.length === 0) {
    return { passed: 0, failed: 1 };
  }
  const execArgv = preload.flatMap((file) => ['--import', pathToFileURL(file).href]);
  const stream = run({ files, concurrency, execArgv });
  stream.on('test:pass', ({ details, skip, todo }) => {
    count.passed += details.type === 'suite' || Boolean(skip ?? todo) ? 0 : 1;
  });
  stream.on('test:fail', ({ details }) => {
    count.failed += details.type === 'suite' && !hookFailed(details.error) ? 0 : 1;
  });
  const shown = stream.compose(spec()) as AsyncIterable<Buffer | string>;
  for await (const text of shown) {
    stdout.write(text);
  }
  return count;
}

/** Whether a suite failed by itself, before or after its tests, and not because one of them did. */
function hookFailed(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'hookFailed';
}
