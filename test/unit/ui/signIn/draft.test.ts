import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Account } from '../../../../src/auth/account.ts';
import type { Answers, Question } from '../../../../src/auth/asks.ts';
import type { Client } from '../../../../src/auth/client.ts';
import { WAYS } from '../../../../src/auth/ways/way.ts';
import { answersOf, draftOf, emptyDraft } from '../../../../src/ui/signIn/draft.ts';
import type { Failure } from '../../../../src/zoho/failure.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';

const EU = { kind: 'zoho', dataCentre: 'EU' } as const;
const CUSTOM = {
  kind: 'custom',
  servers: { accounts: 'http://127.0.0.1:1', api: 'http://127.0.0.1:2', web: 'http://127.0.0.1:3' },
} as const;
const SELF = { type: 'self', id: '1000.A', secret: 's' } as const;
const OFFLINE: Failure = { kind: 'host-not-found', host: 'h', reason: 'ENOTFOUND', sentAll: false };
const REFUSED: Failure = { kind: 'code-refused', error: 'invalid_code', host: 'h' };

function question(again?: Account): Question {
  return {
    ways: WAYS.filter(({ id }) => id !== 'publisher'),
    scopes: [],
    again,
    usual: undefined,
    keptClients: () => Promise.resolve([]),
    redirectUris: [],
    refused: undefined,
  };
}

function signedInWith(client: Client): Account {
  const credentials = { kind: 'refresh-token', client, refreshToken: '1000.r' } as const;
  return sampleAccount({ credentials });
}

describe('what has been answered of a sign-in', () => {
  const given: Answers[] = [
    { way: 'self-client', authority: EU, client: SELF, proof: { kind: 'code', code: '1000.a.b' } },
    {
      way: 'self-client',
      authority: CUSTOM,
      client: SELF,
      proof: { kind: 'organisation', id: '12345' },
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

  it('but for a code that Zoho refused: it serves once', () => {
    const answers = {
      way: 'self-client',
      authority: EU,
      client: SELF,
      proof: { kind: 'code', code: '1000.a.b' },
    } as const;
    assert.equal(draftOf(answers, REFUSED, undefined).proof, '');
  });

  it('of an account signed in to again, its way, place and client are known', () => {
    const ways = (['self', 'server', 'mobile', 'non-browser'] as const).map((type) => {
      const draft = emptyDraft(
        question(signedInWith({ type, id: '1000.A', secret: 's' })),
        undefined,
      );
      assert.deepEqual(
        [draft.clientId, draft.clientSecret, draft.dataCentre],
        ['1000.A', 's', 'EU'],
      );
      return draft.way;
    });
    assert.deepEqual(ways, ['self-client', 'browser', 'browser', 'device-code']);
  });

  it('an organisation’s id is known again too, and no code is needed', () => {
    const credentials = {
      kind: 'client-credentials',
      client: SELF,
      organisationId: '808232144',
    } as const;
    const draft = emptyDraft(question(sampleAccount({ credentials })), undefined);
    assert.deepEqual(answersOf(draft), {
      way: 'self-client',
      authority: EU,
      client: SELF,
      proof: { kind: 'organisation', id: '808232144' },
    });
  });
});
