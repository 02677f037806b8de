import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Inspected } from '../../../src/image/inspect.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { promptedOnce } from '../../../src/upload/promptedOnce.ts';
import type { Change } from '../../../src/upload/change.ts';
import { run } from '../../../src/upload/run.ts';
import type { UndoneChange, UndoRunOptions } from '../../../src/upload/undoRun.ts';
import { undoRun } from '../../../src/upload/undoRun.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { failed, success } from '../../../src/zoho/failure.ts';
import type { RecordKey } from '../../../src/zoho/photo.ts';
import { chair, lamp, mug } from '../../drawings.ts';
import { pictureOf } from '../../pictures.ts';
import { until } from '../until.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import type { KeepingInTest } from './keepingInTest.ts';
import { keepingInTest } from './keepingInTest.ts';

const AMELIA = { module: 'Contacts', id: '4876876000000624001' };
const MATEO = { module: 'Contacts', id: '4876876000000624002' };
const VAN = { module: 'Vehicles', id: '4876876000000630001' };
const SCOPE_MISMATCH = { code: 'OAUTH_SCOPE_MISMATCH', details: {}, message: '', status: 'error' };
const LOCKED = { code: 'RECORD_LOCKED', details: {}, message: '', status: 'error' };

describe('undoing several changes', () => {
  let world: World;
  let keeping: KeepingInTest;
  let crm: Crm;
  let asked: string[];
  let bugs: unknown[];

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(async () => {
    await world.control.reset();
    keeping = await keepingInTest();
    asked = [];
    bugs = [];
    const accessToken = await world.control.issueAccessToken();
    crm = crmWith(() => success(accessToken));
  });

  afterEach(() => keeping.close());

  function crmWith(give: () => Result<string>): Crm {
    const token = (): Promise<Result<string>> => Promise.resolve(give());
    return new Crm(world.network, world.emulator.servers, { token, renew: token });
  }

  /** The person declines every question. */
  function options(more: Partial<UndoRunOptions> = {}): UndoRunOptions {
    const no = (question: string): Promise<false> => {
      asked.push(question);
      return Promise.resolve(false);
    };
    return {
      version: 'v8',
      restrictTriggers: [],
      signal: new AbortController().signal,
      clock: { sleep: () => Promise.resolve(), random: () => 0.5 },
      prompts: promptedOnce({
        renewAccess: ({ kind }) => no(kind),
        continueWithoutBackup: ({ kind }) => no(kind),
        undoAnyway: (standing) => no(standing),
      }),
      keeping,
      onPosition: () => undefined,
      onBug: (error) => bugs.push(error),
      ...more,
    };
  }

  async function inspected(bytes: Uint8Array): Promise<Inspected> {
    const picture = await inspect(pictureOf(bytes, 'new.jpg'));
    assert.ok(!('refusal' in picture));
    return picture;
  }

  async function uploaded(...jobs: (readonly [RecordKey, Uint8Array])[]): Promise<Change[]> {
    const pictures = await Promise.all(
      jobs.map(async ([key, bytes]) => ({ key, picture: await inspected(bytes) })),
    );
    const all = await run(crm, pictures, {
      ...options(),
      onPosition: () => undefined,
      onFinished: () => Promise.resolve(),
    });
    return all.map(({ outcome }) => {
      assert.ok('change' in outcome, JSON.stringify(outcome));
      return outcome.change;
    });
  }

  async function stored({ module, id }: RecordKey): Promise<string | undefined> {
    return (await world.control.photo(module, id))?.sha256;
  }

  async function put({ module, id }: RecordKey, bytes: Uint8Array): Promise<string | undefined> {
    await world.control.putPhoto(module, id, bytes);
    return stored({ module, id });
  }

  function kinds(undone: readonly UndoneChange[]): string[] {
    return undone.map(({ result }) => result.kind);
  }

  async function lock({ module, id }: RecordKey): Promise<void> {
    await world.control.fault({
      method: 'POST',
      path: `${module}/${id}/photo`,
      answer: { status: 400, body: LOCKED },
    });
  }

  it('restores the photo of each record, starting with the last change', async () => {
    const earlier = await put(AMELIA, await chair());
    const changes = await uploaded([AMELIA, await mug()], [VAN, await lamp()]);
    const order: string[] = [];
    const onPosition: UndoRunOptions['onPosition'] = (over, { key }) => {
      order[over] = key.module;
    };
    const undone = await undoRun(crm, changes, options({ onPosition }));
    assert.deepEqual(kinds(undone), ['removed', 'done']);
    assert.deepEqual(
      order,
      [undefined, 'Contacts'].map((module) => module ?? order[0]),
    );
    assert.deepEqual([await stored(AMELIA), await stored(VAN)], [earlier, undefined]);
  });

  it('undoes two changes of one record without asking', async () => {
    const earlier = await put(AMELIA, await chair());
    const changes = await uploaded([AMELIA, await mug()], [AMELIA, await lamp()]);
    const undone = await undoRun(crm, changes, options());
    assert.deepEqual([kinds(undone), asked], [['done', 'done'], []]);
    assert.equal(await stored(AMELIA), earlier);
  });

  it('leaves the earlier change of a record if the later one could not be undone', async () => {
    await put(AMELIA, await chair());
    const changes = await uploaded(
      [AMELIA, await mug()],
      [VAN, await mug()],
      [AMELIA, await lamp()],
    );
    const now = await stored(AMELIA);
    await lock(AMELIA);
    const undone = await undoRun(crm, changes, options());
    assert.deepEqual([kinds(undone), asked], [['failed', 'removed', 'failed'], []]);
    assert.equal(await stored(AMELIA), now);
  });

  it('can undo a failed one later, on top of what was undone before', async () => {
    const earlier = await put(AMELIA, await chair());
    const changes = await uploaded([AMELIA, await mug()], [AMELIA, await lamp()]);
    const accessToken = await world.control.issueAccessToken();
    let second = false;
    const token = async (): Promise<Result<string>> => {
      if (second) {
        second = false;
        await lock(AMELIA);
      }
      return success(accessToken);
    };
    crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
    const onPosition: UndoRunOptions['onPosition'] = (over, _change, { kind }) => {
      second ||= over === 1 && kind === 'backing-up';
    };
    const undone = await undoRun(crm, changes, options({ onPosition }));
    assert.deepEqual(kinds(undone), ['done', 'failed']);
    const again = undone.flatMap(({ now, result }) => (result.kind === 'failed' ? [now] : []));
    assert.notDeepEqual(again, changes.slice(0, 1));
    assert.deepEqual(kinds(await undoRun(crm, again, options())), ['done']);
    assert.equal(await stored(AMELIA), earlier);
    assert.deepEqual(asked, []);
  });

  it('asks once for a scope that is declined, and restores what needs another one', async () => {
    await put(VAN, await chair());
    const changes = await uploaded([AMELIA, await mug()], [VAN, await mug()], [MATEO, await mug()]);
    const answer = { status: 401, body: SCOPE_MISMATCH };
    await world.control.fault({ method: 'DELETE', path: '/photo', answer, times: 0 });
    const undone = await undoRun(crm, changes, options());
    assert.deepEqual([kinds(undone), asked], [['failed', 'done', 'failed'], ['scope-missing']]);
    const deletes = (await world.control.requests()).filter(({ method }) => method === 'DELETE');
    assert.equal(deletes.length, 1);
  });

  it('asks once for a sign-in that is declined', async () => {
    const changes = await uploaded([AMELIA, await mug()], [VAN, await mug()]);
    const signedOut = crmWith(() =>
      failed({ kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' }),
    );
    const undone = await undoRun(signedOut, changes, options());
    assert.deepEqual([kinds(undone), asked], [['failed', 'failed'], ['sign-in-needed']]);
  });

  it('a cancel leaves the remaining ones unchanged', async () => {
    const changes = await uploaded([AMELIA, await mug()], [VAN, await mug()]);
    const now = await stored(AMELIA);
    const cancel = new AbortController();
    await world.control.fault({ method: 'DELETE', path: '/photo', never: true });
    const undoing = undoRun(crm, changes, options({ signal: cancel.signal }));
    await until('the first removal', async () =>
      (await world.control.requests()).some(({ method }) => method === 'DELETE'),
    );
    cancel.abort();
    assert.deepEqual(
      (await undoing).map(({ result }) => result),
      [
        { kind: 'canceled', photo: 'unknown' },
        { kind: 'canceled', photo: 'not-stored' },
      ],
    );
    assert.equal(await stored(AMELIA), now);
  });

  it('a bug during one is reported, and the others are undone', async () => {
    const changes = await uploaded([AMELIA, await mug()], [VAN, await mug()]);
    const vans = await stored(VAN);
    const mistake = new TypeError('no record');
    const { photos } = keeping;
    let times = 0;
    const photosOnce = new Proxy(photos, {
      get: (kept, name) => {
        if (name === 'on' && times++ === 0) {
          throw mistake;
        }
        const value: unknown = Reflect.get(kept, name, kept);
        return typeof value === 'function' ? (value.bind(kept) as unknown) : value;
      },
    });
    const undone = await undoRun(
      crm,
      changes,
      options({ keeping: { ...keeping, photos: photosOnce } }),
    );
    assert.deepEqual(kinds(undone), ['failed', 'removed']);
    assert.deepEqual(bugs, [mistake]);
    assert.deepEqual([await stored(AMELIA), await stored(VAN)], [undefined, vans]);
  });
});
