import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { inspect } from '../../../src/image/inspect.ts';
import type { NoBackup } from '../../../src/upload/noBackup.ts';
import type { Confirmation, Replacement } from '../../../src/upload/confirmation.ts';
import type { Outcome } from '../../../src/upload/outcome.ts';
import { run } from '../../../src/upload/run.ts';
import type { Stage, UploadOptions } from '../../../src/upload/upload.ts';
import { upload } from '../../../src/upload/upload.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import type { Switches } from '../../emulator/profile.ts';
import { chair, lamp, mug } from '../../drawings.ts';
import { pictureOf } from '../../pictures.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import type { KeepingInTest } from './keepingInTest.ts';
import { keepingInTest } from './keepingInTest.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';

const AMELIA = { module: 'Contacts', id: '4876876000000624001' };

describe('confirmation', () => {
  let world: World;
  let crm: Crm;
  let keeping: KeepingInTest;
  let asked: Replacement[];
  let withoutCopy: NoBackup['kind'][];
  let stages: Stage['kind'][];
  let wanted: { replacing: boolean; first: boolean };
  /** What the person does while the question is open, and answers. */
  let answer: () => Promise<boolean>;

  before(async () => {
    world = await openWorld();
  });

  after(() => world.close());

  beforeEach(async () => {
    [asked, withoutCopy, stages] = [[], [], []];
    wanted = { replacing: true, first: false };
    answer = () => Promise.resolve(true);
    keeping = await keepingInTest();
    await start();
  });

  afterEach(() => keeping.close());

  async function start(switches: Partial<Switches> = {}): Promise<void> {
    await world.control.reset({ profile: 'seed', switches });
    const accessToken = await world.control.issueAccessToken();
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    crm = new Crm(world.network, world.emulator.servers, { token, renew: token });
  }

  const confirmation: Confirmation = {
    wanted: (replaces) => (replaces ? wanted.replacing : wanted.first),
    ask: (replacement) => {
      asked.push(replacement);
      return answer();
    },
  };

  function options(signal = new AbortController().signal): UploadOptions {
    return {
      version: 'v2',
      restrictTriggers: [],
      signal,
      keeping,
      confirmation,
      clock: { sleep: () => Promise.resolve(), random: () => 0.5 },
      prompts: {
        renewAccess: () => Promise.resolve(false),
        continueWithoutBackup: ({ kind }) => {
          withoutCopy.push(kind);
          return Promise.resolve(true);
        },
        undoAnyway: () => Promise.resolve(false),
      },
      onStage: ({ kind }) => {
        if (stages.at(-1) !== kind) {
          stages.push(kind);
        }
      },
    };
  }

  async function send(bytes: Uint8Array, more: Partial<UploadOptions> = {}): Promise<Outcome> {
    const inspected = await inspect(pictureOf(bytes, 'new.jpg'));
    assert.ok(!('refusal' in inspected));
    return upload(crm, inspected, AMELIA, { ...options(), ...more });
  }

  async function put(bytes: Uint8Array): Promise<void> {
    await world.control.putPhoto(AMELIA.module, AMELIA.id, bytes);
  }

  async function stored(): Promise<string | undefined> {
    return (await world.control.photo(AMELIA.module, AMELIA.id))?.sha256;
  }

  async function copies(): Promise<string[]> {
    return (await keeping.photos.of(keeping.owner.account)).map(({ sha256 }) => sha256);
  }

  /** Requests for the photo itself, before the upload. */
  async function fetched(): Promise<number> {
    const requests = await world.control.requests();
    const posted = requests.findIndex(({ method }) => method === 'POST');
    return requests
      .slice(0, posted < 0 ? undefined : posted)
      .filter(({ path }) => path.includes('/photo')).length;
  }

  it('shows the current photo, and backs up the one that is there after the answer', async () => {
    const [before, next] = [await chair(), await mug()];
    await put(before);
    const outcome = await send(next);
    assert.equal(outcome.kind, 'done');
    const [replacement, ...others] = asked;
    assert.ok(replacement !== undefined && others.length === 0);
    const { record, present, picture, willBackUp, isRepeated } = replacement;
    assert.equal(record.name, 'Amelia Fischer');
    assert.deepEqual(Buffer.from(present ?? []), before);
    assert.deepEqual(Buffer.from(await picture.picture.read()), next);
    assert.deepEqual({ willBackUp, isRepeated }, { willBackUp: true, isRepeated: false });
    assert.deepEqual(await copies(), [hash(before)]);
    // Once to show it, once to back it up: it may have changed while the question was open.
    assert.equal(await fetched(), 2);
    assert.deepEqual(stages.slice(0, 3), ['finding-record', 'backing-up', 'asking']);
  });

  it('a no leaves the record unchanged; nothing is uploaded or backed up', async () => {
    await put(await chair());
    const before = await stored();
    answer = () => Promise.resolve(false);
    const outcome = await send(await mug());
    assert.ok(outcome.kind === 'left');
    assert.equal(outcome.record.name, 'Amelia Fischer');
    assert.equal(await stored(), before);
    assert.deepEqual(await copies(), []);
    assert.ok((await world.control.requests()).every(({ method }) => method === 'GET'));
  });

  it('canceling while the question is open cancels the upload', async () => {
    await put(await chair());
    const before = await stored();
    const cancel = new AbortController();
    answer = () => {
      cancel.abort();
      return new Promise<boolean>(() => undefined);
    };
    const outcome = await send(await mug(), options(cancel.signal));
    assert.deepEqual(outcome, { kind: 'canceled', photo: 'not-stored' });
    assert.equal(await stored(), before);
  });

  it('a record without a photo needs no confirmation and no extra requests, unless configured', async () => {
    assert.equal((await send(await mug())).kind, 'done');
    assert.equal(asked.length, 0);
    const before = (await world.control.requests()).findIndex(({ method }) => method === 'POST');
    assert.equal(before, 1);
    await start();
    wanted.first = true;
    assert.equal((await send(await mug())).kind, 'done');
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.present, undefined);
  });

  it('nobody is asked if the setting says so', async () => {
    await put(await chair());
    wanted.replacing = false;
    assert.equal((await send(await mug())).kind, 'done');
    assert.equal(asked.length, 0);
  });

  it('the photo is also shown without backups, and downloaded only for that', async () => {
    const nothing = await keepingInTest({ bytes: 0, milliseconds: 1000 });
    await put(await chair());
    assert.equal((await send(await mug(), { keeping: nothing })).kind, 'done');
    assert.equal(asked[0]?.willBackUp, false);
    assert.deepEqual(withoutCopy, []);
    wanted.replacing = false;
    await world.control.reset({ profile: 'seed', keepTokens: true });
    await put(await chair());
    assert.equal((await send(await mug(), { keeping: nothing })).kind, 'done');
    assert.equal(await fetched(), 0);
    await nothing.close();
  });

  describe('of a file that was uploaded there before', () => {
    /** As after that upload. */
    async function before(): Promise<Confirmation> {
      wanted.replacing = false;
      const outcome = await send(await chair());
      assert.ok(outcome.kind === 'done');
      return {
        ...confirmation,
        expected: { name: outcome.record.name, photo: outcome.change.after },
        wanted: (_, isExpected) => !isExpected,
      };
    }

    it('is what was chosen, as long as its photo is there and will be backed up', async () => {
      const expecting = await before();
      const outcome = await send(await mug(), { confirmation: expecting });
      assert.ok(outcome.kind === 'done');
      assert.deepEqual(asked, []);
      assert.deepEqual(await copies(), [hash(await chair())]);
      // After that, the photo is recognized by its mark, if the record has one that changes.
      const { name } = outcome.record;
      const again = { ...expecting, expected: { name, photo: outcome.change.after } };
      assert.equal((await send(await lamp(), { confirmation: again })).kind, 'done');
      assert.deepEqual(asked, []);
    });

    it('is asked for if the record has another photo, or none', async () => {
      const expecting = await before();
      await put(await lamp());
      assert.equal((await send(await mug(), { confirmation: expecting })).kind, 'done');
      assert.equal(asked.length, 1);
      await world.control.reset({ profile: 'seed', keepTokens: true });
      assert.equal((await send(await mug(), { confirmation: expecting })).kind, 'done');
      assert.equal(asked.length, 2);
    });

    it('is asked for if the record is called otherwise now', async () => {
      const expecting = await before();
      await world.control.patchRecord(AMELIA.module, AMELIA.id, { Full_Name: 'Nora Ten' });
      assert.equal((await send(await mug(), { confirmation: expecting })).kind, 'done');
      assert.equal(asked[0]?.record.name, 'Nora Ten');
    });

    it('is asked for without backups', async () => {
      const expecting = await before();
      const nothing = await keepingInTest({ bytes: 0, milliseconds: 1000 });
      const more = { keeping: nothing, confirmation: expecting };
      assert.equal((await send(await mug(), more)).kind, 'done');
      assert.equal(asked.length, 1);
      await nothing.close();
    });
  });

  it('a photo that can’t be downloaded leads to one question, the one about that', async () => {
    await put(await chair());
    const busy = { status: 503, body: { code: 'SERVICE_UNAVAILABLE', details: {}, message: '' } };
    await world.control.fault({ method: 'GET', path: '/photo', answer: busy, times: 3 });
    assert.equal((await send(await mug())).kind, 'done');
    assert.deepEqual(withoutCopy, ['not-fetched']);
    assert.equal(asked.length, 0);
  });

  it('asks again if the photo changed while the question was open', async () => {
    await put(await chair());
    const theirs = await lamp();
    answer = async () => {
      if (asked.length === 1) {
        await put(theirs);
      }
      return true;
    };
    const outcome = await send(await mug());
    assert.equal(outcome.kind, 'done');
    assert.deepEqual(
      asked.map(({ isRepeated }) => isRepeated),
      [false, true],
    );
    assert.deepEqual(Buffer.from(asked[1]?.present ?? []), theirs);
    assert.deepEqual(await copies(), [hash(theirs)]);
  });

  it('does not ask again if only the mark has changed, and not the photo', async () => {
    const before = await chair();
    await put(before);
    answer = async () => {
      await put(before);
      return true;
    };
    assert.equal((await send(await mug())).kind, 'done');
    assert.equal(asked.length, 1);
  });

  it('checks the photo itself after the answer, as the mark may not tell', async () => {
    await start({ recordImageChanges: false });
    await put(await chair());
    const theirs = await lamp();
    answer = async () => {
      await put(theirs);
      return true;
    };
    assert.equal((await send(await mug())).kind, 'done');
    assert.equal(asked.length, 2);
    assert.deepEqual(await copies(), [hash(theirs)]);
  });

  it('says that the record was deleted meanwhile', async () => {
    await put(await chair());
    answer = async () => {
      const answered = { status: 204 };
      await world.control.fault({
        method: 'GET',
        path: `Contacts/${AMELIA.id}$`,
        answer: answered,
      });
      return true;
    };
    const outcome = await send(await mug());
    assert.deepEqual(outcome, { kind: 'failed', reason: { kind: 'no-such-record' } });
  });

  it('a second upload to the record waits for the answer, and can be canceled meanwhile', async () => {
    await put(await chair());
    const open = Promise.withResolvers<boolean>();
    const shown = Promise.withResolvers<undefined>();
    answer = () => {
      shown.resolve(undefined);
      return open.promise;
    };
    const first = send(await mug());
    await shown.promise;
    const cancel = new AbortController();
    const second = send(await lamp(), options(cancel.signal));
    cancel.abort();
    assert.deepEqual(await second, { kind: 'canceled', photo: 'not-stored' });
    open.resolve(true);
    assert.equal((await first).kind, 'done');
    assert.equal(await stored(), hash(await mug()));
  });

  it('each picture of a run has its own numbered question, and canceling one ends the run', async () => {
    const ids = ['4876876000000625001', '4876876000000625002', '4876876000000625003'];
    const picture = await inspect(pictureOf(await mug(), 'new.jpg'));
    assert.ok(!('refusal' in picture));
    for (const id of ids) {
      await world.control.putPhoto('Leads', id, await chair());
    }
    const jobs = ids.map((id) => ({ picture, key: { module: 'Leads', id } }));
    const numbers: number[] = [];
    const ending = new AbortController();
    const { onStage: _, confirmation: none, ...rest } = options(ending.signal);
    const all = await run(crm, jobs, {
      ...rest,
      confirmationOf: (number) => ({
        wanted: () => true,
        ask: () => {
          numbers.push(number);
          if (number === 2) {
            ending.abort();
          }
          return Promise.resolve(number === 1);
        },
      }),
      onPosition: () => undefined,
      onFinished: () => Promise.resolve(),
      onBug: (error) => {
        throw error;
      },
    });
    assert.ok(none !== undefined);
    assert.deepEqual(numbers, [1, 2]);
    assert.deepEqual(
      all.map(({ outcome }) => outcome.kind),
      ['done', 'canceled', 'canceled'],
    );
  });
});

function hash(bytes: Uint8Array): string {
  return sha256Of(bytes);
}
