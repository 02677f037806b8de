import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import type { Account } from '../../../src/auth/account.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import { AccountTokens } from '../../../src/auth/accountTokens.ts';
import type { SignInAnswers, PendingVisit } from '../../../src/auth/prompts.ts';
import { isProof, proofOf } from '../../../src/auth/proof.ts';
import { revokeAccess } from '../../../src/auth/revocation.ts';
import { addScopes } from '../../../src/auth/scopeAddition.ts';
import type { SignInServices } from '../../../src/auth/signIn.ts';
import { authenticate } from '../../../src/auth/signIn.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Authority } from '../../../src/zoho/dataCenter.ts';
import { accountsOf, serversOf } from '../../../src/zoho/dataCenter.ts';
import { Network } from '../../../src/zoho/network.ts';
import { findOrganization } from '../../../src/zoho/organization.ts';
import { deletePhoto, downloadPhoto, postPhoto } from '../../../src/zoho/photo.ts';
import { findRecord } from '../../../src/zoho/record.ts';
import { recordLinkOf } from '../../../src/zoho/recordLink.ts';
import { isConsole, ZOHO_HOSTS } from '../../emulator/dataCenter.ts';
import { howMany } from '../../long.ts';
import type { Recorded, Reply } from '../recordedHosts.ts';
import { RecordedHosts } from '../recordedHosts.ts';
import { alone } from './alone.ts';
import { ScriptedPerson } from './scriptedPerson.ts';
import { signInParts } from './signInParts.ts';

const never = new AbortController().signal;
const SELF = { type: 'self', id: '1000.SELF', secret: 'secret-of-client' } as const;
const SERVER = { ...SELF, type: 'server' } as const;
const DEVICE = { ...SELF, type: 'non-browser' } as const;
const PICTURE = { name: 'a.png', contentType: 'image/png', bytes: new Uint8Array(10) };
const CUSTOM = {
  accounts: 'https://accounts.crm.test',
  api: 'https://api.crm.test',
  web: 'https://crm.test',
};

const AUTHORITIES: readonly Authority[] = [
  { kind: 'zoho', dataCenter: 'EU' },
  { kind: 'zoho', dataCenter: 'AE' },
  { kind: 'zoho', dataCenter: 'CA' },
  { kind: 'custom', servers: CUSTOM },
];

/** What an answer may name in place of a Zoho server. */
const NAMES: readonly unknown[] = [
  'https://www.zohoapis.eu',
  'https://sandbox.zohoapis.ae',
  'https://accounts.zoho.eu',
  'https://api.crm.test',
  'https://evil.test',
  'https://accounts.zoho.eu.evil.test',
  'https://www.zohoapis.eu@evil.test',
  'https://evil.test/https://www.zohoapis.eu',
  'https://www.zohoapis.eu\\@evil.test',
  'https://wwwXzohoapis.eu',
  'https://WWW.ZOHOAPIS.EU',
  'https://www.zohoapis.eu.',
  'https://www.zohoapis.eu/',
  'https://www.zohoapis.eu:8443',
  'http://www.zohoapis.eu',
  'https://api.zoho.eu',
  'https://accounts.zoho.sg',
  'https://127.0.0.1',
  '//evil.test',
  'evil.test',
  'javascript:alert(1)',
  '',
  null,
  7,
  {},
];
const LOCATIONS = ['us', 'eu', 'ae', 'ca', 'cn', 'sg', 'EU', 'evil.test', '__proto__', '', null];

/** As the emulator has it, which did not learn it from the product. */
const ZOHO: ReadonlySet<string> = new Set(
  ZOHO_HOSTS.filter((host) => host.server !== 'web' && !isConsole(host)).map(
    ({ host }) => `https://${host}`,
  ),
);

/** The network itself, which knows when no requests are pending. */
class AwaitedNetwork extends Network {
  readonly #underWay = new Set<Promise<unknown>>();

