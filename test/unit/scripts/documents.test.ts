import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { listFiles, PackageManager } from '@vscode/vsce';
import { documents, ROOT } from '../../../scripts/documents/documents.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { textOf } from '../manifestText.ts';

describe('documents', () => {
  it('have what the code makes of them', async () => {
    for (const { file, present, due } of await documents()) {
      assert.equal(present, due, `renew ${file}: node scripts/run.mjs scripts/documents/write.ts`);
    }
  });

  it('link to what there is, headings included', async () => {
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

  it('of README are in the package, as its pictures are', async () => {
    const packed = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
    const linked = [...(await textIn('README.md')).matchAll(/\]\(((?:media|docs)\/[^)#]+)/g)];
    assert.ok(linked.length > 5);
    assert.deepEqual(
      linked.map(([, file = '']) => file).filter((file) => !packed.includes(file)),
      [],
      'add it to .vscodeignore',
    );
  });

  it('for contributors name files that there are', async () => {
    const missing: string[] = [];
    for (const document of ['CONTRIBUTING.md', 'docs/design.md']) {
      for (const [, file = ''] of (await textIn(document)).matchAll(
        /`([\w./-]+\/[\w.-]+\.m?[tj]s)`/g,
      )) {
        if (!existsSync(path.join(ROOT, 'src', file)) && !existsSync(path.join(ROOT, file))) {
          missing.push(`${document}: ${file}`);
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

/** The anchors of a document's headings, as GitHub and VS Code make them. */
function headingsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
