import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * VS Code's test driver loads suites with `require`; the worker is an ES module, like the
 * extension.
 */
export async function run(): Promise<void> {
  const address = pathToFileURL(path.join(__dirname, 'vscodeWorker.mjs')).href;
  const { work } = (await import(address)) as typeof import('./vscodeWorker.ts');
  await work();
}
