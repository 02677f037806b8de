import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';

const root = path.resolve(import.meta.dirname, '../../..');
const EXPORTED = /^export (?:async )?(?:class|const|function|interface|type) (\w+)/gm;

it('each exported name means one thing in all of src', () => {
  const owners = new Map<string, string[]>();
  for (const file of globSync('src/**/*.ts', { cwd: root })) {
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, name = ''] of text.matchAll(EXPORTED)) {
      owners.set(name, [...(owners.get(name) ?? []), file]);
    }
  }
  assert.ok(owners.size > 500);
  assert.deepEqual(
    [...owners].filter(([, files]) => files.length > 1),
    [],
  );
});
