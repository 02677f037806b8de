import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BEFORE, LATER } from './api.ts';
import { usedMembers } from './usedMembers.ts';

const used = usedMembers();

const before = Object.entries(BEFORE).flatMap(([container, names]) =>
  names.split(' ').map((name) => (container === '' ? name : `${container}.${name}`)),
);

describe('what is used of VS Code’s API', () => {
  it('is listed with the version that it came with', () => {
    const listed = [...before, ...LATER.flatMap(({ members }) => members)];
    const unlisted = [...used.keys()].filter((member) => !listed.includes(member));
    assert.deepEqual(
      unlisted,
      [],
      'to be put into api.ts, and looked for if it is newer than 1.60',
    );
  });

  it('is used only where it is looked for, if it came after 1.60', () => {
    for (const { members, usedIn } of LATER) {
      for (const member of members) {
        const elsewhere = [...(used.get(member) ?? [])].filter((file) => !usedIn.includes(file));
        assert.deepEqual(elsewhere, [], member);
      }
    }
  });

  it('is not listed without being used', () => {
    const found = LATER.flatMap(({ members }) => members).filter((name) => used.has(name));
    assert.ok(found.length > 20, 'the types tell hardly anything');
    assert.deepEqual(
      before.filter((member) => !used.has(member)),
      [],
    );
  });
});
