// Node for Windows in place of this machine's Node: `node scripts/wine/node.ts ARGUMENT…`.
// This machine's paths work there, because it starts on the drive that has all its files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { windowsNode } from './checkout.ts';
import { GrowingFile } from './growingFile.ts';
import { windowsUrl, Wine } from './wine.ts';

const LOOK_MS = 50;

const folder = mkdtempSync(path.join(tmpdir(), 'wine-'));
const outputs = { out: path.join(folder, 'out'), err: path.join(folder, 'err') };
let code: number | undefined;
const over = new Wine()
  .run([windowsNode(), ...process.argv.slice(2)], {
    folder: process.cwd(),
    env: {
      ...process.env,
      NODE_OPTIONS: `--import=${windowsUrl(path.join(import.meta.dirname, 'preload.mjs'))}`,
    },
    outputs,
  })
  .then((given) => (code = given));
const out = new GrowingFile(outputs.out);
const err = new GrowingFile(outputs.err);
for (let last = false; !last;) {
  last = code !== undefined;
  process.stdout.write(out.read());
  process.stderr.write(err.read());
  await Promise.race([over, sleep(last ? 0 : LOOK_MS)]);
}
rmSync(folder, { recursive: true });
process.exitCode = code ?? 1;
