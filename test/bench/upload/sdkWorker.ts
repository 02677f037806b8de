// Uploads with Zoho's official SDK.
import process from 'node:process';
import type { WorkerSetup } from './job.ts';
import { SETUP_VARIABLE } from './job.ts';
import { serveJobs } from './serveJobs.ts';
import { ZohoSdk } from './zohoSdk.ts';

const setup = JSON.parse(process.env[SETUP_VARIABLE] ?? '') as WorkerSetup;
const sdk = await ZohoSdk.connect(setup);
await serveJobs(setup, async ({ file, record }) => {
  const started = performance.now();
  await sdk.uploadPhoto(record, file);
  return performance.now() - started;
});
process.exit(0);
