import { globSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeFolder } from '../../src/storage/busyFile.ts';
import { leaks } from '../../test/canary.ts';
import { EmulatorControl } from '../../test/emulator/control.ts';
import { startEmulatorProcess } from '../../test/emulator/process.ts';
import { findBrowser } from '../../test/vscode/browser.ts';
import { installDesktop } from '../../test/vscode/desktop.ts';
import { runSuite } from '../../test/vscode/extensionHost.ts';
import { installVSCode } from '../../test/vscode/install.ts';
import { proxyEnvironment } from '../../test/vscode/proxyEnvironment.ts';
import type { Channel } from '../../test/vscode/version.ts';
import { bundle } from '../build.ts';
import { CACHE } from '../node.mjs';
import type { Count, Result } from './count.ts';
import { together } from './count.ts';
import { packageToTest, unpackExtension } from './packageToTest.ts';
import { bundleSuite, bundleTests } from './suiteBundle.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const SUITES = path.join(CACHE, 'suites');

/** Each suite is a folder of test/extension, with its own environment. */
const NETWORKS = ['straight', 'proxied'] as const;

/** What runs the tests: a VS Code with the extension. */
interface Host {
  readonly channel: Channel;
  /** The executable of a desktop VS Code, instead of one that is shown in a browser. */
  readonly desktop?: string;
  readonly extensionPath: string;
}

/** Runs test/extension inside the extension host of each VS Code, with and without a proxy. */
export async function extensionHost(channels: readonly Channel[]): Promise<Result> {
  findBrowser(); // before anything else is fetched that is of no use without
  await bundle(undefined);
  await bundleSuites();
  // It blocks, so it's over before the first host runs.
  for (const channel of channels) {
    installVSCode(channel);
  }
  return inAll(channels.map((channel) => ({ channel, extensionPath: root })));
}

/** The same in VS Code as people install it, with the extension as people install it. */
export async function desktopHost(channels: readonly Channel[]): Promise<Result> {
  const vsix = await packageToTest();
  const extensionPath = await unpackExtension(vsix, path.join(CACHE, 'unpacked'));
  await bundleSuites();
  const hosts: Host[] = [];
  for (const channel of channels) {
    hosts.push({ channel, extensionPath, desktop: await installDesktop(channel) });
  }
  return inAll(hosts);
}

/** A VS Code waits more than it works: two cores bear all four. */
async function inAll(hosts: readonly Host[]): Promise<Result> {
  const runs = hosts.flatMap((host) => NETWORKS.map((network) => runNetwork(host, network)));
  const results = await Promise.all(runs);
  return results.reduce(together);
}

async function runNetwork(host: Host, network: (typeof NETWORKS)[number]): Promise<Result> {
  const kind = host.desktop === undefined ? '' : 'desktop ';
  const name = `${kind}VS Code ${host.channel}, ${network}`;
  const started = performance.now();
  const { output, ...count } = await runTests(host, network);
  console.log(`-- ${name}\n${output}`);
  return { ...count, suites: [{ name, milliseconds: performance.now() - started }] };
}

async function runTests(
  host: Host,
  network: (typeof NETWORKS)[number],
): Promise<Count & { readonly output: string }> {
  const emulator = await startEmulatorProcess({ proxy: network === 'proxied' });
  const folder = await mkdtemp(path.join(tmpdir(), 'photos-'));
  const { accounts, api, web } = emulator.servers;
  const control = new EmulatorControl(emulator.control);
  try {
    await writeWorkspaceSettings(folder);
    const { exitCode, output } = await runSuite({
      ...host,
      suite: path.join(SUITES, network, 'suite.cjs'),
      folder,
      settings:
        network === 'proxied' ? {} : { 'zohoCrmPhotos.customServer': { accounts, api, web } },
      env: {
        EMULATOR: JSON.stringify({ ...emulator, stop: undefined }),
        ...proxyEnvironment(emulator),
      },
    });
    const written = await leaks(await control.secrets(), { folders: [folder], texts: { output } });
    const count = countIn(output, exitCode);
    const leaked = written.map((place) => `✖ a secret was written to ${place}\n`).join('');
    return {
      passed: count.passed,
      failed: count.failed + (written.length === 0 ? 0 : 1),
      output: output + leaked,
    };
  } finally {
    await emulator.stop();
    await removeFolder(folder);
  }
}

/** A workspace whose settings try to send the extension to another server. */
async function writeWorkspaceSettings(folder: string): Promise<void> {
  const evil = 'http://127.0.0.1:9';
  const customServer = { accounts: evil, api: evil, web: evil };
  await mkdir(path.join(folder, '.vscode'));
  const text = JSON.stringify({ 'zohoCrmPhotos.customServer': customServer });
  await writeFile(path.join(folder, '.vscode', 'settings.json'), text);
}

/** The suite prints its count last. One that ended without it counts as one failure. */
function countIn(output: string, exitCode: number): Count {
  const [, passed, failed] = /suite: (\d+) passed, (\d+) failed/.exec(output) ?? [];
  const count = { passed: Number(passed ?? 0), failed: Number(failed ?? 0) };
  const brokeOff = passed === undefined || (exitCode !== 0 && count.failed === 0);
  return brokeOff ? { ...count, failed: count.failed + 1 } : count;
}

async function bundleSuites(): Promise<void> {
  await removeFolder(SUITES);
  const tests = globSync('test/extension/**/*.test.ts', { cwd: root });
  await bundleTests(tests, 'test/extension', SUITES);
  for (const network of NETWORKS) {
    await bundleSuite(path.join(SUITES, network, 'suite.cjs'));
  }
}
