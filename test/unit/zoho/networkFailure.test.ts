import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NetworkFailureKind } from '../../../src/zoho/failure.ts';
import { networkFailureOf } from '../../../src/zoho/networkFailure.ts';

function coded(code: string, message = ''): Error {
  return Object.assign(new Error(message), { code });
}

const KINDS: [string, NetworkFailureKind][] = [
  ['ENOTFOUND', 'host-not-found'],
  ['ECONNREFUSED', 'connection-refused'],
  ['ENETUNREACH', 'unreachable'],
  ['ECONNRESET', 'connection-lost'],
  ['EPROTO', 'connection-lost'],
  ['UND_ERR_SOCKET', 'connection-lost'],
  ['HPE_INVALID_CONSTANT', 'connection-lost'],
  ['CERT_HAS_EXPIRED', 'certificate-refused'],
  ['CRL_HAS_EXPIRED', 'certificate-refused'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-refused'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-refused'],
  ['UNABLE_TO_GET_CRL', 'certificate-refused'],
  ['INVALID_CA', 'certificate-refused'],
  ['INVALID_PURPOSE', 'certificate-refused'],
  ['UNSPECIFIED', 'certificate-refused'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-refused'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'certificate-refused'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'unreachable'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'unreachable'],
];

describe('networkFailureOf', () => {
  for (const [code, kind] of KINDS) {
    it(`${code} means ${kind}`, () => {
      const failure = networkFailureOf(coded(code), 'www.zohoapis.com', false);
      assert.deepEqual(failure, { kind, host: 'www.zohoapis.com', reason: code, sentAll: false });
    });
  }

  it('uses the first of several addresses', () => {
    const all = new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')]);
    assert.equal(networkFailureOf(all, 'h', false).kind, 'unreachable');
  });

  it('treats an error that Node has no name for, as on Windows, as a network failure', () => {
    const unnamed = (syscall: string): Error => Object.assign(coded('UNKNOWN'), { syscall });
    const { kind, reason, sentAll } = networkFailureOf(unnamed('connect'), 'h', false);
    assert.deepEqual([kind, reason, sentAll], ['unreachable', 'UNKNOWN', false]);
    assert.equal(networkFailureOf(unnamed('read'), 'h', true).kind, 'connection-lost');
    assert.equal(networkFailureOf(unnamed('write'), 'h', false).kind, 'connection-lost');
  });

  it("recognizes a proxy's refusal by its message, which has no code", () => {
    const refusal = new Error('tunneling socket could not be established, statusCode=407');
    const { kind, reason } = networkFailureOf(refusal, 'h', false);
    assert.deepEqual([kind, reason], ['proxy-refused', '407']);
  });

  it('names a proxy that can’t be reached without the password in its URL', () => {
    const text = 'Failed to establish a socket connection to proxies: PROXY';
    const { kind, reason } = networkFailureOf(
      new Error(`${text} me:p@ss:w/rd@proxy:3128`),
      'h',
      false,
    );
    assert.deepEqual([kind, reason], ['proxy-refused', `${text} proxy:3128`]);
  });

  it('blames the proxy’s URL in the settings if it is none, and says that nothing was sent', () => {
    const failure = networkFailureOf(coded('ERR_INVALID_URL'), 'h', true);
    assert.deepEqual(failure, {
      kind: 'proxy-refused',
      host: 'h',
      reason: 'ERR_INVALID_URL',
      sentAll: false,
    });
  });

  it('passes on what is not a network failure', () => {
    for (const mistake of [new TypeError('x is not a function'), coded('ERR_INVALID_ARG_TYPE')]) {
      assert.throws(() => networkFailureOf(mistake, 'h', false), mistake);
    }
  });
});
