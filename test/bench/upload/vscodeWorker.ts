// The extension's upload, inside VS Code's extension host.
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { extensionUpload } from './extensionUpload.ts';
import type { WorkerSetup } from './job.ts';
import { SETUP_VARIABLE } from './job.ts';
import { serveJobs } from './serveJobs.ts';

export async function work(): Promise<void> {
  const setup = JSON.parse(process.env[SETUP_VARIABLE] ?? '') as WorkerSetup;
  // Reads the file like ui/pictureFile.ts reads a local file.
  await serveJobs(setup, extensionUpload(setup, readFile));
}
