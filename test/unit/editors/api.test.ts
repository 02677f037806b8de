import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { LATER } from './api.ts';
import { usedMembers } from './usedMembers.ts';

const used = usedMembers();

/** What VS Code 1.60 had, by its `@types/vscode`: one container per line, with its members. */
const early = new Set(
  readFileSync(path.join(import.meta.dirname, 'vscode-1.60.txt'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [container = '', names = ''] = line.split(': ');
      return names.split(' ').map((name) => (container === '' ? name : `${container}.${name}`));
    }),
);

describe('VS Code’s API in use', () => {
  it('was in 1.60, or is listed with the version that added it', () => {
    const listed = LATER.flatMap(({ members }) => members);
    const unlisted = [...used.keys()].filter((name) => !early.has(name) && !listed.includes(name));
    assert.deepEqual(unlisted, [], 'newer than 1.60: look for it before, and put it into api.ts');
  });

  it('is used only in places that check for it, if it was added after 1.60', () => {
    for (const { members, usedIn } of LATER) {
      for (const member of members) {
        const elsewhere = [...(used.get(member) ?? [])].filter(
          (file) => usedIn !== 'anywhere' && !usedIn.includes(file),
        );
        assert.deepEqual(elsewhere, [], member);
      }
    }
  });

  it('is found by the types, and listed only while it is used', () => {
    const listed = LATER.flatMap(({ members }) => members);
    assert.ok(used.has('window.createQuickPick') && early.has('window.createQuickPick'));
    assert.deepEqual(
      listed.filter((name) => early.has(name)),
      [],
    );
    const unused = listed.filter((name) => !used.has(name));
    assert.deepEqual(unused, [
      'SecretStorage.keys',
      'QuickPick.prompt',
      'QuickInputButton.location',
      'QuickInputButton.toggle',
      'QuickInputButtonLocation.Input',
    ]);
  });
});
