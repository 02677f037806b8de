import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeProblem, scopesLacking } from '../../../src/auth/codeProblem.ts';
import type { SelfClientFile } from '../../../src/auth/selfClientFile.ts';
import { isUnspent, UsedCodes } from '../../../src/auth/usedCodes.ts';
import type { Failure } from '../../../src/zoho/failure.ts';
import {
  DELETION_SCOPES,
  ORGANIZATION_SCOPE,
  SCOPES,
  SEARCH_SCOPE,
  USER_SCOPE,
} from '../../../src/zoho/scopes.ts';
import { sampleAccount } from './sampleAccount.ts';

const NOW = 1_795_000_000_000;

function fileWith(fields: Partial<SelfClientFile> = {}): SelfClientFile {
  const client = { id: '1000.A', secret: 's' };
  return { client, code: '1000.a.b', scopes: SCOPES, expiresAt: NOW + 1, ...fields };
}

function problem(fields: Partial<SelfClientFile>, lacking?: readonly string[]): unknown {
  const again =
    lacking === undefined
      ? undefined
      : { account: sampleAccount(), way: 'self-client' as const, lacking };
  const isUsed = (code: string): boolean => code === '1000.used.b';
  return codeProblem(fileWith(fields), { again, isUsed, scopes: SCOPES }, NOW);
}

describe('the code of a self_client.json', () => {
  for (const fields of [
    {},
    { expiresAt: undefined },
    { scopes: undefined },
    { scopes: SCOPES.map((scope) => scope.toLowerCase()) },
    { scopes: ['ZohoCRM.modules.ALL', 'ZohoCRM.org.ALL', 'ZohoCRM.users.ALL'] },
    { scopes: ['ZohoCRM.modules.vendors.CREATE', ORGANIZATION_SCOPE, USER_SCOPE] },
  ]) {
    it(`is sent: ${JSON.stringify(fields)}`, () => {
      assert.equal(problem(fields), undefined);
    });
  }

  it('isn’t sent once it has expired', () => {
    assert.deepEqual(problem({ expiresAt: NOW }), { kind: 'expired', at: NOW, now: NOW });
  });

  it('isn’t sent twice', () => {
    assert.deepEqual(problem({ code: '1000.used.b' }), { kind: 'used' });
  });

  it('isn’t sent if it can’t upload to any module', () => {
    assert.deepEqual(problem({ scopes: [ORGANIZATION_SCOPE, USER_SCOPE] }), {
      kind: 'scopes-missing',
      scopes: SCOPES.filter((scope) => scope.endsWith('.CREATE')),
    });
  });

  it('isn’t sent if it doesn’t show its organization', () => {
    assert.deepEqual(problem({ scopes: ['ZohoCRM.modules.ALL', USER_SCOPE] }), {
      kind: 'scopes-missing',
      scopes: [ORGANIZATION_SCOPE],
    });
  });

  it('isn’t sent if it lacks what the sign-in is for', () => {
    const [leads = ''] = DELETION_SCOPES;
    assert.deepEqual(problem({}, [leads]), { kind: 'scopes-missing', scopes: [leads] });
    assert.equal(problem({ scopes: [...SCOPES, leads] }, [leads]), undefined);
  });

  it('is compared with what is asked for', () => {
    const scopes = SCOPES.filter((scope) => scope !== SEARCH_SCOPE);
    assert.deepEqual(scopesLacking(fileWith({ scopes }), SCOPES), [SEARCH_SCOPE]);
    assert.deepEqual(scopesLacking(fileWith({ scopes: undefined }), SCOPES), []);
  });
});

describe('a used code', () => {
  const cases: [Failure | undefined, isUsed: boolean][] = [
    [undefined, true],
    [{ kind: 'code-refused', error: 'invalid_code', host: 'h' }, true],
    [{ kind: 'connection-lost', host: 'h', reason: 'ECONNRESET', sentAll: true }, true],
    [{ kind: 'connection-lost', host: 'h', reason: 'ECONNRESET', sentAll: false }, false],
    [{ kind: 'client-refused', error: 'invalid_client', host: 'h' }, false],
    [{ kind: 'token-throttled', error: 'Access Denied', host: 'h' }, false],
  ];
  for (const [failure, isUsed] of cases) {
    it(`is ${isUsed ? '' : 'not '}one that led to ${failure?.kind ?? 'a token'}`, () => {
      const used = new UsedCodes();
      used.add('1000.a.b', failure);
      assert.equal(used.has('1000.a.b'), isUsed);
      assert.equal(used.has('1000.a.c'), false);
      assert.equal(failure !== undefined && isUnspent(failure), !isUsed);
    });
  }
});