  override send(...request: Parameters<Network['send']>): ReturnType<Network['send']> {
    const sent = super.send(...request);
    this.#underWay.add(sent);
    void sent.finally(() => this.#underWay.delete(sent)).catch(() => undefined);
    return sent;
  }

  /** Unused tokens are revoked in the background. */
  async idle(): Promise<void> {
    do {
      await Promise.allSettled(this.#underWay);
      await turn();
    } while (this.#underWay.size > 0);
  }
}

const name = fc.constantFrom(...NAMES);
const hostile = fc.record({
  apiDomain: fc.oneof({ weight: 2, arbitrary: fc.constant('own') }, name),
  renewedApiDomain: name,
  location: fc.constantFrom(...LOCATIONS),
  accountsServer: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, name),
  devicePage: fc.oneof({ weight: 3, arbitrary: fc.constant('own') }, name),
  /** Whether a device code's answer says that the person is at that location. */
  isElsewhere: fc.boolean(),
  redirect: name,
  /** Which requests are answered with a redirect. */
  redirects: fc.array(fc.boolean(), { maxLength: 8 }),
  redirectStatus: fc.constantFrom(301, 302, 303, 307, 308),
  /** Which request is told that its token is invalid. */
  refuses: fc.nat(12),
  type: fc.constantFrom('production', 'Sandbox', 'developer', null),
});
type Hostile = typeof hostile extends fc.Arbitrary<infer T> ? T : never;

/** A Zoho that accepts every token and names arbitrary hosts. */
class HostileZoho {
  readonly #authority: Authority;
  readonly #says: Hostile;
  #asked = 0;
  #polled = false;

  constructor(authority: Authority, says: Hostile) {
    this.#authority = authority;
    this.#says = says;
  }

  reply(request: Recorded): Reply {
    const { redirect, redirects, redirectStatus, refuses } = this.#says;
    const at = this.#asked;
    this.#asked += 1;
    const to = typeof redirect === 'string' && redirect !== '' ? redirect : 'https://evil.test';
    const type = request.path.endsWith('/photo') ? 'image/png' : 'application/json';
    const location = `${to}/oauth/v2/token`;
    const headers = { location, refresh: `0; url=${to}`, 'content-type': type };
    if (redirects[at] === true) {
      return { status: redirectStatus, headers, body: '' };
    }
    return at === refuses
      ? { status: 401, headers, body: '{"code":"INVALID_TOKEN","status":"error"}' }
      : { status: 200, headers, body: JSON.stringify(this.#answer(request)) };
  }

  #answer({ path, body }: Recorded): object {
    const says = this.#says;
    const own = serversOf({ ...this.#authority, environment: 'production' });
    if (path.includes('/device/code')) {
      const page = says.devicePage === 'own' ? `${own.accounts}/oauth/v3/device` : says.devicePage;
      return { user_code: 'A1B2-C3D4', device_code: '1004.device', verification_url: page };
    }
    if (path.includes('/device/token') && says.isElsewhere && !this.#polled) {
      this.#polled = true;
      return { error: 'other_dc', user_location: says.location };
    }
    if (path.includes('revoke')) {
      return { status: 'success' };
    }
    if (path.includes('/oauth/')) {
      const named = body.includes('grant_type=refresh_token')
        ? says.renewedApiDomain
        : says.apiDomain;
      return {
        access_token: '1000.access.token',
        refresh_token: '1000.refresh.token',
        api_domain: named === 'own' ? own.api : named,
        expires_in: 3600,
        location: says.location,
        'accounts-server': says.accountsServer,
      };
    }
    if (path.includes('/org')) {
      return { org: [{ zgid: '808232144', company_name: 'Northwind', type: says.type }] };
    }
    return path.includes('/users')
      ? { users: [{ id: '4876876000000173001' }] }
      : { code: 'SUCCESS', status: 'success', data: [{ id: '4876876000000624001' }] };
  }
}

function waysIn(authority: Authority): fc.Arbitrary<SignInAnswers> {
  return fc.constantFrom<SignInAnswers>(
    { way: 'self-client', authority, client: SELF, proof: { kind: 'code', code: '1000.c.d' } },
    {
      way: 'self-client',
      authority,
      client: SELF,
      proof: { kind: 'organization', id: '808232144' },
    },
    { way: 'browser', authority, client: SERVER },
    { way: 'device-code', authority, client: DEVICE },
    { way: 'access-token', authority, token: '1000.pasted.token' },
  );
}

describe('a token, a code and a secret', () => {
  let hosts: RecordedHosts;
  let network: AwaitedNetwork;

  before(async () => {
    hosts = await RecordedHosts.open();
    network = new AwaitedNetwork({
      userAgent: 'test',
      timeLimit: () => 60,
      systemCertificates: () => false,
      onExchange: () => undefined,
    });
  });

  after(async () => {
    await network.close();
    await hosts.close();
  });

  /** The browser returns with an arbitrary server named by the page. */
  function waitForVisit(says: Hostile): (coming: PendingVisit) => Promise<URL | undefined> {
    return ({ page, pasted }) => {
      const asked = new URL(page).searchParams;
      const address = new URL(asked.get('redirect_uri') ?? '');
      const isMore = asked.get('response_type') === 'update_scopes';
      const back = isMore
        ? { status: 'success', scope_enhanced: 'true' }
        : { code: '1000.code', state: asked.get('state') ?? '' };
      const named = { location: says.location, 'accounts-server': says.accountsServer };
      for (const [parameter, value] of Object.entries({ ...back, ...named })) {
        address.searchParams.set(parameter, typeof value === 'string' ? value : '');
      }
      return Promise.resolve(pasted(address.href));
    };
  }

  /** Everything an account does in its lifetime, with a token that must be renewed first. */
  async function live(
    parts: SignInServices,
    person: ScriptedPerson,
    account: Account,
  ): Promise<void> {
    const { accounts, clients } = parts;
    await accounts.save({ ...account, access: { ...account.access, endsAt: 0 } });
    const tokens = new AccountTokens(
      { policy: NO_POLICY, accounts, network, leases: alone },
      account.id,
    );
    const crm = new Crm(network, serversOf(account.place), tokens);
    const key = { module: 'Contacts', id: '4876876000000624001' };
    const change = { version: 'v2', restrictTriggers: [], signal: never } as const;
    await findOrganization(crm, never);
    await findRecord(crm, key, never);
    await downloadPhoto(crm, key, 'v2', never);
    await postPhoto(crm, key, PICTURE, change);
    await deletePhoto(crm, key, change);
    await addScopes(parts, person, account, ['ZohoCRM.coql.READ']);
    await revokeAccess(network, clients, account);
  }

  function originsOf(recorded: readonly Recorded[]): string[] {
    return [...new Set(recorded.map(({ origin }) => origin))];
  }

  for (const authority of AUTHORITIES) {
    const whose = authority.kind === 'zoho' ? authority.dataCenter : 'a server of one’s own';
    it(`go to no host outside the table, whatever an answer names (${whose})`, async () => {
      const table = authority.kind === 'zoho' ? ZOHO : new Set([CUSTOM.accounts, CUSTOM.api]);
      let lives = 0;
      await fc.assert(
        fc.asyncProperty(waysIn(authority), hostile, async (answers, says) => {
          const zoho = new HostileZoho(authority, says);
          hosts.recorded.length = 0;
          hosts.reply = (request) => zoho.reply(request);
          const parts = signInParts(network);
          const person = new ScriptedPerson({
            answers: [answers],
            waitForVisit: waitForVisit(says),
            deviceCode: ({ page }) => {
              assert.equal(new URL(page).origin, accountsOf(authority));
              return Promise.resolve(true);
            },
          });
          const signedIn = await authenticate(parts, person, undefined);
          if (signedIn !== undefined) {
            const begun = hosts.recorded.length;
            lives += 1;
            await live(parts, person, signedIn.account);
            // Only its own servers of the table.
            const { accounts, api } = serversOf(signedIn.account.place);
            for (const origin of originsOf(hosts.recorded.slice(begun))) {
              assert.ok([accounts, api].includes(origin), origin);
            }
          }
          await network.idle();
          for (const origin of originsOf(hosts.recorded)) {
            assert.ok(table.has(origin), origin);
          }
        }),
        { numRuns: howMany(60, 5000) },
      );
      assert.ok(lives > 0, 'some of them signed in');
    });
  }

  it('go nowhere because of a pasted URL', () => {
    const authority = { kind: 'zoho', dataCenter: 'EU' } as const;
    for (const origin of NAMES) {
      if (typeof origin !== 'string' || URL.parse(origin)?.host === 'crm.zoho.eu') {
        continue;
      }
      const address = `${origin}/crm/org808232144/tab/Contacts/4876876000000624001`;
      assert.equal(recordLinkOf(address, undefined), undefined, address);
      assert.equal(isProof(proofOf(address, authority)), false, address);
    }
  });
});
