import type { Failure } from '../../src/zoho/failure.ts';
import { plainCode } from './answer.ts';

/** Zoho or the network didn't do what was asked. The message has no text from outside but a code. */
export class ZohoFailure extends Error {
  override readonly name = 'ZohoFailure';

  readonly failure: Failure;

  constructor(failure: Failure) {
    super(messageOf(failure));
    this.failure = failure;
  }
}

const MESSAGES: Readonly<Partial<Record<Failure['kind'], string>>> = {
  'client-refused':
    'Zoho doesn’t know this client. Check the data center and the client ID: a self client belongs to one data center.',
  'client-secret-refused': 'Zoho refused the client secret.',
  'code-refused':
    'Zoho refused the code. A code works once and for a few minutes: generate another.',
  'token-throttled': 'Zoho gives no more tokens for now. Try again in 10 minutes.',
  'host-not-found': 'Zoho’s server wasn’t found. Are you offline?',
  'connection-lost': 'the connection was lost',
  'connection-refused': 'the server refused the connection',
  'timed-out': 'no answer in time',
  'certificate-refused':
    'The server’s certificate isn’t trusted. Behind a company’s proxy, set NODE_EXTRA_CA_CERTS.',
  'answer-unreadable': 'The answer isn’t one of Zoho’s API. Is there a proxy in between?',
};

function messageOf(failure: Failure): string {
  const words = MESSAGES[failure.kind] ?? failure.kind;
  const code =
    'error' in failure
      ? typeof failure.error === 'object'
        ? failure.error.code
        : (failure.error ?? '')
      : '';
  return code === '' ? words : `${words} (${plainCode(code)})`;
}
