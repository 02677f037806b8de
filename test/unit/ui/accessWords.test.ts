import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wordsOfFailure } from '../../../src/ui/words/failure.ts';
import { wordsOfSignedIn } from '../../../src/ui/words/signedIn.ts';
import type { Failure } from '../../../src/zoho/failure.ts';
import { COQL_SCOPE, SCOPES, SEARCH_SCOPE } from '../../../src/zoho/scopes.ts';
import { sampleAccount } from '../auth/sampleAccount.ts';

const HOST = 'accounts.zoho.com';

function text(failure: Failure): string {
  const { what, remedy } = wordsOfFailure(failure);
  return `${what} ${remedy}`;
}

describe('words about access to Zoho', () => {
  it('say that you stay signed in only if you are signed in', () => {
    const throttled = { kind: 'token-throttled', error: 'Access Denied', host: HOST } as const;
    assert.doesNotMatch(text(throttled), /still signed in/);
    assert.match(text(throttled), /Try again in 10 minutes/);
    assert.match(text({ ...throttled, retryAfter: 600 }), /You’re still signed in/);
  });

  it('say why a renewal failed, and what to do', () => {
    const renewal = (failure: Failure): string =>
      text({ kind: 'renewal-failed', failure, retryAfter: 1 });
    const said = renewal({ kind: 'oauth-error', error: 'general_error', host: HOST });
    assert.match(said, /Couldn’t renew.*general_error.*still signed in.*Retry/);
    // Neither the client nor the sign-in is at fault.
    assert.doesNotMatch(said, /sign in again|API console/);
    const error = { status: 503, code: '', message: '', details: {} };
    assert.match(renewal({ kind: 'unavailable', error }), /HTTP 503.*still signed in/);
    const offline: Failure = {
      kind: 'host-not-found',
      host: HOST,
      reason: 'ENOTFOUND',
      sentAll: false,
    };
    assert.ok(renewal(offline).endsWith(wordsOfFailure(offline).remedy));
    assert.match(renewal(offline), /still signed in/);
  });

  it('don’t blame the client for temporary errors', () => {
    const said = text({ kind: 'oauth-error', error: 'general_error', host: HOST });
    assert.match(said, /general_error.*Try again later/);
    assert.doesNotMatch(said, /client/);
  });

  it('say how client credentials get search if it wasn’t granted', () => {
    const client = { type: 'self', id: '1000.A', secret: 's' } as const;
    const credentials = { kind: 'client-credentials', client, organizationId: '1' } as const;
    const warnings = (scopes: readonly string[]): string[] =>
      wordsOfSignedIn(
        { account: sampleAccount({ credentials, scopes: [...scopes] }), refreshTokens: undefined },
        true,
      );
    assert.deepEqual(warnings(SCOPES), []);
    const less = [...SCOPES.filter((scope) => scope !== SEARCH_SCOPE), COQL_SCOPE];
    assert.match(warnings(less).join(), /didn’t grant this client full search.*Generate Code/);
  });
});
