import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { env, execPath, platform } from 'node:process';
import { after, before, beforeEach, describe, it } from 'node:test';
import { removeFolder } from '../../../src/storage/busyFile.ts';
import { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import { leaks } from '../../canary.ts';
import { jpeg } from '../../pictures.ts';
import { deletionScopeFor, scopesFor } from '../../live/signIn.ts';
import { until } from '../until.ts';
import { SANDBOX_CONTACT } from './liveWorld.ts';

const { module, id } = SANDBOX_CONTACT;
const MAIN = path.resolve(import.meta.dirname, '../../live/main.ts');

/** In place of an answer: the window of the terminal is closed. */
const CLOSED = 'closed';

/** `script` of util-linux makes a terminal for a program. */
const hasScript = platform === 'linux' && versionOfScript().includes('util-linux');

function versionOfScript(): string {
  const { status, stdout } = spawnSync('script', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout : '';
}

describe('check:live in a terminal', { skip: !hasScript }, () => {
  let emulator: Emulator;
  let control: EmulatorControl;
  let folder: string;
  let photo: Buffer;
  let selfClient: string;

  before(async () => {
    emulator = await startEmulator();
    control = new EmulatorControl(emulator.control);
    folder = await mkdtemp(path.join(tmpdir(), 'check-live-'));
  });
  after(async () => {
    await emulator.close();
    await removeFolder(folder);
  });
  beforeEach(async () => {
    await control.reset();
    photo = await jpeg({ width: 90, height: 70, noise: true });
    await control.putPhoto(module, id, photo, 'before.jpg');
    const name = { tab: module, id };
    const scopes = [...scopesFor(name), deletionScopeFor(name)];
    const code = await control.issueCode({ org: 'northwindsandbox', scopes });
    const { clientId, clientSecret } = emulator;
    // As the console writes it, on several lines.
    selfClient = JSON.stringify(
      { client_id: clientId, client_secret: clientSecret, code, grant_type: 'authorization_code' },
      undefined,
      2,
    );
  });

  /** Types each answer when its prompt comes, and waits for the end. */
  async function typed(
    answers: readonly (readonly [prompt: string, answer: string])[],
  ): Promise<{ screen: string; code: number | null }> {
    const { accounts, api, web } = emulator.servers;
    const named = ['--accounts', accounts, '--api', api, '--web', web, '--report', folder];
    const command = [execPath, MAIN, ...named].map((word) => `'${word}'`).join(' ');
    const child = spawn('script', ['-qfec', command, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...env, TMPDIR: folder },
    });
    const exited = once(child, 'exit') as Promise<[number | null]>;
    let screen = '';
    let answered = 0;
    let from = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      screen += chunk.toString();
      for (const [prompt, answer] of answers.slice(answered)) {
        const at = screen.indexOf(prompt, from);
        if (at < 0) {
          return;
        }
        from = at + prompt.length;
        answered += 1;
        if (answer === CLOSED) {
          child.kill('SIGKILL');
        } else {
          child.stdin.write(answer);
        }
      }
    });
    const [code] = await exited;
    assert.equal(answered, answers.length, screen);
    return { screen, code };
  }

  const signIn = (): [string, string][] => [
    ['MODULE/ID:', `https://example.com/\r`],
    ['MODULE/ID:', `${emulator.servers.web}/crm/northwindsandbox/tab/${module}/${id}\r`],
    ['client ID:', `${selfClient.replaceAll('\n', '\r')}\r`],
  ];

  async function assertBack(screen: string): Promise<void> {
    const bytes = await control.photoBytes(module, id);
    assert.ok(bytes !== null && photo.equals(bytes), screen);
    const secrets = [...(await control.secrets()), emulator.clientId];
    const written = { folders: [folder], texts: { screen } };
    assert.deepEqual(await leaks(secrets, written), []);
  }

  it('asks, shows no secret, names the profile, and ends with 0', async () => {
    const { screen, code } = await typed([
      ...signIn(),
      ['q = stop:', 'x\r'],
      ['q = stop:', 'l\r'],
      ['q = stop:', 'a\r'],
    ]);
    assert.equal(code, 0, screen);
    assert.match(screen, /isn’t a record/);
    assert.match(screen, /Emulator profile: seed \(all \d+ answers match\)/);
    const report = await readFile(path.join(folder, 'check-live.md'), 'utf8');
    assert.match(report, /Emulator profile: seed/);
    await assertBack(screen);
  });

  it('puts the photo back after Ctrl+C, and ends with 130', async () => {
    const skipped = Array.from({ length: 13 }, (): [string, string] => ['q = stop:', 's\r']);
    const { screen, code } = await typed([
      ...signIn(),
      ...skipped,
      ['q = stop:', 'y\r'],
      ['q = stop:', '\x03'],
    ]);
    assert.equal(code, 130, screen);
    assert.match(screen, /Stopping[^]*Putting the photo back[^]*restored, and read back/);
    await assertBack(screen);
  });

  it('puts the photo back if the terminal is closed', async () => {
    const skipped = Array.from({ length: 15 }, (): [string, string] => ['q = stop:', 's\r']);
    const { screen } = await typed([
      ...signIn(),
      ...skipped,
      // 10,200,000 bytes, which this CRM accepts.
      ['q = stop:', 'y\r'],
      ['q = stop:', CLOSED],
    ]);
    await until('the tokens are revoked', async () => {
      const tokens = await control.refreshTokens();
      return tokens.every(({ organization }) => organization !== 'northwindsandbox');
    });
    await assertBack(screen);
  });
});
