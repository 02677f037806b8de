// Zoho's official SDK in a loop, as in its samples.
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { ZohoSdk } from '../upload/zohoSdk.ts';
import type { BatchSetup, BatchTook } from './setup.ts';
import { SETUP_VARIABLE } from './setup.ts';

const setup = JSON.parse(await readFile(process.env[SETUP_VARIABLE] ?? '', 'utf8')) as BatchSetup;
const { servers, accessToken, folder } = setup;
const sdk = await ZohoSdk.connect({ servers, accessToken, folder, port: 0 });
for (const { file, record } of setup.warmUp) {
  await sdk.uploadPhoto(record, file);
}
const started = performance.now();
for (const { file, record } of setup.jobs) {
  await sdk.uploadPhoto(record, file);
}
const took: BatchTook = { seconds: (performance.now() - started) / 1000 };
process.stdout.write(JSON.stringify(took), () => process.exit(0));
