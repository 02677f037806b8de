// The two ways to start VS Code's server.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { serverEnvironment } from './environment.ts';
import { GuardedProcess } from './guarded.ts';
import { UNDER_WINE, type Installation } from './install.ts';

/** The first start on a busy machine takes 10 s; this allows for much slower machines. */
const START_MS = 120_000;

export interface ServerOptions {
  installation: Installation;
  userDataDir: string;
  extensionsDir: string;
  env?: Record<string, string> | undefined;
  /** For the server's sockets and temporary files; removed when the server ends. */
  temporary: string;
  /** More folders to remove when it ends. */
  remove?: string[];
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  server: GuardedProcess;
}

/** A new temporary folder with a short path, because socket paths are limited to 100 characters. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'zcp-'));
}

/** VS Code as people use it. */
export async function startForPerson(
  options: ServerOptions & { trust: boolean },
): Promise<RunningServer> {
  const { installation, userDataDir, extensionsDir } = options;
  return start(options, /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/, [
    path.join(import.meta.dirname, 'server', 'codeServer.cjs'),
    installation.codeServer,
    '--auth=none',
    '--bind-addr=127.0.0.1:0',
    `--config=${path.join(userDataDir, 'code-server.yaml')}`,
    `--user-data-dir=${userDataDir}`,
    `--extensions-dir=${extensionsDir}`,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--ignore-last-opened',
    ...(options.trust ? [] : ['--disable-workspace-trust']),
  ]);
}

/** VS Code that loads a development extension and its tests from the page's URL. */
export async function startForTests(options: ServerOptions): Promise<RunningServer> {
  const { installation, userDataDir, extensionsDir } = options;
  const started = await start(options, /Extension host agent listening on (\d+)/, [
    installation.serverMain,
    '--host=127.0.0.1',
    '--port=0',
    '--without-connection-token',
    '--accept-server-license-terms',
    // Without it, 1.139 ignores the URL's parameters.
    '--enable-smoke-test-driver',
    `--server-data-dir=${userDataDir}`,
    `--user-data-dir=${userDataDir}`,
    `--extensions-dir=${extensionsDir}`,
    '--telemetry-level=off',
  ]);
  return { ...started, origin: `http://127.0.0.1:${started.origin}` };
}

/** A folder's path as in the page's URL: `/c:/photos` on Windows. */
export function addressPath(file: string): string {
  const drive = process.env[UNDER_WINE] === undefined ? '' : '/z:';
  return drive + decodeURIComponent(pathToFileURL(path.resolve(file)).pathname);
}

async function start(
  options: ServerOptions,
  ready: RegExp,
  args: string[],
): Promise<RunningServer> {
  const [command, ...before] = options.installation.node;
  const server = new GuardedProcess({
    command,
    args: [...before, ...args],
    env: serverEnvironment(process.env, {
      TMPDIR: options.temporary,
      ...(process.platform === 'win32' && { TEMP: options.temporary, TMP: options.temporary }),
      XDG_RUNTIME_DIR: options.temporary,
      ...options.env,
    }),
    remove: [options.temporary, ...(options.remove ?? [])],
  });
  const [, origin = ''] = await server.written(ready, START_MS);
  return { origin, server };
}
