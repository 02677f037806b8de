import type { AnswerUnreadable, NetworkFailure, NetworkFailureKind } from './failure.ts';
import { AnswerTooLarge } from './sender.ts';

const KINDS: Readonly<Record<string, NetworkFailureKind>> = {
  EAI_AGAIN: 'host-not-found',
  ENOTFOUND: 'host-not-found',
  ECONNREFUSED: 'connection-refused',
  EADDRNOTAVAIL: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-refused',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-refused',
  HOSTNAME_MISMATCH: 'certificate-refused',
  INVALID_CA: 'certificate-refused',
  INVALID_PURPOSE: 'certificate-refused',
  PATH_LENGTH_EXCEEDED: 'certificate-refused',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-refused',
  UNSPECIFIED: 'certificate-refused',
};

/** The other codes of a certificate. Source: Node's page on TLS, "X509 certificate error codes". */
const CERTIFICATE = /^(?:CERT|CRL|UNABLE_TO|ERROR_IN)_|^ERR_SSL_.*(?:CERT|UNKNOWN_CA)/;

/**
 * Codes of the system, of undici, and of the HTTP parser. Other `ERR_…` are bugs. `UNKNOWN` is
 * Node's name for an error of Windows that it doesn’t know. Undici asserts what it expects of a
 * server.
 */
const LOST =
  /^(E[A-Z]+|UNKNOWN|ERR_ASSERTION|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_[A-Z_]+|HPE_[A-Z_]+)$/;

function codeOf(error: unknown): { code: string; connecting: boolean } {
  // Node tries every address of a host and throws one error that holds the others.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  // undici has no code for an answer that isn’t HTTP. Node's parser has one of this kind.
  if (first instanceof Error && first.name === 'HTTPParserError') {
    return { code: 'HPE_INVALID', connecting: false };
  }
  return first instanceof Error && 'code' in first && typeof first.code === 'string'
    ? { code: first.code, connecting: 'syscall' in first && first.syscall === 'connect' }
    : { code: '', connecting: false };
}

/**
 * What an error of Node's `https` or of undici means.
 *
 * @throws the error itself, if it isn’t one of the network: that is a bug
 */
export function networkFailureOf(error: unknown, host: string, sentAll: boolean): NetworkFailure {
  const { code, connecting } = codeOf(error);
  const message = error instanceof Error ? error.message : '';
  const failure = (kind: NetworkFailureKind, reason = code): NetworkFailure => ({
    kind,
    host,
    reason,
    sentAll,
  });
  const known = KINDS[code];
  if (known !== undefined) {
    return failure(known);
  }
  if (CERTIFICATE.test(code)) {
    return failure('certificate-refused');
  }
  // No common protocol: a server or proxy of another age, or one that doesn’t support TLS at all.
  if (code.startsWith('ERR_SSL_')) {
    return failure('unreachable');
  }
  // The error of VS Code's proxy agent, if the proxy didn’t open a tunnel, has no code. With one, the
  // proxy’s URL in the settings is none: Zoho's are known to be.
  const proxy = /statusCode=(\d{3})|proxy/i.exec(message);
  if ((proxy !== null && code === '') || code === 'ERR_INVALID_URL') {
    const reason = code === '' ? (proxy?.[1] ?? withoutCredentials(message)) : code;
    // Without a tunnel, nothing has reached Zoho.
    return { ...failure('proxy-refused', reason), sentAll: false };
  }
  if (LOST.test(code)) {
    return failure(code === 'UNKNOWN' && connecting ? 'unreachable' : 'connection-lost');
  }
  throw error;
}

/** VS Code before 1.139 names the proxy as in the settings, which may have a password in it. */
function withoutCredentials(message: string): string {
  return message.replace(/\S*@/g, '');
}

/** The failure of an answer that is read no further. */
export function unreadFailureOf(error: unknown): AnswerUnreadable | undefined {
  return error instanceof AnswerTooLarge
    ? { kind: 'answer-unreadable', status: error.status, contentType: error.contentType }
    : undefined;
}
