// Runs a suite of tests inside VS Code's extension host.
import { chmodSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { PassThrough } from 'node:stream';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { desktopFlags } from './desktop.ts';
import { installVSCode } from './install.ts';
import { temporaryFolder } from './server.ts';
import { writeUserSettings, type Settings } from './settings.ts';
import type { Channel } from './version.ts';

export interface SuiteOptions {
  channel: Channel;
  /** The executable of a desktop VS Code, instead of one that is shown in a browser. */
  desktop?: string;
  /** The folder with the extension's package.json. */
  extensionPath: string;
  /** A JavaScript file that exports `run(): Promise<void>`; a rejection is a failure. */
  suite: string;
  /** The workspace. */
  folder: string;
  /** User settings, written before the extension loads. */
  settings?: Settings;
  /** The extension host's environment variables. */
  env?: Record<string, string>;
}

export interface SuiteResult {
  exitCode: number;
  /** What the extension host's console printed. */
  output: string;
}

const windows = process.platform === 'win32';
const CODE = path.join(import.meta.dirname, windows ? 'code.cmd' : 'code.ts');

export async function runSuite(options: SuiteOptions): Promise<SuiteResult> {
  const { channel, desktop, extensionPath, suite, folder, env } = options;
  const profile = temporaryFolder();
  const userDataDir = path.join(profile, 'user');
  writeUserSettings(userDataDir, {
    // The trust dialog is modal, and modal dialogs fail tests.
    'security.workspace.trust.enabled': false,
    ...options.settings,
  });
  if (desktop === undefined) {
    installVSCode(channel);
    if (!windows) {
      chmodSync(CODE, 0o755); // an archive of the repository may have lost the permission
    }
  }
  let output = '';
  const stream = new PassThrough();
  stream.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  try {
    await runTests({
      vscodeExecutablePath: desktop ?? CODE,
      extensionDevelopmentPath: path.resolve(extensionPath),
      extensionTestsPath: path.resolve(suite),
      launchArgs: [
        path.resolve(folder),
        `--user-data-dir=${userDataDir}`,
        `--extensions-dir=${path.join(profile, 'extensions')}`,
        ...(desktop === undefined ? [] : desktopFlags(process.platform)),
      ],
      extensionTestsEnv: {
        ...env,
        VSCODE_TEST_CHANNEL: channel,
        VSCODE_TEST_PROFILE: profile,
        // The executable is a script for the Node that runs this.
        PATH: [path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
      },
      stdout: stream,
      stderr: stream,
    });
    return { exitCode: 0, output };
  } catch (error) {
    if (error instanceof TestRunFailedError) {
      return { exitCode: error.code ?? 1, output };
    }
    throw error;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
