import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { DATA_CENTERS } from '../../../src/zoho/dataCenter.ts';
import { ROOT } from '../../../scripts/documents/documents.ts';
import { EXTENSION_ID } from '../../../src/ui/offer.ts';
import { policyIn } from '../../../src/policy/policyFile.ts';
import manifest from '../../../package.json' with { type: 'json' };

describe('SECURITY.md', () => {
  let text: string;

  before(async () => {
    text = await readFile(path.join(ROOT, 'SECURITY.md'), 'utf8');
  });

  it('names a test for each promise, and every one exists', async () => {
    const rows = text
      .split('\n')
      .filter((line) => line.startsWith('|') && !/^\| (?:Promise|-)/.test(line));
    assert.ok(rows.length >= 25, `${rows.length} promises`);
    const missing: string[] = [];
    for (const row of rows) {
      const [, file = '', name = ''] = /`(test\/[\w/.]+)`: “(.+)”\s*\|$/.exec(row) ?? [];
      assert.ok(file !== '' && name !== '', `no test: ${row}`);
      const isThere = existsSync(path.join(ROOT, file));
      // The quotes of a test's name in its code may be any.
      const source = isThere ? await readFile(path.join(ROOT, file), 'utf8') : '';
      if (!["'", '`', '"'].some((quote) => source.includes(quote + name + quote))) {
        missing.push(`${file}: ${name}`);
      }
    }
    assert.deepEqual(missing, []);
  });

  it('says which VS Code is supported', () => {
    assert.ok(text.includes(`VS Code ${manifest.engines.vscode.replace(/^\^|\.0$/g, '')} `));
  });
});

describe('docs/administrators.md', () => {
  let text: string;

  before(async () => {
    text = await readFile(path.join(ROOT, 'docs', 'administrators.md'), 'utf8');
  });

  it('has a policy that works as an example', () => {
    const [example = ''] = /(?<=```json\n)\{\s+"allowedDataCenters"[^]*?(?=```)/.exec(text) ?? [];
    assert.equal(policyIn(example).kind, 'rules');
  });

  it('has the extension’s ID and version where they are pinned', () => {
    assert.ok(text.includes(`"${EXTENSION_ID}": ["${manifest.version}"]`));
  });

  it('lists every data center', () => {
    for (const id of DATA_CENTERS) {
      assert.ok(text.includes(`\`${id}\``), id);
    }
  });
});
