import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { execPath, platform } from 'node:process';
import { connect } from 'node:tls';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { EmulatorControl } from '../../emulator/control.ts';
import { zohoHostRules } from '../../emulator/hostRules.ts';
import type { Announcement } from '../../emulator/process.ts';
import { startEmulatorProcess } from '../../emulator/process.ts';

const MAIN = path.resolve(import.meta.dirname, '../../emulator/main.ts');

/** Runs it until it ends. */
async function run(...parameters: string[]): Promise<{ code: number; errors: string }> {
  const child = spawn(execPath, [MAIN, ...parameters], { stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(child, 'exit') as Promise<[number]>;
  const [errors, [code]] = await Promise.all([text(child.stderr), exit]);
  return { code, errors };
}

describe('npm run emulator', () => {
  it('prints all URLs on its first line, and ends on request', async () => {
    const child = spawn(execPath, [MAIN, '--profile', 'newest'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    const announced = JSON.parse(chunk.toString()) as Announcement;
    assert.deepEqual(Object.keys(announced), [
      'accounts',
      'api',
      'web',
      'control',
      'clientId',
      'clientSecret',
      'refreshToken',
    ]);
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: announced.clientId,
      client_secret: announced.clientSecret,
      refresh_token: announced.refreshToken,
    });
    const answer = await fetch(`${announced.accounts}/oauth/v2/token`, { method: 'POST', body });
    const granted = (await answer.json()) as Record<string, unknown>;
    assert.equal(granted.api_domain, announced.api);
    // Only this profile names it in token answers.
    assert.ok('scope' in granted);
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await exit) as [number | null];
    assert.equal(code, platform === 'win32' ? null : 0);
  });

  for (const [parameters, error] of [
    [['--port', 'x'], /^emulator: --port must be a number from 1 to 65532.*: x\n$/],
    [['--port', '65533'], /^emulator: --port must be .*\n$/],
    [['--profile', 'x'], /^emulator: --profile is one of seed, newest, worst: x\n$/],
    [['--nonsense'], /^emulator: Unknown option '--nonsense'.*\n$/],
    [['nonsense'], /^emulator: Unexpected argument 'nonsense'.*\n$/],
  ] as const) {
    it(`rejects ${parameters.join(' ')} in one line`, async () => {
      const { code, errors } = await run(...parameters);
      assert.equal(code, 2);
      assert.match(errors, error);
    });
  }

  it('reports in one line that a port is taken', async () => {
    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    // One of the four ports is enough, and near the end of the range there are fewer.
    const { code, errors } = await run('--port', String(Math.min(port, 65_532)));
    taken.close();
    assert.equal(code, 2);
    assert.match(errors, /^emulator: .*EADDRINUSE.*: choose another --port\n$/);
  });
});

describe('startEmulatorProcess', () => {
  it('has the fields of an emulator, with a proxy when asked for one', async () => {
    const emulator = await startEmulatorProcess({ proxy: true, profile: 'worst' });
    const control = new EmulatorControl(emulator.control);
    await fetch(emulator.servers.web);
    assert.deepEqual(
      (await control.requests()).map(({ server, path: where }) => [server, where]),
      [['web', '/']],
    );
    assert.deepEqual(await control.proxyLog(), []);
    const { caFile = '', proxy = '', tlsPorts } = emulator;
    await access(caFile);
    assert.ok(tlsPorts);
    const rules = zohoHostRules(tlsPorts);
    assert.deepEqual(
      ['accounts.zoho.eu', 'api-console.zohocloud.ca', 'www.zohoapis.in', 'crm.zoho.com'].map(
        (host) => rules[host],
      ),
      ['accounts', 'accounts', 'api', 'web'].map(
        (server) => `127.0.0.1:${tlsPorts[server as keyof typeof tlsPorts]}`,
      ),
    );
    // The certificate contains every name.
    const [host = '', place = ''] = Object.entries(rules)[0] ?? [];
    const port = Number(place.split(':')[1]);
    const ca = await readFile(caFile);
    const socket = connect({ host: '127.0.0.1', port, servername: host, ca });
    await once(socket, 'secureConnect');
    assert.equal(socket.authorized, true);
    socket.destroy();
    assert.match(proxy, /^http:\/\/127\.0\.0\.1:\d+$/);
    await emulator.stop();
    // Nothing is left.
    await assert.rejects(access(caFile));
    await assert.rejects(control.requests());
  });

  it('fails when the emulator cannot start', async () => {
    await assert.rejects(startEmulatorProcess({ port: 65_535 }), /exit code 2/);
  });
});

describe('EmulatorControl', () => {
  it('rejects unknown commands, and everything from pages in a browser', async () => {
    const emulator = await startEmulatorProcess();
    const control = new EmulatorControl(emulator.control);
    await assert.rejects(control.photo('Contacts', '1'), /no record 1 in Contacts/);
    await assert.rejects(control.issueCode({ org: 'nowhere' }), /no organization nowhere/);
    await assert.rejects(control.issueCode({ clientId: '1000.NOBODY' }), /no client 1000.NOBODY/);
    const { clientId } = await control.registerClient({ type: 'non-browser' });
    await assert.rejects(control.issueCode({ clientId }), /device codes only/);
    const bytes = new Uint8Array([1, 2, 3]);
    await assert.rejects(control.putPhoto('Contacts', '4876876000000624001', bytes), /picture/);
    assert.equal(await control.photoBytes('Contacts', '4876876000000624001'), null);
    const headers = { origin: 'https://example.com' };
    const { status } = await fetch(`${emulator.control}/requests`, { headers });
    assert.equal(status, 403);
    await emulator.stop();
  });
});
