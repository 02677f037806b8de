import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Inspected } from '../../../src/image/inspect.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { Unreadable } from '../../../src/image/unreadable.ts';
import { promptedOnce } from '../../../src/upload/promptedOnce.ts';
import type { AccessFailure } from '../../../src/upload/prompts.ts';
import type { Finished, Job, RunOptions } from '../../../src/upload/run.ts';
import { run } from '../../../src/upload/run.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Failure, Result } from '../../../src/zoho/failure.ts';
import { failed, success } from '../../../src/zoho/failure.ts';
import { mug } from '../../drawings.ts';
import { pictureOf } from '../../pictures.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import type { KeepingInTest } from './keepingInTest.ts';
import { keepingInTest } from './keepingInTest.ts';

const AMELIA = { module: 'Contacts', id: '4876876000000624001' };
const NOBODY = { module: 'Contacts', id: '4876876000000999999' };
const VAN = { module: 'Vehicles', id: '4876876000000630001' };
const SCOPE_MISMATCH = { code: 'OAUTH_SCOPE_MISMATCH', details: {}, message: '', status: 'error' };

describe('several pictures in one run', () => {
  let world: World;
  let keeping: KeepingInTest;
  let crm: Crm;
  let picture: Inspected;
  let asked: AccessFailure[];
  let withoutCopy: number;
  let bugs: unknown[];

  before(async () => {
    world = await openWorld();
    const inspected = await inspect(pictureOf(await mug(), 'mug.jpg'));
    assert.ok(!('refusal' in inspected));
    picture = inspected;
  });

  after(() => world.close());

  beforeEach(async () => {
    await world.control.reset();
    keeping = await keepingInTest();
    asked = [];
    withoutCopy = 0;
    bugs = [];
    const accessToken = await world.control.issueAccessToken();
    crm = crmWith(() => success(accessToken));
  });

  afterEach(() => keeping.close());

  function crmWith(give: () => Result<string>): Crm {
    const token = (): Promise<Result<string>> => Promise.resolve(give());
    return new Crm(world.network, world.emulator.servers, { token, renew: token });
  }

  /** The person declines to renew access. */
  function options(more: Partial<RunOptions> = {}): RunOptions {
    return {
      version: 'v8',
      restrictTriggers: [],
      signal: new AbortController().signal,
      clock: { sleep: () => Promise.resolve(), random: () => 0.5 },
      prompts: promptedOnce({
        renewAccess: (failure) => {
          asked.push(failure);
          return Promise.resolve(false);
        },
        continueWithoutBackup: () => {
          withoutCopy += 1;
          return Promise.resolve(true);
        },
        undoAnyway: () => Promise.resolve(false),
      }),
      keeping,
      onPosition: () => undefined,
      onFinished: () => Promise.resolve(),
      onBug: (error) => bugs.push(error),
      ...more,
    };
  }

  function jobsFor(...keys: Job['key'][]): Job[] {
    return keys.map((key) => ({ picture, key }));
  }

  function pictureThat(read: () => Promise<Uint8Array>): Inspected {
    return { ...picture, picture: { ...picture.picture, read } };
  }

  function kinds(all: readonly Finished[]): string[] {
    return all.map(({ outcome }) => outcome.kind);
  }

  function failures(all: readonly Finished[]): (Failure | undefined)[] {
    return all.map(({ outcome }) =>
      outcome.kind === 'failed' && outcome.reason.kind === 'failure'
        ? outcome.reason.failure
        : undefined,
    );
  }

  it('reports used-up credits for the remaining pictures too, without a request or a wait', async () => {
    await world.control.reset({ switches: { creditsPerDay: 1, retryAfterSeconds: 1 } });
    const token = await world.control.issueAccessToken();
    let slept = 0;
    const sleep = (): Promise<void> => {
      slept += 1;
      return Promise.resolve();
    };
    const all = await run(
      crmWith(() => success(token)),
      jobsFor(AMELIA, AMELIA, VAN),
      options({ clock: { sleep, random: () => 0.5 } }),
    );
    assert.deepEqual(
      failures(all).map((failure) => failure?.kind),
      ['credits-used-up', 'credits-used-up', 'credits-used-up'],
    );
    assert.deepEqual([slept, asked, withoutCopy], [0, [], 0]);
    assert.equal((await world.control.requests()).length, 2);
  });

  async function posts(): Promise<string[]> {
    const requests = await world.control.requests();
    return requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
  }

  it('finishes each separately, in order', async () => {
    const gone = pictureThat(() => Promise.reject(new Unreadable('missing')));
    const finished: Finished[] = [];
    const [first, ...others] = jobsFor(NOBODY, AMELIA);
    const jobs = [first, { picture: gone, key: AMELIA }, ...others].filter(
      (job) => job !== undefined,
    );
    const onFinished = (one: Finished): Promise<void> => {
      finished.push(one);
      return Promise.resolve();
    };
    const all = await run(crm, jobs, options({ onFinished }));
    assert.deepEqual(kinds(all), ['failed', 'failed', 'done']);
    assert.deepEqual(finished, all);
  });

  it('a cancel stops the current one and all remaining ones', async () => {
    const cancel = new AbortController();
    const onPosition: RunOptions['onPosition'] = ({ number, stage }) => {
      if (number === 2 && stage.kind === 'finding-record') {
        cancel.abort();
      }
    };
    const all = await run(
      crm,
      jobsFor(AMELIA, AMELIA, AMELIA),
      options({ signal: cancel.signal, onPosition }),
    );
    assert.deepEqual(kinds(all), ['done', 'canceled', 'canceled']);
  });

  it('asks once for a sign-in that is declined; the rest end with the same reason', async () => {
    const refused = { kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' } as const;
    let tokens = 0;
    const signedOut = crmWith(() => {
      tokens += 1;
      return failed(refused);
    });
    const all = await run(signedOut, jobsFor(AMELIA, VAN, AMELIA), options());
    assert.deepEqual(failures(all), [refused, refused, refused]);
    assert.deepEqual([tokens, asked.length], [1, 1]);
  });

  it('waits once for tokens that are not issued', async () => {
    const host = 'accounts.zoho.eu';
    const refused = {
      kind: 'token-throttled',
      error: 'Access Denied',
      host,
      retryAfter: 3,
    } as const;
    let waits = 0;
    const onPosition: RunOptions['onPosition'] = ({ stage }) => {
      waits += stage.kind === 'waiting-to-retry' && stage.seconds === 3 ? 1 : 0;
    };
    const throttled = crmWith(() => failed(refused));
    const all = await run(throttled, jobsFor(AMELIA, VAN, AMELIA), options({ onPosition }));
    assert.deepEqual(failures(all), [refused, refused, refused]);
    assert.equal(waits, 1);
  });

  it('asks once for a scope that is declined, and continues if it is not needed', async () => {
    const answer = { status: 401, body: SCOPE_MISMATCH };
    await world.control.fault({ method: 'POST', path: 'Contacts/.*/photo', answer, times: 0 });
    const all = await run(crm, jobsFor(AMELIA, VAN, AMELIA, NOBODY), options());
    assert.deepEqual(kinds(all), ['failed', 'done', 'failed', 'failed']);
    const [first, , ...others] = failures(all);
    assert.equal(first?.kind, 'scope-missing');
    assert.deepEqual(others, [first, first]);
    assert.equal(asked.length, 1);
    assert.equal((await posts()).filter((path) => path.includes('Contacts')).length, 1);
  });

  it('asks once for a scope that is allowed and still missing', async () => {
    const answer = { status: 401, body: SCOPE_MISMATCH };
    await world.control.fault({ method: 'POST', path: '/photo', answer, times: 0 });
    const prompts = promptedOnce({
      ...options().prompts,
      renewAccess: (failure) => {
        asked.push(failure);
        return Promise.resolve(true);
      },
    });
    const all = await run(crm, jobsFor(AMELIA, AMELIA), options({ prompts }));
    assert.deepEqual(kinds(all), ['failed', 'failed']);
    assert.equal(asked.length, 1);
  });

  it('asks once for a scope that only the current photos need', async () => {
    await world.control.putPhoto(AMELIA.module, AMELIA.id, await mug());
    const answer = { status: 401, body: SCOPE_MISMATCH };
    await world.control.fault({ method: 'GET', path: '/photo', answer, times: 0 });
    const all = await run(crm, jobsFor(AMELIA, AMELIA), options());
    assert.deepEqual(kinds(all), ['done', 'done']);
    // One question is about access, the other about each photo.
    assert.deepEqual([asked.length, withoutCopy], [1, 2]);
  });

  it('does not offer to continue without a backup if nothing can be uploaded anyway', async () => {
    await world.control.putPhoto(AMELIA.module, AMELIA.id, await mug());
    const ended = { kind: 'sign-in-needed', why: 'withdrawn', error: 'invalid_code' } as const;
    const accessToken = await world.control.issueAccessToken();
    let given = 0;
    const all = await run(
      crmWith(() => (given++ === 0 ? success(accessToken) : failed(ended))),
      jobsFor(AMELIA, AMELIA),
      options(),
    );
    assert.deepEqual(failures(all), [ended, ended]);
    assert.equal(withoutCopy, 0);
  });

  it('the unknown result of one is not reported for the next ones', async () => {
    const accessToken = await world.control.issueAccessToken();
    const host = 'accounts.zoho.eu';
    const throttled = failed({ kind: 'token-throttled', error: 'Access Denied', host });
    let given = 0;
    const dwindling = crmWith(() => (given++ < 2 ? success(accessToken) : throttled));
    await world.control.fault({ path: '/photo', answer: { status: 504, body: '<html>' } });
    const all = await run(dwindling, jobsFor(AMELIA, VAN), options());
    const photos = all.map(({ outcome }) =>
      outcome.kind === 'failed' && outcome.reason.kind === 'failure' ? outcome.reason.photo : '',
    );
    assert.deepEqual(photos, ['unknown', 'not-stored']);
  });

  it('a bug during one is reported, and all others continue', async () => {
    const mistake = new TypeError('undefined is not a picture');
    const broken = { picture: pictureThat(() => Promise.reject(mistake)), key: AMELIA };
    const [first, last] = jobsFor(AMELIA, VAN);
    assert.ok(first !== undefined && last !== undefined);
    const all = await run(crm, [first, broken, last], options());
    assert.deepEqual(kinds(all), ['done', 'failed', 'done']);
    assert.deepEqual(all[1]?.outcome, { kind: 'failed', reason: { kind: 'bug' } });
    assert.deepEqual(bugs, [mistake]);
  });

  it('a bug after a photo was stored does not hide that it was', async () => {
    const mistake = new Error('no memento');
    const onFinished = (): Promise<void> => Promise.reject(mistake);
    const all = await run(crm, jobsFor(AMELIA, VAN), options({ onFinished }));
    assert.deepEqual(kinds(all), ['done', 'done']);
    assert.deepEqual(bugs, [mistake, mistake]);
  });

  it('skips the selected automations in each upload, and saves those that the version supports', async () => {
    const all = await run(
      crm,
      [
        { picture, key: AMELIA, restrictTriggers: ['workflow', 'approval'] },
        { picture, key: AMELIA, restrictTriggers: [] },
        { picture, key: AMELIA },
      ],
      options({ version: 'v2', restrictTriggers: ['workflow'] }),
    );
    assert.deepEqual(
      all.map(({ outcome }) => 'change' in outcome && outcome.change.restrictTriggers),
      [['workflow'], [], ['workflow']],
    );
    assert.equal((await world.control.workflowsFired()).length, 1);
  });
});
