import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { inspect } from '../../../src/image/inspect.ts';
import type { UploadPrompts } from '../../../src/upload/prompts.ts';
import { remove } from '../../../src/upload/remove.ts';
import type { UploadOptions } from '../../../src/upload/upload.ts';
import { undo } from '../../../src/upload/undo.ts';
import { upload } from '../../../src/upload/upload.ts';
import type { Clock } from '../../../src/async/clock.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Failure, Result } from '../../../src/zoho/failure.ts';
import { failed, success } from '../../../src/zoho/failure.ts';
import type { TokenSource } from '../../../src/zoho/tokens.ts';
import type { Profile, Switches } from '../../emulator/profile.ts';
import { chair, lamp, mug } from '../../drawings.ts';
import { pictureOf } from '../../pictures.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import type { KeepingInTest } from './keepingInTest.ts';
import { keepingInTest } from './keepingInTest.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';

const AMELIA = { module: 'Contacts', id: '4876876000000624001' };
const PROFILES: readonly Profile[] = ['seed', 'newest', 'worst'];
const SCOPES = ['CREATE', 'READ', 'DELETE'].map((one) => `ZohoCRM.modules.contacts.${one}`);
const ENDED: Failure = { kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' };
const THROTTLED: Failure = {
  kind: 'token-throttled',
  error: 'Access Denied',
  host: 'accounts.zoho.eu',
  retryAfter: 3,
};

/** A record whose photo is being changed while somebody else replaces it too. */
describe('between the backup of a photo and the request that changes it,', () => {
  let world: World;
  let keeping: KeepingInTest;
  let accessToken: string;
  let theirs: Buffer;
  let tokens: TokenSource;
  let clock: Clock;
  let prompts: UploadPrompts;
  let given: boolean;

  before(async () => {
    world = await openWorld();
    theirs = Buffer.from(await lamp());
  });

  after(() => world.close());

  beforeEach(async () => {
    keeping = await keepingInTest();
    await start('seed');
  });

  afterEach(() => keeping.close());

  async function start(profile: Profile, switches: Partial<Switches> = {}): Promise<void> {
    await world.control.reset({ profile, switches: { approvalPending: false, ...switches } });
    accessToken = await world.control.issueAccessToken({ scopes: SCOPES });
    given = false;
    tokens = {
      token: () => Promise.resolve(success(accessToken)),
      renew: () => Promise.resolve(success(accessToken)),
    };
    clock = { sleep: () => Promise.resolve(), random: () => 0.5 };
    prompts = {
      renewAccess: () => Promise.resolve(false),
      continueWithoutBackup: () => Promise.resolve(false),
      undoAnyway: () => Promise.resolve(true),
    };
    await world.control.putPhoto(AMELIA.module, AMELIA.id, await chair());
  }

  /** What a colleague does, once. */
  async function giveTheirs(): Promise<void> {
    if (!given) {
      given = true;
      await world.control.putPhoto(AMELIA.module, AMELIA.id, theirs);
    }
  }

  async function hasCopy(): Promise<boolean> {
    return (await copies()).length > 0;
  }

  /** What Zoho would return for each backup. */
  async function copies(): Promise<string[]> {
    return (await keeping.photos.of(keeping.owner.account)).map(({ sha256 }) => sha256);
  }

  async function handedOut(): Promise<string> {
    const crm = new Crm(world.network, world.emulator.servers, tokens);
    const { downloadPhoto } = await import('../../../src/zoho/photo.ts');
    const photo = await downloadPhoto(crm, AMELIA, 'v8', new AbortController().signal);
    assert.ok(photo.ok && photo.value !== undefined);
    return hash(photo.value);
  }

  function options(signal = new AbortController().signal): UploadOptions {
    return {
      version: 'v8',
      restrictTriggers: [],
      signal,
      keeping,
      clock,
      prompts,
      onStage: () => undefined,
    };
  }

  function crm(): Crm {
    return new Crm(world.network, world.emulator.servers, {
      token: (signal) => tokens.token(signal),
      renew: (spent, signal) => tokens.renew?.(spent, signal) ?? Promise.resolve(failed(ENDED)),
    });
  }

  async function send(signal?: AbortSignal): Promise<{ kind: string }> {
    const inspected = await inspect(pictureOf(await mug(), 'new.jpg'));
    assert.ok(!('refusal' in inspected));
    return upload(crm(), inspected, AMELIA, options(signal));
  }

  const CHANGES = {
    'an upload': (signal?: AbortSignal) => send(signal),
    'a removal': (signal?: AbortSignal) => remove(crm(), AMELIA, options(signal)),
    'an undo': async (signal?: AbortSignal) => {
      const change = {
        account: keeping.owner.account,
        key: AMELIA,
        before: { kind: 'none' },
        after: { kind: 'unknown' },
      } as const;
      return undo(crm(), change, options(signal));
    },
  };

  /** Makes something happen after the backup and before the request is sent. */
  const BETWEEN: Readonly<Record<string, () => Promise<void>>> = {
    'a sign-in': async () => {
      const real = tokens;
      let ended = false;
      tokens = {
        ...tokens,
        token: async (signal): Promise<Result<string>> => {
          ended ||= await hasCopy();
          return ended && !given ? failed(ENDED) : real.token(signal);
        },
      };
      prompts = { ...prompts, renewAccess: () => giveTheirs().then(() => true) };
      return Promise.resolve();
    },
    'the countdown of a throttled token': async () => {
      const real = tokens;
      tokens = {
        ...tokens,
        token: async (signal): Promise<Result<string>> =>
          (await hasCopy()) && !given ? failed(THROTTLED) : real.token(signal),
      };
      clock = { ...clock, sleep: giveTheirs };
      return Promise.resolve();
    },
    'the wait for a busy Zoho': async () => {
      const body = { code: 'TOO_MANY_REQUESTS', details: {}, message: '', status: 'error' };
      for (const method of ['POST', 'DELETE']) {
        await world.control.fault({ method, path: '/photo', answer: { status: 429, body } });
      }
      clock = { ...clock, sleep: giveTheirs };
    },
    'a machine that sleeps': async () => {
      const { photos } = keeping;
      const keep = photos.keep.bind(photos);
      const real = performance.now.bind(performance);
      photos.keep = async (...kept) => {
        const copy = await keep(...kept);
        if (!given) {
          await giveTheirs();
          performance.now = () => real() + 60_000;
        }
        return copy;
      };
      return Promise.resolve();
    },
  };

  for (const [what, change] of Object.entries(CHANGES)) {
    for (const [between, arrange] of Object.entries(BETWEEN)) {
      for (const profile of PROFILES) {
        it(`${what} backs up what was uploaded with ${between}, and nothing else (${profile})`, async (test) => {
          test.mock.method(performance, 'now', performance.now.bind(performance));
          await start(profile);
          await arrange();
          const outcome = await change();
          assert.ok(given, 'nobody has given the record another photo');
          assert.ok(['done', 'removed'].includes(outcome.kind), JSON.stringify(outcome));
          const [copy, ...others] = await keeping.photos.of(keeping.owner.account);
          assert.deepEqual(others, []);
          assert.ok(copy !== undefined);
          // What is restored is theirs.
          await world.control.putPhoto(AMELIA.module, AMELIA.id, theirs);
          assert.equal(copy.sha256, await handedOut());
        });
      }
    }

    it(`${what} leaves no backup if canceled while its request is sent`, async () => {
      const cancel = new AbortController();
      tokens = {
        ...tokens,
        token: async () => {
          if (await hasCopy()) {
            cancel.abort();
          }
          return success(accessToken);
        },
      };
      assert.deepEqual(await change(cancel.signal), { kind: 'canceled', photo: 'not-stored' });
      assert.deepEqual(await copies(), []);
    });

    it(`${what} leaves no backup if canceled while it waits to retry`, async () => {
      const body = { code: 'SERVICE_UNAVAILABLE', details: {}, message: '', status: 'error' };
      for (const method of ['POST', 'DELETE']) {
        await world.control.fault({ method, path: '/photo', answer: { status: 503, body } });
      }
      const cancel = new AbortController();
      clock = {
        ...clock,
        sleep: async () => {
          assert.ok(await hasCopy());
          cancel.abort();
          throw cancel.signal.reason;
        },
      };
      assert.deepEqual(await change(cancel.signal), { kind: 'canceled', photo: 'not-stored' });
      assert.deepEqual(await copies(), []);
    });
  }

  for (const [what, change] of Object.entries(CHANGES)) {
    it(`${what} backs up what was uploaded while it asked about a photo that can’t be downloaded`, async () => {
      const body = { code: 'INTERNAL_ERROR', details: {}, message: '', status: 'error' };
      // An undo checks the current photo once more.
      const times = what === 'an undo' ? 4 : 3;
      await world.control.fault({
        method: 'GET',
        path: '/photo',
        times,
        answer: { status: 500, body },
      });
      let asked = 0;
      prompts = {
        ...prompts,
        continueWithoutBackup: async () => {
          asked += 1;
          await giveTheirs();
          return true;
        },
      };
      const outcome = await change();
      assert.ok(['done', 'removed'].includes(outcome.kind), JSON.stringify(outcome));
      assert.equal(asked, 1);
      const [copy, ...others] = await copies();
      assert.deepEqual(others, []);
      await world.control.putPhoto(AMELIA.module, AMELIA.id, theirs);
      assert.equal(copy, await handedOut());
    });
  }

  it('an incomplete request is not sent again over what was uploaded meanwhile', async (test) => {
    test.mock.method(performance, 'now', performance.now.bind(performance));
    const real = performance.now.bind(performance);
    await world.control.fault({
      method: 'POST',
      path: '/photo',
      bytesPerSecond: 1_000_000,
      cutAfterBytes: 1_000_000,
    });
    const { jpeg } = await import('../../pictures.ts');
    const bytes = await jpeg({ width: 600, height: 400, targetBytes: 9_900_000 });
    const inspected = await inspect(pictureOf(bytes, 'large.jpg'));
    assert.ok(!('refusal' in inspected));
    const outcome = await upload(crm(), inspected, AMELIA, {
      ...options(),
      onStage: ({ kind }) => {
        if (kind === 'sending' && !given) {
          // The machine sleeps while the request is sent.
          performance.now = () => real() + 60_000;
          void giveTheirs();
        }
      },
    });
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
    const [copy, ...others] = await copies();
    assert.deepEqual(others, []);
    await world.control.putPhoto(AMELIA.module, AMELIA.id, theirs);
    assert.equal(copy, await handedOut());
  });

  it('a cancel while a large picture is sent is no reason to keep a backup', async () => {
    await world.control.fault({ method: 'POST', path: '/photo', bytesPerSecond: 1000 });
    const cancel = new AbortController();
    const { jpeg } = await import('../../pictures.ts');
    const bytes = await jpeg({ width: 600, height: 400, targetBytes: 9_900_000 });
    const inspected = await inspect(pictureOf(bytes, 'large.jpg'));
    assert.ok(!('refusal' in inspected));
    const outcome = await upload(crm(), inspected, AMELIA, {
      ...options(cancel.signal),
      onStage: ({ kind }) => {
        if (kind === 'sending') {
          cancel.abort();
        }
      },
    });
    assert.deepEqual(outcome, { kind: 'canceled', photo: 'not-stored' });
    assert.deepEqual(await copies(), []);
  });

  it('refused with 401 and canceled during the renewal, nothing is in doubt', async () => {
    const body = { code: 'INVALID_TOKEN', details: {}, message: '', status: 'error' };
    await world.control.fault({ method: 'POST', path: '/photo', answer: { status: 401, body } });
    const cancel = new AbortController();
    tokens = {
      ...tokens,
      renew: () => {
        cancel.abort();
        return Promise.reject(cancel.signal.reason as Error);
      },
    };
    assert.deepEqual(await send(cancel.signal), { kind: 'canceled', photo: 'not-stored' });
    assert.deepEqual(await copies(), []);
  });

  it('after a lost answer, checks for the photo instead of sending it again', async () => {
    const old = (await world.control.photo(AMELIA.module, AMELIA.id))?.sha256;
    let lost = false;
    clock = {
      ...clock,
      sleep: async () => {
        // After the front-end server gave up, Zoho has stored it.
        lost = true;
        await world.control.putPhoto(AMELIA.module, AMELIA.id, await mug());
      },
    };
    await world.control.fault({
      method: 'POST',
      path: '/photo',
      answer: { status: 504, body: '<html>' },
    });
    const outcome = await send();
    assert.equal(outcome.kind, 'done');
    assert.ok(lost);
    const posts = (await world.control.requests()).filter(({ method }) => method === 'POST');
    assert.equal(posts.length, 1);
    assert.deepEqual(await copies(), [old]);
  });
});

function hash(bytes: Uint8Array): string {
  return sha256Of(bytes);
}
