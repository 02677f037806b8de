import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { glob, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { documents, ROOT } from '../../../scripts/documents/documents.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { textOf } from '../manifestText.ts';

const SRC = path.join(ROOT, 'src');

describe('documents', () => {
  it('match what the code generates', async () => {
    for (const { file, present, due } of await documents()) {
      assert.equal(present, due, `renew ${file}: node scripts/run.mjs scripts/documents/write.ts`);
    }
  });

  it('link to existing files and headings', async () => {
    const broken: string[] = [];
    for (const file of await markdownFiles()) {
      for (const [, target = ''] of (await textIn(file)).matchAll(/\]\(([^()\s]+)\)/g)) {
        if (/^(https?|command):/.test(target)) {
          continue;
        }
        const [place = '', heading] = target.split('#');
        const linked = place === '' ? file : path.join(path.dirname(file), place);
        const isThere =
          existsSync(path.join(ROOT, linked)) &&
          (heading === undefined || headingsIn(await textIn(linked)).includes(heading));
        if (!isThere) {
          broken.push(`${file}: ${target}`);
        }
      }
    }
    assert.deepEqual(broken, []);
  });

  it('name files and folders that exist', async () => {
    const folders = (await readdir(ROOT, { withFileTypes: true })).filter((one) =>
      one.isDirectory(),
    );
    const known = new Set([...folders.map(({ name }) => name), ...(await readdir(SRC))]);
    const missing: string[] = [];
    for (const file of await markdownFiles()) {
      const text = await textIn(file);
      const paths = [
        ...layoutIn(text),
        ...pathsIn(text).filter(
          (named) => known.has(named.split('/', 1)[0] ?? '') || /\.(?:m?[jt]s|md)$/.test(named),
        ),
      ];
      if (file === 'CONTRIBUTING.md' || file === 'docs/design.md') {
        assert.ok(paths.length > 40, `${file} names ${paths.length} paths`);
      }
      for (const named of paths) {
        if (!(await exists(named))) {
          missing.push(`${file}: ${named}`);
        }
      }
    }
    assert.deepEqual(missing, []);
  });

  it('name every command by its title', async () => {
    const text = await textIn('README.md');
    const titles = manifest.contributes.commands.map(({ title }) => textOf(title));
    assert.deepEqual(
      titles.filter((title) => !text.includes(title)),
      [],
    );
  });
});

/** Folders that only a build creates. */
const MADE = new Set(['dist', '.cache', 'test-results']);

/** Paths in backticks, alone or as command arguments; `FOLDER` and `FILE` stand for any. */
function pathsIn(text: string): string[] {
  return [...text.replaceAll(/^```.*?^```/gms, '').matchAll(/`([^`]+)`/g)]
    .flatMap(([, code = '']) => code.split(' '))
    .filter((word) => /^\.?[\w./*-]+$/.test(word) && word.includes('/') && !/[A-Z]{4}/.test(word));
}

/** The files and folders that a tree in a code block names, by its indentation. */
function layoutIn(text: string): string[] {
  const tree = /^```\nsrc\/\n.*?^```/ms.exec(text)?.[0] ?? '';
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', names = ''] =
      /^( *)((?:[\w.]+\/? )*[\w.]+\/?)(?: {2}|$)/.exec(line) ?? [];
    const depth = indent.length / 2;
    const paths = names
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => path.posix.join(...above.slice(0, depth), name));
    above[depth] = names;
    return paths;
  });
}

/** In the repository, or below src; a pattern must match something. */
async function exists(named: string): Promise<boolean> {
  if (MADE.has(named.split('/', 1)[0] ?? '')) {
    return true;
  }
  for (const cwd of [ROOT, SRC]) {
    for await (const found of glob(named, { cwd })) {
      return found !== '';
    }
  }
  return false;
}

async function markdownFiles(): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(['*.md', 'docs/*.md'], { cwd: ROOT })) {
    files.push(file);
  }
  return files;
}

function textIn(file: string): Promise<string> {
  return readFile(path.join(ROOT, file), 'utf8');
}

/** The anchors of a document's headings, as GitHub and VS Code create them. */
function headingsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
