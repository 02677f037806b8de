import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Account } from '../../../src/auth/account.ts';
import { Accounts } from '../../../src/auth/accounts.ts';
import { AccountTokens } from '../../../src/auth/accountTokens.ts';
import { Clients } from '../../../src/auth/clients.ts';
import type { Clock } from '../../../src/async/clock.ts';
import type { Inspected } from '../../../src/image/inspect.ts';
import { inspect } from '../../../src/image/inspect.ts';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Servers } from '../../../src/zoho/dataCenter.ts';
import type { Exchange } from '../../../src/zoho/exchange.ts';
import { Network } from '../../../src/zoho/network.ts';
import type { RecordKey } from '../../../src/zoho/photo.ts';
import { COQL_SCOPE, FIELDS_SCOPE, LAYOUTS_SCOPE, SCOPES } from '../../../src/zoho/scopes.ts';
import { mug } from '../../drawings.ts';
import { makeCertificates } from '../../emulator/certificates.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import { padJpeg, pictureOf } from '../../pictures.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { SecretsInMemory } from '../auth/secretsInMemory.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import type { KeepingInTest } from '../upload/keepingInTest.ts';
import { refusingPort } from '../refusingPort.ts';
import { keepingInTest } from '../upload/keepingInTest.ts';
import { FaultServer } from './faultServer.ts';

/** Seconds. What time should end ends soon; nothing else may end by time on a busy machine. */
const SHORT = 0.1;
const LONG = 60;

/** More than the systems of both ends hold back: much of it is still unsent when a server stops. */
const LARGE_BYTES = 9_900_000;

/** Servers that a request ends at before it is sent. */
export type DeadEnd = 'refused' | 'not-found' | 'untrusted';

const HOUR = 3_600_000;

/** Records of the emulator. One is made to wait for approval, one gets a photo. */
export const UNAPPROVED = '4876876000000627001';
const WITH_PHOTO = '4876876000000624002';

/** What all cells share: a Zoho CRM, and places that nothing should get to. */
export interface Scene {
  readonly emulator: Emulator;
  readonly control: EmulatorControl;
  readonly keeping: KeepingInTest;
  readonly deadEnds: Readonly<Record<DeadEnd, string>>;
  /** Where redirects lead. */
  readonly elsewhere: { readonly origin: string; readonly heard: string[] };
  /** The origin of a web server that has a picture at every address. */
  readonly pictures: string;
  readonly token: string;
  readonly small: Inspected;
  readonly large: Inspected;
  close(): Promise<void>;
}

export async function openScene(): Promise<Scene> {
  const emulator = await startEmulator();
  const control = new EmulatorControl(emulator.control);
  const refusing = await refusingPort();
  const certificates = await makeCertificates();
  await certificates.remove();
  const untrusted = createTlsServer(certificates);
  untrusted.on('tlsClientError', () => undefined);
  const heard: string[] = [];
  const elsewhere = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      heard.push(bytes.toString('latin1'));
      socket.end('HTTP/1.1 200 X\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>');
    });
  });
  const bytes = Buffer.from(await mug());
  const pictures = createHttpServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes);
  });
  const servers: Server[] = [untrusted, elsewhere, pictures];
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const portOf = (server: Server): number => (server.address() as AddressInfo).port;
  const keeping = await keepingInTest();
  await control.patchRecord('Products', UNAPPROVED, {
    $approval_state: 'approval_process_pending',
  });
  await control.putPhoto('Contacts', WITH_PHOTO, bytes);
  return {
    emulator,
    control,
    keeping,
    deadEnds: {
      refused: `http://127.0.0.1:${refusing.port}`,
      'not-found': 'https://nobody.invalid',
      untrusted: `https://127.0.0.1:${portOf(untrusted)}`,
    },
    elsewhere: { origin: `http://127.0.0.1:${portOf(elsewhere)}`, heard },
    pictures: `http://127.0.0.1:${portOf(pictures)}`,
    token: await control.issueAccessToken({
      scopes: [...SCOPES, COQL_SCOPE, FIELDS_SCOPE, LAYOUTS_SCOPE, 'ZohoCRM.modules.ALL'],
    }),
    small: await inspected(bytes),
    large: await inspected(padJpeg(bytes, LARGE_BYTES)),
    close: async () => {
      servers.forEach((server) => server.close());
      refusing.giveBack();
      await keeping.close();
      await emulator.close();
    },
  };
}

/** A sign-in of its own: Zoho counts the tokens of each. */
export async function login({ control }: Scene): Promise<Login> {
  const redirectUri = 'http://localhost:1/';
  const { clientId: id, clientSecret: secret } = await control.registerClient({
    type: 'server',
    redirectUris: [redirectUri],
  });
  const code = await control.issueCode({ clientId: id });
  return { id, secret, code, redirectUri };
}

/** Exchanges its code, without our side. */
export async function refreshTokenOf({ emulator }: Scene, given: Login): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: given.id,
    client_secret: given.secret,
    code: given.code,
    redirect_uri: given.redirectUri,
  });
  const answer = await fetch(`${emulator.servers.accounts}/oauth/v2/token`, {
    method: 'POST',
    body,
  });
  const { refresh_token: token } = (await answer.json()) as { refresh_token: string };
  return token;
}

export interface Login {
  readonly id: string;
  readonly secret: string;
  readonly code: string;
  readonly redirectUri: string;
}

