import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { ROOT } from '../../../scripts/documents/documents.ts';
import { productTexts } from '../../../scripts/documents/productTexts.ts';
import manifest from '../../../package.json' with { type: 'json' };
import texts from '../../../package.nls.json' with { type: 'json' };
import { consoleOf, DATA_CENTERS, ENVIRONMENTS, serversOf } from '../../../src/zoho/dataCenter.ts';
import { textOf } from '../manifestText.ts';

const { commands, menus, configuration, languageModelTools } = manifest.contributes;
const SETTINGS = Object.keys(configuration.properties);
const CATEGORY = textOf('%commands.category%');

/**
 * What documents set in italics or quotes although the product never shows it: other programs’
 * texts, terms, and examples.
 */
const OTHERS = {
  'Zoho’s API console': [
    ...['GET STARTED', 'CREATE NOW', 'OK', 'Client Secret', 'Generate Code', 'scope'],
    ...['server-based', 'mobile-based', 'multi-DC', 'Zoho CRM API Access'],
  ],
  'Zoho’s sign-in pages': ['Invalid Client', 'Invalid Redirect Uri'],
  'Zoho’s account settings': ['Sessions', 'Connected Apps', 'Revoke Access'],
  'Zoho CRM': [
    ...['Setup > Modules and Fields', 'Setup > Developer Hub > APIs', 'Links', 'Buttons'],
    ...['Invoke a URL', 'Image Upload', 'record photo', 'org', 'Northwind'],
  ],
  'VS Code': ['Welcome: Open Walkthrough…', 'Extensions: Install from VSIX…', 'Debug', 'Back'],
  'iPhone and Mac': ['Settings > Camera > Formats', 'Most Compatible', 'File > Export…'],
  GitHub: ['Security', 'Report a vulnerability'],
  Windows: ['Group Policy'],
  git: ['git lfs pull'],
  terms: ['client', 'Run', 'Compiled', 'parsed'],
  'what a generated table stands for': ['any other error', 'Zoho’s own words', 'Keep Photos'],
  examples: [...['File name = Product Code, finds 40 of 40', 'Folder name = Product Code']],
} as const;

describe('documents for users', () => {
  let documents: readonly (readonly [file: string, text: string])[];

  before(async () => {
    const files: string[] = [];
    for await (const file of glob(['README.md', 'SECURITY.md', 'docs/*.md'], { cwd: ROOT })) {
      // Decisions are for those who change the code, and tell how things were named earlier.
      if (!file.endsWith('design.md')) {
        files.push(file);
      }
    }
    documents = await Promise.all(
      files.map(async (file) => [file, await readFile(path.join(ROOT, file), 'utf8')] as const),
    );
    assert.ok(documents.length > 7);
  });

  /** All that a pattern's group finds, with its document. */
  function found(pattern: RegExp): (readonly [file: string, text: string])[] {
    return documents.flatMap(([file, text]) =>
      [...text.matchAll(pattern)].map(([, group = '']) => [file, group] as const),
    );
  }

  it('quote only texts that the product shows', async () => {
    const isShown = await productTexts();
    const others = new Set<string>(Object.values(OTHERS).flat());
    const unknown: string[] = [];
    let count = 0;
    for (const [file, text] of documents) {
      const prose = text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '``');
      const quotes = file === 'SECURITY.md' ? [] : prose.matchAll(/“([^”\n]+)”/g);
      for (const [, quoted = ''] of [...prose.matchAll(/(?<!\w)_([^_\n]+?)_(?!\w)/g), ...quotes]) {
        count += 1;
        const title = quoted.replace(new RegExp(`^${CATEGORY}: `), '');
        if (!others.delete(quoted) && !isOther(quoted) && !isShown(title) && !isSetting(quoted)) {
          unknown.push(`${file}: ${quoted}`);
        }
      }
    }
    assert.ok(count > 150, `${count} quotes`);
    assert.deepEqual(unknown, [], 'rename it in the documents, or say in OTHERS whose text it is');
    assert.deepEqual([...others], [], 'no document says this anymore');
  });

  it('name only settings that exist', () => {
    const named = [
      ...found(/`zohoCrmPhotos\.([\w.]+)`/g),
      ...found(/[Ss]ettings? `(?!zohoCrmPhotos\.|extensions\.)([\w.]+)`/g),
      ...[
        ...Object.values(texts)
          .join('\n')
          .matchAll(/`#zohoCrmPhotos\.(.+?)#`/g),
      ].map(([, name = '']) => ['package.nls.json', name] as const),
    ];
    assert.ok(named.length > 25);
    assert.deepEqual(
      named.filter(([, name]) => !SETTINGS.includes(`zohoCrmPhotos.${name}`)),
      [],
    );
  });

  it('list exactly the commands of the command palette', () => {
    const [, readme = ''] = documents.find(([file]) => file === 'README.md') ?? [];
    const [table = ''] = /(?<=^## Commands\n)[^]*?(?=^## )/m.exec(readme) ?? [];
    const listed = [...table.matchAll(/^\| (?!Command |-)(.+?) +\|/gm)].map(([, title]) => title);
    const hidden = menus.commandPalette
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    const titles = commands
      .filter(({ command }) => !hidden.includes(command))
      .map(({ title }) => textOf(title));
    assert.deepEqual(listed.sort(), titles.sort());
  });

  it('name every tool for language models as it is called', () => {
    const names = languageModelTools.flatMap((tool) => [tool.name, `#${tool.toolReferenceName}`]);
    const named = found(/`(#zohoCrm\w+|(?:upload|search)_\w+)`/g).map(([, name]) => name);
    assert.deepEqual([...new Set(named)].sort(), names.sort());
  });

  it('name only hosts of Zoho’s that the extension knows', () => {
    const known = DATA_CENTERS.flatMap((dataCenter) => [
      consoleOf(dataCenter),
      ...ENVIRONMENTS.flatMap((environment) => {
        const { accounts, api, web } = serversOf({ kind: 'zoho', dataCenter, environment });
        return [accounts, api, web];
      }),
    ]).map((origin) => new URL(origin).host);
    const named = found(/(?<![\w.-])((?:[a-z-]+\.)+zoho(?:apis|cloud)?(?:\.[a-z]+)+)/g);
    assert.ok(named.length > 30);
    assert.deepEqual(
      named.filter(([, host]) => !known.includes(host)),
      [],
    );
  });

  it('say which setting a workspace can change', () => {
    const own = Object.entries(configuration.properties)
      .filter(([, { scope }]) => scope !== 'application')
      .map(([name]) => name);
    const sentence = 'a workspace can change nothing but `badges`';
    assert.ok(documents.some(([, text]) => text.includes(sentence)));
    assert.deepEqual(own, ['zohoCrmPhotos.badges']);
  });
});

function isOther(text: string): boolean {
  return Object.values<readonly string[]>(OTHERS).some((some) => some.includes(text));
}

/** A setting as VS Code's page of settings names it: `Keep Photos Megabytes`. */
function isSetting(text: string): boolean {
  const name = text.replace(/ /g, '').replace(/^./, (letter) => letter.toLowerCase());
  return SETTINGS.some(
    (setting) => setting.toLowerCase() === `zohocrmphotos.${name}`.toLowerCase(),
  );
}
