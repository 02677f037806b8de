import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');

/** Writes dist/ThirdPartyNotices.txt: the licence of each package that the bundle holds. */
export async function writeNotices({ inputs }: Metafile): Promise<void> {
  const packages = new Set(
    Object.keys(inputs).flatMap(
      (file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
    ),
  );
  const notices = await Promise.all([...packages].sort().map(noticeOf));
  await writeFile(path.join(root, 'dist', 'ThirdPartyNotices.txt'), notices.join('\n'));
}

async function noticeOf(name: string): Promise<string> {
  const folder = path.join(root, 'node_modules', name);
  const { version, license } = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  ) as { version: string; license: string };
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) {
    throw new Error(`${name} has no licence file to give on.`);
  }
  const text = await readFile(path.join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${text.trim()}\n\n${'-'.repeat(78)}\n`;
}
