import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Inspected } from '../../../src/image/inspect.ts';
import { inspect } from '../../../src/image/inspect.ts';
import type { Stage } from '../../../src/upload/upload.ts';
import { upload } from '../../../src/upload/upload.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import type { Network } from '../../../src/zoho/network.ts';
import type { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { Profile } from '../../emulator/profile.ts';
import { mug, portrait } from '../../drawings.ts';
import { padJpeg, grayPixels, jpeg, pictureOf } from '../../pictures.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import type { KeepingInTest } from './keepingInTest.ts';
import { keepingInTest } from './keepingInTest.ts';
import { sha256Of } from '../../../src/storage/sha256.ts';

const AMELIA = { module: 'Contacts', id: '4876876000000624001' };
const PROFILES: readonly Profile[] = ['seed', 'newest', 'worst'];

async function inspected(bytes: Uint8Array, name: string): Promise<Inspected> {
  const result = await inspect(pictureOf(bytes, name));
  assert.ok(!('refusal' in result), name);
  return result;
}

describe('upload', () => {
  let world: World;
  let keeping: KeepingInTest;
  let emulator: Emulator;
  let control: EmulatorControl;
  let network: Network;
  let crm: Crm;
  let stages: Stage['kind'][];
  let slept: number[];

  before(async () => {
    world = await openWorld();
    keeping = await keepingInTest();
    ({ control, emulator, network } = world);
  });

  after(async () => {
    await keeping.close();
    await world.close();
  });

  async function start(profile: Profile = 'seed', scopes?: string[]): Promise<void> {
    await control.reset({ profile });
    const accessToken = await control.issueAccessToken(scopes === undefined ? {} : { scopes });
    const token = (): Promise<Result<string>> => Promise.resolve(success(accessToken));
    crm = new Crm(network, emulator.servers, { token, renew: token });
  }

  beforeEach(async () => {
    await start();
    stages = [];
    slept = [];
  });

  function options(signal = new AbortController().signal): Parameters<typeof upload>[3] {
    return {
      version: 'v2',
      restrictTriggers: [],
      signal,
      clock: {
        sleep: (milliseconds) => {
          slept.push(milliseconds);
          return Promise.resolve();
        },
        random: () => 0.5,
      },
      prompts: {
        renewAccess: () => Promise.resolve(false),
        continueWithoutBackup: () => Promise.resolve(true),
        undoAnyway: () => Promise.resolve(false),
      },
      keeping,
      onStage: ({ kind }) => {
        if (stages.at(-1) !== kind) {
          stages.push(kind);
        }
      },
    };
  }

  for (const profile of PROFILES) {
    it(`stores exactly the bytes, and names the record (${profile})`, async () => {
      await start(profile);
      const bytes = await portrait();
      const outcome = await upload(crm, await inspected(bytes, 'portrait.jpg'), AMELIA, options());
      assert.ok('change' in outcome);
      const { change, ...shown } = outcome;
      assert.deepEqual(change.before, { kind: 'none' });
      assert.deepEqual(shown, {
        kind: profile === 'worst' ? 'awaiting-approval' : 'done',
        record: { key: AMELIA, name: 'Amelia Fischer', photoMark: null },
      });
      const stored = await control.photo(AMELIA.module, AMELIA.id);
      assert.equal(stored?.sha256, sha256Of(bytes));
      assert.deepEqual(stages.slice(0, 1), ['finding-record']);
      assert.deepEqual(stages.slice(-1), ['waiting-for-zoho']);
    });
  }

  it('sends what lies between the two readings of a limit, and Zoho decides', async () => {
    const picture = await inspected(await grayPixels(), 'camera.jpg');
    assert.equal(picture.zone, 'gray');
    await upload(crm, picture, AMELIA, options());
    const requests = await control.requests();
    assert.ok(requests.some(({ part }) => part?.fileName === 'camera.jpg'));
  });

  it('any file name arrives in one valid part', async () => {
    const names = {
      'say "cheese".jpg': 'say %22cheese%22.jpg',
      'two\r\nX-Evil: 1\r\n\r\nlines.jpg': 'two%0D%0AX-Evil: 1%0D%0A%0D%0Alines.jpg',
      'фото 写真 👩‍🚀.jpg': 'фото 写真 👩‍🚀.jpg',
      [`${'é'.repeat(200)}.jpg`]: `${'é'.repeat(125)}.jpg`,
    };
    const bytes = await mug();
    for (const [name, sent] of Object.entries(names)) {
      const outcome = await upload(crm, await inspected(bytes, name), AMELIA, options());
      assert.equal(outcome.kind, 'done', name);
      const { fileName } = (await control.photo(AMELIA.module, AMELIA.id)) ?? {};
      assert.equal(fileName, sent);
    }
  });

  it('continues without a name if the account may not read records', async () => {
    await start('seed', ['ZohoCRM.modules.contacts.CREATE']);
    const outcome = await upload(crm, await inspected(await mug(), 'mug.jpg'), AMELIA, options());
    assert.ok(outcome.kind === 'done');
    assert.deepEqual(outcome.record, { key: AMELIA, name: undefined, photoMark: undefined });
  });

  it('does not upload a picture to a record that does not exist', async () => {
    const nobody = { ...AMELIA, id: '4876876000000999999' };
    const outcome = await upload(crm, await inspected(await mug(), 'mug.jpg'), nobody, options());
    assert.deepEqual(outcome, { kind: 'failed', reason: { kind: 'no-such-record' } });
    assert.ok((await control.requests()).every(({ method }) => method === 'GET'));
  });

  for (const profile of PROFILES) {
    it(`stores nothing if the record is deleted meanwhile (${profile})`, async () => {
      await start(profile);
      const outcome = await upload(crm, await inspected(await mug(), 'mug.jpg'), AMELIA, {
        ...options(),
        refuse: async () => {
          await control.deleteRecord(AMELIA.module, AMELIA.id);
          return undefined;
        },
      });
      assert.ok(outcome.kind === 'failed' && outcome.reason.kind === 'failure');
      assert.equal(outcome.reason.photo, 'not-stored');
      assert.match(outcome.reason.failure.kind, /^(photo-or-)?record-invalid$/);
    });

    it(`is refused immediately in a module that the profile can’t see (${profile})`, async () => {
      await start(profile);
      await control.patchProfile('Administrator', { hiddenModules: ['Contacts'] });
      const picture = await inspected(await mug(), 'mug.jpg');
      const outcome = await upload(crm, picture, AMELIA, options());
      assert.ok(outcome.kind === 'failed' && outcome.reason.kind === 'failure');
      const kind = profile === 'worst' ? 'module-invalid' : 'permission-missing';
      assert.equal(outcome.reason.failure.kind, kind);
      assert.equal((await control.requests()).length, 1);
    });

    it(`is refused if photos are turned off in the layout (${profile})`, async () => {
      await start(profile);
      await control.patchModule('Contacts', { image_enable: false });
      const picture = await inspected(await mug(), 'mug.jpg');
      const outcome = await upload(crm, picture, AMELIA, options());
      assert.ok(outcome.kind === 'failed' && outcome.reason.kind === 'failure');
      const kind = profile === 'worst' ? 'module-invalid' : 'feature-missing';
      assert.equal(outcome.reason.failure.kind, kind);
    });
  }

  it('skips the triggers that the version supports', async () => {
    const picture = await inspected(await mug(), 'mug.jpg');
    const triggers = ['workflow', 'approval'] as const;
    await upload(crm, picture, AMELIA, { ...options(), restrictTriggers: triggers });
    await upload(crm, picture, AMELIA, { ...options(), restrictTriggers: triggers, version: 'v8' });
    const posts = (await control.requests()).filter(({ method }) => method === 'POST');
    assert.deepEqual(
      posts.map(({ path }) => decodeURIComponent(path.split('?')[1] ?? '')),
      ['restrict_triggers=workflow', 'restrict_triggers=workflow,approval'],
    );
    assert.deepEqual(await control.workflowsFired(), []);
  });

  it('waits for a busy Zoho and retries', async () => {
    const busy = { status: 429, body: { code: 'TOO_MANY_REQUESTS', details: {}, message: '' } };
    await control.fault({ method: 'POST', path: '/photo', answer: busy, times: 2 });
    const outcome = await upload(crm, await inspected(await mug(), 'mug.jpg'), AMELIA, options());
    assert.equal(outcome.kind, 'done');
    assert.deepEqual(slept, [1000, 2000]);
    assert.ok(stages.includes('waiting-to-retry'));
  });

  it('does not send a file that changed since it was selected', async () => {
    const picture = await inspected(await mug(), 'mug.jpg');
    const changes: [Uint8Array, string][] = [
      [new Uint8Array(), 'empty'],
      [new TextEncoder().encode('no picture any more'), 'not-a-picture'],
      [padJpeg(await mug(), 10 * 1024 * 1024 + 1), 'too-many-bytes'],
    ];
    for (const [bytes, kind] of changes) {
      const changed = { ...picture.picture, read: () => Promise.resolve(bytes) };
      const outcome = await upload(crm, { ...picture, picture: changed }, AMELIA, options());
      assert.ok(outcome.kind === 'failed' && outcome.reason.kind === 'refusal', kind);
      assert.equal(outcome.reason.refusal.kind, kind);
    }
    assert.ok((await control.requests()).every(({ method }) => method === 'GET'));
  });

  it('names a picture by its content when it is sent', async () => {
    const picture = await inspected(await mug(), 'mug.jpg');
    const bytes = await portrait();
    const changed = { ...picture.picture, read: () => Promise.resolve(bytes) };
    await upload(crm, { ...picture, picture: changed }, AMELIA, options());
    const parts = (await control.requests()).flatMap(({ part }) => part?.contentType ?? []);
    assert.deepEqual(parts, ['image/jpeg']);
  });

  it('reports an unknown result after a server in between gave up', async () => {
    await control.fault({ path: '/photo', times: 0, answer: { status: 504, body: '<html>' } });
    const outcome = await upload(crm, await inspected(await mug(), 'mug.jpg'), AMELIA, options());
    assert.ok(outcome.kind === 'failed' && outcome.reason.kind === 'failure');
    assert.deepEqual(
      [outcome.reason.failure.kind, outcome.reason.photo],
      ['unavailable', 'unknown'],
    );
  });

  it('still reports it whatever comes next, and after a cancel', async () => {
    const path = '/photo';
    const busy = { status: 503, body: { code: 'SERVICE_UNAVAILABLE', details: {}, message: '' } };
    const picture = await inspected(await mug(), 'mug.jpg');
    await control.fault({ path, answer: { status: 504, body: '<html>' } });
    await control.fault({ path, answer: busy, times: 2 });
    const outcome = await upload(crm, picture, AMELIA, options());
    assert.ok(outcome.kind === 'failed' && outcome.reason.kind === 'failure');
    assert.equal(outcome.reason.photo, 'unknown');
    await control.fault({ path, answer: { status: 504, body: '<html>' } });
    const cancel = new AbortController();
    const canceled = await upload(crm, picture, AMELIA, {
      ...options(cancel.signal),
      clock: {
        sleep: () => {
          cancel.abort();
          return Promise.reject(cancel.signal.reason as Error);
        },
        random: () => 0.5,
      },
    });
    assert.deepEqual(canceled, { kind: 'canceled', photo: 'unknown' });
  });

  it('knows that nothing was stored while the person is asked about access', async () => {
    const body = { code: 'OAUTH_SCOPE_MISMATCH', details: {}, message: '', status: 'error' };
    await control.fault({ method: 'POST', path: '/photo', answer: { status: 401, body } });
    const cancel = new AbortController();
    const { prompts, ...others } = options(cancel.signal);
    const renewAccess = (): Promise<boolean> => {
      cancel.abort();
      return Promise.reject(cancel.signal.reason as Error);
    };
    const outcome = await upload(crm, await inspected(await mug(), 'mug.jpg'), AMELIA, {
      ...others,
      prompts: { ...prompts, renewAccess },
    });
    assert.deepEqual(outcome, { kind: 'canceled', photo: 'not-stored' });
    assert.equal(stages.at(-1), 'waiting-for-access');
  });

  it('reports an unknown result if it can’t know', async () => {
    await control.fault({ method: 'POST', path: '/photo', cutBeforeAnswer: true });
    const outcome = await upload(crm, await inspected(await mug(), 'mug.jpg'), AMELIA, options());
    assert.ok(outcome.kind === 'failed' && outcome.reason.kind === 'failure');
    assert.equal(outcome.reason.photo, 'unknown');
  });

  it('knows that nothing was stored if the record could not even be found', async () => {
    await control.fault({ method: 'GET', cutBeforeAnswer: true, times: 0 });
    const outcome = await upload(crm, await inspected(await mug(), 'mug.jpg'), AMELIA, options());
    assert.ok(outcome.kind === 'failed' && outcome.reason.kind === 'failure');
    assert.equal(outcome.reason.photo, 'not-stored');
  });

  it('can be canceled at every stage, and says whether the photo may be stored', async () => {
    const bytes = await jpeg({ width: 600, height: 400, targetBytes: 9_900_000 });
    const picture = await inspected(bytes, 'large.jpg');
    const moments = {
      'finding-record': 'not-stored',
      sending: 'not-stored',
      'waiting-for-zoho': 'unknown',
    } as const;
    for (const [moment, photo] of Object.entries(moments)) {
      await control.fault({ method: 'POST', path: '/photo', never: true });
      const cancel = new AbortController();
      const outcome = await upload(crm, picture, AMELIA, {
        ...options(cancel.signal),
        onStage: ({ kind }) => {
          if (kind === moment) {
            cancel.abort();
          }
        },
      });
      assert.deepEqual(outcome, { kind: 'canceled', photo }, moment);
      await start();
    }
  });
});