async function inspected(bytes: Buffer): Promise<Inspected> {
  const result = await inspect(pictureOf(bytes, 'amelia.jpg'));
  if ('refusal' in result) {
    throw new Error(result.refusal.kind);
  }
  return result;
}

/** What one cell of the matrix has for itself. */
export interface Cell {
  readonly scene: Scene;
  readonly api: FaultServer;
  readonly accountsServer: FaultServer;
  /** As the client sees them: one may be a dead end. */
  readonly servers: Servers;
  readonly network: Network;
  readonly exchanges: Exchange[];
  /** Seconds in which a download has to move. */
  readonly fetchLimit: number;
  /** Milliseconds that our side waited between tries. */
  readonly waits: number[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly accounts: Accounts;
  readonly clients: Clients;
  readonly account: Account;
  readonly crm: Crm;
  readonly record: RecordKey;
  /** Secrets of this cell, which nobody but Zoho's servers may get. */
  readonly secrets: string[];
  close(): Promise<void>;
}

export interface CellOptions {
  readonly deadEnd?: { readonly server: 'accounts' | 'api'; readonly end: DeadEnd } | undefined;
  /** Which requests end by time. */
  readonly isTimed: (method: string, path: string) => boolean;
  readonly isFetchTimed: boolean;
  /** Whether the API's place is taken by a web server with pictures. */
  readonly isOfPictures: boolean;
  /** A refresh token that works, for cells that need one. */
  readonly login?: { readonly id: string; readonly secret: string; readonly refreshToken: string };
  /** Whether the access token has expired. */
  readonly isExpired: boolean;
  /** A record of its own, with a photo or without. */
  readonly record: 'shared' | 'without-photo' | 'with-photo';
}

const AMELIA = { module: 'Contacts', id: '4876876000000624001' };

export async function openCell(scene: Scene, options: CellOptions): Promise<Cell> {
  const { emulator, control } = scene;
  const [api, accountsServer] = await Promise.all([
    FaultServer.before(options.isOfPictures ? scene.pictures : emulator.servers.api),
    FaultServer.before(emulator.servers.accounts),
  ]);
  const { deadEnd, login } = options;
  const originOf = (server: 'accounts' | 'api', usual: string): string =>
    deadEnd?.server === server ? scene.deadEnds[deadEnd.end] : usual;
  const servers = {
    accounts: originOf('accounts', accountsServer.origin),
    api: originOf('api', api.origin),
    web: emulator.servers.web,
  };
  const exchanges: Exchange[] = [];
  const network = new NetworkInCell(exchanges, options.isTimed);
  const secrets = new SecretsInMemory();
  const accounts = new Accounts(secrets);
  const account = sampleAccount({
    place: { kind: 'custom', servers, environment: 'production' },
    credentials: {
      kind: 'refresh-token',
      client: { type: 'server', id: login?.id ?? '1000.NONE', secret: login?.secret ?? 'none' },
      refreshToken: login?.refreshToken ?? '1000.none',
    },
    access: { token: scene.token, endsAt: options.isExpired ? 1 : Date.now() + HOUR },
  });
  await accounts.save(account);
  const waits: number[] = [];
  const record = options.record === 'shared' ? AMELIA : await ownRecord(control);
  if (options.record === 'with-photo') {
    await control.putPhoto(record.module, record.id, await scene.small.picture.read(), 'old.jpg');
  }
  const tokens = new AccountTokens(
    { policy: NO_POLICY, accounts, network, leases: scene.keeping.leases },
    account.id,
  );
  return {
    scene,
    api,
    accountsServer,
    servers,
    network,
    exchanges,
    fetchLimit: options.isFetchTimed ? SHORT : LONG,
    waits,
    clock: {
      sleep: (milliseconds, signal) => {
        signal.throwIfAborted();
        waits.push(milliseconds);
        return Promise.resolve();
      },
      random: () => 0.5,
    },
    signal: new AbortController().signal,
    accounts,
    clients: new Clients(secrets),
    account,
    crm: new Crm(network, servers, tokens),
    record,
    secrets: [scene.token, ...(login === undefined ? [] : [login.secret, login.refreshToken])],
    close: async () => {
      await network.close();
      await Promise.all([api.close(), accountsServer.close()]);
    },
  };
}

async function ownRecord(control: EmulatorControl): Promise<RecordKey> {
  const fields = { First_Name: 'Amelia', Last_Name: 'Fischer', Full_Name: 'Amelia Fischer' };
  return { module: 'Contacts', id: await control.addRecord('Contacts', fields) };
}

/** The real network, with little time for the requests that should end by time. */
class NetworkInCell extends Network {
  readonly #isTimed: CellOptions['isTimed'];
  readonly #limit: { seconds: number };

  constructor(exchanges: Exchange[], isTimed: CellOptions['isTimed']) {
    const limit = { seconds: LONG };
    super({
      userAgent: 'test',
      timeLimit: () => limit.seconds,
      systemCertificates: () => false,
      onExchange: (exchange) => exchanges.push(exchange),
      answerMs: 300,
    });
    this.#limit = limit;
    this.#isTimed = isTimed;
  }

  override send(...given: Parameters<Network['send']>): ReturnType<Network['send']> {
    const [{ method, url }] = given;
    this.#limit.seconds = this.#isTimed(method, url.pathname + url.search) ? SHORT : LONG;
    return super.send(...given);
  }
}
