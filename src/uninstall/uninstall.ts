/** VS Code runs this with Node, without its own API, at the start after the extension was uninstalled. */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { env, platform } from 'node:process';
import { deleteStoredData } from './storedData.ts';

const extension = path.resolve(import.meta.dirname, '..');
const { publisher, name } = JSON.parse(
  await readFile(path.join(extension, 'package.json'), 'utf8'),
) as { readonly publisher: string; readonly name: string };
await deleteStoredData(extension, `${publisher}.${name}`, { platform, home: homedir(), env });
