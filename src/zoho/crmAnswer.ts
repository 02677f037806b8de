import type { CrmAnswer } from './answer.ts';
import { crmErrorOf, failureOf, jsonOf } from './answer.ts';
import type { Failure, Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { Incoming } from './sender.ts';

// What crm.ts makes of answers. It is loaded with the first request: in most windows there is none.

/** How a request ended that was sent with one token. */
export type Sent =
  | { readonly kind: 'answered'; readonly answer: Result<CrmAnswer> }
  /** Zoho refuses the token. */
  | { readonly kind: 'refused'; readonly refusal: CrmAnswer };

/** Whether an answer is one to the request, or refuses the token. */
export function judged(answer: CrmAnswer, scope: string): Sent {
  // An error may come with the status of a success, as from Zoho's accounts server.
  if (answer.status < 400 && crmErrorOf(answer) === undefined) {
    return { kind: 'answered', answer: success(answer) };
  }
  const failure = failureOf(answer);
  if (failure.kind === 'scope-missing') {
    // With any status. Zoho doesn’t say which scope it is.
    return { kind: 'answered', answer: failed({ ...failure, scope }) };
  }
  return answer.status === 401 || isOfToken(failure)
    ? { kind: 'refused', refusal: answer }
    : { kind: 'answered', answer: success(answer) };
}

/** Whether an answer is about the token, by its code, with any status. */
function isOfToken({ kind }: Failure): boolean {
  return kind === 'token-invalid' || kind === 'authentication-failed';
}

/** What 401 means for a token that can’t be renewed. */
export function refusedToken(refusal: CrmAnswer): Failure {
  const failure = failureOf(refusal);
  if (failure.kind === 'authentication-failed') {
    return failure;
  }
  const bare = { status: refusal.status, code: '', message: '', details: {} };
  return { kind: 'token-invalid', error: crmErrorOf(refusal) ?? bare };
}

/** Whether it is known already that a new token would be refused, too. */
export function isRefused(failure: Failure): boolean {
  return (
    failure.kind === 'sign-in-needed' && failure.why === 'refused' && failure.error === undefined
  );
}

/** What 401 means for an access whose new token is refused, too. */
export function refusedAccess(refusal: CrmAnswer): Failure {
  const { code } = crmErrorOf(refusal) ?? { code: '' };
  return { kind: 'sign-in-needed', why: 'refused', ...(code === '' ? {} : { error: code }) };
}

/** What the log says of an answer. */
export function logged(answer: Incoming, personal: boolean): { code?: string; answer?: unknown } {
  const error = crmErrorOf(answer);
  if (error !== undefined) {
    return personal ? { code: error.code } : { code: error.code, answer: jsonOf(answer) };
  }
  const json = personal ? undefined : jsonOf(answer);
  return json === undefined ? {} : { ...codeOf(json), answer: json };
}

function codeOf(json: unknown): { code?: string } {
  return typeof json === 'object' &&
    json !== null &&
    'code' in json &&
    typeof json.code === 'string'
    ? { code: json.code }
    : {};
}
