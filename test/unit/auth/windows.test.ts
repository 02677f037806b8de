import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Accounts } from '../../../src/auth/accounts.ts';
import { SharedSecrets } from '../../../src/auth/sharedSecrets.ts';
import { Leases } from '../../../src/storage/leases.ts';
import { systemClock } from '../../../src/async/clock.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import type { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { until } from '../until.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';
import { sampleAccount } from './sampleAccount.ts';
import { SecretsInFolder } from './secretsInFolder.ts';

const WORKER = path.join(import.meta.dirname, 'windowWorker.ts');

describe('windows of one VS Code, each in its own process', () => {
  let world: World;
  let emulator: Emulator;
  let control: EmulatorControl;
  let folder: string;
  let accounts: Accounts;
  let accountId: string;
  let windows: ChildProcess[];

  before(async () => {
    world = await openWorld();
    ({ control, emulator } = world);
  });

  after(() => world.close());

  /** Signed in, with an expired access token. */
  beforeEach(async () => {
    await control.reset();
    windows = [];
    folder = await mkdtemp(path.join(tmpdir(), 'windows-'));
    const leases = new Leases(path.join(folder, 'leases'));
    const secrets = new SecretsInFolder(path.join(folder, 'secrets'));
    accounts = new Accounts(new SharedSecrets(secrets, leases, systemClock));
    const { servers, clientId: id, clientSecret: secret, refreshToken } = emulator;
    const client = { type: 'self', id, secret } as const;
    const account = sampleAccount({
      place: { kind: 'custom', servers, environment: 'production' },
      credentials: { kind: 'refresh-token', client, refreshToken },
    });
    await accounts.save(account);
    accountId = account.id;
  });

  afterEach(async () => {
    for (const window of windows.filter(
      ({ exitCode, signalCode }) => (exitCode ?? signalCode) === null,
    )) {
      window.kill('SIGKILL');
      await once(window, 'exit');
    }
    await rm(folder, { recursive: true });
  });

  function open(): ChildProcess {
    const folders = ['secrets', 'leases'].map((name) => path.join(folder, name));
    const window = fork(WORKER, [...folders, accountId]);
    windows.push(window);
    return window;
  }

  /** The tokens that a window gets when it requests this many concurrently. */
  async function tokens(window: ChildProcess, count: number): Promise<string[]> {
    const answered = once(window, 'message');
    window.send(count);
    const [results] = (await answered) as [Result<string>[]];
    return results.map((result) => {
      assert.ok(result.ok, JSON.stringify(result));
      return result.value;
    });
  }

  async function refreshes(): Promise<number> {
    return (await control.requests()).filter(({ path: at }) => at.startsWith('/oauth/')).length;
  }

  async function leasesLeft(): Promise<string[]> {
    const names = await readdir(path.join(folder, 'leases'));
    return names.filter((name) => !name.endsWith('.note'));
  }

  it('refresh once, whichever requests it, and all use the same token', async () => {
    await control.fault({ server: 'accounts', delayMs: 200 });
    const [one, other] = [open(), open()];
    const all = await Promise.all([tokens(one, 10), tokens(other, 10)]);
    assert.equal(await refreshes(), 1);
    const kept = (await accounts.get(accountId))?.access.token;
    assert.deepEqual([...new Set(all.flat())], [kept]);
    assert.equal(all.flat().length, 20);
    assert.deepEqual(await leasesLeft(), []);
  });

  it('do not wait for one that was killed during its refresh', async () => {
    await control.fault({ server: 'accounts', never: true });
    const doomed = open();
    doomed.send(1);
    await until('it asked for a token', async () => (await refreshes()) === 1);
    const other = open();
    const asked = tokens(other, 10);
    doomed.kill('SIGKILL');
    await once(doomed, 'exit');
    assert.equal(new Set(await asked).size, 1);
    assert.equal(await refreshes(), 2);
    assert.deepEqual(await leasesLeft(), []);
  });
});
