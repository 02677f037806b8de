// The two ways VS Code's server is started.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { serverEnvironment } from './environment.ts';
import { GuardedProcess } from './guarded.ts';
import { UNDER_WINE, type Installation } from './install.ts';

/** A first start on a busy machine takes 10 s; this is for machines far slower. */
const START_MS = 120_000;

export interface ServerOptions {
  installation: Installation;
  userDataDir: string;
  extensionsDir: string;
  env?: Record<string, string> | undefined;
  /** For the server's sockets and temporary files; removed when the server has ended. */
  temporary: string;
  /** More folders to remove then. */
  remove?: string[];
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  server: GuardedProcess;
}

/** A new temporary folder. Its path is short: sockets in it have at most 100 characters. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'zcp-'));
}

/** VS Code as a person has it. */
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

/** VS Code that takes an extension under development and its tests from the page's address. */
export async function startForTests(options: ServerOptions): Promise<RunningServer> {
  const { installation, userDataDir, extensionsDir } = options;
  const started = await start(options, /Extension host agent listening on (\d+)/, [
    installation.serverMain,
    '--host=127.0.0.1',
    '--port=0',
    '--without-connection-token',
    '--accept-server-license-terms',
    // 1.139 ignores what the address says without it.
    '--enable-smoke-test-driver',
    `--server-data-dir=${userDataDir}`,
    `--user-data-dir=${userDataDir}`,
    `--extensions-dir=${extensionsDir}`,
    '--telemetry-level=off',
  ]);
  return { ...started, origin: `http://127.0.0.1:${started.origin}` };
}

/** The path of a folder as the page's address has it: `/c:/photos` on Windows. */
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
