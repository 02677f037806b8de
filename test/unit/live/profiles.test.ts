import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Profile } from '../../emulator/profile.ts';
import { PROFILES } from '../../emulator/profile.ts';
import { jpeg } from '../../pictures.ts';
import { LiveWorld, SANDBOX_CONTACT } from './liveWorld.ts';

/** What a profile itself keeps from being seen. */
const HIDDEN: Readonly<Record<Profile, readonly string[]>> = {
  // The photo comes back as uploaded.
  seed: ['appliesOrientation'],
  newest: [],
  // The field is another one at each reading.
  worst: ['recordImageChanges'],
};

interface JsonReport {
  readonly restored: string;
  readonly profile: { readonly names: string[]; readonly differences: object[]; compared: number };
  readonly asked: readonly {
    readonly outcome: string;
    readonly why?: string;
    readonly seen: readonly { about?: string; value?: unknown; unseen?: string }[];
  }[];
  readonly notAsked: readonly { readonly about: readonly string[] }[];
}

describe('check:live against a CRM of each profile', () => {
  let world: LiveWorld;

  before(async () => {
    world = await LiveWorld.open();
  });
  after(() => world.close());

  for (const profile of ['seed', 'newest', 'worst'] as const) {
    it(`names ${profile}, finds each of its switches, and puts the photo back`, async () => {
      const photo = await jpeg({ width: 300, height: 200, noise: true });
      const { outcome, person, report } = await world.run({
        profile,
        photo,
        answer: (prompt) => world.approve(prompt),
      });
      assert.equal(outcome, 'done', person.text);
      const read = JSON.parse(report?.json ?? '') as JsonReport;
      assert.deepEqual(
        read.asked.filter(({ outcome: ended }) => ended !== 'answered'),
        [],
      );
      assert.deepEqual(read.profile.names, [profile]);
      assert.deepEqual(read.profile.differences, []);

      const seen = read.asked.flatMap((each) => each.seen);
      const unseen = seen.flatMap(({ about, unseen: why }) => (why === undefined ? [] : [about]));
      assert.deepEqual(unseen, HIDDEN[profile]);
      const found = new Set(
        seen.flatMap(({ about, value }) => (value === undefined ? [] : [about])),
      );
      const notAsked = read.notAsked.flatMap(({ about }) => about);
      const switches = Object.keys(PROFILES[profile]);
      assert.deepEqual(
        switches.filter((name) => !found.has(name) && !HIDDEN[profile].includes(name)).toSorted(),
        notAsked.toSorted(),
      );
      assert.equal(read.profile.compared, found.size);

      assert.equal(read.restored, 'same bytes');
      const after = await world.control.photoBytes(SANDBOX_CONTACT.module, SANDBOX_CONTACT.id);
      assert.ok(after !== null);
      if (PROFILES[profile].handsBack === 'as uploaded') {
        assert.deepEqual(Buffer.from(after), photo);
      }
      const [, file = ''] = /saved in (\S+)/.exec(person.text) ?? [];
      assert.notEqual(file, '');
      assert.equal(existsSync(file), false);
      const left = await world.control.refreshTokens();
      assert.equal(
        left.filter(({ organization }) => organization === 'northwindsandbox').length,
        0,
      );
    });
  }
});
