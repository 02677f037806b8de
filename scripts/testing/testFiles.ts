import { globSync } from 'node:fs';
import path from 'node:path';
import { stdout } from 'node:process';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';
import type { Result, Suite } from './count.ts';

/** A test or a suite of Node's test runner that has ended. */
interface Ended {
  readonly nesting: number;
  readonly name: string;
  readonly file?: string | undefined;
  readonly details: { readonly duration_ms: number };
}

export interface TestFilesOptions {
  /** Modules that each process imports first. */
  readonly preload?: readonly string[];
  /** The files that take longest: started first, so that no core is idle at the end. */
  readonly first?: readonly string[];
}

/**
 * Runs test files with Node's test runner, each in its own process. Suites don't count, except where
 * one fails before or after its tests.
 */
export async function testFiles(
  patterns: string | readonly string[],
  concurrency: number,
  { preload = [], first = [] }: TestFilesOptions = {},
): Promise<Result> {
  const found = globSync(patterns).sort();
  const isFirst = (file: string): boolean => first.includes(path.basename(file));
  const files = [...found.filter(isFirst), ...found.filter((file) => !isFirst(file))].map((file) =>
    path.resolve(file),
  );
  const suites: Suite[] = [];
  const count = { passed: 0, failed: 0, suites };
  if (files.length === 0) {
    return { ...count, failed: 1 };
  }
  const execArgv = preload.flatMap((file) => ['--import', pathToFileURL(file).href]);
  const stream = run({ files, concurrency, execArgv });
  stream.on('test:pass', ({ details, skip, todo }) => {
    count.passed += details.type === 'suite' || Boolean(skip ?? todo) ? 0 : 1;
  });
  stream.on('test:fail', ({ details }) => {
    count.failed += details.type === 'suite' && !hookFailed(details.error) ? 0 : 1;
  });
  const ended = ({ nesting, name, file = '', details }: Ended): void => {
    if (nesting === 0) {
      const milliseconds = details.duration_ms;
      suites.push({ name: `${name} (${path.relative('.', file)})`, milliseconds });
    }
  };
  stream.on('test:pass', ended).on('test:fail', ended);
  const shown = stream.compose(spec()) as AsyncIterable<Buffer | string>;
  for await (const text of shown) {
    stdout.write(text);
  }
  return count;
}

/** Whether a suite failed in a hook, and not because one of its tests did. */
function hookFailed(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'hookFailed';
}
