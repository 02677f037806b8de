import process from 'node:process';
import * as vscode from 'vscode';
import { ORDER_VARIABLE } from './order.ts';

/** Activates the extensions, each for the first time in this extension host, and tells the time. */
export async function run(): Promise<void> {
  for (const id of JSON.parse(process.env[ORDER_VARIABLE] ?? '') as string[]) {
    const extension = vscode.extensions.getExtension(id);
    if (extension === undefined || extension.isActive) {
      throw new Error(`${id} is ${extension === undefined ? 'not there' : 'already active'}.`);
    }
    const started = performance.now();
    await extension.activate();
    console.log(`startup: ${id} ${performance.now() - started}`);
  }
}
