import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { AccountsServer } from '../../../src/zoho/accountsServer.ts';
import { exchangeCode, refresh, requestByClientCredentials } from '../../../src/zoho/grant.ts';
import { revoke } from '../../../src/zoho/revocation.ts';
import type { EmulatorControl } from '../../emulator/control.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { LoggedRequest } from '../../emulator/requestLog.ts';
import { freePorts } from '../freePorts.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

const never = new AbortController().signal;

describe('AccountsServer', () => {
  let world: World;
  let emulator: Emulator;
  let control: EmulatorControl;
  let server: AccountsServer;
  let client: { id: string; secret: string };

  before(async () => {
    world = await openWorld();
    ({ control, emulator } = world);
    server = new AccountsServer(world.network, emulator.servers.accounts);
    client = { id: emulator.clientId, secret: emulator.clientSecret };
  });

  after(() => world.close());

  beforeEach(() => control.reset());

  async function asked(): Promise<Pick<LoggedRequest, 'method' | 'path' | 'parametersIn'>[]> {
    return (await control.requests()).map(({ method, path, parametersIn = [] }) => ({
      method,
      path,
      parametersIn,
    }));
  }

  function endsToken(): ReturnType<typeof revoke> {
    return revoke(server, client, emulator.refreshToken, 'refresh_token', never);
  }

  const first = { method: 'POST', path: '/oauth/v2/token/revoke', parametersIn: ['form'] };

  it('receives everything in the body: URLs end up in proxy logs', async () => {
    await exchangeCode(server, client, await control.issueCode(), undefined, never);
    await refresh(server, client, emulator.refreshToken, never);
    await requestByClientCredentials(server, client, '808232144', ['ZohoCRM.org.READ'], never);
    const token = { method: 'POST', path: '/oauth/v2/token', parametersIn: ['form'] };
    assert.deepEqual(await asked(), [token, token, token]);
  });

  it('that does not exist is a network failure, not a refusal', async () => {
    const [port = 0] = await freePorts(1);
    const nobody = new AccountsServer(world.network, `http://127.0.0.1:${port}`);
    const result = await refresh(nobody, client, emulator.refreshToken, never);
    assert.ok(!result.ok);
    assert.equal(result.failure.kind, 'connection-refused');
  });

  it('is not waited for after a cancel', async () => {
    await assert.rejects(refresh(server, client, emulator.refreshToken, AbortSignal.abort()), {
      name: 'AbortError',
    });
    assert.deepEqual(await asked(), []);
  });

  describe('revoke', () => {
    it('revokes a token at the first URL, and then calls no other', async () => {
      assert.deepEqual(await endsToken(), { ok: true, value: 'ended' });
      assert.deepEqual(await asked(), [first]);
      assert.deepEqual(await control.refreshTokens(), []);
    });

    it('calls the other URL, with the client’s proof, if the first fails', async () => {
      await control.reset({ switches: { revokesAt: 'revoke/token' } });
      assert.equal((await endsToken()).ok, true);
      const [, second] = await asked();
      assert.equal(second?.path, '/oauth/v2/revoke/token');
      assert.deepEqual(new Set(second.parametersIn), new Set(['form', 'basic']));
      assert.deepEqual(await control.refreshTokens(), []);
    });

    it('treats the status of the other URL as enough: its page contains nothing else', async () => {
      await control.reset({ switches: { revokesAt: 'revoke/token', saysRevoked: false } });
      assert.deepEqual(await endsToken(), { ok: true, value: 'ended' });
      assert.deepEqual(await control.refreshTokens(), []);
    });

    for (const [what, body] of [
      ['a page of somebody else', '<html>Sign in to this network</html>'],
      ['a failure', { status: 'failure' }],
      ['something else', { tokens: [] }],
    ] as const) {
      it(`does not treat ${what} as success, although it comes with status 200`, async () => {
        await control.fault({ path: 'revoke', times: 2, answer: { status: 200, body } });
        const result = await endsToken();
        assert.ok(!result.ok);
        assert.equal((await asked()).length, 2);
        assert.equal((await control.refreshTokens()).length, 1);
      });
    }

    it('recognizes an error that comes with status 200', async () => {
      const answer = { status: 200, body: { error: 'invalid_token' } };
      await control.fault({ path: 'revoke', times: 2, answer });
      const result = await endsToken();
      assert.ok(!result.ok);
      assert.equal((await control.refreshTokens()).length, 1);
    });

    for (const revokesAt of ['both', 'token/revoke', 'revoke/token'] as const) {
      it(`reports that Zoho has no such token (${revokesAt})`, async () => {
        await control.reset({ switches: { revokesAt } });
        const result = await revoke(server, client, '1000.made.up', 'refresh_token', never);
        assert.deepEqual(result, { ok: true, value: 'not-there' });
        assert.equal((await asked()).length, 2);
      });
    }

    it('does not report it if only one URL says so', async () => {
      await control.fault({
        path: '/oauth/v2/token/revoke',
        answer: { status: 503, body: '<html>' },
      });
      const result = await revoke(server, client, '1000.made.up', 'refresh_token', never);
      assert.ok(!result.ok);
    });

    it('does not try the other URL after a network failure', async () => {
      await control.fault({ path: 'revoke', cutBeforeAnswer: true, times: 0 });
      const result = await endsToken();
      assert.ok(!result.ok);
      assert.equal(result.failure.kind, 'connection-lost');
      const paths = (await asked()).map(({ path }) => path);
      assert.ok(!paths.includes('/oauth/v2/revoke/token'));
    });
  });
});
