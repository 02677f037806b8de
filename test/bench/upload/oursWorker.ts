// The extension's upload, in plain Node.
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { extensionUpload } from './extensionUpload.ts';
import type { WorkerSetup } from './job.ts';
import { SETUP_VARIABLE } from './job.ts';
import { serveJobs } from './serveJobs.ts';

const setup = JSON.parse(process.env[SETUP_VARIABLE] ?? '') as WorkerSetup;
await serveJobs(
  setup,
  extensionUpload(setup, (file) => readFile(file)),
);
process.exit(0);
