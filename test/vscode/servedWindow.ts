// A person's VS Code as a server: set up, with the extension installed, waiting for a browser.
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { serverEnvironment } from './environment.ts';
import type { GuardedProcess } from './guarded.ts';
import { installVSCode, type Installation } from './install.ts';
import { addressPath, startForPerson, temporaryFolder, type RunningServer } from './server.ts';
import { writeUserSettings, type Settings } from './settings.ts';
import type { Channel } from './version.ts';

export interface ServeOptions {
  channel: Channel;
  /** An extension to install before starting. */
  vsix?: string;
  /** More extensions to install. */
  helpers?: readonly string[];
  /** The workspace. */
  folder: string;
  /** User settings, written before starting. */
  settings?: Settings;
  /** The extension host's environment variables. */
  env?: Record<string, string>;
  /** Ask whether the folder's authors are trusted, as VS Code does. By default, they are. */
  trust?: boolean;
  /** The name of a color theme; VS Code's own by default. */
  theme?: string;
}

export class ServedWindow {
  /** The URL to open in a browser. */
  readonly url: string;
  /** The server's settings, extensions, logs, and state. */
  readonly userDataDir: string;
  /** The server's folder for the browser's profile. */
  readonly profile: string;
  readonly #server: GuardedProcess;

  constructor({ origin, server }: RunningServer, folder: string, userDataDir: string) {
    const url = new URL(origin);
    url.searchParams.set('folder', addressPath(folder));
    this.url = url.href;
    this.userDataDir = userDataDir;
    this.profile = path.join(userDataDir, 'browser');
    this.#server = server;
  }

  /** What the server has written so far. */
  logs(): string {
    return this.#server.output();
  }

  /** Resolves when the server has ended, for any reason. */
  async ended(): Promise<void> {
    await this.#server.ended;
  }

  /** Ends the server and all its processes, and removes its folders. */
  async close(): Promise<void> {
    await this.#server.end();
  }
}

/** Starts a VS Code that any browser on this machine can open, until closed. */
export async function serveWindow(options: ServeOptions): Promise<ServedWindow> {
  const installation = installVSCode(options.channel);
  const temporary = temporaryFolder();
  const userDataDir = path.join(temporary, 'user');
  const extensionsDir = path.join(userDataDir, 'extensions');
  mkdirSync(extensionsDir, { recursive: true });
  writeUserSettings(userDataDir, {
    ...(options.theme === undefined ? {} : { 'workbench.colorTheme': options.theme }),
    ...options.settings,
  });
  const vsixes = options.vsix === undefined ? [] : [options.vsix];
  for (const vsix of [...vsixes, ...(options.helpers ?? [])]) {
    await installExtension(installation, vsix, userDataDir, extensionsDir);
  }
  const running = await startForPerson({
    installation,
    userDataDir,
    extensionsDir,
    env: options.env,
    temporary,
    trust: options.trust ?? false,
  });
  return new ServedWindow(running, options.folder, userDataDir);
}

async function installExtension(
  { node: [node, ...before], serverMain }: Installation,
  vsix: string,
  userDataDir: string,
  extensionsDir: string,
): Promise<void> {
  const args = [
    ...before,
    serverMain,
    '--accept-server-license-terms',
    `--server-data-dir=${userDataDir}`,
    `--user-data-dir=${userDataDir}`,
    `--extensions-dir=${extensionsDir}`,
    `--install-extension=${path.resolve(vsix)}`,
    '--force',
  ];
  const { stdout, stderr } = await promisify(execFile)(node, args, {
    env: serverEnvironment(process.env),
  });
  if (!stdout.includes('was successfully installed')) {
    throw new Error(`${vsix} could not be installed:\n${stdout}${stderr}`);
  }
}
