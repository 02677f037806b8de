import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { AccountTokens } from '../../../src/auth/accountTokens.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import type { Account } from '../../../src/auth/account.ts';
import { clientOf } from '../../../src/auth/account.ts';
import type { SignInAnswers } from '../../../src/auth/prompts.ts';
import type { ClientType } from '../../../src/auth/client.ts';
import { revokeAccess } from '../../../src/auth/revocation.ts';
import type { SignInServices } from '../../../src/auth/signIn.ts';
import { authenticate } from '../../../src/auth/signIn.ts';
import { redirectUriOf } from '../../../src/auth/flows/loopback.ts';
import { answersOf } from '../../../src/ui/signIn/draft.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Authority, DataCenter } from '../../../src/zoho/dataCenter.ts';
import { serversOf } from '../../../src/zoho/dataCenter.ts';
import { Network } from '../../../src/zoho/network.ts';
import { findOrganization } from '../../../src/zoho/organization.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import type { Location } from '../../emulator/dataCenter.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import type { Switches } from '../../emulator/profile.ts';
import { freePorts } from '../freePorts.ts';
import { until } from '../until.ts';
import { ZohoNames } from '../zohoNames.ts';
import { alone } from './alone.ts';
import type { Script } from './scriptedPerson.ts';
import { inBrowser, pressed, ScriptedPerson } from './scriptedPerson.ts';
import { signInParts } from './signInParts.ts';

const US: Authority = { kind: 'zoho', dataCenter: 'US' };
const EU: Authority = { kind: 'zoho', dataCenter: 'EU' };
const never = new AbortController().signal;

/** Where people and organizations are, as each side names it. */
const HOMES: readonly (readonly [DataCenter, Location])[] = [
  ['EU', 'eu'],
  ['IN', 'in'],
  ['CA', 'ca'],
  ['AE', 'ae'],
  ['UK', 'uk'],
];

