import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import { filesToPack } from '../../scripts/pack.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

describe('the package has', () => {
  const packed = filesToPack();

  function includes(...files: string[]): void {
    assert.ok(files.length > 0);
    assert.deepEqual(
      files.filter((file) => !packed.includes(file)),
      [],
      'add it to .vscodeignore',
    );
  }

  it('the texts of package.json', () => {
    includes('package.nls.json');
  });

  it('the walkthrough’s pictures', () => {
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    includes(...steps.map(({ media }) => media.svg));
  });

  it('the JSON schemas', () => {
    includes(...manifest.contributes.jsonValidation.map(({ url }) => url.replace('./', '')));
  });

  it('the documents that README links to', async () => {
    const readme = await readFile(path.join(root, 'README.md'), 'utf8');
    const linked = [...readme.matchAll(/\]\((docs\/[^)#]+)/g)].map(([, file = '']) => file);
    assert.ok(linked.length > 3);
    includes(...linked);
  });
});
