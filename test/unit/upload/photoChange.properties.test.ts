import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { inspect } from '../../../src/image/inspect.ts';
import { remove } from '../../../src/upload/remove.ts';
import type { UploadOptions } from '../../../src/upload/upload.ts';
import { upload } from '../../../src/upload/upload.ts';
import { undo } from '../../../src/upload/undo.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import { failed, success } from '../../../src/zoho/failure.ts';
import { downloadPhoto } from '../../../src/zoho/photo.ts';
import type { Fault } from '../../emulator/fault.ts';
import { howMany } from '../../long.ts';
import { pictureOf } from '../../pictures.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import { keepingInTest } from './keepingInTest.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';

const AMELIA = { module: 'Contacts', id: '4876876000000624001' };
const SCOPES = ['CREATE', 'READ', 'DELETE'].map((one) => `ZohoCRM.modules.contacts.${one}`);

/** What goes wrong with one changing request. */
const FAULTS = {
  busy: { answer: { status: 429, body: { code: 'TOO_MANY_REQUESTS' } } },
  down: { answer: { status: 503, body: { code: 'SERVICE_UNAVAILABLE' } } },
  /** A server in between gives up, and Zoho never sees the request. */
  'given up': { answer: { status: 504, body: '<html>' } },
  /** Carried out, but the answer is lost. */
  lost: { cutBeforeAnswer: true },
  refused: { answer: { status: 401, body: { code: 'INVALID_TOKEN' } } },
} satisfies Record<string, Fault>;

const Scenario = fc.record({
  change: fc.constantFrom('upload', 'removal', 'undo of a first photo', 'undo'),
  hasPhoto: fc.boolean(),
  handsBack: fc.constantFrom('as uploaded', 'png', 'png scaled down'),
  recordImageChanges: fc.boolean(),
  recordImageStays: fc.boolean(),
  faults: fc.array(fc.constantFrom(...(Object.keys(FAULTS) as (keyof typeof FAULTS)[])), {
    maxLength: 4,
  }),
  /** What happens at each wait and question, in order; then nothing. */
  meanwhile: fc.array(
    fc.constantFrom('nothing', 'somebody stores', 'somebody removes', 'cancel', 'sleep'),
    { maxLength: 6 },
  ),
  renews: fc.boolean(),
  agrees: fc.boolean(),
});
type Scenario = typeof Scenario extends fc.Arbitrary<infer T> ? T : never;

const PLAIN: Scenario = {
  change: 'upload',
  hasPhoto: true,
  handsBack: 'as uploaded',
  recordImageChanges: false,
  recordImageStays: true,
  faults: [],
  meanwhile: [],
  renews: true,
  agrees: true,
};

/** Each has gone wrong once. */
const EXAMPLES: readonly Partial<Scenario>[] = [
  // Neither the old photo nor the new one: it is somebody else's.
  { hasPhoto: false, faults: ['given up'], meanwhile: ['somebody stores'] },
  { faults: ['given up'], meanwhile: ['somebody stores'] },
  { handsBack: 'png scaled down', faults: ['given up', 'lost'], meanwhile: ['somebody stores'] },
  { change: 'undo', faults: ['busy'], meanwhile: ['nothing', 'somebody removes'] },
  // Carried out though the answer was lost, and refused when it was retried.
  { change: 'removal', faults: ['lost', 'busy'] },
  // Canceled later: the photo that is there by then proves nothing.
  { hasPhoto: false, faults: ['given up', 'busy'], meanwhile: ['somebody stores', 'cancel'] },
];

/** A photo that a record has had: as stored, and as Zoho returns it. */
interface Seen {
  readonly stored: string;
  readonly handedOut: string;
}

