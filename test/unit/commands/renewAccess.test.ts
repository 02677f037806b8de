import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Account } from '../../../src/auth/account.ts';
import { clientOf } from '../../../src/auth/account.ts';
import { Clients } from '../../../src/auth/clients.ts';
import type { SignedIn } from '../../../src/auth/signIn.ts';
import type { CustomServer } from '../../../src/settings.ts';
import type { AccessUse } from '../../../src/ui/words/accessUse.ts';
import type { Services } from '../../../src/commands/services.ts';
import type { AccessFailure } from '../../../src/upload/prompts.ts';
import { failed } from '../../../src/zoho/failure.ts';
import type { Result } from '../../../src/zoho/failure.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';
import { NO_POLICY } from '../policy/policyInTest.ts';
import { SecretsInMemory } from '../auth/secretsInMemory.ts';
import { vscode } from '../stubbedVscode.ts';
import { until } from '../until.ts';

interface Warning {
  readonly text: string;
  readonly answer: (choice: string | undefined) => void;
}

let warnings: Warning[] = [];
let errors: string[] = [];
let status: string[] = [];
let answerToError: string | undefined;

vscode.commands = { executeCommand: () => Promise.resolve() };
vscode.window = {
  showWarningMessage: (text: string): Promise<string | undefined> =>
    new Promise((answer) => {
      warnings.push({ text, answer });
    }),
  showErrorMessage: (text: string): Promise<string | undefined> => {
    errors.push(text);
    return Promise.resolve(answerToError);
  },
  setStatusBarMessage: (text: string) => status.push(text),
};

const { ACCESS_USES } = await import('../../../src/ui/words/accessUse.ts');
const { promptsOf } = await import('../../../src/commands/renewAccess.ts');

const SERVER_BASED = {
  kind: 'refresh-token',
  client: { type: 'server', id: '1000.A', secret: 'secret' },
  refreshToken: '1000.r',
} as const;
const ENDED = { kind: 'sign-in-needed', why: 'withdrawn' } as const;
const LACKS = {
  kind: 'scope-missing',
  scope: 'ZohoCRM.modules.leads.CREATE',
  error: { status: 401, code: 'OAUTH_SCOPE_MISMATCH', message: '', details: {} },
} as const;

