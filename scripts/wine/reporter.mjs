// A reporter for Node's test runner: a line of JSON for each test, as scripts/wine/testRun.ts reads it.
import path from 'node:path';
import process from 'node:process';

/** @typedef {{ name: string, nesting: number, file?: string, skip?: string | boolean, todo?: string | boolean, details?: { type?: string, error?: unknown } }} Told */

/** @param {AsyncIterable<{ type: string, data: Told }>} events */
async function* lines(events) {
  /** @type {string[]} */
  const names = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') {
      names.length = data.nesting;
      names.push(data.name);
    } else if (type === 'test:pass' || type === 'test:fail') {
      const { file, nesting, details, skip, todo } = data;
      if (details?.type !== 'suite' || hookFailed(details.error)) {
        const line = {
          file: path.relative(process.cwd(), file ?? '').replaceAll(path.sep, '/'),
          test: [...names.slice(0, nesting), data.name].join(' > '),
          result: type === 'test:fail' ? 'failed' : skip || todo ? 'skipped' : 'passed',
          ...(type === 'test:fail' ? { error: messageOf(details?.error) } : {}),
        };
        yield `${JSON.stringify(line)}\n`;
      }
    }
  }
}

/** @param {unknown} error of a suite: whether a hook before or after its tests failed */
function hookFailed(error) {
  return error instanceof Error && 'failureType' in error && error.failureType === 'hookFailed';
}

/** @param {unknown} error */
function messageOf(error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

export { lines as default };
