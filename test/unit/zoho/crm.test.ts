import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Crm } from '../../../src/zoho/crm.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { success } from '../../../src/zoho/failure.ts';
import { findOrganization } from '../../../src/zoho/organization.ts';
import type { TokenSource } from '../../../src/zoho/tokens.ts';
import type { World } from '../world.ts';
import { openWorld } from '../world.ts';

const never = new AbortController().signal;

function error(code: string): object {
  return { code, details: {}, message: '', status: 'error' };
}

/** What has been seen with 401, or may occur, and its error code. */
const REFUSALS: readonly (readonly [what: string, body: string | object, code?: string])[] = [
  ['INVALID_TOKEN', error('INVALID_TOKEN'), 'INVALID_TOKEN'],
  ['INVALID_OAUTHTOKEN', error('INVALID_OAUTHTOKEN'), 'INVALID_OAUTHTOKEN'],
  ['AUTHENTICATION_FAILURE', error('AUTHENTICATION_FAILURE'), 'AUTHENTICATION_FAILURE'],
  ['AUTHENTICATION_FAILED', error('AUTHENTICATION_FAILED'), 'AUTHENTICATION_FAILED'],
  ['a code of something else', error('INVALID_DATA'), 'INVALID_DATA'],
  ['a code that nobody knows', error('NEVER_HEARD_OF'), 'NEVER_HEARD_OF'],
  ['no code', { message: 'Unauthorized' }],
  ['a code that is no text', { code: 401, status: 'error' }, '401'],
  ['a page', '<html><body>Unauthorized</body></html>'],
  ['nothing', ''],
];

describe('a CRM request that is answered with 401', () => {
  let world: World;
  let renewals: string[];

  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  beforeEach(async () => {
    await world.control.reset();
    renewals = [];
  });

  async function tokens(): Promise<TokenSource> {
    const value = await world.control.issueAccessToken();
    return {
      token: () => Promise.resolve(success(value)),
      renew: async (spent): Promise<Result<string>> => {
        renewals.push(spent);
        return success(await world.control.issueAccessToken());
      },
    };
  }

  function ask(source: TokenSource): ReturnType<typeof findOrganization> {
    return findOrganization(new Crm(world.network, world.emulator.servers, source), never);
  }

  async function asked(): Promise<number> {
    return (await world.control.requests()).filter(({ server }) => server === 'api').length;
  }

  async function answering(body: string | object, times: number, status = 401): Promise<void> {
    await world.control.fault({ server: 'api', times, answer: { status, body } });
  }

  for (const [what, body, code] of REFUSALS) {
    it(`renews the token once, and continues with it (${what})`, async () => {
      await answering(body, 1);
      const source = await tokens();
      const found = await ask(source);
      assert.ok(found.ok, JSON.stringify(found));
      const first = await source.token(never);
      assert.ok(first.ok);
      assert.deepEqual([renewals, await asked()], [[first.value], 2]);
    });

    it(`is an access failure if the new token is refused too (${what})`, async () => {
      await answering(body, 0);
      const failure = {
        kind: 'sign-in-needed',
        why: 'refused',
        ...(code === undefined ? {} : { error: code }),
      };
      assert.deepEqual(await ask(await tokens()), { ok: false, failure });
      assert.deepEqual([renewals.length, await asked()], [1, 2]);
    });

    it(`is a token failure if there is no other token (${what})`, async () => {
      await answering(body, 0);
      const source = await tokens();
      const found = await ask({ token: (signal) => source.token(signal) });
      assert.ok(!found.ok && 'error' in found.failure);
      const { kind } = found.failure;
      assert.ok(kind === 'token-invalid' || kind === 'authentication-failed', kind);
      assert.equal(await asked(), 1);
    });
  }

  for (const status of [200, 400, 403]) {
    for (const code of ['INVALID_TOKEN', 'INVALID_OAUTHTOKEN', 'AUTHENTICATION_FAILURE']) {
      it(`renews the token if only the code says so (${status} ${code})`, async () => {
        await answering(error(code), 1, status);
        assert.equal((await ask(await tokens())).ok, true);
        assert.deepEqual([renewals.length, await asked()], [1, 2]);
      });
    }
  }

  for (const status of [401, 403, 400, 200]) {
    it(`names the missing scope, and renews nothing (${status})`, async () => {
      await answering(error('OAUTH_SCOPE_MISMATCH'), 0, status);
      const found = await ask(await tokens());
      assert.ok(!found.ok && found.failure.kind === 'scope-missing', JSON.stringify(found));
      assert.equal(found.failure.scope, 'ZohoCRM.org.READ');
      assert.deepEqual([renewals, await asked()], [[], 1]);
    });

    it(`names it after a renewal too (${status})`, async () => {
      await answering(error('INVALID_TOKEN'), 1);
      await answering(error('OAUTH_SCOPE_MISMATCH'), 1, status);
      const found = await ask(await tokens());
      assert.ok(!found.ok && found.failure.kind === 'scope-missing', JSON.stringify(found));
      assert.equal(found.failure.scope, 'ZohoCRM.org.READ');
    });
  }
});
