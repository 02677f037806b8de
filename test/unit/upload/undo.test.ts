import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { inspect } from '../../../src/image/inspect.ts';
import type { PhotoState } from '../../../src/upload/after.ts';
import type { NoBackup } from '../../../src/upload/noBackup.ts';
import type { Change } from '../../../src/upload/change.ts';
import type { Keeping } from '../../../src/upload/keeping.ts';
import type { Outcome } from '../../../src/upload/outcome.ts';
import { remove } from '../../../src/upload/remove.ts';
import { undo } from '../../../src/upload/undo.ts';
import type { PhotoLeft } from '../../../src/upload/singleChange.ts';
import type { UploadOptions } from '../../../src/upload/upload.ts';
import { upload } from '../../../src/upload/upload.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { failed, success } from '../../../src/zoho/failure.ts';
import type { Profile, Switches } from '../../emulator/profile.ts';
import { chair, lamp, mug } from '../../drawings.ts';
import { jpeg, pictureOf } from '../../pictures.ts';
import { until } from '../until.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import type { KeepingInTest } from './keepingInTest.ts';
import { keepingInTest } from './keepingInTest.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';

const AMELIA = { module: 'Contacts', id: '4876876000000624001' };
const PROFILES: readonly Profile[] = ['seed', 'newest', 'worst'];
const SCOPES = ['CREATE', 'READ', 'DELETE'].map((one) => `ZohoCRM.modules.contacts.${one}`);