describe('at Zoho’s own names', () => {
  let emulator: Emulator;
  let control: EmulatorControl;
  let names: ZohoNames;
  let network: Network;
  let ports: number[];
  let parts: SignInServices;

  before(async () => {
    emulator = await startEmulator({ tls: true });
    control = new EmulatorControl(emulator.control);
    names = await ZohoNames.lead(emulator);
  });

  after(async () => {
    names.restore();
    await emulator.close();
  });

  beforeEach(async () => {
    ports = await freePorts(1);
    network = new Network({
      userAgent: 'test',
      timeLimit: () => 60,
      systemCertificates: () => false,
      onExchange: () => undefined,
    });
    await start({});
  });

  async function start(switches: Partial<Switches>): Promise<void> {
    await control.reset({ switches });
    names.asked.clear();
    names.unreachable.clear();
    parts = signInParts(network, { ports });
  }

  /** A client registered in the US that works everywhere except in China. */
  async function registered<T extends ClientType>(
    type: T,
  ): Promise<{ type: T; id: string; secret: string }> {
    const redirects = type === 'server' || type === 'mobile';
    const { clientId: id, clientSecret: secret } = await control.registerClient({
      type,
      location: 'us',
      multiDc: true,
      ...(redirects ? { redirectUris: ports.map(redirectUriOf) } : {}),
    });
    return { type, id, secret };
  }

  async function signsIn(script: Script): Promise<Account> {
    const person = new ScriptedPerson(script);
    const signedIn = await authenticate(parts, person, undefined);
    assert.ok(signedIn, JSON.stringify(person.refusals));
    return signedIn.account;
  }

  async function withCode(authority: Authority, org: string): Promise<SignInAnswers> {
    const { clientId: id, clientSecret: secret } = emulator;
    const client = { type: 'self', id, secret } as const;
    const code = await control.issueCode({ org });
    return { way: 'self-client', authority, client, proof: { kind: 'code', code } };
  }

  /** The account's own organization, requested with a token that had to be renewed first. */
  async function organizationOf(account: Account): Promise<string> {
    await parts.accounts.save({ ...account, access: { ...account.access, endsAt: 0 } });
    const { accounts } = parts;
    const tokens = new AccountTokens(
      { policy: NO_POLICY, accounts, network, leases: alone },
      account.id,
    );
    const found = await findOrganization(new Crm(network, serversOf(account.place), tokens), never);
    assert.ok(found.ok, JSON.stringify(found));
    return found.value.organization.id;
  }

  for (const apiDomain of [
    'of environment',
    'production',
    'missing',
    'null',
    'api.zoho',
  ] as const) {
    for (const wrongHostCode of [
      'AUTHENTICATION_FAILURE',
      'INVALID_TOKEN',
      'WRONG_DATA_CENTER',
    ] as const) {
      it(`a sandbox’s token creates an account of the sandbox (api_domain ${apiDomain}, elsewhere ${wrongHostCode})`, async () => {
        await start({ location: 'eu', apiDomain, wrongHostCode });
        const account = await signsIn({ answers: [await withCode(EU, 'sandbox')] });
        assert.deepEqual(account.place, { ...EU, environment: 'sandbox' });
        assert.equal(account.organization.id, '811940027');
        assert.equal(await organizationOf(account), '811940027');
      });
    }
  }

  for (const refreshApiDomain of ['missing', 'null', 'api.zoho'] as const) {
    it(`a refreshed account keeps its own servers (api_domain ${refreshApiDomain})`, async () => {
      await start({ location: 'ca', refreshApiDomain });
      const ca: Authority = { kind: 'zoho', dataCenter: 'CA' };
      const account = await signsIn({ answers: [await withCode(ca, 'sandbox')] });
      names.asked.clear();
      assert.equal(await organizationOf(account), '811940027');
      assert.deepEqual([...names.asked].sort(), [
        'https://accounts.zohocloud.ca',
        'https://sandbox.zohoapis.ca',
      ]);
    });
  }

  for (const domain of [
    'https://www.zohoapis.com',
    'https://www.zohoapis.eu.evil.test',
    'evil.test',
  ]) {
    it(`a refresh whose answer names ${domain} sends nothing to it`, async () => {
      await start({ location: 'eu' });
      const account = await signsIn({ answers: [await withCode(EU, 'production')] });
      const token = await control.issueAccessToken();
      const body = { access_token: token, api_domain: domain, expires_in: 3600 };
      await control.fault({ server: 'accounts', answer: { status: 200, body } });
      names.asked.clear();
      assert.equal(await organizationOf(account), '808232144');
      assert.deepEqual([...names.asked].sort(), [
        'https://accounts.zoho.eu',
        'https://www.zohoapis.eu',
      ]);
      assert.deepEqual((await parts.accounts.get(account.id))?.place, account.place);
    });
  }

  it('a developer organization is found too, and last', async () => {
    await start({ location: 'eu', apiDomain: 'production' });
    const account = await signsIn({ answers: [await withCode(EU, 'developer')] });
    assert.deepEqual(account.place, { ...EU, environment: 'developer' });
    assert.deepEqual([...names.asked].sort(), [
      'https://accounts.zoho.eu',
      'https://developer.zohoapis.eu',
      'https://sandbox.zohoapis.eu',
      'https://www.zohoapis.eu',
    ]);
  });

  /** The error of a sign-in that created no account and left no token at Zoho. */
  async function refusalOf(answers: SignInAnswers): Promise<string> {
    const person = new ScriptedPerson({ answers: [answers] });
    assert.equal(await authenticate(parts, person, undefined), undefined);
    assert.deepEqual(await parts.accounts.all(), []);
    await until('its token was ended', async () => (await control.refreshTokens()).length === 1);
    return person.refusals.map(({ kind }) => kind).join();
  }

  describe('reports production’s refusal when no environment knows the token', () => {
    const madeUp: SignInAnswers = { way: 'access-token', authority: EU, token: '1000.made.up' };
    const all = ['www', 'sandbox', 'developer'].map((name) => `https://${name}.zohoapis.eu`);

    for (const wrongHostCode of [
      'AUTHENTICATION_FAILURE',
      'INVALID_TOKEN',
      'WRONG_DATA_CENTER',
    ] as const) {
      it(`even if each refuses differently (elsewhere ${wrongHostCode})`, async () => {
        await start({ location: 'eu', wrongHostCode });
        assert.equal(await refusalOf(madeUp), 'token-invalid');
        assert.deepEqual([...names.asked], all);
      });
    }

    it('even if another one is unreachable', async () => {
      await start({ location: 'eu' });
      names.unreachable.add('sandbox.zohoapis.eu');
      assert.equal(await refusalOf(madeUp), 'token-invalid');
      assert.deepEqual([...names.asked], all);
    });

    for (const [what, status] of [
      ['is down', 503],
      ['has an error', 500],
      ['is a page of a proxy’s', 403],
    ] as const) {
      it(`even if another one ${what}`, async () => {
        await start({ location: 'eu' });
        const refused = { code: 'INVALID_TOKEN', details: {}, message: '', status: 'error' };
        // A refused token is sent twice.
        await control.fault({ path: '/org', times: 2, answer: { status: 401, body: refused } });
        await control.fault({ path: '/org', answer: { status, body: '<html>' } });
        assert.equal(await refusalOf(madeUp), 'token-invalid');
        assert.deepEqual([...names.asked], all);
      });
    }
  });

  for (const body of ['<html>Unauthorized</html>', '', '{}']) {
    it(`asks another environment, whatever production’s 401 says (${body})`, async () => {
      await start({ location: 'eu', apiDomain: 'production' });
      await control.fault({ path: '/org', answer: { status: 401, body } });
      const account = await signsIn({ answers: [await withCode(EU, 'sandbox')] });
      assert.deepEqual(account.place, { ...EU, environment: 'sandbox' });
    });
  }

  it('an unreachable environment does not hide the next one', async () => {
    await start({ location: 'eu', apiDomain: 'production' });
    names.unreachable.add('sandbox.zohoapis.eu');
    const account = await signsIn({ answers: [await withCode(EU, 'developer')] });
    assert.deepEqual(account.place, { ...EU, environment: 'developer' });
  });

  it('reports the error of the environment that knows the token', async () => {
    await start({ location: 'eu', apiDomain: 'production' });
    const { clientId: id, clientSecret: secret } = emulator;
    const code = await control.issueCode({ org: 'sandbox', scopes: ['ZohoCRM.users.READ'] });
    const client = { type: 'self', id, secret } as const;
    const proof = { kind: 'code', code } as const;
    assert.equal(
      await refusalOf({ way: 'self-client', authority: EU, client, proof }),
      'scope-missing',
    );
  });

  it('reports immediately that production is unreachable', async () => {
    await start({ location: 'eu', apiDomain: 'production' });
    names.unreachable.add('www.zohoapis.eu');
    assert.equal(await refusalOf(await withCode(EU, 'production')), 'connection-refused');
    assert.ok(!names.asked.has('https://sandbox.zohoapis.eu'));
  });

  describe('an organization that says it is a sandbox', () => {
    /** It says so at every host. */
    async function saysSandbox(): Promise<void> {
      const org = [{ zgid: '811940027', company_name: 'Northwind Sandbox', type: 'sandbox' }];
      await control.fault({ path: '/org', answer: { status: 200, body: { org } } });
    }

    it('is stored as a sandbox, whichever host answered', async () => {
      await start({ location: 'eu', apiDomain: 'production' });
      await saysSandbox();
      const account = await signsIn({ answers: [await withCode(EU, 'sandbox')] });
      assert.deepEqual(account.place, { ...EU, environment: 'sandbox' });
      assert.equal(await organizationOf(account), '811940027');
      const users = (await control.requests()).filter(({ path }) => path.includes('/users'));
      assert.deepEqual(
        users.map(({ status }) => status),
        [200],
      );
    });

    it('is no account if its token does not work there', async () => {
      await start({ location: 'eu' });
      await saysSandbox();
      assert.equal(await refusalOf(await withCode(EU, 'production')), 'authentication-failed');
      assert.ok(names.asked.has('https://sandbox.zohoapis.eu'));
    });
  });

  for (const type of ['bigin', 'Bigin']) {
    it(`a Bigin organization is not a CRM account (${type})`, async () => {
      await start({ location: 'eu' });
      const org = [{ zgid: '1', company_name: null, type }];
      await control.fault({ path: '/org', answer: { status: 200, body: { org } } });
      assert.equal(await refusalOf(await withCode(EU, 'production')), 'other-product');
    });
  }

  for (const organizationType of ['lower case', 'capitalized', 'null', 'missing'] as const) {
    for (const environment of ['production', 'sandbox', 'developer'] as const) {
      it(`a token of ${environment} creates an account of it (type of organizations: ${organizationType})`, async () => {
        await start({ location: 'eu', apiDomain: 'production', organizationType });
        const account = await signsIn({ answers: [await withCode(EU, environment)] });
        assert.deepEqual(account.place, { ...EU, environment });
      });
    }
  }

  it('an unknown type means the environment of the host that answered', async () => {
    await start({ location: 'eu' });
    const org = [{ zgid: '808232144', company_name: 'Northwind', type: 'something new' }];
    await control.fault({ path: '/org', answer: { status: 200, body: { org } } });
    const account = await signsIn({ answers: [await withCode(EU, 'production')] });
    assert.deepEqual(account.place, { ...EU, environment: 'production' });
  });

  it('an API that answers without an organization is skipped', async () => {
    await start({ location: 'eu', apiDomain: 'production' });
    await control.fault({ path: '/org', answer: { status: 204 } });
    const account = await signsIn({ answers: [await withCode(EU, 'sandbox')] });
    assert.deepEqual(account.place, { ...EU, environment: 'sandbox' });
  });

  it('a code sent to the wrong data center asks again, and tries no other one', async () => {
    await start({ location: 'eu' });
    const person = new ScriptedPerson({ answers: [await withCode(US, 'production')] });
    assert.equal(await authenticate(parts, person, undefined), undefined);
    assert.deepEqual(
      person.refusals.map(({ kind }) => kind),
      ['client-refused'],
    );
    assert.deepEqual([...names.asked], ['https://accounts.zoho.com']);
  });

  for (const api_domain of [undefined, null, '', 7, 'https://api.zoho.eu']) {
    it(`an answer that names ${JSON.stringify(api_domain)} leads to the data center’s own API`, async () => {
      await start({ location: 'eu' });
      const answers = [await withCode(EU, 'sandbox')];
      const access_token = await control.issueAccessToken({ org: 'sandbox' });
      const body = { access_token, refresh_token: '1000.r.t', api_domain, expires_in: 3600 };
      await control.fault({ server: 'accounts', answer: { status: 200, body } });
      const account = await signsIn({ answers });
      assert.deepEqual(account.place, { ...EU, environment: 'sandbox' });
      assert.deepEqual([...names.asked].sort(), [
        'https://accounts.zoho.eu',
        'https://sandbox.zohoapis.eu',
        'https://www.zohoapis.eu',
      ]);
    });
  }

  for (const domain of [
    'https://www.zohoapis.com.evil.test',
    'https://www.zohoapis.com',
    'https://accounts.zoho.eu',
    'http://www.zohoapis.eu',
    'https://www.zohoapis.eu:8443',
  ]) {
    it(`an answer that names ${domain} is ignored, and its token is revoked`, async () => {
      await start({ location: 'eu' });
      const answers = [await withCode(EU, 'production')];
      const body = { access_token: 'a', refresh_token: 'r', api_domain: domain, expires_in: 3600 };
      await control.fault({ server: 'accounts', answer: { status: 200, body } });
      const person = new ScriptedPerson({ answers });
      assert.equal(await authenticate(parts, person, undefined), undefined);
      assert.deepEqual(
        person.refusals.map(({ kind }) => kind),
        ['foreign-server'],
      );
      const revoked = async (): Promise<boolean> =>
        (await control.requests()).some(({ path }) => path.includes('revoke/token'));
      await until('it was ended', revoked);
      assert.deepEqual([...names.asked], ['https://accounts.zoho.eu']);
    });
  }

  for (const [dataCenter, location] of HOMES) {
    it(`people of ${dataCenter} are sent home from the US, with the browser and the publisher’s client`, async () => {
      await start({ location });
      const publisherClient = await registered('mobile');
      parts = signInParts(network, { ports }, { publisherClient });
      const waitForVisit = inBrowser(emulator.servers.accounts);
      const account = await signsIn({ answers: [{ way: 'publisher' }], waitForVisit });
      assert.deepEqual(account.place, { kind: 'zoho', dataCenter, environment: 'production' });
      assert.equal(await organizationOf(account), '808232144');
      assert.equal(await revokeAccess(network, parts.clients, account), 'ended');
      const { accounts, api } = serversOf(account.place);
      assert.deepEqual([...names.asked].sort(), [accounts, api].sort());
      // Nobody typed it in, so nobody is offered it.
      assert.deepEqual(await parts.clients.of({ kind: 'zoho', dataCenter }, 'mobile'), []);
    });

    it(`people of ${dataCenter} are sent home from the US, with a device code`, async () => {
      await start({ location });
      const client = await registered('non-browser');
      const sleep = (milliseconds: number): Promise<void> => control.advanceClock(milliseconds);
      parts = signInParts(network, { clock: { sleep, random: () => 0.5 } });
      const account = await signsIn({
        answers: [{ way: 'device-code', authority: US, client }],
        deviceCode: async ({ page }) => {
          await pressed(page, emulator.servers.accounts, 'Accept');
          return true;
        },
      });
      assert.deepEqual(account.place, { kind: 'zoho', dataCenter, environment: 'production' });
      assert.equal(await organizationOf(account), '808232144');
    });
  }

  it('your own client is offered where its owner is and where it is registered', async () => {
    await start({ location: 'eu' });
    const client = await registered('server');
    const account = await signsIn({
      answers: [{ way: 'browser', authority: US, client }],
      waitForVisit: inBrowser(emulator.servers.accounts),
    });
    const kept = { ...client, registeredAt: US };
    assert.deepEqual(clientOf(account), kept);
    for (const authority of [EU, US]) {
      assert.deepEqual(
        (await parts.clients.of(authority, 'server')).map((one) => one.client),
        [kept],
      );
    }
  });

  it('and its sign-in starts there again, since Zoho may not know it elsewhere', async () => {
    await start({ location: 'eu', authorizesElsewhere: false });
    const client = await registered('server');
    const waitForVisit = inBrowser(emulator.servers.accounts);
    const first = await signsIn({
      answers: [{ way: 'browser', authority: US, client }],
      waitForVisit,
    });
    const [kept] = await parts.clients.of(EU, 'server');
    assert.ok(kept);
    const draft = {
      way: 'browser',
      choosesWay: false,
      custom: undefined,
      dataCenter: 'EU',
    } as const;
    const answers = answersOf({ ...draft, kept: { ...kept, inUse: 1, isRefused: false } });
    const again = await signsIn({ answers: [answers], waitForVisit });
    assert.equal(again.id, first.id);
    assert.deepEqual(clientOf(again), clientOf(first));
    const person = new ScriptedPerson({
      answers: [{ way: 'browser', authority: EU, client }],
      waitForVisit: async ({ page }) => pressed(page, emulator.servers.accounts, 'Accept'),
    });
    await assert.rejects(authenticate(parts, person, undefined), /Invalid Client/);
  });
});
