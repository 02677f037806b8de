import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { SignInAnswers, ShownDeviceCode, Waiting } from '../../../../src/auth/prompts.ts';
import type { SignInServices } from '../../../../src/auth/signIn.ts';
import { authenticate } from '../../../../src/auth/signIn.ts';
import type { Authority } from '../../../../src/zoho/dataCenter.ts';
import type { EmulatorControl } from '../../../emulator/control.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import type { Fault } from '../../../emulator/fault.ts';
import type { Switches } from '../../../emulator/profile.ts';
import { until } from '../../until.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import { pressed, ScriptedPerson } from '../scriptedPerson.ts';
import { signInParts } from '../signInParts.ts';

const MINUTE = 60_000;
const POLL = '/oauth/v3/device/token';
const ORGANIZATION = {
  id: '808232144',
  name: 'Northwind Traders',
  domain: 'org808232144',
};

describe('signing in with a device code', () => {
  let world: World;
  let emulator: Emulator;
  let control: EmulatorControl;
  let authority: Authority;
  let parts: SignInServices;
  let answers: SignInAnswers & { way: 'device-code' };
  let slept: number[];
  /** What happens while the extension waits to poll again, one entry per wait. */
  let meanwhile: (() => Promise<unknown>)[];

  before(async () => {
    world = await openWorld();
    ({ control, emulator } = world);
    authority = { kind: 'custom', servers: emulator.servers };
  });

  after(() => world.close());

  beforeEach(() => start());

  async function start(switches: Partial<Switches> = {}): Promise<void> {
    await control.reset({ switches });
    slept = [];
    meanwhile = [];
    // The emulator's clock advances by the time slept here.
    const sleep = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
      slept.push(milliseconds);
      await control.advanceClock(milliseconds);
      await meanwhile.shift()?.();
      signal.throwIfAborted();
    };
    parts = signInParts(world.network, { clock: { sleep, random: () => 0.5 } });
    const { clientId: id, clientSecret: secret } = await control.registerClient({
      type: 'non-browser',
    });
    answers = {
      way: 'device-code',
      authority,
      client: { type: 'non-browser', id, secret },
    };
  }

  /** Opens the page immediately and takes this action there. */
  function atOnce(button: 'Accept' | 'Reject') {
    return async ({ page }: ShownDeviceCode): Promise<boolean> => {
      await pressed(page, emulator.servers.accounts, button);
      return true;
    };
  }

  /** Opens the page only after this many polls. */
  function afterPolls(polls: number) {
    return ({ page }: ShownDeviceCode): Promise<boolean> => {
      const wait = (): Promise<unknown> => Promise.resolve();
      const allow = (): Promise<unknown> => pressed(page, emulator.servers.accounts, 'Accept');
      meanwhile = [...Array.from({ length: polls }, () => wait), allow];
      return Promise.resolve(true);
    };
  }

  async function polls(): Promise<(string | undefined)[]> {
    const requests = await control.requests();
    return requests.filter(({ path }) => path === POLL).map(({ code }) => code);
  }

  /** Why no account was created. */
  async function refusals(person: ScriptedPerson): Promise<string[]> {
    assert.equal(await authenticate(parts, person, undefined), undefined);
    assert.deepEqual(await parts.accounts.all(), []);
    return person.refusals.map(({ kind }) => kind);
  }

  it('shows the code with its page, and creates an account once it was entered there', async () => {
    const shown: ShownDeviceCode[] = [];
    const allow = atOnce('Accept');
    const deviceCode = (code: ShownDeviceCode): Promise<boolean> => {
      shown.push(code);
      return allow(code);
    };
    const person = new ScriptedPerson({ answers: [answers], deviceCode });
    const signedIn = await authenticate(parts, person, undefined);
    assert.deepEqual(signedIn?.account.organization, ORGANIZATION);
    const { credentials } = signedIn.account;
    assert.ok(credentials.kind === 'refresh-token');
    assert.deepEqual(credentials.client, answers.client);
    const [{ userCode, page } = { userCode: '', page: '' }] = shown;
    assert.match(userCode, /^[A-Z\d]{4}-[A-Z\d]{4}$/);
    const { accounts } = emulator.servers;
    assert.equal(page, `${accounts}/oauth/v3/device?user_code=${userCode}`);
  });

  it('waits between polls as long as Zoho asks, while nobody has entered the code', async () => {
    const person = new ScriptedPerson({ answers: [answers], deviceCode: afterPolls(2) });
    assert.notEqual(await authenticate(parts, person, undefined), undefined);
    assert.deepEqual(slept, [5000, 5000, 5000]);
    assert.deepEqual(await polls(), ['authorization_pending', 'authorization_pending', undefined]);
  });

  it('polls more slowly from then on when Zoho asks for it', async () => {
    await control.fault({ path: POLL, answer: { status: 200, body: { error: 'slow_down' } } });
    const person = new ScriptedPerson({ answers: [answers], deviceCode: afterPolls(2) });
    assert.notEqual(await authenticate(parts, person, undefined), undefined);
    assert.deepEqual(slept, [5000, 10_000, 10_000]);
  });

  describe('keeps polling after a lost poll', () => {
    const losses: [string, Fault][] = [
      ['the connection is cut', { cutAfterBytes: 0, times: 2 }],
      ['the answer is cut', { answer: { status: 200, body: '{"err' }, cutAnswerAfterBytes: 2 }],
      ['the server is down', { answer: { status: 503, body: '<html>' } }],
      ['the server has an error', { answer: { status: 500, body: '' } }],
    ];
    for (const [what, fault] of losses) {
      it(`because ${what}, and more slowly from then on`, async () => {
        await control.fault({ path: POLL, ...fault });
        const person = new ScriptedPerson({ answers: [answers], deviceCode: afterPolls(2) });
        const signedIn = await authenticate(parts, person, undefined);
        assert.deepEqual(signedIn?.account.organization, ORGANIZATION);
        assert.deepEqual(slept, [5000, 10_000, 10_000]);
      });
    }

    it('until the code has expired, and reports the obstacle', async () => {
      await start({ deviceCodeMs: 0 });
      await control.fault({ path: POLL, times: 0, answer: { status: 503, body: '<html>' } });
      const person = new ScriptedPerson({
        answers: [answers],
        deviceCode: () => Promise.resolve(true),
      });
      assert.deepEqual(await refusals(person), ['unavailable']);
      assert.equal((await polls()).length, 1);
    });

    it('unless it is canceled', async () => {
      await control.fault({ path: POLL, times: 0, answer: { status: 503, body: '<html>' } });
      const cancels: Partial<Record<Waiting['kind'], () => void>> = {};
      const person = new ScriptedPerson({
        answers: [answers],
        deviceCode: () => Promise.resolve(true),
        waits: (waiting, cancel) => {
          cancels[waiting] = cancel;
        },
      });
      meanwhile = [() => Promise.resolve(), () => Promise.resolve(cancels['device-code']?.())];
      assert.deepEqual(await refusals(person), []);
      assert.equal((await polls()).length, 1);
    });
  });

  it('waits at least a second between polls, whatever Zoho says', async () => {
    await start({ devicePollMs: 0 });
    const person = new ScriptedPerson({ answers: [answers], deviceCode: afterPolls(1) });
    assert.notEqual(await authenticate(parts, person, undefined), undefined);
    assert.deepEqual(slept, [1000, 1000]);
  });

  it('reports that the person refused', async () => {
    const person = new ScriptedPerson({ answers: [answers], deviceCode: atOnce('Reject') });
    assert.deepEqual(await refusals(person), ['consent-refused']);
  });

  it('reports that the code has expired, and asks again', async () => {
    const late = (): Promise<boolean> => {
      meanwhile = [() => control.advanceClock(10 * MINUTE)];
      return Promise.resolve(true);
    };
    const person = new ScriptedPerson({ answers: [answers], deviceCode: late });
    assert.deepEqual(await refusals(person), ['device-code-expired']);
    assert.equal(person.questions.at(-1)?.before?.answers, answers);
  });

  it('stops polling at the end that Zoho announced, even if Zoho does not say so', async () => {
    await start({ deviceCodeMs: 0 });
    const body = { error: 'authorization_pending' };
    await control.fault({ path: POLL, times: 0, answer: { status: 200, body } });
    const person = new ScriptedPerson({
      answers: [answers],
      deviceCode: () => Promise.resolve(true),
    });
    assert.deepEqual(await refusals(person), ['device-code-expired']);
    assert.equal((await polls()).length, 1);
  });

  it('reports a wrong client', async () => {
    const client = { ...answers.client, id: '1004.NOBODY' };
    const nobody = new ScriptedPerson({ answers: [{ ...answers, client }] });
    assert.deepEqual(await refusals(nobody), ['client-refused']);
    const unproven = new ScriptedPerson({
      answers: [{ ...answers, client: { ...answers.client, secret: 'wrong' } }],
      deviceCode: atOnce('Accept'),
    });
    assert.deepEqual(await refusals(unproven), ['client-secret-refused']);
  });

  it('opens only pages of that same accounts server', async () => {
    const body = {
      user_code: 'A1B2-C3D4',
      device_code: '1004.a.b',
      verification_url: 'https://accounts.zoho.com.evil.test/oauth/v3/device',
      verification_uri_complete: 'https://accounts.zoho.com.evil.test/oauth/v3/device?user_code=A',
      interval: 5000,
      expires_in: 300_000,
    };
    await control.fault({ path: '/device/code', answer: { status: 200, body } });
    const shown: string[] = [];
    const person = new ScriptedPerson({
      answers: [answers],
      deviceCode: ({ page }) => {
        shown.push(page);
        return Promise.resolve(false);
      },
    });
    assert.deepEqual(await refusals(person), ['foreign-server']);
    assert.deepEqual(shown, []);
  });

  it('never follows a custom server to a data center', async () => {
    const body = { error: 'other_dc', user_location: 'eu' };
    await control.fault({ path: POLL, answer: { status: 200, body } });
    const person = new ScriptedPerson({ answers: [answers], deviceCode: atOnce('Accept') });
    assert.deepEqual(await refusals(person), ['foreign-server']);
  });

  it('canceled while the code is shown sends no poll', async () => {
    const person = new ScriptedPerson({ answers: [answers] });
    assert.deepEqual(await refusals(person), []);
    assert.deepEqual(await polls(), []);
  });

  it('canceled before there is a code stops', async () => {
    await control.fault({ path: '/device/code', never: true });
    const asked = async (): Promise<boolean> => (await control.requests()).length > 0;
    const person = new ScriptedPerson({
      answers: [answers],
      waits: (_waiting, cancel) => void until('it was asked', asked).then(cancel),
    });
    assert.deepEqual(await refusals(person), []);
  });

  it('canceled while a poll returns the token revokes the token', async () => {
    const person = new ScriptedPerson({
      answers: [answers],
      deviceCode: atOnce('Accept'),
      waits: (waiting, cancel) => {
        if (waiting === 'device-code') {
          void until('it polled', async () => (await polls()).length > 0).then(cancel);
        }
      },
    });
    await control.fault({ path: POLL, delayMs: 300 });
    assert.deepEqual(await refusals(person), []);
    const ended = async (): Promise<boolean> =>
      (await control.requests()).some(
        ({ path, status }) => path.includes('revoke') && status === 200,
      );
    await until('it was ended', ended);
    assert.equal((await control.refreshTokens()).length, 1);
    assert.equal((await polls()).length, 1);
  });

  it('canceled during a poll stops immediately', async () => {
    await control.fault({ path: POLL, never: true });
    const person = new ScriptedPerson({
      answers: [answers],
      deviceCode: () => Promise.resolve(true),
      waits: (waiting, cancel) => {
        if (waiting === 'device-code') {
          void until('it polled', async () => (await polls()).length > 0).then(cancel);
        }
      },
    });
    assert.deepEqual(await refusals(person), []);
  });

  it('canceled between polls stops polling', async () => {
    const cancels: Partial<Record<Waiting['kind'], () => void>> = {};
    const person = new ScriptedPerson({
      answers: [answers],
      deviceCode: () => Promise.resolve(true),
      waits: (waiting, cancel) => {
        cancels[waiting] = cancel;
      },
    });
    meanwhile = [() => Promise.resolve(), () => Promise.resolve(cancels['device-code']?.())];
    assert.deepEqual(await refusals(person), []);
    assert.equal((await polls()).length, 1);
  });
});