describe('undo', () => {
  let world: World;
  let crm: Crm;
  let keeping: KeepingInTest;
  let asked: (NoBackup['kind'] | PhotoState)[];
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
      prompts: {
        renewAccess: () => Promise.resolve(false),
        continueWithoutBackup: ({ kind }) => {
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

  it('says what it left, so that nobody takes it for somebody else’s change', async () => {
    const left: PhotoLeft[] = [];
    const onLeft = (one: PhotoLeft): Promise<void> => {
      left.push(one);
      return Promise.resolve();
    };
    const [first, second] = [await mug(), await lamp()];
    const before = await send(first, { onLeft });
    const after = await send(second, { onLeft });
    assert.ok('change' in before && 'change' in after);
    await undo(crm, after.change, { ...options(), onLeft });
    await remove(crm, AMELIA, { ...options(), onLeft });
    assert.deepEqual(
      left.map(({ sha256 }) => sha256),
      [sha256Of(first), sha256Of(second), sha256Of(first), undefined],
    );
    const { after: seen } = after.change;
    assert.equal(seen.kind, 'mark');
    assert.equal(left[1]?.mark, 'mark' in seen ? seen.mark : undefined);
    // A photo whose answer was lost may be there.
    await world.control.fault({
      method: 'POST',
      path: AMELIA.id,
      answer: { status: 504, body: '<html>' },
      times: 9,
    });
    const lost = await send(first, { onLeft });
    assert.equal(lost.kind, 'failed');
    assert.deepEqual(left.at(-1), { key: AMELIA, sha256: sha256Of(first), mark: '' });
  });

  /** The backup of the record's photo. */
  async function copies(): Promise<string[]> {
    return (await keeping.photos.of(keeping.owner.account)).map(({ sha256 }) => sha256);
  }

  it("fails if access ends before the photo's owner is known: there is nothing to ask", async () => {
    const change = await replace(await mug());
    const hash = await stored();
    const accessToken = await world.control.issueAccessToken({ scopes: SCOPES });
    const withdrawn = { kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' } as const;
    const tokens = [success(accessToken)];
    const token = (): Promise<Result<string>> => Promise.resolve(tokens.pop() ?? failed(withdrawn));
    const ended = new Crm(world.network, world.emulator.servers, { token, renew: token });
    assert.deepEqual(await undo(ended, change, options()), {
      kind: 'failed',
      reason: { kind: 'failure', failure: withdrawn, photo: 'not-stored' },
    });
    assert.deepEqual([asked, tokens, await stored()], [[], [], hash]);
  });

  it('skips the automations that the change skipped, whatever the setting is now', async () => {
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
    it(`restores what Zoho had returned (${profile})`, async () => {
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
      // While approval is pending, nobody can download the photo or see whose it is.
      assert.deepEqual(asked, profile === 'worst' ? ['unsure', 'not-fetched'] : []);
    });

    it(`removes a first photo, with no more requests than before (${profile})`, async () => {
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

  it('asks if Record_Image does not change and somebody else has replaced the photo', async () => {
    await start('seed', { recordImageChanges: false });
    await put(await chair());
    const change = await replace(await mug());
    assert.equal(change.after.kind, 'bytes');
    await put(await lamp());
    const theirs = await stored();
    assert.equal((await undo(crm, change, options())).kind, 'canceled');
    assert.deepEqual(asked, ['replaced']);
    assert.equal(await stored(), theirs);
  });

  it('recognizes its own photo if Record_Image changes at each read', async () => {
    await start('seed', { recordImageStays: false });
    await put(await chair());
    const before = await stored();
    const change = await replace(await mug());
    assert.equal(change.after.kind, 'bytes');
    assert.equal((await undo(crm, change, options())).kind, 'done');
    assert.deepEqual([asked, await stored()], [[], before]);
  });

  it('asks if somebody else has replaced it, and backs up theirs when told to continue', async () => {
    await put(await chair());
    const change = await replace(await mug());
    assert.equal(change.after.kind, 'mark');
    await put(await lamp());
    const theirs = await stored();
    assert.equal((await undo(crm, change, options())).kind, 'canceled');
    assert.equal(await stored(), theirs);
    answer = true;
    assert.equal((await undo(crm, change, options())).kind, 'done');
    assert.deepEqual(asked, ['replaced', 'replaced']);
    assert.ok((await copies()).includes(theirs ?? ''));
  });

  it('says that the record was deleted', async () => {
    const change = {
      ...(await replace(await mug())),
      key: { ...AMELIA, id: '4876876000000999999' },
    };
    const undone = await undo(crm, change, options());
    assert.deepEqual(undone, { kind: 'failed', reason: { kind: 'no-such-record' } });
  });

  it('a deletion is undone, and triggers nothing', async () => {
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

  it('names the scope that deleting needs', async () => {
    await put(await chair());
    const accessToken = await world.control.issueAccessToken({ scopes: SCOPES.slice(0, 2) });
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
    const removal = await remove(crm, AMELIA, options());
    assert.ok(removal.kind === 'failed' && removal.reason.kind === 'failure');
    const { failure } = removal.reason;
    assert.equal('scope' in failure && failure.scope, 'ZohoCRM.modules.contacts.DELETE');
    // What is still in the CRM needs no backup.
    assert.deepEqual(await copies(), []);
  });

  it('changes nothing if the current photo can’t be backed up, unless told to', async () => {
    await put(await chair());
    const before = await stored();
    const full = await keepingInTest(undefined, () =>
      Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    );
    const why = { kind: 'not-written', code: 'ENOSPC' };
    assert.deepEqual(await send(await mug(), { keeping: full }), {
      kind: 'failed',
      reason: { kind: 'no-backup', why },
    });
    assert.equal(await stored(), before);
    answer = true;
    const outcome = await send(await mug(), { keeping: full });
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(outcome.change.before, { kind: 'lost' });
    assert.deepEqual(asked, ['not-written', 'not-written']);
    await full.close();
  });

  it('changes nothing if the current photo can’t be downloaded, and says why', async () => {
    await put(await chair());
    const busy = { status: 503, body: { code: 'SERVICE_UNAVAILABLE', details: {}, message: '' } };
    for (const answered of [busy, { status: 200, body: '<html>' }]) {
      await world.control.fault({ method: 'GET', path: '/photo', answer: answered, times: 3 });
      const outcome = await send(await mug());
      assert.ok(outcome.kind === 'failed' && outcome.reason.kind === 'no-backup');
      assert.equal(outcome.reason.why.kind, 'not-fetched');
      await start('seed');
      await put(await chair());
    }
    assert.deepEqual(asked, ['not-fetched', 'not-fetched']);
  });

  it('two uploads to one record at the same time: the second backs up the photo of the first', async () => {
    await put(await chair());
    const [one, two] = [await mug(), await lamp()];
    await Promise.all([send(one), send(two)]);
    const now = await stored();
    const sent = [one, two].map((bytes) => sha256Of(bytes));
    const lost = sent.find((hash) => hash !== now);
    assert.equal((await copies()).length, 2);
    assert.ok((await copies()).includes(lost ?? ''));
  });

  for (const [what, change] of [
    ['an upload', async (keepingThen: Keeping) => send(await mug(), { keeping: keepingThen })],
    [
      'a removal',
      (keepingThen: Keeping) => remove(crm, AMELIA, { ...options(), keeping: keepingThen }),
    ],
  ] as const) {
    it(`${what} that slept backs up the photo that another window uploaded meanwhile`, async () => {
      await put(await chair());
      const theirs = await lamp();
      let slept = false;
      const { leases } = keeping;
      const hold: typeof leases.hold = (name, work) =>
        leases.hold(name, (lease) => {
          const isHeld = async (): Promise<boolean> => {
            if (slept) {
              return lease.isHeld();
            }
            slept = true;
            await put(theirs);
            return false;
          };
          return work({ ...lease, isHeld });
        });
      const outcome = await change({ ...keeping, leases: { hold } });
      assert.ok('change' in outcome, JSON.stringify(outcome));
      assert.deepEqual(await copies(), [sha256Of(theirs)]);
    });
  }

  it('can be canceled while the current photo is downloaded: nothing has changed', async () => {
    const large = await jpeg({ width: 600, height: 400, targetBytes: 3_000_000 });
    await put(large);
    const before = await stored();
    const cancel = new AbortController();
    const outcome = await send(await mug(), {
      signal: cancel.signal,
      onStage: ({ kind }) => {
        if (kind === 'backing-up') {
          cancel.abort();
        }
      },
    });
    assert.deepEqual(outcome, { kind: 'canceled', photo: 'not-stored' });
    assert.equal(await stored(), before);
  });

  describe('canceled during the deletion', () => {
    let cancel: AbortController;

    beforeEach(async () => {
      cancel = new AbortController();
      await put(await chair());
    });

    /** Cancels once Zoho has the request. */
    async function canceledAtZoho(undoing: Promise<{ kind: string }>): Promise<object> {
      await until('the request for the removal', async () =>
        (await world.control.requests()).some(({ method }) => method === 'DELETE'),
      );
      cancel.abort();
      return undoing;
    }

    it('says that it may have been carried out, and keeps the backup', async () => {
      const earlier = await stored();
      await world.control.fault({ method: 'DELETE', path: '/photo', never: true });
      const removing = remove(crm, AMELIA, options(cancel.signal));
      assert.deepEqual(await canceledAtZoho(removing), { kind: 'canceled', photo: 'unknown' });
      assert.deepEqual(await copies(), [earlier]);
    });

    it('says so of an undo, which can be repeated', async () => {
      await start('seed');
      const change = await replace(await mug());
      // Longer than an answer is awaited after a cancel.
      await world.control.fault({ method: 'DELETE', path: '/photo', delayMs: 1000 });
      const undoing = undo(crm, change, options(cancel.signal));
      assert.deepEqual(await canceledAtZoho(undoing), { kind: 'canceled', photo: 'unknown' });
      await until('the removal at Zoho', async () => (await stored()) === undefined);
      // It had been carried out: no question, nothing left to do.
      assert.equal((await undo(crm, change, options())).kind, 'had-none');
      assert.deepEqual(asked, []);
    });

    it('knows that it was carried out if the answer comes soon', async () => {
      await world.control.fault({ method: 'DELETE', path: '/photo', delayMs: 100 });
      const removed = await canceledAtZoho(remove(crm, AMELIA, options(cancel.signal)));
      assert.equal('kind' in removed && removed.kind, 'removed');
    });

    it('knows that nothing was deleted while it waits to retry', async () => {
      const busy = { status: 503, body: { code: 'SERVICE_UNAVAILABLE', details: {}, message: '' } };
      await world.control.fault({ method: 'DELETE', path: '/photo', answer: busy });
      const sleep = (): Promise<void> => {
        cancel.abort();
        return Promise.reject(cancel.signal.reason as Error);
      };
      const removal = await remove(crm, AMELIA, {
        ...options(cancel.signal),
        clock: { sleep, random: () => 0.5 },
      });
      assert.deepEqual(removal, { kind: 'canceled', photo: 'not-stored' });
    });

    it('knows that nothing was deleted while the person is asked for the scope', async () => {
      const lacking = await world.control.issueAccessToken({ scopes: SCOPES.slice(0, 2) });
      const token = (): Promise<Result<string>> => Promise.resolve(success(lacking));
      crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
      const { prompts, ...others } = options(cancel.signal);
      const renewAccess = (): Promise<boolean> => {
        cancel.abort();
        return Promise.reject(cancel.signal.reason as Error);
      };
      const removal = await remove(crm, AMELIA, {
        ...others,
        prompts: { ...prompts, renewAccess },
      });
      assert.deepEqual(removal, { kind: 'canceled', photo: 'not-stored' });
    });

    it('remembers an unknown result after a server in between gave up, whatever comes next', async () => {
      const gaveUp = { status: 504, body: '<html>' };
      const busy = { status: 503, body: { code: 'SERVICE_UNAVAILABLE', details: {}, message: '' } };
      await world.control.fault({ method: 'DELETE', path: '/photo', answer: gaveUp });
      await world.control.fault({ method: 'DELETE', path: '/photo', answer: busy, times: 2 });
      const removal = await remove(crm, AMELIA, options());
      assert.ok(removal.kind === 'failed' && removal.reason.kind === 'failure');
      assert.equal(removal.reason.photo, 'unknown');
      assert.equal((await copies()).length, 1);
    });
  });

  it('does not upload what Zoho would refuse, and keeps it', async () => {
    const large = await jpeg({ width: 600, height: 400, targetBytes: 10_700_000 });
    await put(large);
    const change = await replace(await mug());
    const now = await stored();
    const undone = await undo(crm, change, options());
    assert.ok(undone.kind === 'failed' && undone.reason.kind === 'refusal');
    assert.equal(undone.reason.refusal.kind, 'too-many-bytes');
    assert.equal(await stored(), now);
    const [copy] = await keeping.photos.of(keeping.owner.account);
    assert.ok(copy !== undefined);
    assert.deepEqual(await keeping.photos.read(copy), Buffer.from(large));
  });

  it('keeps what Zoho refuses to restore, so that it can be retried', async () => {
    await put(await chair());
    const earlier = await stored();
    const change = await replace(await mug());
    const now = await stored();
    const body = { code: 'FILE_SIZE_EXCEEDS', details: {}, message: '', status: 'error' };
    await world.control.fault({ method: 'POST', path: '/photo', answer: { status: 413, body } });
    const undone = await undo(crm, change, options());
    assert.ok(undone.kind === 'failed' && undone.reason.kind === 'failure');
    assert.equal(undone.reason.photo, 'not-stored');
    assert.equal(await stored(), now);
    // A photo that is still there needs no backup.
    assert.deepEqual(await copies(), [earlier]);
    assert.equal((await undo(crm, change, options())).kind, 'done');
    assert.equal(await stored(), earlier);
  });

  it('says that the backup is gone', async () => {
    await put(await chair());
    const change = await replace(await mug());
    await keeping.photos.deleteAll(keeping.owner.account);
    const undone = await undo(crm, change, options());
    assert.deepEqual(undone, { kind: 'failed', reason: { kind: 'backup-gone' } });
  });
});
