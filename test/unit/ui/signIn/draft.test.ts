import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Account } from '../../../../src/auth/account.ts';
import type { SignInAnswers, SignInQuestion } from '../../../../src/auth/prompts.ts';
import type { Client } from '../../../../src/auth/client.ts';
import type { FlowId } from '../../../../src/auth/flows/flow.ts';
import { FLOWS } from '../../../../src/auth/flows/flow.ts';
import { answersOf, draftOf, emptyDraft } from '../../../../src/ui/signIn/draft.ts';
import type { Failure } from '../../../../src/zoho/failure.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';

const EU = { kind: 'zoho', dataCenter: 'EU' } as const;
const CUSTOM = {
  kind: 'custom',
  servers: { accounts: 'http://127.0.0.1:1', api: 'http://127.0.0.1:2', web: 'http://127.0.0.1:3' },
} as const;
const SELF = { type: 'self', id: '1000.A', secret: 's' } as const;
const OFFLINE: Failure = { kind: 'host-not-found', host: 'h', reason: 'ENOTFOUND', sentAll: false };

function question(account?: Account, way: FlowId = 'browser'): SignInQuestion {
  return {
    flows: FLOWS.filter(({ id }) => id !== 'publisher'),
    scopes: [],
    isUsed: () => false,
    again: account === undefined ? undefined : { account, way },
    usual: undefined,
    keptClients: () => Promise.resolve([]),
    redirectUris: [],
    before: undefined,
  };
}

function signedInWith(client: Client): Account {
  const credentials = { kind: 'refresh-token', client, refreshToken: '1000.r' } as const;
  return sampleAccount({ credentials });
}

describe('what has been answered of a sign-in', () => {
  const given: SignInAnswers[] = [
    { way: 'self-client', authority: EU, client: SELF, proof: { kind: 'code', code: '1000.a.b' } },
    {
      way: 'self-client',
      authority: CUSTOM,
      client: SELF,
      proof: { kind: 'organization', id: '12345' },
    },
    { way: 'browser', authority: EU, client: { type: 'mobile', id: '1000.B' } },
    { way: 'browser', authority: EU, client: { type: 'server', id: '1000.B', secret: 's' } },
    {
      way: 'device-code',
      authority: EU,
      client: { type: 'non-browser', id: '1004.C', secret: 's' },
    },
    { way: 'access-token', authority: EU, token: '1000.t.u' },
    { way: 'publisher' },
  ];
  for (const answers of given) {
    it(`is not asked for again when the network failed (${JSON.stringify(answers)})`, () => {
      const custom =
        'authority' in answers && answers.authority.kind === 'custom' ? CUSTOM : undefined;
      assert.deepEqual(answersOf(draftOf(answers, OFFLINE, custom)), answers);
    });
  }

  const withCode = {
    way: 'self-client',
    authority: EU,
    client: SELF,
    proof: { kind: 'code', code: '1000.a.b' },
  } as const;
  const outcomes: [string, Failure | undefined, serves: boolean][] = [
    ['that Zoho refused', { kind: 'code-refused', error: 'invalid_code', host: 'h' }, false],
    ['that a token was given for', { kind: 'foreign-server', server: 's' }, false],
    ['that Zoho never got', OFFLINE, true],
    ['that Zoho may have got', { ...OFFLINE, kind: 'connection-lost', sentAll: true }, false],
    [
      'that came with a wrong client',
      { kind: 'client-refused', error: 'invalid_client', host: 'h' },
      true,
    ],
    [
      'that came with a wrong secret',
      { kind: 'client-secret-refused', error: 'invalid_client_secret', host: 'h' },
      true,
    ],
    [
      'for which there were no tokens for now',
      { kind: 'token-throttled', error: 'Access Denied', host: 'h' },
      true,
    ],
    ['that nothing came of', undefined, true],
  ];
  for (const [what, failure, serves] of outcomes) {
    it(`a code ${what} is ${serves ? 'kept' : 'asked for anew'}: it serves once`, () => {
      assert.equal(draftOf(withCode, failure, undefined).proof, serves ? '1000.a.b' : '');
    });
  }

  it('of an account signed in to again, its way, place and client are known', () => {
    for (const type of ['self', 'server', 'mobile', 'non-browser'] as const) {
      const draft = emptyDraft(
        question(signedInWith({ type, id: '1000.A', secret: 's' })),
        undefined,
      );
      assert.deepEqual(
        [draft.way, draft.clientId, draft.clientSecret, draft.dataCenter],
        ['browser', '1000.A', 's', 'EU'],
      );
    }
  });

  it('a client is asked with where it is registered', () => {
    const us = { kind: 'zoho', dataCenter: 'US' } as const;
    const account = signedInWith({ type: 'server', id: '1000.A', secret: 's', registeredAt: us });
    const answers = answersOf(emptyDraft(question(account), undefined));
    assert.ok('authority' in answers);
    assert.deepEqual(answers.authority, us);
  });

  it('an organization’s id is known again too, and no code is needed', () => {
    const credentials = {
      kind: 'client-credentials',
      client: SELF,
      organizationId: '808232144',
    } as const;
    const draft = emptyDraft(question(sampleAccount({ credentials }), 'self-client'), undefined);
    assert.deepEqual(answersOf(draft), {
      way: 'self-client',
      authority: EU,
      client: SELF,
      proof: { kind: 'organization', id: '808232144' },
    });
  });

  it('and is asked for anew where it does not get what is needed', () => {
    const credentials = {
      kind: 'client-credentials',
      client: SELF,
      organizationId: '808232144',
    } as const;
    const asked = question(sampleAccount({ credentials }), 'self-client');
    assert.ok(asked.again);
    const again = { ...asked.again, byCode: true } as const;
    const draft = emptyDraft({ ...asked, again }, undefined);
    assert.deepEqual([draft.proof, draft.clientId, draft.clientSecret], [undefined, SELF.id, 's']);
  });
});