describe('whatever happens while a photo is being changed', () => {
  let world: World;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  async function check(scenario: Scenario): Promise<void> {
    const { change, handsBack, recordImageChanges, recordImageStays, faults } = scenario;
    const { control, network, emulator } = world;
    const switches = { handsBack, recordImageChanges, recordImageStays };
    await control.reset({ profile: 'seed', switches });
    const keeping = await keepingInTest();
    const accessToken = await control.issueAccessToken({ scopes: SCOPES });
    const lookingOn = new Crm(network, emulator.servers, {
      token: () => Promise.resolve(success(accessToken)),
    });

    async function seen(): Promise<Seen | undefined> {
      const stored = await control.photo(AMELIA.module, AMELIA.id);
      if (stored === null) {
        return undefined;
      }
      const photo = await downloadPhoto(lookingOn, AMELIA, 'v8', new AbortController().signal);
      assert.ok(photo.ok && photo.value !== undefined);
      return { stored: stored.sha256, handedOut: hash(photo.value) };
    }

    let pictures = 0;
    async function store(): Promise<void> {
      pictures += 1;
      await control.putPhoto(AMELIA.module, AMELIA.id, await picture(pictures));
    }

    const ours = await picture(0);
    // What an undo finds: a photo of ours that replaced another one or none.
    let kept: string | undefined;
    if (change === 'undo') {
      await store();
      const earlier = await seen();
      assert.ok(earlier !== undefined);
      const bytes = await picture(pictures);
      const copy = await keeping.photos.keep(
        keeping.owner,
        { key: AMELIA, name: undefined, photoMark: undefined },
        bytes,
        new Set(),
      );
      assert.ok('id' in copy);
      kept = copy.id;
    }
    if (scenario.hasPhoto || change !== 'upload') {
      await store();
    }

    /** What only we can have replaced since the last check. */
    const replaced: Seen[] = [];
    let last = await seen();
    const all = new Set([last?.handedOut]);
    async function lookOn(): Promise<void> {
      const now = await seen();
      if (last !== undefined && now?.stored !== last.stored) {
        replaced.push(last);
      }
      last = now;
      all.add(now?.handedOut);
    }

    const cancel = new AbortController();
    const meanwhile = [...scenario.meanwhile];
    const real = performance.now.bind(performance);
    let asleep = 0;
    performance.now = () => real() + asleep;
    async function interrupted(): Promise<void> {
      await lookOn();
      switch (meanwhile.shift()) {
        case 'somebody stores':
          await store();
          break;
        case 'somebody removes':
          await control.removePhoto(AMELIA.module, AMELIA.id);
          break;
        case 'sleep':
          asleep += 600_000;
          break;
        case 'cancel':
          cancel.abort();
          break;
        case 'nothing':
        case undefined:
          break;
      }
      last = await seen();
      all.add(last?.handedOut);
      cancel.signal.throwIfAborted();
    }

    let renewals = 0;
    const options: UploadOptions = {
      version: 'v8',
      restrictTriggers: [],
      signal: cancel.signal,
      keeping,
      clock: { sleep: () => interrupted(), random: () => 0.5 },
      prompts: {
        renewAccess: async () => {
          await interrupted();
          return scenario.renews;
        },
        continueWithoutBackup: async () => {
          await interrupted();
          return false;
        },
        undoAnyway: async () => {
          await interrupted();
          return scenario.agrees;
        },
      },
      onStage: () => undefined,
    };
    for (const name of faults) {
      for (const method of ['POST', 'DELETE']) {
        await control.fault({ method, path: '/photo', ...FAULTS[name] });
      }
    }
    const crm = new Crm(network, emulator.servers, {
      token: () => Promise.resolve(success(accessToken)),
      renew: () => {
        renewals += 1;
        return Promise.resolve(
          renewals % 2 === 1
            ? failed({ kind: 'sign-in-needed', why: 'withdrawn' })
            : success(accessToken),
        );
      },
    });
    const inspected = await inspect(pictureOf(ours, 'new.png'));
    assert.ok(!('refusal' in inspected));
    const outcome = await {
      upload: () => upload(crm, inspected, AMELIA, options),
      removal: () => remove(crm, AMELIA, options),
      'undo of a first photo': () => undo(crm, changeFrom({ kind: 'none' }), options),
      undo: () => undo(crm, changeFrom({ kind: 'kept', id: kept ?? '' }), options),
    }[change]();
    performance.now = real;
    await lookOn();

    const copies = (await keeping.photos.of(keeping.owner.account))
      .filter(({ id }) => id !== kept)
      .map(({ sha256 }) => sha256);
    const lost = replaced.filter(({ handedOut }) => !copies.includes(handedOut));
    const own = change === 'undo' ? hash(await picture(1)) : hash(ours);
    assert.deepEqual(
      lost.filter(({ stored }) => stored !== own),
      [],
      'a photo is lost',
    );
    const isOpen = JSON.stringify(outcome).includes('"unknown"');
    switch (outcome.kind) {
      case 'done':
        assert.equal(last?.stored, own, 'a success that was none');
        break;
      case 'removed':
      case 'had-none':
        assert.equal(last, undefined, 'a removal that was none');
        break;
      case 'canceled':
      case 'failed':
        assert.ok(isOpen || replaced.length === 0, 'a change that is told as none');
        break;
      default:
        assert.fail(outcome.kind);
    }
    const wasInDoubt = faults.includes('given up') || isOpen;
    const needed = new Set(replaced.map(({ handedOut }) => handedOut));
    assert.deepEqual(
      copies.filter((copy) => !(wasInDoubt ? all : needed).has(copy)),
      [],
      'a copy that nobody needs',
    );
    assert.equal(new Set(copies).size, copies.length, 'two copies of one photo');
    await keeping.close();

    function changeFrom(before: { kind: 'none' } | { kind: 'kept'; id: string }) {
      const after = { kind: 'unknown' } as const;
      return { account: keeping.owner.account, key: AMELIA, before, after };
    }
  }

  it('no photo is lost, no backup left over, and nothing false reported', async () => {
    await fc.assert(fc.asyncProperty(Scenario, check), {
      numRuns: howMany(30, 2000),
      examples: EXAMPLES.map((example) => [{ ...PLAIN, ...example }]),
    });
  });
});

const made = new Map<number, Buffer>();

/** Small pictures, all different. */
async function picture(number: number): Promise<Buffer> {
  const known = made.get(number);
  if (known !== undefined) {
    return known;
  }
  const background = { r: number * 20, g: 255 - number * 20, b: 100 };
  const png = await sharp({ create: { width: 12, height: 9, channels: 3, background } })
    .png()
    .toBuffer();
  made.set(number, png);
  return png;
}

function hash(bytes: Uint8Array): string {
  return sha256Of(bytes);
}
