// Finds or installs a Chromium to show VS Code in, and starts it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type LaunchOptions } from 'playwright';
import { systemBrowsers } from './browserPlaces.ts';

export interface BrowserOptions {
  /** Host names and where they resolve, such as `{ 'crm.zoho.com': '127.0.0.1:8443' }`. */
  hosts?: Record<string, string>;
  /** Show the browser's window; needs a display. */
  visible?: boolean;
}

/** A browser for a test, without a persistent profile. */
export async function launchBrowser(options: BrowserOptions = {}): Promise<Browser> {
  return chromium.launch(launchOptions(options));
}

/** A browser with its profile in a folder, so that stored data survives restarts. */
export async function launchProfile(
  folder: string,
  options: BrowserOptions & { size: { width: number; height: number } },
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    ...launchOptions(options),
    viewport: options.size,
    ignoreHTTPSErrors: true,
    reducedMotion: 'reduce',
    locale: 'en-US',
  });
}

function launchOptions({ hosts = {}, visible = false }: BrowserOptions): LaunchOptions {
  const rules = [
    ...Object.entries(hosts).map(([host, place]) => `MAP ${host} ${place}`),
    // A test must not depend on, or contact, a host outside this machine.
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
    'EXCLUDE localhost',
  ];
  return {
    executablePath: findBrowser(),
    headless: !visible,
    // Playwright's handlers would close the browser and keep this process alive. Without them, the
    // process ends, which closes the pipe that the browser and the server's guard depend on.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--no-sandbox', // root and containers have no user namespaces for a sandbox
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A proxy in the environment is for the product, not for the browser that shows it.
      '--no-proxy-server',
      `--host-resolver-rules=${rules.join(', ')}`,
    ],
  };
}

let found: string | undefined;

/**
 * The path of a Chromium, in this order: the environment variable CHROMIUM, the machine's own,
 * Playwright's, Playwright's after a download, Debian's after an installation (as root only).
 */
export function findBrowser(): string {
  found ??= search();
  return found;
}

function search(): string {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    if (!starts(named)) {
      throw new Error(`The environment variable CHROMIUM names ${named}, which does not start.`);
    }
    return named;
  }
  return system() ?? playwrights() ?? downloaded() ?? debians() ?? giveUp();
}

function system(): string | undefined {
  return systemBrowsers(process).find(starts);
}

function playwrights(): string | undefined {
  const file = chromium.executablePath();
  return starts(file) ? file : undefined;
}

function downloaded(): string | undefined {
  console.error('No Chromium found on this machine: asking Playwright for one …');
  const cli = path.join(
    fileURLToPath(import.meta.resolve('playwright/package.json')),
    '..',
    'cli.js',
  );
  run(process.execPath, [cli, 'install', 'chromium'], 300);
  return playwrights();
}

function debians(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return undefined;
  }
  console.error('Playwright brought none: installing the package chromium with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update'], 300, env);
  run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 900, env);
  return system();
}

function giveUp(): never {
  throw new Error(
    'No Chromium could be found or fetched. Install Google Chrome, Chromium or Microsoft Edge' +
      ' (on Debian or Ubuntu, as root: apt-get install chromium), or run' +
      ' "npx playwright install --with-deps chromium", or set the environment variable' +
      ' CHROMIUM to the path of one. Without one, "npm start" (open it in any browser),' +
      ' "npm run test:check" and "npm run test:unit" work.',
  );
}

/** Whether a browser can start: Ubuntu has stubs, and Playwright's may lack libraries. */
function starts(file: string): boolean {
  if (!existsSync(file)) {
    return false;
  }
  // On Windows `--version` would open a window.
  return process.platform === 'win32' || run(file, ['--version'], 20);
}

function run(file: string, args: string[], seconds: number, env = process.env): boolean {
  const { status } = spawnSync(file, args, { env, stdio: 'ignore', timeout: seconds * 1000 });
  return status === 0;
}
