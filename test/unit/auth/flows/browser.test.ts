import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { browserPage } from '../../../../src/ui/signIn/browserPage.ts';
import type { PendingVisit } from '../../../../src/auth/prompts.ts';
import type { Client } from '../../../../src/auth/client.ts';
import type { SignedIn, SignInServices } from '../../../../src/auth/signIn.ts';
import { authenticate } from '../../../../src/auth/signIn.ts';
import { Loopback, redirectUriOf } from '../../../../src/auth/flows/loopback.ts';
import type { Surroundings } from '../../../../src/auth/flows/flow.ts';
import type { Authority } from '../../../../src/zoho/dataCenter.ts';
import type { EmulatorControl } from '../../../emulator/control.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import type { Profile, Switches } from '../../../emulator/profile.ts';
import { freePorts } from '../../freePorts.ts';
import { until } from '../../until.ts';
import type { World } from '../../world.ts';
import { openWorld } from '../../world.ts';
import { inBrowser, pressed, ScriptedPerson } from '../scriptedPerson.ts';
import type { Script } from '../scriptedPerson.ts';
import { signInParts } from '../signInParts.ts';

const PROFILES: readonly Profile[] = ['seed', 'newest', 'worst'];
const SANDBOX = '811940027';

describe('signing in with the browser', () => {
  let world: World;
  let emulator: Emulator;
  let control: EmulatorControl;
  let accountsServer: string;
  let authority: Authority;
  let ports: number[];
  let parts: SignInServices;

  before(async () => {
    world = await openWorld();
    ({ control, emulator } = world);
    accountsServer = emulator.servers.accounts;
    authority = { kind: 'custom', servers: emulator.servers };
  });

  after(() => world.close());

  beforeEach(() => start());

  async function start(profile: Profile = 'seed', switches: Partial<Switches> = {}): Promise<void> {
    await control.reset({ profile, switches });
    ports = await freePorts(2);
    parts = partsIn('desktop');
  }

  function partsIn(
    extensionHost: Surroundings['extensionHost'],
    timeLimit = 60_000,
    publisherClient?: Client,
  ): SignInServices {
    const surroundings = { extensionHost, publisherClient: publisherClient !== undefined };
    return signInParts(
      world.network,
      { ports, timeLimit, pageOf: browserPage, surroundings: { ...surroundings } },
      { publisherClient },
    );
  }

  async function registered(type: 'server' | 'mobile', withoutSecret = false): Promise<Client> {
    const redirectUris = ports.map(redirectUriOf);
    const client = await control.registerClient({ type, redirectUris, withoutSecret });
    return {
      type,
      id: client.clientId,
      ...(withoutSecret ? {} : { secret: client.clientSecret }),
    };
  }

  function personWith(
    client: Client,
    waitForVisit: Required<Script>['waitForVisit'],
  ): ScriptedPerson {
    return new ScriptedPerson({ answers: [{ way: 'browser', authority, client }], waitForVisit });
  }

  async function signsIn(
    client: Client,
    waitForVisit: Required<Script>['waitForVisit'] = inBrowser(accountsServer),
  ): Promise<SignedIn> {
    const person = personWith(client, waitForVisit);
    const signedIn = await authenticate(parts, person, undefined);
    assert.ok(signedIn, JSON.stringify(person.refusals));
    return signedIn;
  }

  /** Why no account was created. */
  async function refusals(
    client: Client,
    waitForVisit: Required<Script>['waitForVisit'],
  ): Promise<string[]> {
    const person = personWith(client, waitForVisit);
    assert.equal(await authenticate(parts, person, undefined), undefined);
    assert.deepEqual(await parts.accounts.all(), []);
    return person.refusals.map(({ kind }) => kind);
  }

  /** Whether the ports are free again: a finished sign-in releases them. */
  async function portsAreFree(): Promise<boolean> {
    for (const port of ports) {
      const again = await Loopback.open([port], () => true, String);
      again?.close();
      if (again === undefined) {
        return false;
      }
    }
    return true;
  }

  for (const profile of PROFILES) {
    it(`creates an account with a server-based client (${profile})`, async () => {
      await start(profile);
      const client = await registered('server');
      const { account } = await signsIn(client);
      assert.equal(account.credentials.kind, 'refresh-token');
      assert.deepEqual(account.credentials.client, client);
      assert.deepEqual(account.organization, {
        id: '808232144',
        name: profile === 'worst' ? 'org808232144' : 'Northwind Traders',
        domain: 'org808232144',
      });
      assert.ok(await portsAreFree());
    });

    it(`creates an account with a mobile client, with PKCE (${profile})`, async () => {
      await start(profile);
      const client = await registered('mobile');
      const { account } = await signsIn(client);
      assert.equal(account.credentials.kind, 'refresh-token');
      assert.deepEqual(account.credentials.client, client);
    });
  }

  it('creates an account with a mobile client that has no secret', async () => {
    const { account } = await signsIn(await registered('mobile', true));
    assert.equal(account.organization.id, '808232144');
  });

  it('reports a missing secret when Zoho requires one anyway', async () => {
    await start('seed', { pkceNeedsSecret: true });
    const { secret: _, ...client } = await registered('mobile');
    const kinds = await refusals(client, inBrowser(accountsServer));
    assert.deepEqual(kinds, ['client-secret-refused']);
  });

  it('creates an account of the organization that was selected on the page', async () => {
    const choice = inBrowser(accountsServer, 'Accept', { organization: SANDBOX });
    const { account } = await signsIn(await registered('server'), choice);
    assert.equal(account.organization.id, SANDBOX);
    assert.equal(account.place.environment, 'sandbox');
  });

  it('uses the next port when the first is taken', async () => {
    const [first = 0, second = 0] = ports;
    const other = await Loopback.open([first], () => true, String);
    const pages: string[] = [];
    const browser = inBrowser(accountsServer);
    await signsIn(await registered('server'), (coming) => {
      pages.push(coming.page);
      return browser(coming);
    });
    assert.deepEqual(
      pages.map((page) => new URL(page).searchParams.get('redirect_uri')),
      [redirectUriOf(second)],
    );
    other?.close();
  });

  it('reports that the person refused, and asks again', async () => {
    const client = await registered('server');
    const kinds = await refusals(client, inBrowser(accountsServer, 'Reject'));
    assert.deepEqual(kinds, ['consent-refused']);
    assert.ok(await portsAreFree());
  });

  it('ignores a refusal that anybody could have sent, and says how to end the wait', async () => {
    await start('worst');
    const kinds = await refusals(await registered('server'), async ({ page, arrived, pasted }) => {
      const address = await pressed(page, accountsServer, 'Reject');
      assert.equal(address?.searchParams.get('error'), 'access_denied');
      const answer = await fetch(address);
      assert.equal(answer.status, 400);
      assert.match(await answer.text(), /cancel/);
      assert.equal(pasted(address.href), undefined);
      return Promise.race([arrived, Promise.resolve(undefined)]);
    });
    assert.deepEqual(kinds, []);
    assert.ok(await portsAreFree());
  });

  it('ignores somebody else’s refusal and accepts the person’s own answer', async () => {
    const browser = inBrowser(accountsServer);
    const { account } = await signsIn(await registered('server'), async (coming) => {
      const redirectUri = new URL(coming.page).searchParams.get('redirect_uri') ?? '';
      for (const forged of ['?error=access_denied', '?error=x&state=guessed', '?error=x&state=']) {
        assert.equal((await fetch(redirectUri + forged)).status, 400);
      }
      return browser(coming);
    });
    assert.equal(account.organization.id, '808232144');
  });

  it('stops waiting for a browser that never comes back', async () => {
    parts = partsIn('desktop', 20);
    const kinds = await refusals(
      await registered('server'),
      ({ limit }) =>
        new Promise((resolve) => {
          limit.addEventListener('abort', () => {
            resolve(undefined);
          });
        }),
    );
    assert.deepEqual(kinds, ['sign-in-timed-out']);
    assert.ok(await portsAreFree());
  });

  it('canceled while the browser is open sends nothing, and asks what to do', async () => {
    const client = await registered('server');
    const person = personWith(client, () => Promise.resolve(undefined));
    assert.equal(await authenticate(parts, person, undefined), undefined);
    const [first, second] = person.questions;
    assert.equal(first?.before, undefined);
    assert.deepEqual(second?.before, {
      answers: { way: 'browser', authority, client },
      failure: undefined,
    });
    assert.equal(person.questions.length, 2);
    assert.deepEqual(await control.requests(), []);
    assert.ok(await portsAreFree());
  });

  it('canceled after the browser returns leaves no token at Zoho', async () => {
    await control.fault({ path: '/org', never: true });
    const came = async (): Promise<boolean> =>
      (await control.requests()).some(({ path }) => path.includes('/org'));
    const person = new ScriptedPerson({
      answers: [{ way: 'browser', authority, client: await registered('server') }],
      waitForVisit: inBrowser(accountsServer),
      waits: (_waiting, cancel) => void until('it was asked', came).then(cancel),
    });
    assert.equal(await authenticate(parts, person, undefined), undefined);
    await until('the token was ended', async () => (await control.refreshTokens()).length === 1);
  });

  it('ignores an answer with another state', async () => {
    const kinds = await refusals(await registered('server'), async ({ page, pasted }) => {
      const { searchParams } = new URL(page);
      const forged = `${searchParams.get('redirect_uri') ?? ''}?state=guessed&code=1000.a.b`;
      const answer = await fetch(forged);
      assert.equal(answer.status, 400);
      return pasted(forged);
    });
    assert.deepEqual(kinds, []);
    assert.deepEqual(await control.requests(), []);
  });

  it('uses a new state each time', async () => {
    const pages: URL[] = [];
    const client = await registered('mobile');
    const looks = ({ page }: PendingVisit): Promise<undefined> => {
      pages.push(new URL(page));
      return Promise.resolve(undefined);
    };
    await refusals(client, looks);
    await refusals(client, looks);
    for (const name of ['state', 'code_challenge']) {
      const values = pages.map(({ searchParams }) => searchParams.get(name));
      assert.equal(new Set(values).size, 2, name);
      assert.ok(!values.includes(null), name);
    }
  });

  it('sends a challenge only for client types with PKCE', async () => {
    const pages: URL[] = [];
    const client = await registered('server');
    await refusals(client, ({ page }) => {
      pages.push(new URL(page));
      return Promise.resolve(undefined);
    });
    assert.equal(pages[0]?.searchParams.has('code_challenge'), false);
  });

  it('ignores a server in the answer that is not known', async () => {
    const kinds = await refusals(await registered('server'), async ({ page, pasted }) => {
      const address = await pressed(page, accountsServer, 'Accept');
      address?.searchParams.set('accounts-server', 'https://accounts.zoho.com.evil.test');
      return pasted(address?.href ?? '');
    });
    assert.deepEqual(kinds, ['foreign-server']);
    const paths = (await control.requests()).map(({ path }) => path);
    assert.deepEqual(
      paths.filter((path) => path.includes('/token')),
      [],
    );
  });

  it('asks again when the code has expired meanwhile', async () => {
    const client = await registered('server');
    const browser = inBrowser(accountsServer);
    const late = async (coming: PendingVisit): Promise<URL | undefined> => {
      const url = await browser(coming);
      await control.advanceClock(3_600_000);
      return url;
    };
    assert.deepEqual(await refusals(client, late), ['code-refused']);
  });

  it('reports a redirect URI that is not registered with the client', async () => {
    const client = await registered('server');
    const [port = 0] = await freePorts(1);
    parts = signInParts(world.network, { ports: [port] });
    const kinds = await refusals(client, async ({ page }) => {
      const answer = await fetch(page);
      assert.match(await answer.text(), /Invalid Redirect Uri/);
      return undefined;
    });
    assert.deepEqual(kinds, []);
  });

  describe('when the browser may not reach the extension', () => {
    const surely: Record<Surroundings['extensionHost'], boolean> = {
      desktop: true,
      remote: false,
      'browser-hosted': false,
    };
    for (const extensionHost of ['desktop', 'remote', 'browser-hosted'] as const) {
      it(`says whether it certainly does (${extensionHost})`, async () => {
        parts = partsIn(extensionHost);
        const said: boolean[] = [];
        await refusals(await registered('server'), (coming) => {
          said.push(coming.isCertain);
          return Promise.resolve(undefined);
        });
        assert.deepEqual(said, [surely[extensionHost]]);
      });
    }

    it('accepts a pasted URL with spaces around it', async () => {
      parts = partsIn('browser-hosted');
      const { account } = await signsIn(await registered('server'), async ({ page, pasted }) => {
        const address = await pressed(page, accountsServer, 'Accept');
        assert.equal(pasted('what is that'), undefined);
        assert.equal(pasted(page), undefined);
        return pasted(`  ${address?.href ?? ''}\n`);
      });
      assert.equal(account.organization.id, '808232144');
    });

    it('accepts a pasted URL when every port is taken, and says that nothing listens', async () => {
      const others = await Promise.all(
        ports.map((port) => Loopback.open([port], () => true, String)),
      );
      const { account } = await signsIn(
        await registered('server'),
        async ({ page, arrived, isCertain: isSure, pasted }) => {
          assert.deepEqual([arrived, isSure], [undefined, false]);
          const address = await pressed(page, accountsServer, 'Accept');
          return pasted(address?.href ?? '');
        },
      );
      assert.equal(account.organization.id, '808232144');
      for (const other of others) {
        other?.close();
      }
    });
  });
});
