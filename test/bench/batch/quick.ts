import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EmulatorControl } from '../../emulator/control.ts';
import { startEmulatorProcess } from '../../emulator/process.ts';
import { makePhotos, measure } from './batch.ts';
import { ours } from './subjects.ts';
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
const emulator = await startEmulatorProcess({});
const control = new EmulatorControl(emulator.control);
const photos = await makePhotos(folder);
const subject = await ours(path.join(folder, 'batch'));
for (const name of ['200 photos','200 photos', '200 photos replaced'] as const)
console.log(name, (await measure(subject, name, photos, control, emulator.servers, { folder, vscode: false, rounds: 1 })).seconds);
await emulator.stop();
