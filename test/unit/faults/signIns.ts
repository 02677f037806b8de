import type { Result } from '../../../src/zoho/failure.ts';
import { removeAccount } from '../../../src/auth/signOut.ts';
import { AccountsServer } from '../../../src/zoho/accountsServer.ts';
import { requestGrantedScopes } from '../../../src/zoho/clientCredentials.ts';
import { pollDeviceCode, requestDeviceCode } from '../../../src/zoho/deviceCode.ts';
import { exchangeCode } from '../../../src/zoho/grant.ts';
import { findOrganization } from '../../../src/zoho/organization.ts';
import { requestEnhanceToken } from '../../../src/zoho/scopeEnhancement.ts';
import { SCOPES } from '../../../src/zoho/scopes.ts';
import type { Cell, Login } from './scene.ts';
import { login, refreshTokenOf } from './scene.ts';
import type { Call, Told } from './call.ts';
import { toldOf } from './call.ts';

const { ENDINGS } = await import('../../../src/ui/words/signOut.ts');

function exchange(
  name: string,
  path: string,
  ask: (server: AccountsServer, given: Login, cell: Cell) => Promise<Result<unknown>>,
  covers: readonly string[] = [name],
): Call {
  return {
    name,
    kind: 'exchange',
    server: 'accounts',
    method: 'POST',
    path,
    covers,
    run: async (cell: Cell): Promise<Told> => {
      const given = await login(cell.scene);
      cell.secrets.push(given.secret, given.code);
      const server = new AccountsServer(cell.network, cell.servers.accounts);
      return toldOf(await ask(server, given, cell));
    },
  };
}

/** What is asked of an accounts server. */
export const SIGN_INS: readonly Call[] = [
  exchange('exchangeCode', '/oauth/v2/token', (server, { id, secret, code, redirectUri }, cell) =>
    exchangeCode(
      server,
      { id, secret },
      code,
      { redirectUri, codeVerifier: undefined },
      cell.signal,
    ),
  ),
  exchange(
    'requestGrantedScopes',
    '/oauth/v2/',
    async (server, _given, { scene, signal, secrets }) => {
      const { clientId: id, clientSecret: secret } = scene.emulator;
      secrets.push(secret);
      return requestGrantedScopes(server, { id, secret }, '808232144', SCOPES, signal);
    },
    ['requestGrantedScopes', 'requestByClientCredentials'],
  ),
  exchange('requestDeviceCode', '/oauth/v3/device/code', async (server, _given, cell) => {
    const { clientId } = await cell.scene.control.registerClient({ type: 'non-browser' });
    return requestDeviceCode(server, clientId, SCOPES, cell.signal);
  }),
  {
    name: 'pollDeviceCode',
    kind: 'poll',
    server: 'accounts',
    method: 'POST',
    path: '/oauth/v3/device/token',
    covers: ['pollDeviceCode'],
    run: async (cell: Cell): Promise<Told> => {
      const client = await cell.scene.control.registerClient({ type: 'non-browser' });
      const credentials = { id: client.clientId, secret: client.clientSecret };
      const direct = new AccountsServer(cell.network, cell.scene.emulator.servers.accounts);
      const code = await requestDeviceCode(direct, client.clientId, SCOPES, cell.signal);
      if (!code.ok) {
        throw new Error(code.failure.kind);
      }
      const server = new AccountsServer(cell.network, cell.servers.accounts);
      const { deviceCode } = code.value;
      cell.secrets.push(deviceCode, client.clientSecret);
      const polled = await pollDeviceCode(server, credentials, deviceCode, cell.signal);
      return polled.ok ? { claim: 'waiting', message: '' } : toldOf(polled);
    },
  },
  exchange(
    'requestEnhanceToken',
    '/oauth/v2/token/scopeenhance',
    async (server, given, { scene, signal, secrets }) => {
      const token = await refreshTokenOf(scene, given);
      secrets.push(token);
      return requestEnhanceToken(server, { id: given.id, secret: given.secret }, token, signal);
    },
  ),
  {
    name: 'refresh',
    kind: 'renewal',
    server: 'accounts',
    method: 'POST',
    path: '/oauth/v2/token',
    covers: ['refresh'],
    run: async ({ crm, signal }: Cell): Promise<Told> =>
      toldOf(await findOrganization(crm, signal)),
  },
  {
    name: 'revoke',
    kind: 'sign-out',
    server: 'accounts',
    method: 'POST',
    path: '/revoke',
    covers: ['revoke'],
    run: async ({ accounts, clients, network, account }: Cell): Promise<Told> => {
      const out = await removeAccount({ accounts, clients, network }, account.id);
      const ending = out?.ending ?? 'not-ours';
      const isOver = ending === 'ended' || ending === 'not-there';
      const claim = isOver ? 'done' : ending === 'not-told' ? 'untold' : 'failed';
      return { claim, message: ENDINGS[ending] };
    },
  },
];
