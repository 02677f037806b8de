import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CrmAnswer } from '../../../src/zoho/answer.ts';
import { failureOf, jsonOf, permissionsOf, successOf } from '../../../src/zoho/answer.ts';
import { leavesInDoubt } from '../../../src/zoho/doubt.ts';
import type { Failure } from '../../../src/zoho/failure.ts';
import type { Incoming } from '../../../src/zoho/sender.ts';
import { isTransient } from '../../../src/zoho/transience.ts';

function answer(status: number, body: unknown, headers: Incoming['headers'] = {}): CrmAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: new TextEncoder().encode(text), call: 'upload' };
}

function crmError(code: string, details: object = {}): object {
  return { code, details, message: 'words that must not matter', status: 'error' };
}

/** Status, code, details, kind: Zoho's photo error table, in all of its versions. */
const TABLE: [number, string, object, Failure['kind']][] = [
  [400, 'INVALID_MODULE', { resource_path_index: 0 }, 'module-invalid'],
  [400, 'INVALID_MODULE', {}, 'module-invalid'],
  [404, 'INVALID_URL_PATTERN', {}, 'request-wrong'],
  [400, 'INVALID_URL_PATTERN', {}, 'request-wrong'],
  [401, 'OAUTH_SCOPE_MISMATCH', {}, 'scope-missing'],
  [401, 'INVALID_TOKEN', {}, 'token-invalid'],
  [401, 'INVALID_OAUTHTOKEN', {}, 'token-invalid'],
  [401, 'AUTHENTICATION_FAILURE', {}, 'authentication-failed'],
  [401, 'AUTHENTICATION_FAILED', {}, 'authentication-failed'],
  [403, 'NO_PERMISSION', { permissions: ['Crm_Implied_Edit_Leads'] }, 'permission-missing'],
  [403, 'NO_PERMISSION', { permissions: ['Crm_Implied_Api_Access'] }, 'api-access-off'],
  [403, 'NO_PERMISSION', {}, 'permission-missing'],
  [400, 'AUTHORIZATION_FAILED', {}, 'privilege-missing'],
  [400, 'CANNOT_PERFORM_ACTION', {}, 'record-forbidden'],
  [400, 'INVALID_DATA', {}, 'photo-or-record-invalid'],
  [400, 'INVALID_DATA', { id: '4876876000000624001' }, 'record-invalid'],
  [400, 'INVALID_DATA', { resource_path_index: 1 }, 'record-invalid'],
  [400, 'INVALID_DATA', { resource_path_index: 0 }, 'module-invalid'],
  [415, 'INVALID_DATA', {}, 'photo-type-refused'],
  [400, 'INVALID_REQUEST_METHOD', {}, 'request-wrong'],
  [400, 'RECORD_LOCKED', { id: '1' }, 'record-locked'],
  [400, 'NOT_APPROVED', { id: '1' }, 'approval-pending'],
  [400, 'NOT_REVIEWED', { id: '1' }, 'review-pending'],
  [400, 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE', {}, 'photo-too-large'],
  [415, 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE', {}, 'photo-too-large'],
  [413, 'FILE_SIZE_EXCEEDS', { size: 10485760 }, 'photo-too-many-bytes'],
  [415, 'FILE_RESOLUTION_EXCEEDS', { resolution: 16062248 }, 'photo-too-many-pixels'],
  [400, 'UNABLE_TO_PARSE_DATA_TYPE', {}, 'request-not-understood'],
  [400, 'REQUIRED_PARAM_MISSING', { param: 'file' }, 'request-not-understood'],
  [400, 'EXPECTED_PARAM_MISSING', {}, 'request-not-understood'],
  [400, 'failure_in_attachment_handling', {}, 'request-not-understood'],
  [400, 'INVALID_REQUEST', {}, 'request-not-understood'],
  [400, 'CANNOT_PROCESS', {}, 'image-check-refused'],
  [400, 'FEATURE_NOT_SUPPORTED', {}, 'feature-missing'],
  [403, 'NOT_SUPPORTED', {}, 'feature-missing'],
  [400, 'LIMIT_EXCEEDED', {}, 'limit-exceeded'],
  [403, 'API_LIMIT_EXCEEDED', {}, 'credits-used-up'],
  [400, 'STORAGE_SPACE_EXCEEDED', {}, 'storage-full'],
  [400, 'RECORD_IN_BLUEPRINT', {}, 'blueprint'],
  [400, 'API_NOT_SUPPORTED', { supported_version: 5 }, 'version-unsupported'],
  [429, 'TOO_MANY_REQUESTS', {}, 'too-many-requests'],
  [429, 'RATE_LIMIT_EXCEEDED', {}, 'too-many-requests'],
  [429, 'LIMIT_EXCEEDED', {}, 'credits-used-up'],
  [429, 'API_LIMIT_EXCEEDED', {}, 'credits-used-up'],
  [429, 'SOMETHING_NEW', {}, 'too-many-requests'],
  [429, 'constructor', {}, 'too-many-requests'],
  [500, 'INTERNAL_ERROR', {}, 'internal-error'],
  [500, 'INTERNAL_SERVER_ERROR', {}, 'internal-error'],
  [503, 'SERVICE_UNAVAILABLE', {}, 'unavailable'],
  [400, 'SOMETHING_NEW', {}, 'unknown-code'],
  [415, 'SOMETHING_NEW', {}, 'photo-type-refused'],
  [400, 'constructor', {}, 'unknown-code'],
  [400, '__proto__', {}, 'unknown-code'],
];

describe('failureOf', () => {
  for (const [status, code, details, kind] of TABLE) {
    it(`${status} ${code} ${JSON.stringify(details)} means ${kind}`, () => {
      assert.equal(failureOf(answer(status, crmError(code, details))).kind, kind);
    });
  }

  it('uses the status when a front-end server answers with a page', () => {
    const page = '<html><body>Request Entity Too Large</body></html>';
    const kinds = [413, 429, 500, 502, 503, 504].map(
      (status) => failureOf(answer(status, page)).kind,
    );
    assert.deepEqual(kinds, [
      'photo-too-many-bytes',
      'too-many-requests',
      'internal-error',
      'unavailable',
      'unavailable',
      'unavailable',
    ]);
  });

  it('does not treat a page with another status as an answer from Zoho', () => {
    const page = answer(403, '<html>Sign in to the guest network</html>', {
      'content-type': 'text/html',
    });
    assert.deepEqual(failureOf(page), {
      kind: 'answer-unreadable',
      status: 403,
      contentType: 'text/html',
    });
  });

  it('does not treat an unexplained refusal by the CRM as temporary', () => {
    for (const status of [400, 409, 422]) {
      for (const body of ['', '{}', '{"message":"no"}']) {
        const refused = failureOf(answer(status, body));
        assert.equal(refused.kind, 'unknown-code', `${status} ${body}`);
        assert.ok(!isTransient(refused) && !leavesInDoubt(refused));
      }
      const page = failureOf(answer(status, '<html>'));
      assert.equal(page.kind, 'answer-unreadable');
    }
  });

  it('returns the seconds that the answer names, and nothing that is not a number', () => {
    const busy = crmError('TOO_MANY_REQUESTS');
    const after = (value: string): unknown => {
      const failure = failureOf(answer(429, busy, { 'retry-after': value }));
      return 'retryAfter' in failure ? failure.retryAfter : undefined;
    };
    assert.deepEqual(['7', '-1', 'soon', ''].map(after), [7, undefined, undefined, undefined]);
  });

  it('keeps Zoho’s message for the texts and the log', () => {
    const failure = failureOf(answer(400, crmError('SOMETHING_NEW', { a: 1 })));
    assert.deepEqual(failure, {
      kind: 'unknown-code',
      call: 'upload',
      error: {
        status: 400,
        code: 'SOMETHING_NEW',
        message: 'words that must not matter',
        details: { a: 1 },
      },
    });
  });

  it('names the missing permissions, whatever else is listed', () => {
    const error = { status: 403, code: 'NO_PERMISSION', message: '' };
    assert.deepEqual(permissionsOf({ ...error, details: { permissions: ['A', 1, null] } }), ['A']);
    assert.deepEqual(permissionsOf({ ...error, details: { permissions: 'A' } }), []);
  });

  it('turns any answer into a failure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.uint8Array(), (status, body) => {
        assert.equal(typeof failureOf({ status, headers: {}, body }).kind, 'string');
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.json(), (status, body) => {
        assert.equal(typeof failureOf(answer(status, body)).kind, 'string');
      }),
    );
  });
});

