#!/usr/bin/env node
// A VS Code for tests that starts like the desktop's: @vscode/test-electron accepts this file as
// its `vscodeExecutablePath`. Runs VS Code's server with the workbench in a browser, loads the
// extension and its tests, prints their output, and ends with their exit code.
import path from 'node:path';
import process from 'node:process';
import { launchProfile } from './browser.ts';
import { parseFlags } from './flags.ts';
import { installVSCode } from './install.ts';
import { withoutNoise } from './noise.ts';
import { SecretKey } from './secretKey.ts';
import { addressPath, startForTests, temporaryFolder } from './server.ts';
import { serveSystemProxy } from './systemProxy.ts';
import { channelNamed } from './version.ts';

/** The environment variable that selects the VS Code: `oldest` or `newest`. */
const CHANNEL = 'VSCODE_TEST_CHANNEL';

/** A folder to remove at the end, even if the process that created it was killed. */
const PROFILE = 'VSCODE_TEST_PROFILE';

const flags = parseFlags(process.argv.slice(2));
if (flags.extensionTestsPath === undefined) {
  throw new Error('--extensionTestsPath is missing: this VS Code only runs tests.');
}

const temporary = temporaryFolder();
const userDataDir = flags.userDataDir ?? path.join(temporary, 'user');
const { origin, server } = await startForTests({
  installation: installVSCode(channelNamed(process.env[CHANNEL])),
  userDataDir,
  extensionsDir: flags.extensionsDir ?? path.join(temporary, 'extensions'),
  temporary,
  remove: process.env[PROFILE] === undefined ? [] : [process.env[PROFILE]],
});
const context = await launchProfile(path.join(temporary, 'browser'), {
  size: { width: 1280, height: 800 },
});

async function end(code: number): Promise<never> {
  await context.close().catch(() => undefined);
  await server.end();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void end(1));
}
// Closes when the parent ends, even if it's killed.
process.stdin.on('end', () => void end(1)).resume();

const page = context.pages()[0] ?? (await context.newPage());
await new SecretKey().serve(context, origin);
await serveSystemProxy(context);
// `env.openExternal` of a loopback address opens it below /proxy/, where only code-server forwards.
await context.route(`${origin}/proxy/**`, (route, request) => {
  const [, port = '', rest = ''] = /\/proxy\/(\d+)(\/.*)$/s.exec(request.url()) ?? [];
  return route.fulfill({ status: 307, headers: { location: `http://127.0.0.1:${port}${rest}` } });
});
page.on('crash', () => {
  console.error('The page of VS Code crashed.');
  void end(1);
});
await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
  const printed = withoutNoise(args);
  if (printed !== undefined) {
    (type === 'error' || type === 'warn' ? console.error : console.log)(...printed);
  }
});
await page.exposeFunction('codeAutomationExit', (code: number) => void end(code));

const remote = (file: string): string =>
  `vscode-remote://${new URL(origin).host}${addressPath(file)}`;
const payload = [
  ...flags.extensionDevelopmentPath.map((folder) => ['extensionDevelopmentPath', remote(folder)]),
  ['extensionTestsPath', remote(flags.extensionTestsPath)],
];
const address = new URL(origin);
if (flags.folder !== undefined) {
  address.searchParams.set('folder', addressPath(flags.folder));
}
address.searchParams.set('payload', JSON.stringify(payload));
await page.goto(address.href);
