import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import type { BatchSetup, BatchTook } from './setup.ts';
import { SETUP_VARIABLE } from './setup.ts';

/** Something that uploads many photos. */
export interface BatchSubject {
  readonly name: string;
  upload(setup: BatchSetup): Promise<BatchTook>;
}

/** Bundled like the shipped extension. @returns the worker's file */
async function bundled(folder: string): Promise<string> {
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ['oursWorker.ts'],
    outdir: folder,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  });
  return path.join(folder, 'oursWorker.mjs');
}

export async function ours(folder: string): Promise<BatchSubject> {
  return inNode('ours', await bundled(folder));
}

export function sdkLoop(): BatchSubject {
  return inNode('zoho-node-sdk', path.join(import.meta.dirname, 'sdkWorker.ts'));
}

function inNode(name: string, script: string): BatchSubject {
  return {
    name,
    upload: async (setup) => {
      const file = path.join(setup.folder, 'setup.json');
      await writeFile(file, JSON.stringify(setup));
      const env = { ...process.env, [SETUP_VARIABLE]: file };
      return JSON.parse(await output(process.execPath, [script], env)) as BatchTook;
    },
  };
}

/** One curl after another, or several in parallel with `xargs`: a quickly written script. */
export function curls(name: string, atOnce: number): BatchSubject {
  return {
    name,
    upload: async ({ servers, accessToken, jobs, folder }) => {
      const list = path.join(folder, 'list.txt');
      const lines = jobs.map(
        ({ file, record }) => `${file} ${servers.api}/crm/v2/${record.module}/${record.id}/photo`,
      );
      await writeFile(list, `${lines.join('\n')}\n`);
      const curl = [
        "curl --silent --show-error --fail --noproxy '*'",
        `--header 'Authorization: Zoho-oauthtoken ${accessToken}'`,
        `--form "file=@$0;type=image/jpeg" --output /dev/null "$1"`,
      ].join(' ');
      const started = performance.now();
      await output('xargs', ['-a', list, '-n', '2', '-P', String(atOnce), 'sh', '-c', curl]);
      return { seconds: (performance.now() - started) / 1000 };
    },
  };
}

/** @throws Error when it fails */
async function output(command: string, args: string[], env = process.env): Promise<string> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [told, [code]] = await Promise.all([text(child.stdout), closed]);
  if (code !== 0) {
    throw new Error(`${command} ended with ${String(code)}: ${told.slice(0, 500)}`);
  }
  return told;
}
