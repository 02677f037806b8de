import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CrmAnswer } from '../../../src/zoho/answer.ts';
import { crmErrorOf, failureOf, successOf } from '../../../src/zoho/answer.ts';
import type { Call } from '../../../src/zoho/call.ts';
import { isNothing } from '../../../src/zoho/rows.ts';
import { leavesInDoubt } from '../../../src/zoho/doubt.ts';
import { isKnownCode, kindOfCode } from '../../../src/zoho/errorCodes.ts';
import type { Failure } from '../../../src/zoho/failure.ts';
import { wordsOfFailure } from '../../../src/ui/words/failure.ts';

const CALLS = ['upload', 'photo', 'record', 'search', 'query', 'settings', 'identity'] as const;

function answer(call: Call, status: number, body: unknown): CrmAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { call, status, headers: {}, body: new TextEncoder().encode(text) };
}

function error(code: unknown, details: object = {}): object {
  return { code, details, message: 'words that must not matter', status: 'error' };
}

function kindOf(call: Call, status: number, body: unknown): Failure['kind'] {
  return failureOf(answer(call, status, body)).kind;
}

/** Codes that describe pictures if they answer an upload. */
const OF_PICTURES = [
  'CANNOT_PROCESS',
  'FEATURE_NOT_SUPPORTED',
  'FILE_RESOLUTION_EXCEEDS',
  'FILE_SIZE_EXCEEDS',
  'FILE_SIZE_MORE_THAN_ALLOWED_SIZE',
  'INVALID_DATA',
  'NOT_SUPPORTED',
  'STORAGE_SPACE_EXCEEDED',
  'VIRUS_DETECTED',
  'AUTHORIZATION_FAILED',
  '',
];

describe('a code', () => {
  it('of a search, COQL, settings or the current user never describes pictures', () => {
    for (const call of ['search', 'query', 'settings', 'identity', 'record'] as const) {
      for (const status of [200, 400, 403, 404, 413, 415, 422, 429, 500, 503]) {
        for (const body of [...OF_PICTURES.map((code) => error(code)), '', '<html></html>']) {
          const failure = failureOf(answer(call, status, body));
          const { what, remedy } = wordsOfFailure(failure);
          const told = `${failure.kind} ${what} ${remedy}`;
          assert.doesNotMatch(told, /photo|picture|\bfile\b/i, `${call} ${status} ${told}`);
        }
      }
    }
  });

  it('of a photo that is downloaded or deleted does not describe a picture either', () => {
    for (const [status, code] of [
      [400, 'INVALID_DATA'],
      [415, 'INVALID_DATA'],
      [413, 'FILE_SIZE_EXCEEDS'],
      [413, 'NEW'],
    ] as const) {
      assert.doesNotMatch(kindOf('photo', status, error(code)), /^photo-/);
    }
  });

  it('suggests the API version only for photos', () => {
    for (const call of CALLS) {
      for (const code of ['METHOD_NOT_ALLOWED', 'INVALID_URL_PATTERN', 'API_NOT_SUPPORTED']) {
        const { remedy, actions } = wordsOfFailure(failureOf(answer(call, 400, error(code))));
        const isOfPhoto = call === 'upload' || call === 'photo';
        assert.equal(remedy.includes('API Version'), isOfPhoto);
        assert.equal(actions.includes('open-settings'), isOfPhoto);
      }
    }
  });

  it('is recognized in any case', () => {
    assert.equal(kindOf('settings', 400, error('InvalidModule')), 'module-invalid');
    assert.equal(kindOf('record', 400, error('invalid_data')), 'record-invalid');
    assert.equal(kindOf('upload', 403, error('no_permission')), 'permission-missing');
    assert.equal(kindOf('query', 400, error('Syntax Error')), 'query-refused');
    assert.equal(kindOf('search', 429, error('limit_exceeded')), 'credits-used-up');
    assert.equal(isKnownCode('failure_in_attachment_handling'), true);
  });

  it('that is unknown leaves the decision to the status, and is kept unchanged', () => {
    const kinds = [404, 405, 409, 418, 500, 501, 507, 520, 524].map((status) =>
      kindOf('record', status, error('SomethingNew')),
    );
    assert.deepEqual(kinds, [
      'record-invalid',
      'request-wrong',
      'unknown-code',
      'unknown-code',
      'internal-error',
      'unavailable',
      'unavailable',
      'unavailable',
      'unavailable',
    ]);
    const failure = failureOf(answer('record', 409, error('SomethingNew')));
    assert.ok(failure.kind === 'unknown-code');
    assert.equal(failure.error.code, 'SomethingNew');
  });

  it('named like a property of every object means nothing', () => {
    for (const call of CALLS) {
      for (const code of ['constructor', '__proto__', 'CONSTRUCTOR', 'toString']) {
        assert.equal(kindOfCode(code, call), undefined);
      }
    }
  });
});

