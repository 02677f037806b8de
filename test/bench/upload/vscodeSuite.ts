import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * VS Code's test driver loads suites by `require`; the worker beside it is an ES module, as the
 * extension is.
 */
export async function run(): Promise<void> {
  const address = pathToFileURL(path.join(__dirname, 'vscodeWorker.mjs')).href;
  const { work } = (await import(address)) as typeof import('./vscodeWorker.ts');
  await work();
}
