// Runs in a network namespace of its own: `node inside.ts FILE` writes there how it went.
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { argv, exit, stdin } from 'node:process';
import { CACHE } from '../../scripts/node.mjs';
import { bundleSuite, bundleTests } from '../../scripts/testing/suiteBundle.ts';
import { removeFolder } from '../../src/storage/busyFile.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { startProxy } from '../emulator/proxy.ts';
import { runSuite } from '../vscode/extensionHost.ts';
import { PAC_VARIABLE } from '../vscode/systemProxy.ts';
import type { Channel } from '../vscode/version.ts';
import { openDirectWay } from './directWay.ts';
import { startNameServer } from './nameServer.ts';
import { runProgram } from './programs.ts';
import type { CompanyProxy } from './proxies.ts';
import { startAuthenticatingProxy, startInspectingProxy } from './proxies.ts';
import type { Played, Surroundings } from './scene.ts';
import { startScene } from './scene.ts';

/** How the scenarios went, in one VS Code. */
export interface Inside {
  readonly exitCode: number;
  readonly output: string;
  readonly played: readonly Played[];
}

// Not of the loopback network: a machine without other addresses isn’t told any.
const V4 = { accounts: '10.7.0.1', api: '10.7.0.2', web: '10.7.0.3' } as const;
const V6 = { accounts: 'fd00:7::1', api: 'fd00:7::2', web: 'fd00:7::3' } as const;
/** Where Debian, and so Node and VS Code, have the authorities that the machine trusts. */
const TRUSTED = '/etc/ssl/certs/ca-certificates.crt';

const folder = await mkdtemp(path.join(tmpdir(), 'networks-'));
const closing: (() => Promise<unknown>)[] = [() => removeFolder(folder)];
async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).toReversed()) {
    await close();
  }
}
// Closes when the parent ends, even if it's killed.
stdin.on('end', () => void closeAll().then(() => exit(1))).resume();

const [, , results = '', channel = 'newest'] = argv;
try {
  await writeFile(results, JSON.stringify(await playAll(channel as Channel)));
} finally {
  await closeAll();
}
exit();

async function playAll(which: Channel): Promise<Inside> {
  await makeMachine();
  const emulator = await startEmulator({ tls: true });
  closing.push(() => emulator.close());
  const { tlsPorts, caFile = '' } = emulator;
  if (tlsPorts === undefined) {
    throw new Error('the emulator has no TLS');
  }
  // Company proxies reach Zoho through it, without looking a name up.
  const internet = await startProxy(emulator);
  closing.push(() => internet.close());
  const out = new URL(internet.url).host;
  const direct = await openDirectWay([V4, V6], tlsPorts);
  closing.push(() => direct.close());
  const names = await startNameServer(V4);
  closing.push(() => names.close());
  const scene = await startScene(
    ({ ipv6 }) => {
      names.addresses = ipv6 ? V6 : V4;
      direct.taken.length = 0;
      names.asked.length = 0;
    },
    () => ({ direct: direct.taken, lookUps: names.asked }),
  );
  closing.push(() => scene.close());
  const places = ['trusted', 'untrusted'].map((name) => path.join(folder, name));
  const [trusted = '', untrusted = ''] = places;
  await Promise.all(places.map((place) => mkdir(place)));
  const started = async <P extends CompanyProxy>(starting: Promise<P>): Promise<P> => {
    const proxy = await starting;
    closing.push(() => proxy.stop());
    return proxy;
  };
  const starting = [
    started(startAuthenticatingProxy(folder, '127.0.0.1', 3128, out)),
    started(startAuthenticatingProxy(folder, '127.0.8.1', 443, out)),
    started(startAuthenticatingProxy(folder, '::1', 3129, out)),
    started(startInspectingProxy(trusted, 3130, out, caFile)),
    started(startInspectingProxy(untrusted, 3131, out, caFile)),
  ] as const;
  // So that those that start are ended if another one doesn’t.
  await Promise.allSettled(starting);
  const [authenticating, atZohosPort, overIpv6, inspecting, unknown] = await Promise.all(starting);
  await trust([await readFile(caFile, 'utf8'), inspecting.authority]);
  const surroundings: Surroundings = {
    scene: scene.url,
    authenticating: authenticating.url,
    atZohosPort: atZohosPort.url,
    overIpv6: overIpv6.url,
    inspecting: inspecting.url,
    untrusted: unknown.url,
    dead: 'http://127.0.0.1:9',
  };
  const { control, clientId, clientSecret, refreshToken, servers } = emulator;
  const { exitCode, output } = await runSuite({
    channel: which,
    extensionPath: await emptyExtension(),
    suite: await bundledSuite(),
    folder,
    env: {
      EMULATOR: JSON.stringify({ control, clientId, clientSecret, refreshToken, servers }),
      SURROUNDINGS: JSON.stringify(surroundings),
      [PAC_VARIABLE]: scene.url,
      SSL_CERT_FILE: TRUSTED,
      ...Object.fromEntries(
        ['http_proxy', 'https_proxy', 'no_proxy']
          .flatMap((name) => [name, name.toUpperCase()])
          .map((name) => [name, '']),
      ),
      NODE_EXTRA_CA_CERTS: '',
    },
  });
  return { exitCode, output, played: scene.played };
}

/** A machine with nothing but itself, whose names come from us. */
async function makeMachine(): Promise<void> {
  runProgram('ip', 'link', 'set', 'lo', 'up');
  for (const address of Object.values(V4)) {
    runProgram('ip', 'address', 'add', `${address}/32`, 'dev', 'lo');
  }
  for (const address of Object.values(V6)) {
    runProgram('ip', 'address', 'add', `${address}/128`, 'dev', 'lo', 'nodad');
  }
  const file = path.join(folder, 'resolv.conf');
  await writeFile(file, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
  runProgram('mount', '--bind', file, '/etc/resolv.conf');
}

async function trust(authorities: readonly string[]): Promise<void> {
  const file = path.join(folder, 'authorities.crt');
  await writeFile(file, authorities.join('\n'));
  runProgram('mount', '--bind', file, TRUSTED);
}

async function emptyExtension(): Promise<string> {
  const place = path.join(folder, 'extension');
  await mkdir(place);
  const manifest = {
    name: 'networks',
    publisher: 'test',
    version: '1.0.0',
    engines: { vscode: '*' },
  };
  await writeFile(path.join(place, 'package.json'), JSON.stringify(manifest));
  return place;
}

async function bundledSuite(): Promise<string> {
  const place = path.join(CACHE, 'network-suite');
  await mkdir(place, { recursive: true });
  await bundleTests(['test/networks/suite/scenarios.test.ts'], 'test/networks/suite', place);
  const suite = path.join(place, 'suite.cjs');
  await bundleSuite(suite);
  return suite;
}