describe('a status without a code', () => {
  it('decides by itself if Zoho says that it is an error', () => {
    for (const [status, kind] of [
      [400, 'unknown-code'],
      [401, 'authentication-failed'],
      [403, 'permission-missing'],
      [404, 'record-invalid'],
      [405, 'request-wrong'],
      [408, 'unavailable'],
      [413, 'limit-exceeded'],
      [500, 'internal-error'],
      [502, 'unavailable'],
      [599, 'unavailable'],
    ] as const) {
      assert.equal(kindOf('record', status, { status: 'error' }), kind);
    }
    assert.equal(kindOf('settings', 404, ''), 'module-invalid');
    assert.equal(kindOf('photo', 404, ''), 'record-invalid');
    assert.equal(kindOf('search', 405, ''), 'request-wrong');
  });

  it('does not decide for a page, unless no network’s page would have it', () => {
    for (const status of [400, 401, 403, 404]) {
      assert.equal(kindOf('upload', status, '<html></html>'), 'answer-unreadable');
    }
    assert.equal(kindOf('upload', 414, '<html></html>'), 'limit-exceeded');
    assert.equal(kindOf('upload', 522, '<html></html>'), 'unavailable');
  });

  it('is shown by its code if Zoho has no message for it', () => {
    for (const message of [undefined, null, '', 7]) {
      const body = { code: 'SOMETHING_NEW', message, status: 'error' };
      assert.match(wordsOfFailure(failureOf(answer('upload', 400, body))).what, /“SOMETHING_NEW”/);
    }
  });

  it('and without a reason does not offer to retry', () => {
    const { actions, what } = wordsOfFailure(failureOf(answer('upload', 409, { status: 'error' })));
    assert.deepEqual(actions, []);
    assert.match(what, /HTTP 409/);
  });
});

it('retry is offered only if it may help', () => {
  const offers = (call: Call, status: number, code: string): boolean =>
    wordsOfFailure(failureOf(answer(call, status, error(code)))).actions.includes('retry');
  for (const [status, code] of [
    [400, 'BAD_REQUEST'],
    [400, 'LIMIT_EXCEEDED'],
    [400, 'LIMIT_REACHED'],
    [400, 'INVALID_QUERY'],
    [400, 'INVALID_DATA'],
    [400, 'INVALID_MODULE'],
    [400, 'NOT_SUPPORTED'],
    [400, 'ID_ALREADY_CONVERTED'],
    [405, 'METHOD_NOT_ALLOWED'],
    [413, 'FILE_SIZE_EXCEEDS'],
    [404, 'SOMETHING_NEW'],
    [405, 'SOMETHING_NEW'],
    [415, 'SOMETHING_NEW'],
  ] as const) {
    for (const call of CALLS) {
      assert.equal(offers(call, status, code), false, `${call} ${status} ${code}`);
    }
  }
  for (const [status, code] of [
    [429, 'LIMIT_EXCEEDED'],
    [429, 'TOO_MANY_REQUESTS'],
    [403, 'NO_PERMISSION'],
    [500, 'INTERNAL_ERROR'],
    [503, 'SOMETHING_NEW'],
  ] as const) {
    for (const call of CALLS) {
      assert.equal(offers(call, status, code), true, `${call} ${status} ${code}`);
    }
  }
});

