import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Account } from '../../../src/auth/account.ts';
import type { PolicyRules } from '../../../src/policy/policyFile.ts';
import { NO_POLICY, policyOf } from '../policy/policyInTest.ts';
import { clientOf } from '../../../src/auth/account.ts';
import { AccountTokens } from '../../../src/auth/accountTokens.ts';
import type { SignInAnswers, Proof } from '../../../src/auth/prompts.ts';
import type { Client } from '../../../src/auth/client.ts';
import { Clients } from '../../../src/auth/clients.ts';
import { revokeAccess } from '../../../src/auth/revocation.ts';
import type { SignedIn, SignInServices } from '../../../src/auth/signIn.ts';
import { authenticate } from '../../../src/auth/signIn.ts';
import { FLOWS } from '../../../src/auth/flows/flow.ts';
import type { Authority } from '../../../src/zoho/dataCenter.ts';
import { wordsOfFailure } from '../../../src/ui/words/failure.ts';
import { findRecords } from '../../../src/upload/findRecords.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import { COQL_SCOPE, DELETION_SCOPES, SCOPES, SEARCH_SCOPE } from '../../../src/zoho/scopes.ts';
import type { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/fault.ts';
import type { Profile, Switches } from '../../emulator/profile.ts';
import { STANDARD_SCOPES } from '../../emulator/scope.ts';
import { until } from '../until.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import { alone } from './alone.ts';
import { sampleAccount } from './sampleAccount.ts';
import type { Script } from './scriptedPerson.ts';
import { ScriptedPerson } from './scriptedPerson.ts';
import { SecretsInMemory } from './secretsInMemory.ts';
import { signInParts } from './signInParts.ts';

const PROFILES: readonly Profile[] = ['seed', 'newest', 'worst'];
const MINUTE = 60_000;
const never = new AbortController().signal;
const NORTHWIND = '808232144';
/** The company has none in `worst`. */
const NAMES: Readonly<Record<Profile, string>> = {
  seed: 'Northwind Traders',
  newest: 'Northwind Traders',
  worst: `org${NORTHWIND}`,
};
const PATRICIA = {
  id: '4876876000000173001',
  name: 'Patricia Boyle',
  email: 'patricia.boyle@northwind.example',
};

/** What an account from a code with the emulator's own scopes is stored with. */
const GRANTED: Readonly<Record<Profile, readonly string[]>> = {
  // The answer does not say.
  seed: SCOPES,
  newest: STANDARD_SCOPES,
  worst: STANDARD_SCOPES.map((scope) => scope.toLowerCase()),
};

describe('signIn', () => {
  let world: World;
  let emulator: Emulator;
  let control: EmulatorControl;
  let authority: Authority;
  let parts: SignInServices;

  before(async () => {
    world = await openWorld();
    ({ control, emulator } = world);
    authority = { kind: 'custom', servers: emulator.servers };
  });

  after(() => world.close());

  beforeEach(() => start());

  async function start(profile: Profile = 'seed', switches: Partial<Switches> = {}): Promise<void> {
    await control.reset({ profile, switches });
    parts = signInParts(world.network);
  }

  function selfClient(proof: Proof): SignInAnswers {
    const { clientId: id, clientSecret: secret } = emulator;
    const client = { type: 'self', id, secret } as const;
    return { way: 'self-client', authority, client, proof };
  }

  async function withCode(
    options: Parameters<EmulatorControl['issueCode']>[0] = {},
  ): Promise<SignInAnswers> {
    return selfClient({ kind: 'code', code: await control.issueCode(options) });
  }

  function withOrganization(id = NORTHWIND): SignInAnswers {
    return selfClient({ kind: 'organization', id });
  }

  async function withAccessToken(): Promise<SignInAnswers> {
    return { way: 'access-token', authority, token: await control.issueAccessToken() };
  }

  /** Signs in with these answers, in order. */
  async function signsIn(...answers: Script['answers']): Promise<SignedIn> {
    const person = new ScriptedPerson({ answers });
    const signedIn = await authenticate(parts, person, undefined);
    assert.ok(signedIn, JSON.stringify(person.refusals));
    return signedIn;
  }

  /** Zoho's objections to the answers; then the person cancels. */
  async function refusalOf(answers: SignInAnswers): Promise<string> {
    const person = new ScriptedPerson({ answers: [answers] });
    assert.equal(await authenticate(parts, person, undefined), undefined);
    return person.refusals.map(({ kind }) => kind).join();
  }

  async function paths(part: string): Promise<string[]> {
    return (await control.requests()).map(({ path }) => path).filter((path) => path.includes(part));
  }

  /** Valid refresh tokens, not counting the emulator's own. */
  async function refreshTokens(): Promise<number> {
    return (await control.refreshTokens()).length - 1;
  }

  async function hasRevoked(): Promise<boolean> {
    const requests = await control.requests();
    return requests.some(({ path, status }) => path.includes('revoke') && status === 200);
  }

  describe('with a self_client.json', () => {
    const path = '/downloads/self_client.json';

    async function withFile(scopes: readonly string[] | undefined): Promise<SignInAnswers> {
      const { clientId: id, clientSecret: secret } = emulator;
      const code = await control.issueCode(scopes === undefined ? {} : { scopes: [...scopes] });
      const file = { client: { id, secret }, code, scopes, expiresAt: undefined, path };
      return { ...selfClient({ kind: 'code', code }), file } as SignInAnswers;
    }

    it('has the scopes of the file if Zoho doesn’t say which it granted', async () => {
      const scopes = SCOPES.filter((scope) => scope !== SEARCH_SCOPE);
      const { account, file } = await signsIn(await withFile(scopes));
      assert.deepEqual(account.scopes, scopes);
      assert.equal(file, path);
    });

    it('is remembered as the place of the secret if another code is needed', async () => {
      const refused = await withFile(undefined);
      assert.ok(refused.way === 'self-client');
      const proof = { kind: 'code', code: '1000.wrong.code' } as const;
      const { file } = await signsIn({ ...refused, proof }, await withCode());
      assert.equal(file, path);
    });

    it('has a used code once Zoho has had it', async () => {
      const answers = await withFile(undefined);
      const person = new ScriptedPerson({ answers: [answers, answers] });
      assert.ok(await authenticate(parts, person, undefined));
      assert.ok(answers.way === 'self-client' && answers.proof.kind === 'code');
      const [question] = person.questions;
      assert.equal(question?.isUsed(answers.proof.code), true);
      assert.equal(question.isUsed('1000.other.code'), false);
    });
  });

  describe('on a machine with a policy', () => {
    function under(rules: PolicyRules): void {
      parts = { ...parts, policy: policyOf(rules) };
    }

    it('sends nothing to a data center, a server, or with a token that is not allowed', async () => {
      under({ allowedDataCenters: ['EU'] });
      assert.equal(await refusalOf(withOrganization()), 'policy');
      const elsewhere = { kind: 'zoho', dataCenter: 'IN' } as const;
      assert.equal(
        await refusalOf({ ...withOrganization(), authority: elsewhere } as SignInAnswers),
        'policy',
      );
      under({ pastedTokens: false });
      const person = new ScriptedPerson({ answers: [await withAccessToken()] });
      assert.equal(await authenticate(parts, person, undefined), undefined);
      assert.deepEqual(
        person.refusals.map(({ kind }) => kind),
        ['policy'],
      );
      const offered = person.questions[0]?.flows.map(({ id }) => id);
      assert.deepEqual(offered, ['self-client', 'browser', 'device-code']);
      assert.deepEqual(await control.requests(), []);
    });

    it('keeps no access to an organization that is not allowed, and revokes it', async () => {
      parts = {
        ...parts,
        // As an organization of Zoho's would be: the emulator is a custom server.
        policy: {
          refusalOf: ({ organization }) =>
            Promise.resolve(
              organization?.id === NORTHWIND
                ? { kind: 'policy', what: 'allowedOrganizations', file: 'policy.json' }
                : undefined,
            ),
        },
      };
      assert.equal(await refusalOf(await withCode()), 'policy');
      assert.deepEqual(await parts.accounts.all(), []);
      await until('it is revoked', hasRevoked);
      assert.equal(await refreshTokens(), 0);
    });
  });

  it('asks Zoho for what the person allows in addition', async () => {
    const { account } = await signsIn({ ...withOrganization(), more: DELETION_SCOPES });
    assert.deepEqual(account.scopes, [...SCOPES, ...DELETION_SCOPES]);
  });

  describe('with a self client', () => {
    for (const profile of PROFILES) {
      it(`and a code creates an account of the person and their organization (${profile})`, async () => {
        await start(profile);
        const { account, refreshTokens: counted } = await signsIn(await withCode());
        const { access, credentials, ...rest } = account;
        assert.deepEqual(rest, {
          format: 1,
          id: account.id,
          place: { ...authority, environment: 'production' },
          organization: { id: NORTHWIND, name: NAMES[profile], domain: `org${NORTHWIND}` },
          user: PATRICIA,
          scopes: GRANTED[profile],
        });
        assert.equal(credentials.kind, 'refresh-token');
        assert.ok(access.endsAt > Date.now());
        assert.deepEqual(counted, { inUse: 1, most: 20 });
        assert.deepEqual(await parts.accounts.all(), [account]);
        assert.deepEqual(await paths('revoke'), []);
      });

      it(`and the organization’s ID needs no code (${profile})`, async () => {
        await start(profile);
        const { account, refreshTokens: counted } = await signsIn(withOrganization());
        const { clientId: id, clientSecret: secret } = emulator;
        assert.deepEqual(account.credentials, {
          kind: 'client-credentials',
          client: { type: 'self', id, secret },
          organizationId: NORTHWIND,
        });
        assert.equal(account.organization.id, NORTHWIND);
        assert.equal(counted, undefined);
        assert.equal(await refreshTokens(), 0);
      });
    }

    for (const clientCredentialsAt of ['token', 'auth', 'both'] as const) {
      it(`finds client credentials where Zoho has them (${clientCredentialsAt})`, async () => {
        await start('seed', { clientCredentialsAt });
        const { account } = await signsIn(withOrganization());
        assert.equal(account.organization.id, NORTHWIND);
      });
    }

    for (const foreignScopes of ['missing_org_info', 'invalid_scope', 'invalid_scopes'] as const) {
      for (const clientCredentialsAt of ['token', 'auth', 'both'] as const) {
        it(`works without the search when Zoho does not grant it to an organization (${foreignScopes}, at ${clientCredentialsAt})`, async () => {
          await start('seed', { foreignScopes, clientCredentialsAt });
          const { account } = await signsIn(withOrganization());
          assert.equal(account.organization.id, NORTHWIND);
          const own = SCOPES.filter((scope) => scope !== SEARCH_SCOPE);
          assert.deepEqual(account.scopes, [...own, COQL_SCOPE]);
          await goesOnFinding(account);
        });
      }
    }

    it('stores the scopes that Zoho granted, if there are fewer', async () => {
      await start('newest', { foreignScopes: 'left out' });
      const { account } = await signsIn(withOrganization());
      assert.deepEqual(
        account.scopes,
        SCOPES.filter((scope) => scope !== SEARCH_SCOPE),
      );
    });

    /** Each renewal requests the granted scopes, and none that were refused. */
    async function goesOnFinding(account: Account): Promise<void> {
      await parts.accounts.save({ ...account, access: { ...account.access, endsAt: 0 } });
      const before = (await paths('/oauth/')).length;
      const { accounts } = parts;
      const options = { policy: NO_POLICY, accounts, network: world.network, leases: alone };
      const tokens = new AccountTokens(options, account.id);
      const crm = new Crm(world.network, emulator.servers, tokens);
      const found = await findRecords(crm, 'Contacts', 'fischer', account.scopes, never);
      assert.ok(found.ok, JSON.stringify(found));
      assert.equal(found.value.records.length, 1);
      assert.deepEqual(await paths('/search'), []);
      const asked = (await paths('/oauth/')).slice(before);
      assert.ok(asked.length === 1 || asked[1]?.includes('/oauth/v2/auth') === true);
    }

    for (const error of ['missing_org_info', 'invalid_scope', 'invalid_scopes']) {
      for (const times of [2, 3]) {
        it(`works without custom modules and deals when these are refused too (${error}, ${times} times)`, async () => {
          await control.fault({
            path: '^/oauth/v2/token$',
            times,
            answer: { status: 200, body: { error } },
          });
          const { account } = await signsIn(withOrganization());
          const isLeft = (scope: string): boolean =>
            scope.startsWith('ZohoCRM.') && !/custom|deals/.test(scope);
          const few = SCOPES.filter(isLeft);
          assert.deepEqual(account.scopes, times === 2 ? [...few, COQL_SCOPE] : few);
        });
      }

      it(`when nothing helps, says that it may be the ID or the scopes (${error})`, async () => {
        await control.fault({
          path: '^/oauth/v2/token$',
          times: 0,
          answer: { status: 200, body: { error } },
        });
        const person = new ScriptedPerson({ answers: [withOrganization()] });
        assert.equal(await authenticate(parts, person, undefined), undefined);
        const [failure] = person.refusals;
        assert.equal(failure?.kind, 'organization-refused');
        assert.match(wordsOfFailure(failure).what, /the ID .*, or a scope/);
        assert.equal((await paths('/oauth/')).length, 4);
      });
    }

    for (const error of ['invalid_org', 'invalid_soid']) {
      it(`asks only once about a refused organization (${error})`, async () => {
        await control.fault({ path: '/oauth/v2/token', answer: { status: 200, body: { error } } });
        const person = new ScriptedPerson({ answers: [withOrganization()] });
        assert.equal(await authenticate(parts, person, undefined), undefined);
        const [failure] = person.refusals;
        assert.equal(failure?.kind, 'organization-refused');
        assert.doesNotMatch(wordsOfFailure(failure).what, /scope/);
        assert.equal((await paths('/oauth/')).length, 1);
      });
    }

    for (const domain of [undefined, null, 7, '', 'null', 'no address']) {
      it(`asks its own API when an answer names no server (${String(domain)})`, async () => {
        const token = await control.issueAccessToken();
        const body = { access_token: token, refresh_token: 'r', api_domain: domain };
        await control.fault({ server: 'accounts', answer: { status: 200, body } });
        const { account } = await signsIn(await withCode());
        assert.deepEqual(account.place, { ...authority, environment: 'production' });
      });
    }

    it('distinguishes a client of another organization from a wrong client', async () => {
      assert.equal(await refusalOf(withOrganization('999999999')), 'organization-refused');
      const wrong = { type: 'self', id: '1000.NOBODY', secret: 's' } as const;
      const answers = {
        ...(withOrganization() as SignInAnswers & { way: 'self-client' }),
        client: wrong,
      };
      assert.equal(await refusalOf(answers), 'client-refused');
    });

    it('accepts only the requested organization', async () => {
      const token = await control.issueAccessToken({ org: 'sandbox' });
      const body = { access_token: token, api_domain: emulator.servers.api, expires_in: 3600 };
      await control.fault({ path: '/oauth/v2/token', answer: { status: 200, body } });
      const person = new ScriptedPerson({ answers: [withOrganization()] });
      assert.equal(await authenticate(parts, person, undefined), undefined);
      assert.deepEqual(person.refusals, [
        {
          kind: 'organization-refused',
          error: 'org811940027 instead',
          host: new URL(emulator.servers.accounts).host,
        },
      ]);
      await until('it was ended', hasRevoked);
      assert.equal(await refusalOf({ way: 'access-token', authority, token }), 'token-invalid');
    });

    it('in a sandbox creates an account of the sandbox', async () => {
      const { account } = await signsIn(await withCode({ org: 'sandbox' }));
      assert.equal(account.place.environment, 'sandbox');
      assert.equal(account.organization.id, '811940027');
    });

    it('asks again with the previous answers when Zoho refuses them', async () => {
      const wrong = selfClient({ kind: 'code', code: '1000.made.up' });
      const person = new ScriptedPerson({ answers: [wrong, () => withCode()] });
      assert.notEqual(await authenticate(parts, person, undefined), undefined);
      const [first, second] = person.questions;
      assert.equal(first?.before, undefined);
      assert.deepEqual(second?.before?.answers, wrong);
      assert.equal(second.before.failure?.kind, 'code-refused');
      assert.deepEqual({ ...second, before: undefined }, first);
    });

    it('asks for another code after a sleep that outlasted the first one', async () => {
      const late = async (): Promise<SignInAnswers> => {
        const answers = await withCode();
        await control.advanceClock(8 * 3_600_000);
        return answers;
      };
      const person = new ScriptedPerson({ answers: [late, () => withCode()] });
      const signedIn = await authenticate(parts, person, undefined);
      assert.deepEqual(
        person.refusals.map(({ kind }) => kind),
        ['code-refused'],
      );
      assert.equal(signedIn?.account.organization.id, NORTHWIND);
    });
  });

  describe('with an access token', () => {
    it('creates an account that lasts as long as Zoho says, and can’t be renewed', async () => {
      const { account, refreshTokens: counted } = await signsIn(await halfSpent());
      assert.deepEqual(account.credentials, { kind: 'access-token' });
      assert.ok(isInHalfAnHour(account.access.endsAt));
      assert.equal(counted, undefined);
      assert.equal((await paths('/oauth/')).length, 0);
    });

    for (const days of [1, -1]) {
      it(`lasts as long when the clock is a day off (Zoho’s is ${days} ahead)`, async () => {
        await control.advanceClock(days * 24 * 3_600_000);
        const { account } = await signsIn(await halfSpent());
        assert.ok(isInHalfAnHour(account.access.endsAt));
      });
    }

    for (const [what, headers] of [
      ['has no time of its own', { date: '', 'x-accesstoken-reset': '2024-08-01T19:21:19+08:00' }],
      ['says that it has ended', { 'x-accesstoken-reset': '2024-08-01T19:21:19+08:00' }],
      ['says years', { 'x-accesstoken-reset': '2094-08-01T19:21:19+08:00' }],
      ['says nothing that is a time', { 'x-accesstoken-reset': 'soon' }],
    ] as const) {
      it(`lasts an hour at most when the answer ${what}`, async () => {
        const org = [{ zgid: NORTHWIND, company_name: 'Northwind Traders', type: 'production' }];
        await control.fault({ path: '/org', answer: { status: 200, body: { org }, headers } });
        const { account } = await signsIn(await withAccessToken());
        assert.ok(Math.abs(account.access.endsAt - Date.now() - 60 * MINUTE) < MINUTE);
      });
    }

    /** Half of the hour is over, according to Zoho's answers. */
    async function halfSpent(): Promise<SignInAnswers> {
      const answers = await withAccessToken();
      await control.advanceClock(30 * MINUTE);
      return answers;
    }

    function isInHalfAnHour(endsAt: number): boolean {
      return Math.abs(endsAt - Date.now() - 30 * MINUTE) < MINUTE;
    }

    it('that is refused is not revoked, since it isn’t ours', async () => {
      assert.equal(
        await refusalOf({ way: 'access-token', authority, token: '1000.made.up' }),
        'token-invalid',
      );
      assert.deepEqual(await paths('/oauth/'), []);
    });
  });

  describe('again', () => {
    it('to the same account revokes the token that it had', async () => {
      const first = await signsIn(await withCode());
      const second = await signsIn(await withCode());
      assert.equal(second.account.id, first.account.id);
      assert.deepEqual(await parts.accounts.all(), [second.account]);
      assert.equal(await refreshTokens(), 1);
      assert.deepEqual(second.refreshTokens, { inUse: 1, most: 20 });
    });

    it('with another flow is to the same account too', async () => {
      const { account } = await signsIn(await withCode());
      const other = await signsIn(withOrganization());
      assert.equal(other.account.id, account.id);
      assert.deepEqual(await parts.accounts.all(), [other.account]);
      assert.equal(await refreshTokens(), 0);
    });

    it('to another organization leaves the first one unchanged', async () => {
      await signsIn(await withCode());
      await signsIn(await withCode({ org: 'sandbox' }));
      await signsIn(await withCode({ org: 'org820417733' }));
      assert.equal((await parts.accounts.all()).length, 3);
      assert.equal(await refreshTokens(), 3);
    });

    it('names the account, and starts with the flow of its client', async () => {
      const { account } = await signsIn(await withCode());
      const { clientId: id } = emulator;
      const withClient = (client: Client): Account => ({
        ...account,
        credentials: { kind: 'refresh-token', client, refreshToken: 'r' },
      });
      const publisherClient = { type: 'mobile', id: '1000.P' } as const;
      parts = { ...parts, publisherClient };
      for (const [again, way] of [
        [account, 'self-client'],
        [withClient({ type: 'mobile', id: '1000.M' }), 'browser'],
        [withClient({ type: 'non-browser', id: '1004.N', secret: 's' }), 'device-code'],
        [withClient(publisherClient), 'publisher'],
        [{ ...account, credentials: { kind: 'access-token' } }, 'access-token'],
      ] as const) {
        const person = new ScriptedPerson({ answers: [] });
        await authenticate(parts, person, again);
        const [question] = person.questions;
        assert.deepEqual(question?.again, { account: again, way });
        assert.deepEqual(
          question.flows.map((one) => one.id),
          ['self-client', 'browser', 'device-code', 'access-token'],
        );
      }
      assert.equal(clientOf(account)?.id, id);
    });
  });

  describe('leaves no token at Zoho', () => {
    for (const profile of PROFILES) {
      it(`whose owner is unknown (${profile})`, async () => {
        await start(profile);
        const body = { code: 'OAUTH_SCOPE_MISMATCH', details: {}, message: '', status: 'error' };
        await control.fault({ path: '/org', answer: { status: 401, body } });
        assert.equal(await refusalOf(await withCode()), 'scope-missing');
        await until('the token was ended', async () => (await refreshTokens()) === 0);
        assert.deepEqual(await parts.accounts.all(), []);
      });
    }

    it('from client credentials either', async () => {
      await control.fault({ path: '/users', answer: { status: 500, body: '<html>' } });
      assert.equal(await refusalOf(withOrganization()), 'internal-error');
      await until('the token was ended', hasRevoked);
    });

    it('when an answer names a foreign server, which gets no request', async () => {
      const body = {
        access_token: '1000.x',
        refresh_token: '1000.y',
        api_domain: 'https://www.zohoapis.com.evil.example',
        expires_in: 3600,
      };
      await control.fault({ server: 'accounts', answer: { status: 200, body } });
      assert.equal(await refusalOf(await withCode()), 'foreign-server');
      await until('the token was ended', async () => (await paths('revoke')).length > 0);
      assert.deepEqual(await paths('/crm/'), []);
    });

    it('when an answer names the wrong place of the CRM', async () => {
      const api_domain = 'https://crm.example';
      const body = { access_token: '1000.x', refresh_token: emulator.refreshToken, api_domain };
      await control.fault({ server: 'accounts', answer: { status: 200, body } });
      assert.equal(await refusalOf(await withCode()), 'foreign-server');
      await until('it was ended', async () => (await control.refreshTokens()).length === 0);
      assert.deepEqual(await paths('/crm/'), []);
    });

    /** Fails after the exchange, and the token can't be revoked at Zoho either. */
    async function leavesOne(): Promise<void> {
      await control.fault({ path: '/org', answer: { status: 500, body: '' } });
      await control.fault({ path: 'revoke', times: 0, answer: { status: 500, body: '' } });
      assert.equal(await refusalOf(await withCode()), 'internal-error');
    }

    it('uncounted when it couldn’t be revoked, with each login that its client is stored for', async () => {
      await signsIn(await withCode());
      await signsIn(await withCode({ user: 'samir.okafor@northwind.example' }));
      const other = { type: 'self', id: '1000.OTHER', secret: 's' } as const;
      const kept = { format: 1, authority, client: other, leftOver: 0 } as const;
      await parts.clients.save({ ...kept, login: 'else@northwind.example' });
      await leavesOne();
      const counts = async (): Promise<Record<string, number>> =>
        Object.fromEntries(
          (await parts.clients.of(authority, 'self')).map(({ login, leftOver }) => [
            login,
            leftOver,
          ]),
        );
      await until('it was counted', async () => (await counts())[PATRICIA.email] === 1);
      assert.deepEqual(await counts(), {
        [PATRICIA.email]: 1,
        'samir.okafor@northwind.example': 1,
        'else@northwind.example': 0,
      });
    });

    it('and adds nothing when even that can’t be counted', async () => {
      const asked = Promise.withResolvers<undefined>();
      class NoSecrets extends SecretsInMemory {
        override keys(): Promise<string[]> {
          asked.resolve(undefined);
          return Promise.reject(new Error('no keyring'));
        }
      }
      parts = { ...parts, clients: new Clients(new NoSecrets()) };
      await leavesOne();
      await asked.promise;
      // Unhandled rejections are reported after the turn in which they happen.
      await turn();
    });

    it('when it came without a refresh token', async () => {
      const answers = await withCode({ accessType: 'online' });
      assert.equal(await refusalOf(answers), 'oauth-error');
      assert.deepEqual(await parts.accounts.all(), []);
    });
  });

  describe('canceled', () => {
    /** Cancels once a request to this path has arrived, which is never answered, or late. */
    async function canceledAt(
      path: string,
      answers: SignInAnswers,
      answered: Fault = { never: true },
    ): Promise<SignedIn | undefined> {
      await control.fault({ path, ...answered });
      const person = new ScriptedPerson({
        answers: [answers],
        waits: (_waiting, cancel) =>
          void until('it was asked', async () => (await paths(path)).length > 0).then(cancel),
      });
      const signedIn = await authenticate(parts, person, undefined);
      assert.equal(person.questions.length, 1);
      return signedIn;
    }

    it('while asking does nothing', async () => {
      assert.equal(
        await authenticate(parts, new ScriptedPerson({ answers: [] }), undefined),
        undefined,
      );
      assert.deepEqual(await control.requests(), []);
    });

    it('during the exchange does not wait for it, and stores nothing', async () => {
      assert.equal(await canceledAt('/oauth/v2/token', await withCode()), undefined);
      assert.deepEqual(await parts.accounts.all(), []);
    });

    it('during the exchange revokes the token that Zoho creates anyway', async () => {
      const late = { delayMs: 300 };
      assert.equal(await canceledAt('/oauth/v2/token', await withCode(), late), undefined);
      await until('it was ended', hasRevoked);
      assert.equal(await refreshTokens(), 0);
      assert.deepEqual(await paths('/crm/'), []);
    });

    for (const path of ['/org', '/users']) {
      it(`after the exchange, at ${path}, revokes the token`, async () => {
        assert.equal(await canceledAt(path, await withCode()), undefined);
        await until('the token was ended', async () => (await refreshTokens()) === 0);
        assert.deepEqual(await parts.accounts.all(), []);
      });
    }
  });

  describe('stores the client', () => {
    const [selfWay] = FLOWS.filter(({ id }) => id === 'self-client');
    assert.ok(selfWay);

    it('with the login that it was used with, and offers it again', async () => {
      await signsIn(await withCode());
      const person = new ScriptedPerson({ answers: [] });
      await authenticate(parts, person, undefined);
      const [question] = person.questions;
      assert.ok(question);
      const { clientId: id, clientSecret: secret } = emulator;
      assert.deepEqual(await question.keptClients(authority, selfWay), [
        {
          format: 1,
          authority,
          login: PATRICIA.email,
          client: { type: 'self', id, secret },
          leftOver: 0,
          inUse: 1,
          isRefused: false,
        },
      ]);
      const elsewhere = { kind: 'zoho', dataCenter: 'US' } as const;
      assert.deepEqual(await question.keptClients(elsewhere, selfWay), []);
    });

    it('but not the publisher’s, which nobody typed in', async () => {
      const { clientId: id, clientSecret: secret } = emulator;
      parts = signInParts(world.network, {}, { publisherClient: { type: 'mobile', id, secret } });
      await signsIn(await withCode());
      assert.deepEqual(await parts.clients.of(authority, 'self'), []);
    });

    it('counting its refresh tokens, up to Zoho’s limit of twenty', async () => {
      const { account } = await signsIn(await withCode());
      for (let number = 2; number < 20; number++) {
        const organization = { id: `${number}`, name: 'Another one', domain: `org${number}` };
        await parts.accounts.save(sampleAccount({ ...account, organization }));
      }
      // Of another person, server and kind: these are not counted.
      const others: Partial<Account>[] = [
        { user: { ...PATRICIA, id: '2', email: 'another@northwind.example' } },
        { place: { kind: 'zoho', dataCenter: 'US', environment: 'production' } },
        { credentials: { kind: 'access-token' }, organization: { id: '99', name: '', domain: '' } },
      ];
      for (const other of others) {
        await parts.accounts.save(sampleAccount({ ...account, ...other }));
      }
      const signedIn = await signsIn(await withCode({ org: 'sandbox' }));
      assert.deepEqual(signedIn.refreshTokens, { inUse: 20, most: 20 });
    });

    it('and counts a refresh token that couldn’t be revoked', async () => {
      const { account } = await signsIn(await withCode());
      await control.fault({ path: 'revoke', times: 0, answer: { status: 500, body: '' } });
      const again = await signsIn(await withCode());
      assert.deepEqual(again.refreshTokens, { inUse: 2, most: 20 });
      await parts.accounts.remove(account.id);
      assert.equal(await revokeAccess(world.network, parts.clients, again.account), 'not-told');
      const third = await signsIn(await withCode());
      assert.deepEqual(third.refreshTokens, { inUse: 3, most: 20 });
    });
  });

  describe('counts the leftover refresh tokens', () => {
    async function leftOver(): Promise<number | undefined> {
      return (await parts.clients.of(authority, 'self'))[0]?.leftOver;
    }

    it('but not one that Zoho has revoked itself', async () => {
      await signsIn(await withCode());
      await control.revokeRefreshTokens();
      const again = await signsIn(await withCode());
      assert.deepEqual(again.refreshTokens, { inUse: 1, most: 20 });
      await control.revokeRefreshTokens();
      assert.equal(await revokeAccess(world.network, parts.clients, again.account), 'not-there');
      assert.equal(await leftOver(), 0);
    });

    it('up to Zoho’s limit', async () => {
      const { account } = await signsIn(await withCode());
      const client = clientOf(account);
      assert.ok(client);
      const holder = { authority, login: account.user.email, client };
      await parts.clients.count(holder, () => 30);
      const other = await signsIn(await withCode({ org: 'sandbox' }));
      assert.deepEqual(other.refreshTokens, { inUse: 20, most: 20 });
      assert.equal(await leftOver(), 18);
      // The token that it replaces was briefly the twenty-first.
      await parts.clients.count(holder, () => 18);
      const again = await signsIn(await withCode({ org: 'sandbox' }));
      assert.equal(await leftOver(), 17);
      assert.deepEqual(again.refreshTokens, { inUse: 19, most: 20 });
    });
  });

  describe('revokes access', () => {
    for (const revokesAt of ['both', 'token/revoke', 'revoke/token'] as const) {
      it(`at whichever URL Zoho has for it (${revokesAt})`, async () => {
        await start('seed', { revokesAt });
        const { account } = await signsIn(await withCode());
        assert.equal(await revokeAccess(world.network, parts.clients, account), 'ended');
        assert.equal(await refreshTokens(), 0);
        assert.equal((await parts.clients.of(authority, 'self'))[0]?.leftOver, 0);
      });
    }

    it('of client credentials with their access token', async () => {
      const { account } = await signsIn(withOrganization());
      assert.equal(await revokeAccess(world.network, parts.clients, account), 'ended');
      const answers: SignInAnswers = {
        way: 'access-token',
        authority,
        token: account.access.token,
      };
      assert.equal(await refusalOf(answers), 'token-invalid');
    });

    it('but not a pasted token, which isn’t ours to revoke', async () => {
      const { account } = await signsIn(await withAccessToken());
      assert.equal(await revokeAccess(world.network, parts.clients, account), 'not-ours');
      assert.deepEqual(await paths('revoke'), []);
    });
  });
});
