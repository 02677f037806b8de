import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../../src/commands/services.ts';
import type { Inspected, Refused } from '../../../src/image/inspect.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { pictureInMemory } from '../../../src/image/picture.ts';
import { heic } from '../../heic.ts';
import * as pictures from '../../pictures.ts';
import { NO_POLICY, policyOf } from '../policy/policyInTest.ts';

const { wordsOfRefusal } = await import('../../../src/ui/words/refusal.ts');
const { asAllowed, needIn } = await import('../../../src/commands/fitter.ts');
const { intended } = await import('../../../src/tools/sendable.ts');

let policy = NO_POLICY;

function services(convertHeic: boolean, fitPictures = 'ask'): Services {
  const settings = {
    convertHeic: () => convertHeic,
    fitPictures: () => fitPictures,
    longestSide: () => undefined,
    convertCmyk: () => 'never',
    removePersonalData: () => 'never',
  };
  return { settings, policy } as unknown as Services;
}

function inspected(bytes: Uint8Array): Promise<Inspected | Refused> {
  return inspect(pictureInMemory('a', bytes));
}

describe('while converting HEIC is off', () => {
  it('a HEIC is refused, and keeps what is known of it', async () => {
    const found = await inspected(heic());
    const off = asAllowed(services(false), found);
    assert.ok('refusal' in off && 'refusal' in found);
    assert.deepEqual(off.refusal, { kind: 'heic-off' });
    assert.equal(off.fittable, found.fittable);
    assert.equal(needIn(services(false), found), undefined);
    assert.equal(needIn(services(false), off), undefined);
  });

  it('an administrator can keep it off, whatever the setting says', async () => {
    const found = await inspected(heic());
    policy = policyOf({ convertHeic: false });
    await policy.now();
    const off = asAllowed(services(true), found);
    assert.ok('refusal' in off);
    assert.deepEqual(off.refusal, { kind: 'heic-off', isForbidden: true });
    assert.equal(asAllowed(services(false), off), off);
    assert.equal(needIn(services(true), found), undefined);
    // The setting, which changes nothing, isn't offered.
    const { what, remedy, actions } = wordsOfRefusal(off.refusal);
    assert.match(what, /your administrator doesn’t allow converting them\.$/);
    assert.deepEqual([remedy, actions], ['Export the picture as JPEG.', []]);
    policy = NO_POLICY;
    assert.deepEqual(asAllowed(services(true), off), found);
  });

  it('and isn’t anymore once it’s on', async () => {
    const found = await inspected(heic());
    const on = asAllowed(services(true), asAllowed(services(false), found));
    assert.deepEqual(on, found);
    assert.equal(needIn(services(true), on)?.fittable.format, 'HEIC');
  });

  it('a language model’s upload of one is refused with the same words', async () => {
    const answer = await intended(services(false), await inspected(heic()));
    assert.deepEqual(answer, { reason: { kind: 'refusal', refusal: { kind: 'heic-off' } } });
  });

  it('everything else is as before', async () => {
    for (const make of [pictures.avif, pictures.webp, pictures.tiff, pictures.png]) {
      const found = await inspected(await make({ width: 8, height: 8 }));
      assert.equal(asAllowed(services(false), found), found);
      assert.deepEqual(needIn(services(false), found), needIn(services(true), found));
    }
  });

  it('and nothing is converted at all, a HEIC is refused for its format', async () => {
    const found = await inspected(heic());
    assert.equal(asAllowed(services(false, 'never'), found), found);
    assert.equal(needIn(services(true, 'never'), found), undefined);
  });
});
