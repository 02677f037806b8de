import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { SignInAnswers } from '../../../src/auth/prompts.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import { AccountTokens } from '../../../src/auth/accountTokens.ts';
import { revokeAccess } from '../../../src/auth/revocation.ts';
import type { SignedIn, SignInServices } from '../../../src/auth/signIn.ts';
import { authenticate } from '../../../src/auth/signIn.ts';
import { redirectUriOf } from '../../../src/auth/flows/loopback.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import { serversOf } from '../../../src/zoho/dataCenter.ts';
import type { Exchange } from '../../../src/zoho/exchange.ts';
import { Network } from '../../../src/zoho/network.ts';
import { postPhoto } from '../../../src/zoho/photo.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import { mug } from '../../drawings.ts';
import { freePorts } from '../freePorts.ts';
import { alone } from './alone.ts';
import type { Script } from './scriptedPerson.ts';
import { inBrowser, ScriptedPerson } from './scriptedPerson.ts';
import { signInParts } from './signInParts.ts';

const RECORD = { module: 'Contacts', id: '4876876000000624001' };
const never = new AbortController().signal;

let emulator: Emulator;
let control: EmulatorControl;
/** Everything that could end up in a log, a notification or a report. */
let told: (Exchange | object)[];
let network: Network;

before(async () => {
  emulator = await startEmulator();
  control = new EmulatorControl(emulator.control);
  told = [];
  network = new Network({
    userAgent: 'test',
    timeLimit: () => 60,
    systemCertificates: () => false,
    onExchange: (exchange) => told.push(exchange),
  });
});

after(async () => {
  await network.close();
  await emulator.close();
});

/** Signs in, is refused once, uploads with a renewed token, and signs out. */
async function live(parts: SignInServices, script: Script): Promise<void> {
  const person = new ScriptedPerson(script);
  const signedIn = await authenticate(parts, person, undefined);
  told.push(...person.refusals);
  assert.ok(signedIn);
  await upload(parts, signedIn);
  await revokeAccess(network, parts.clients, signedIn.account);
  await parts.accounts.remove(signedIn.account.id);
}

async function upload({ accounts }: SignInServices, { account }: SignedIn): Promise<void> {
  const tokens = new AccountTokens(
    { policy: NO_POLICY, accounts, network, leases: alone },
    account.id,
  );
  const crm = new Crm(network, serversOf(account.place), tokens);
  const file = { name: 'mug.jpg', contentType: 'image/jpeg', bytes: await mug() };
  await control.expireAccessTokens();
  const options = { version: 'v2', restrictTriggers: [], signal: never } as const;
  const stored = await postPhoto(crm, RECORD, file, options);
  assert.ok(stored.ok, JSON.stringify(stored));
  told.push(stored);
}

it('no token, code or secret appears in anything reported about requests and refusals', async () => {
  const { servers, clientId, clientSecret } = emulator;
  const authority = { kind: 'custom', servers } as const;
  const [port = 0] = await freePorts(1);
  const redirectUris = [redirectUriOf(port)];
  const server = await control.registerClient({ type: 'server', redirectUris });
  const mobile = await control.registerClient({ type: 'mobile', redirectUris });
  const self = { type: 'self', id: clientId, secret: clientSecret } as const;
  const code = async (): Promise<SignInAnswers> => ({
    way: 'self-client',
    authority,
    client: self,
    proof: { kind: 'code', code: await control.issueCode() },
  });
  const organization: SignInAnswers = {
    way: 'self-client',
    authority,
    client: self,
    proof: { kind: 'organization', id: '808232144' },
  };
  const wrong: SignInAnswers = {
    ...organization,
    proof: { kind: 'code', code: '1000.wrong.code' },
  };
  const browser = (type: 'server' | 'mobile', client: typeof server): SignInAnswers => ({
    way: 'browser',
    authority,
    client: { type, id: client.clientId, secret: client.clientSecret },
  });
  const parts = signInParts(network, { ports: [port] });
  const waitForVisit = inBrowser(servers.accounts);
  for (const answers of [
    [wrong, code],
    [wrong, organization],
    [browser('server', server)],
    [browser('mobile', mobile)],
  ]) {
    await live(parts, { answers, waitForVisit });
  }
  const text = JSON.stringify(told);
  assert.match(text, /\/oauth\/v2\/token/);
  assert.match(text, /"code-refused"/);
  const secrets = await control.secrets();
  assert.ok(secrets.length > 10);
  for (const secret of secrets) {
    assert.ok(!text.includes(secret), 'a secret was told');
  }
});