describe('successOf', () => {
  it('is code SUCCESS with status 200, whatever the message', () => {
    for (const message of ['photo uploaded successfully', 'Photo uploaded successfully', '']) {
      const body = { message, details: {}, status: 'success', code: 'SUCCESS' };
      assert.deepEqual(successOf(answer(200, body)), { ok: true, value: undefined });
    }
  });

  it('is nothing else', () => {
    const bodies = ['', '<html>Welcome</html>', '{}', '[]', 'null', '"SUCCESS"', '{"code":"SUC'];
    for (const body of bodies) {
      assert.equal(successOf(answer(200, body)).ok, false, body);
    }
    assert.equal(successOf(answer(202, { code: 'SUCCESS' })).ok, false);
    assert.equal(successOf(answer(400, { code: 'SUCCESS' })).ok, false);
    assert.equal(successOf(answer(200, crmError('RECORD_LOCKED'))).ok, false);
  });
});

describe('jsonOf', () => {
  it('reads objects and arrays, also after white space and a byte order mark', () => {
    for (const text of ['{"a":1}', ' \r\n\t{"a":1}', '\uFEFF{"a":1}']) {
      assert.deepEqual(jsonOf(answer(200, text)), { a: 1 });
    }
    assert.deepEqual(jsonOf(answer(200, '[1]')), [1]);
  });

  it('is undefined for anything else', () => {
    for (const text of ['', '{"a":', '"text"', '12', 'null', '<html></html>', ' '.repeat(500)]) {
      assert.equal(jsonOf(answer(200, text)), undefined);
    }
  });

  for (const [what, [begin, end]] of Object.entries({
    arrays: ['[', ']'],
    objects: ['{"a":', '}'],
    both: ['{"a":[', ']}'],
  } as const)) {
    it(`reads ${what} of some depth, and none of any depth`, () => {
      const nested = (levels: number, core: string): string =>
        begin.repeat(levels) + core + end.repeat(levels);
      for (const core of ['1', '"[{"', '"\\"[["', '12345678901234567890']) {
        assert.notEqual(jsonOf(answer(200, nested(40, core))), undefined);
        assert.equal(jsonOf(answer(200, nested(100_000, core))), undefined);
      }
      assert.equal(jsonOf(answer(200, begin.repeat(1_000_000))), undefined);
    });
  }

  it('reads many values, and none of any number: gigabytes would be made of them', ({ mock }) => {
    const rows = (count: number): string => `{"data":[${'{"id":1,"a":[]},'.repeat(count)}0]}`;
    assert.notEqual(jsonOf(answer(200, rows(100_000))), undefined);
    const parse = mock.method(JSON, 'parse');
    assert.ok(jsonOf(answer(200, rows(1_000_000))) === undefined);
    assert.equal(parse.mock.callCount(), 0);
  });

  it('does not read a photo as text', ({ mock }) => {
    const decode = mock.method(TextDecoder.prototype, 'decode');
    assert.equal(jsonOf({ body: new Uint8Array(1_000_000).fill(0xff) }), undefined);
    const sizes = decode.mock.calls.map((call) => call.arguments[0]?.byteLength ?? 0);
    assert.ok(sizes.length > 0 && Math.max(...sizes) <= 100, sizes.join());
  });
});
