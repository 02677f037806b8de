import process from 'node:process';
import * as vscode from 'vscode';
import { SUBJECT_VARIABLE } from './variable.ts';

/** Activates one extension, which must not be active yet in this extension host. */
export async function run(): Promise<void> {
  const id = process.env[SUBJECT_VARIABLE] ?? '';
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined || extension.isActive) {
    throw new Error(`${id} is ${extension === undefined ? 'not there' : 'already active'}.`);
  }
  const started = performance.now();
  await extension.activate();
  console.log(`startup: ${performance.now() - started} ms`);
}
