import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { COPIED_PACKAGES } from './build.ts';
import type { Library } from './libraries.ts';
import { licenseText, wasmLibraries } from './libraries.ts';

const root = path.resolve(import.meta.dirname, '..');

const RULE = '-'.repeat(78);

/** The npm packages in the bundle or shipped as files. */
export function shippedPackages({ inputs }: Metafile): string[] {
  const bundled = Object.keys(inputs).flatMap(
    (file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set([...bundled, ...COPIED_PACKAGES])].sort();
}

/**
 * Writes dist/ThirdPartyNotices.txt: the license of each package, and of each library that is
 * compiled into a WebAssembly file.
 */
export async function writeNotices(metafile: Metafile): Promise<void> {
  const packages = await Promise.all(shippedPackages(metafile).map(noticeOf));
  const libraries = await libraryNotices(await wasmLibraries());
  const notices = [...packages, libraries].join('\n');
  await writeFile(path.join(root, 'dist', 'ThirdPartyNotices.txt'), notices);
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
  return `${title}\n\n${text}\n\n${RULE}\n`;
}

/** What is compiled in, where its source is, and each license text once. */
export async function libraryNotices(libraries: readonly Library[]): Promise<string> {
  const list = libraries.map(
    ({ name, version, license, source, files }) =>
      `${name} ${version} (${license}) in ${files.join(' and ')}\n    ${source}`,
  );
  const users = Map.groupBy(
    libraries.flatMap(({ name, texts }) => texts.map((text) => ({ name, text }))),
    ({ text }) => text,
  );
  const texts = await Promise.all(
    [...users].map(async ([text, of]) => {
      const names = [...new Set(of.map(({ name }) => name))].join(', ');
      return `License of ${names}\n\n${await licenseText(text)}\n\n${RULE}\n`;
    }),
  );
  return [
    'LIBRARIES INSIDE THE WEBASSEMBLY FILES',
    '',
    'The files in dist/codecs are unchanged copies of those in the npm packages wasm-vips',
    '(https://github.com/kleisauke/wasm-vips) and libheif-js',
    '(https://github.com/catdad-experiments/libheif-js), which have the recipes that build them.',
    'You may replace each file by a build of your own. Libraries under LGPL-2.1-or-later are used under',
    'version 3. This software is based in part on the work of the Independent JPEG Group.',
    'The libraries, and where their sources are:',
    '',
    ...list,
    '',
    `${RULE}\n`,
    texts.join('\n'),
  ].join('\n');
}
