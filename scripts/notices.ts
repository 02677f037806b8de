import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { COPIED_PACKAGES } from './build.ts';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Writes dist/ThirdPartyNotices.txt: the license of each package in the bundle or shipped as
 * files, and of what those contain.
 */
export async function writeNotices({ inputs }: Metafile): Promise<void> {
  const bundled = Object.keys(inputs).flatMap(
    (file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  const packages = new Set([...bundled, ...COPIED_PACKAGES]);
  const notices = await Promise.all([...packages].sort().map(noticeOf));
  await writeFile(path.join(root, 'dist', 'ThirdPartyNotices.txt'), notices.join('\n'));
}

async function noticeOf(name: string): Promise<string> {
  const folder = path.join(root, 'node_modules', name);
  const { version, license, repository } = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  ) as { version: string; license: string; repository?: string | { url: string } };
  const entries = await readdir(folder);
  const licenseFile = entries.find((entry) => /^licen[cs]e/i.test(entry));
  if (licenseFile === undefined) {
    throw new Error(`${name} has no license file to ship.`);
  }
  const others = entries.filter((entry) => /^third-party-notices/i.test(entry));
  const texts = await Promise.all(
    [licenseFile, ...others].map((file) => readFile(path.join(folder, file), 'utf8')),
  );
  const source = typeof repository === 'string' ? repository : (repository?.url ?? '');
  const title = `${name} ${version} (${license}) ${source}`.trim();
  const text = texts.map((part) => part.trim()).join('\n\n');
  return `${title}\n\n${text}\n\n${'-'.repeat(78)}\n`;
}
