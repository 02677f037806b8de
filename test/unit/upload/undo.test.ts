import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { inspect } from '../../../src/image/inspect.ts';
import type { Standing } from '../../../src/upload/after.ts';
import type { NotKept } from '../../../src/upload/asks.ts';
import type { Change } from '../../../src/upload/change.ts';
import type { Outcome } from '../../../src/upload/outcome.ts';
import { remove } from '../../../src/upload/remove.ts';
import { undo } from '../../../src/upload/undo.ts';
import type { UploadOptions } from '../../../src/upload/upload.ts';
import { upload } from '../../../src/upload/upload.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import type { Profile, Switches } from '../../emulator/profile.ts';
import { chair, lamp, mug } from '../../drawings.ts';
import { jpeg, pictureOf } from '../../pictures.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import type { KeepingInTest } from './keepingInTest.ts';
import { keepingInTest } from './keepingInTest.ts';

const AMELIA = { module: 'Contacts', id: '4876876000000624001' };
const PROFILES: readonly Profile[] = ['seed', 'newest', 'worst'];
const SCOPES = ['CREATE', 'READ', 'DELETE'].map((one) => `ZohoCRM.modules.contacts.${one}`);

describe('undo', () => {
  let world: World;
  let crm: Crm;
  let keeping: KeepingInTest;
  let asked: (NotKept['kind'] | Standing)[];
  let answer: boolean;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(async () => {
    asked = [];
    answer = false;
    keeping = await keepingInTest();
    await start('seed');
  });

  afterEach(() => keeping.close());

  async function start(profile: Profile, switches: Partial<Switches> = {}): Promise<void> {
    await world.control.reset({ profile, switches });
    const accessToken = await world.control.issueAccessToken({ scopes: SCOPES });
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
  }

  function options(signal = new AbortController().signal): UploadOptions {
    return {
      version: 'v8',
      restrictTriggers: ['workflow'],
      signal,
      keeping,
      clock: { sleep: () => Promise.resolve(), random: () => 0.5 },
      asks: {
        renewAccess: () => Promise.resolve(false),
        goOnWithoutCopy: ({ kind }) => {
          asked.push(kind);
          return Promise.resolve(answer);
        },
        undoAnyway: (standing) => {
          asked.push(standing);
          return Promise.resolve(answer);
        },
      },
      onStage: () => undefined,
    };
  }

  async function send(bytes: Uint8Array, more: Partial<UploadOptions> = {}): Promise<Outcome> {
    const inspected = await inspect(pictureOf(bytes, 'new.jpg'));
    assert.ok(!('refusal' in inspected));
    return upload(crm, inspected, AMELIA, { ...options(), ...more });
  }

  async function replace(bytes: Uint8Array): Promise<Change> {
    const outcome = await send(bytes);
    assert.ok('change' in outcome, JSON.stringify(outcome));
    return outcome.change;
  }

  async function stored(): Promise<string | undefined> {
    return (await world.control.photo(AMELIA.module, AMELIA.id))?.sha256;
  }

  async function put(bytes: Uint8Array): Promise<void> {
    await world.control.putPhoto(AMELIA.module, AMELIA.id, bytes);
  }

  /** The kept copy of the record's photo. */
  async function copies(): Promise<string[]> {
    return (await keeping.photos.of(keeping.owner.account)).map(({ sha256 }) => sha256);
  }

  it('keeps from running what the change kept, whatever is set now', async () => {
    const workflows = (): Promise<unknown[]> => world.control.workflowsFired();
    await put(await chair());
    const quiet = await replace(await mug());
    await undo(crm, quiet, { ...options(), restrictTriggers: [] });
    assert.deepEqual(await workflows(), []);
    const loud = await send(await lamp(), { restrictTriggers: [] });
    assert.ok('change' in loud);
    assert.equal((await workflows()).length, 1);
    await undo(crm, loud.change, options());
    assert.equal((await workflows()).length, 2);
  });

  for (const profile of PROFILES) {
    it(`brings back what Zoho had handed out (${profile})`, async () => {
      await start(profile);
      await put(await chair());
      answer = profile === 'worst';
      const change = await replace(await mug());
      const [copy] = await copies();
      const undone = await undo(crm, change, options());
      assert.equal(
        undone.kind,
        profile === 'worst' ? 'awaiting-approval' : 'done',
        JSON.stringify(undone),
      );
      assert.equal(await stored(), copy);
      // Where approval is pending nobody can see whose photo it is, nor fetch it.
      assert.deepEqual(asked, profile === 'worst' ? ['unsure', 'not-fetched'] : []);
    });

    it(`removes a first photo, with no more requests before it than ever (${profile})`, async () => {
      await start(profile);
      answer = profile === 'worst';
      const change = await replace(await mug());
      assert.deepEqual(change.before, { kind: 'none' });
      const requests = await world.control.requests();
      const first = requests.findIndex(({ method }) => method === 'POST');
      assert.equal(requests.slice(0, first).filter(({ path }) => path.includes('photo')).length, 0);
      const undone = await undo(crm, change, options());
      assert.equal(undone.kind, 'removed');
      assert.equal(await stored(), undefined);
    });
  }

  it('asks where Record_Image does not change and somebody else has replaced the photo', async () => {
    await start('seed', { recordImageChanges: false });
    await put(await chair());
    const change = await replace(await mug());
    assert.equal(change.after.kind, 'bytes');
    await put(await lamp());
    const theirs = await stored();
    assert.equal((await undo(crm, change, options())).kind, 'cancelled');
    assert.deepEqual(asked, ['replaced']);
    assert.equal(await stored(), theirs);
  });

  it('asks where somebody else has replaced it, and keeps theirs when told to go on', async () => {
    await put(await chair());
    const change = await replace(await mug());
    assert.equal(change.after.kind, 'mark');
    await put(await lamp());
    const theirs = await stored();
    assert.equal((await undo(crm, change, options())).kind, 'cancelled');
    assert.equal(await stored(), theirs);
    answer = true;
    assert.equal((await undo(crm, change, options())).kind, 'done');
    assert.deepEqual(asked, ['replaced', 'replaced']);
    assert.ok((await copies()).includes(theirs ?? ''));
  });

  it('says that the record is gone', async () => {
    const change = {
      ...(await replace(await mug())),
      key: { ...AMELIA, id: '4876876000000999999' },
    };
    const undone = await undo(crm, change, options());
    assert.deepEqual(undone, { kind: 'failed', reason: { kind: 'no-such-record' } });
  });

  it('a removal is undone, and triggers nothing', async () => {
    await put(await chair());
    const before = await stored();
    const removal = await remove(crm, AMELIA, options());
    assert.ok(removal.kind === 'removed');
    assert.equal(await stored(), undefined);
    assert.equal((await undo(crm, removal.change, options())).kind, 'done');
    assert.equal(await stored(), before);
    const deletes = (await world.control.requests()).filter(({ method }) => method === 'DELETE');
    assert.match(deletes[0]?.path ?? '', /restrict_triggers=workflow/);
    assert.deepEqual(await world.control.workflowsFired(), []);
    assert.equal((await remove(crm, AMELIA, { ...options(), version: 'v2' })).kind, 'removed');
    assert.equal((await remove(crm, AMELIA, options())).kind, 'had-none');
  });

  it('names the scope that removing needs', async () => {
    await put(await chair());
    const accessToken = await world.control.issueAccessToken({ scopes: SCOPES.slice(0, 2) });
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
    const removal = await remove(crm, AMELIA, options());
    assert.ok(removal.kind === 'failed' && removal.reason.kind === 'failure');
    const { failure } = removal.reason;
    assert.equal('scope' in failure && failure.scope, 'ZohoCRM.modules.contacts.DELETE');
    // What is still in the CRM need not be kept.
    assert.deepEqual(await copies(), []);
  });

  it('sends nothing when the present photo cannot be kept, unless told to', async () => {
    await put(await chair());
    const before = await stored();
    const full = await keepingInTest(undefined, () =>
      Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    );
    const why = { kind: 'not-written', code: 'ENOSPC' };
    assert.deepEqual(await send(await mug(), { keeping: full }), {
      kind: 'failed',
      reason: { kind: 'not-kept', why },
    });
    assert.equal(await stored(), before);
    answer = true;
    const outcome = await send(await mug(), { keeping: full });
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(outcome.change.before, { kind: 'lost' });
    assert.deepEqual(asked, ['not-written', 'not-written']);
    await full.close();
  });

  it('sends nothing when the present photo cannot be fetched, and says why', async () => {
    await put(await chair());
    const busy = { status: 503, body: { code: 'SERVICE_UNAVAILABLE', details: {}, message: '' } };
    for (const answered of [busy, { status: 200, body: '<html>' }]) {
      await world.control.fault({ method: 'GET', path: '/photo', answer: answered, times: 3 });
      const outcome = await send(await mug());
      assert.ok(outcome.kind === 'failed' && outcome.reason.kind === 'not-kept');
      assert.equal(outcome.reason.why.kind, 'not-fetched');
      await start('seed');
      await put(await chair());
    }
    assert.deepEqual(asked, ['not-fetched', 'not-fetched']);
  });

  it('two uploads to one record at once: the second keeps the photo of the first', async () => {
    await put(await chair());
    const [one, two] = [await mug(), await lamp()];
    await Promise.all([send(one), send(two)]);
    const now = await stored();
    const sent = [one, two].map((bytes) => createHash('sha256').update(bytes).digest('hex'));
    const lost = sent.find((hash) => hash !== now);
    assert.equal((await copies()).length, 2);
    assert.ok((await copies()).includes(lost ?? ''));
  });

  it('can be cancelled while the present photo is fetched: nothing has changed', async () => {
    const large = await jpeg({ width: 600, height: 400, targetBytes: 3_000_000 });
    await put(large);
    const before = await stored();
    const cancel = new AbortController();
    const outcome = await send(await mug(), {
      signal: cancel.signal,
      onStage: ({ kind }) => {
        if (kind === 'keeping-photo') {
          cancel.abort();
        }
      },
    });
    assert.deepEqual(outcome, { kind: 'cancelled', photo: 'not-stored' });
    assert.equal(await stored(), before);
  });

  it('says that the copy is gone', async () => {
    await put(await chair());
    const change = await replace(await mug());
    await keeping.photos.forgetAll(keeping.owner.account);
    const undone = await undo(crm, change, options());
    assert.deepEqual(undone, { kind: 'failed', reason: { kind: 'copy-gone' } });
  });
});
