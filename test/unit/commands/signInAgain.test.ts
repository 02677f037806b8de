import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { authenticate } from '../../../src/auth/signIn.ts';
import type { Services } from '../../../src/commands/services.ts';
import type { CustomServer, Settings } from '../../../src/settings.ts';
import type { Place, Servers } from '../../../src/zoho/dataCenter.ts';
import { Network } from '../../../src/zoho/network.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import { ScriptedPerson } from '../auth/scriptedPerson.ts';
import { signInParts } from '../auth/signInParts.ts';
import { vscode } from '../stubbedVscode.ts';

const SECRET = 'the-client-secret';

let shown: string[] = [];
vscode.window = {
  showErrorMessage: (text: string): Promise<undefined> => {
    shown.push(text);
    return Promise.resolve(undefined);
  },
};

const { signInWith } = await import('../../../src/commands/signIn.ts');

function servers(port: number): Servers {
  const origin = (server: number): string => `http://127.0.0.1:${port + server}`;
  return { accounts: origin(0), api: origin(1), web: origin(2) };
}

const SETTINGS: Record<string, CustomServer> = {
  Zoho: { kind: 'none' },
  'one server': { kind: 'set', servers: servers(10) },
  'another server': { kind: 'set', servers: servers(20) },
};

const PLACES: Record<string, Place> = {
  Zoho: { kind: 'zoho', dataCenter: 'EU', environment: 'sandbox' },
  'one server': { kind: 'custom', servers: servers(10), environment: 'production' },
  'another server': { kind: 'custom', servers: servers(20), environment: 'production' },
};

const CREDENTIALS: Account['credentials'][] = [
  {
    kind: 'refresh-token',
    client: { type: 'self', id: '1000.A', secret: SECRET },
    refreshToken: '1000.r',
  },
  {
    kind: 'client-credentials',
    client: { type: 'self', id: '1000.A', secret: SECRET },
    organizationId: '808232144',
  },
];

describe('signing in again', () => {
  let person: ScriptedPerson;

  beforeEach(() => {
    person = new ScriptedPerson({ answers: [] });
    shown = [];
  });

  /** Asks for what is unknown about the account; the person cancels. */
  async function signsIn(server: CustomServer | undefined, again: Account): Promise<void> {
    assert.ok(server);
    const network = new Network({
      userAgent: 'test',
      timeLimit: () => 1,
      systemCertificates: () => false,
      onExchange: () => undefined,
    });
    const services = {
      policy: NO_POLICY,
      settings: { customServer: () => server } as Settings,
      signIn: (known) => authenticate(signInParts(network), person, known),
    } as Pick<Services, 'settings' | 'signIn'> as Services;
    assert.equal(await signInWith(services, again), undefined);
  }

  for (const credentials of CREDENTIALS) {
    for (const [set, server] of Object.entries(SETTINGS)) {
      for (const [name, place] of Object.entries(PLACES)) {
        const knows = set === name;
        it(`to ${set}, ${knows ? 'all' : 'nothing'} is known of an account of ${name} (${credentials.kind})`, async () => {
          const account = sampleAccount({ place, credentials });
          await signsIn(server, account);
          const [question] = person.questions;
          assert.ok(question);
          assert.deepEqual(question.again?.account, knows ? account : undefined);
          assert.equal(JSON.stringify(question).includes(SECRET), knows);
        });
      }
    }
  }

  it('asks nothing if the custom server is invalid', async () => {
    await signsIn({ kind: 'invalid' }, sampleAccount());
    assert.deepEqual(person.questions, []);
    assert.match(shown.join(), /“Custom Server” setting isn’t valid/);
  });
});