describe('an error', () => {
  const shapes: Record<string, (one: object) => unknown> = {
    flat: (one) => one,
    'in data': (one) => ({ data: [one] }),
    'in modules': (one) => ({ modules: [one] }),
    'in errors': (one) => ({ errors: [one] }),
    'in error': (one) => ({ error: one }),
    'in a list': (one) => [one],
    'behind a success': (one) => ({ data: [{ code: 'SUCCESS', status: 'success' }, one] }),
  };
  for (const [name, around] of Object.entries(shapes)) {
    it(`is found ${name}`, () => {
      for (const status of [200, 207, 400]) {
        const body = around(error('RECORD_LOCKED', { id: '1' }));
        assert.equal(kindOf('upload', status, body), 'record-locked');
      }
    });
  }

  it('may have a number as its code, or none', () => {
    assert.equal(crmErrorOf(answer('record', 400, { code: 4103, message: 'no' }))?.code, '4103');
    assert.equal(kindOf('record', 200, { status: 'error' }), 'unknown-code');
    assert.equal(kindOf('record', 200, { status: 'ERROR', code: null }), 'unknown-code');
  });

  it('is not confused with a record that has a field of that name', () => {
    assert.equal(crmErrorOf(answer('record', 200, { data: [{ id: '1', code: 'A' }] })), undefined);
    assert.equal(crmErrorOf(answer('query', 200, { data: [{ status: 'error' }] })), undefined);
  });
});

describe('a success', () => {
  const UNPROVEN: [number, unknown][] = [
    [200, { code: 'success', status: 'success' }],
    [200, { status: 'success' }],
    [200, { code: 'SUCCESS', status: 'error' }],
    [200, { code: 'SUCCESS', status: 'FAILURE' }],
    [200, { data: [{ code: 'SUCCESS', status: 'success' }] }],
    [200, [{ code: 'SUCCESS' }]],
    [200, { code: 'SCHEDULED' }],
    [200, { code: 'SCHEDULED', status: 'success' }],
    [200, { code: 1 }],
    [200, {}],
    [201, { code: 'SUCCESS', status: 'success' }],
    [202, { code: 'SUCCESS', status: 'success' }],
    [202, ''],
    [204, ''],
  ];
  for (const [status, body] of UNPROVEN) {
    it(`is neither confirmed nor denied: ${status} ${JSON.stringify(body)}`, () => {
      const stored = successOf(answer('upload', status, body));
      assert.ok(!stored.ok);
      // The uploader checks whether the photo is there.
      assert.equal(leavesInDoubt(stored.failure), true);
    });
  }

  it('is left open by a server that broke, or by one in front that did not wait for it', () => {
    for (const [status, open] of [
      [500, true],
      [502, true],
      [503, false],
      [504, true],
      [522, true],
      [524, true],
      [413, false],
      [404, false],
    ] as const) {
      assert.equal(leavesInDoubt(failureOf(answer('upload', status, ''))), open, String(status));
    }
  });

  it('is denied by an error in the same answer', () => {
    const body = { code: 'SUCCESS', data: [error('RECORD_LOCKED')] };
    const stored = successOf(answer('upload', 200, body));
    assert.ok(!stored.ok);
    assert.equal(stored.failure.kind, 'record-locked');
  });

  it('is denied by an error, whatever the status', () => {
    for (const status of [200, 201, 202, 400]) {
      const stored = successOf(answer('upload', status, error('RECORD_LOCKED')));
      assert.ok(!stored.ok);
      assert.equal(leavesInDoubt(stored.failure), false);
    }
  });

  it('never comes from anything else', () => {
    const words = fc.constantFrom('SUCCESS', 'success', 'error', 'OK', 200, true, null, 'code');
    const body = fc.oneof(
      fc.dictionary(fc.constantFrom('code', 'status', 'data', 'message', 'details'), words),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), body, (status, one) => {
        if (successOf(answer('upload', status, one)).ok) {
          assert.equal(status, 200);
          assert.ok(typeof one === 'object' && one !== null && 'code' in one);
          assert.equal(one.code, 'SUCCESS');
          assert.notEqual('status' in one ? one.status : undefined, 'error');
        }
      }),
    );
  });
});

it('an answer without content is empty, or an error that says so', () => {
  assert.equal(isNothing(answer('search', 204, '')), true);
  assert.equal(isNothing(answer('search', 400, error('NO_RECORDS_FOUND'))), true);
  assert.equal(isNothing(answer('record', 200, error('NO_CONTENT'))), true);
  assert.equal(isNothing(answer('record', 503, error('NO_CONTENT'))), false);
  assert.equal(isNothing(answer('record', 200, { data: [] })), false);
  assert.equal(isNothing(answer('record', 400, error('INVALID_DATA'))), false);
});
