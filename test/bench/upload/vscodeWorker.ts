// The extension's upload, inside VS Code's extension host.
import process from 'node:process';
import * as vscode from 'vscode';
import { extensionUpload } from './extensionUpload.ts';
import type { WorkerSetup } from './job.ts';
import { SETUP_VARIABLE } from './job.ts';
import { serveJobs } from './serveJobs.ts';

export async function work(): Promise<void> {
  const setup = JSON.parse(process.env[SETUP_VARIABLE] ?? '') as WorkerSetup;
  const read = async (file: string): Promise<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.file(file));
  await serveJobs(setup, extensionUpload(setup, read));
}