describe('an upload that waits for access', () => {
  let cancel: AbortController;
  /** What the sign-in was called with, and its signal. */
  let begun: {
    again: Account | undefined;
    more: readonly string[];
    ends: AbortSignal | undefined;
    byCode?: boolean | undefined;
  }[];
  let signedIn: PromiseWithResolvers<SignedIn | undefined>;
  let added: PromiseWithResolvers<Result<Account> | undefined>;
  let clients: Clients;

  beforeEach(() => {
    [warnings, errors, status, begun] = [[], [], [], []];
    answerToError = undefined;
    cancel = new AbortController();
    signedIn = Promise.withResolvers();
    added = Promise.withResolvers();
    clients = new Clients(new SecretsInMemory());
  });

  function renew(
    failure: AccessFailure,
    account = sampleAccount(),
    use: AccessUse = 'upload',
  ): Promise<boolean> {
    const services = {
      memory: { get: () => undefined, update: () => Promise.resolve() },
      clients,
      accounts: { known: () => Promise.resolve([account]) },
      policy: NO_POLICY,
      settings: { customServer: () => ({ kind: 'none' }) },
      secrets: { isPersistent: true },
      signIn: (
        again: Account | undefined,
        more: readonly string[],
        _server: CustomServer,
        ends?: AbortSignal,
        byCode?: boolean,
      ) => {
        begun.push({ again, more, ends, byCode });
        return signedIn.promise;
      },
      addScopes: (_: Account, more: readonly string[], ends?: AbortSignal) => {
        begun.push({ again: undefined, more, ends });
        return added.promise;
      },
    } as unknown as Services;
    return promptsOf(services, account, use).renewAccess(failure, cancel.signal);
  }

  async function choose(choice: string): Promise<void> {
    await until('the question', () => warnings.length > 0);
    warnings[0]?.answer(choice);
  }

  function canceled(renewing: Promise<boolean>): Promise<void> {
    cancel.abort();
    return assert.rejects(renewing, { name: 'AbortError' });
  }

  it('resumes once the person has signed in', async () => {
    const renewing = renew(ENDED);
    await choose('Sign In');
    await until('the sign-in', () => begun.length > 0);
    signedIn.resolve({ account: sampleAccount(), refreshTokens: undefined });
    assert.equal(await renewing, true);
    assert.deepEqual(begun[0]?.again, sampleAccount());
  });

  for (const failure of [ENDED, LACKS]) {
    const choice = failure.kind === 'scope-missing' ? 'Allow' : 'Sign In';

    it(`canceled: its question does nothing anymore, and says so (${failure.kind})`, async () => {
      await canceled(renew(failure));
      await choose(choice);
      await until('the answer', () => status.length > 0);
      assert.deepEqual(status, ['The upload that asked for this has ended']);
      assert.deepEqual(begun, []);
    });

    it(`canceled: the sign-in that it started ends (${failure.kind})`, async () => {
      const renewing = renew(failure);
      await choose(choice);
      await until('the sign-in', () => begun.length > 0);
      assert.equal(begun[0]?.ends?.aborted, false);
      await canceled(renewing);
      assert.equal(begun[0].ends.aborted, true);
    });
  }

  it('canceled during a sign-in to another account: nothing is said about the upload', async () => {
    const renewing = renew(ENDED);
    await choose('Sign In');
    await until('the sign-in', () => begun.length > 0);
    await canceled(renewing);
    const other = sampleAccount({ organization: { id: '2', name: 'Adatum', domain: 'adatum' } });
    signedIn.resolve({ account: other, refreshTokens: undefined });
    await signedIn.promise;
    await new Promise(setImmediate);
    assert.equal(warnings.length, 1);
  });

  it('canceled while a scope is refused: nothing is said about that', async () => {
    const renewing = renew(LACKS, sampleAccount({ credentials: SERVER_BASED }));
    await choose('Allow');
    await until('the consent', () => begun.length > 0);
    await canceled(renewing);
    added.resolve(failed({ kind: 'consent-refused', error: 'access_denied', host: 'h' }));
    await added.promise;
    await new Promise(setImmediate);
    assert.deepEqual(errors, []);
  });

  const SEARCH: AccessFailure = { ...LACKS, scope: 'ZohoSearch.securesearch.READ' };
  const CREDENTIALS = {
    kind: 'client-credentials',
    client: { type: 'self', id: '1000.A', secret: 'secret' },
    organizationId: '808232144',
  } as const;
  const REFUSED = { kind: 'scope-refused', scopes: ['ZohoSearch.securesearch.READ'] } as const;

  it('offers a sign-in with a code if client credentials aren’t granted a scope', async () => {
    answerToError = 'Sign In with a Code';
    const account = sampleAccount({ credentials: CREDENTIALS });
    const renewing = renew(SEARCH, account);
    await choose('Allow');
    added.resolve(failed(REFUSED));
    await until('the sign-in', () => begun.length > 1);
    const { again, more, byCode } = begun[1] ?? {};
    assert.deepEqual([again, more, byCode], [account, ['ZohoSearch.securesearch.READ'], true]);
    signedIn.resolve({ account, refreshTokens: undefined });
    assert.equal(await renewing, true);
    assert.match(errors.join(), /doesn’t grant this client ZohoSearch.*nothing else has changed/);
  });

  it('and does nothing if the person declines', async () => {
    const renewing = renew(SEARCH, sampleAccount({ credentials: CREDENTIALS }));
    await choose('Allow');
    added.resolve(failed(REFUSED));
    assert.equal(await renewing, false);
    assert.deepEqual([begun.length, errors.length], [1, 1]);
  });

  it('doesn’t ask again for a scope that Zoho says it granted, but that is missing', async () => {
    const scopes = ['ZohoCRM.org.READ', 'zohosearch.securesearch.read'];
    const renewing = renew(SEARCH, sampleAccount({ credentials: CREDENTIALS, scopes }));
    await choose('Allow');
    await until('the sign-in', () => begun.length > 0);
    assert.equal(begun[0]?.byCode, true);
    signedIn.resolve(undefined);
    assert.equal(await renewing, false);
  });

  it('doesn’t use a deleted client without asking, and keeps the scopes', async () => {
    const scopes = ['ZohoCRM.modules.leads.DELETE'];
    const account = sampleAccount({ scopes });
    const client = clientOf(account);
    assert.ok(client !== undefined && !clients.isRefused(client));
    const renewing = renew({ ...ENDED, why: 'client-gone' }, account);
    await choose('Sign In');
    await until('the sign-in', () => begun.length > 0);
    assert.deepEqual([begun[0]?.again, begun[0]?.more], [undefined, scopes]);
    assert.ok(clients.isRefused(client));
    signedIn.resolve(undefined);
    assert.equal(await renewing, false);
  });

  it('says what waits, and what has ended', async () => {
    const uses = Object.keys(ACCESS_USES) as AccessUse[];
    for (const use of uses) {
      warnings = [];
      cancel = new AbortController();
      const renewing = renew(LACKS, sampleAccount(), use);
      await canceled(renewing);
      await choose('Allow');
      await until('the answer', () => status.length > 0);
      assert.ok(warnings[0]?.text.endsWith(` ${ACCESS_USES[use].onAllow}`));
      assert.deepEqual(status, [ACCESS_USES[use].ended]);
      status = [];
    }
    assert.equal(new Set(Object.values(ACCESS_USES).map(({ onAllow }) => onAllow)).size, 8);
  });

  it('says why access ended, and what to do', async () => {
    for (const [why, says] of [
      ['token-ended', /access token has expired: it’s valid for up to 1 hour/],
      ['withdrawn', /revoked in Zoho or replaced by newer sign-ins/],
      ['client-gone', /the client was deleted/],
      ['secret-changed', /secret was changed in the API console/],
      ['signed-out', /You signed out of this account/],
      ['refused', /Zoho no longer accepts the sign-in/],
    ] as const) {
      warnings = [];
      const renewing = renew({ kind: 'sign-in-needed', why });
      await choose('');
      assert.equal(await renewing, false);
      assert.match(warnings[0]?.text ?? '', says);
      assert.match(warnings[0]?.text ?? '', /The upload resumes once you sign in/);
    }
  });
});
