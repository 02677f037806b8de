import type { Call } from './call.ts';
import { isKnownCode, kindOfCode, kindOfStatus, plainCode } from './errorCodes.ts';
import type { CrmError, CrmFailure, CrmFailureKind, Failure, Result } from './failure.ts';
import { failed, success } from './failure.ts';
import { isWithinBounds } from './jsonBounds.ts';
import type { Incoming } from './sender.ts';

/** An answer, and what was asked; undefined if it didn’t come from the CRM. */
export type CrmAnswer = Incoming & { readonly call?: Call };

/** Zoho says INVALID_DATA about modules, records, pictures, and searches alike. */
function kindOfInvalidData({ status, details }: CrmError, call: Call | undefined): CrmFailureKind {
  const { resource_path_index: segment, param_name: parameter } = details;
  if (segment === 0 || parameter === 'module') {
    return 'module-invalid';
  }
  const isOfRecord = 'id' in details || segment === 1 || parameter === 'id' || parameter === 'ids';
  switch (call) {
    case 'search':
    case 'query':
      return 'query-refused';
    case 'settings':
    case 'identity':
      return 'request-wrong';
    case 'upload':
      return status === 415
        ? 'photo-type-refused'
        : isOfRecord
          ? 'record-invalid'
          : parameter === undefined
            ? 'photo-or-record-invalid'
            : 'request-not-understood';
    case 'photo':
    case 'record':
      return isOfRecord || parameter === undefined ? 'record-invalid' : 'request-not-understood';
    case undefined:
      return 'unknown-code';
  }
}

/**
 * For a limit of the API, the name of the code differs between Zoho's pages; the status doesn’t. A
 * code that doesn’t mention credits counts as too many requests at once, which passes.
 */
function kindOfOverLimit(code: string): CrmFailureKind {
  return plainCode(code) === 'LIMIT_EXCEEDED' || kindOfCode(code, undefined) === 'credits-used-up'
    ? 'credits-used-up'
    : 'too-many-requests';
}

function kindOf(error: CrmError, call: Call | undefined): CrmFailureKind {
  switch (plainCode(error.code)) {
    case 'INVALID_DATA':
      return kindOfInvalidData(error, call);
    case 'PATTERN_NOT_MATCHED':
      // A picture has no pattern.
      return kindOfInvalidData(error, call === 'upload' ? 'photo' : call);
    case 'NO_PERMISSION':
      return permissionsOf(error).includes('Crm_Implied_Api_Access')
        ? 'api-access-off'
        : 'permission-missing';
    default:
      return error.status === 429
        ? kindOfOverLimit(error.code)
        : (kindOfCode(error.code, call) ?? kindOfStatus(error.status, call) ?? 'unknown-code');
  }
}

/** The profile permissions that an error names as missing. */
export function permissionsOf(error: CrmError): readonly string[] {
  const named = error.details.permissions;
  return Array.isArray(named) ? named.filter((name) => typeof name === 'string') : [];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The start of the body decides whether it is read as text: a photo of 10 MB isn’t. */
const JSON_BEGINS = /^\s*[{[]/;

/** An integer in JSON that a number may not hold: IDs have up to 19 digits, 2^53 has 16. */
const LONG_INTEGER = /[:[,]\s*-?\d{16}/;

/** Each body is read by the log, by the sender, and by the caller. */
const READ = new WeakMap<Uint8Array, unknown>();

/**
 * The body as JSON, an object or an array, or undefined if it is neither. An integer that a number
 * can’t hold exactly becomes a string of its digits: rounded, it would be another record's. JSON of
 * any depth or any number of values isn’t an answer.
 */
export function jsonOf({ body }: Pick<Incoming, 'body'>): unknown {
  if (!READ.has(body)) {
    READ.set(body, parsed(body));
  }
  return READ.get(body);
}

function parsed(body: Uint8Array): unknown {
  const text = new TextDecoder();
  if (!JSON_BEGINS.test(text.decode(body.subarray(0, 100))) || !isWithinBounds(body)) {
    return undefined;
  }
  try {
    const json = text.decode(body);
    return JSON.parse(json, ...(LONG_INTEGER.test(json) ? [exactly] : []));
  } catch {
    return undefined;
  }
}

/** For `JSON.parse`, whose third parameter TypeScript's library doesn’t know yet. */
const exactly = (_: string, value: unknown, { source = '' }: { source?: string } = {}): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source)
    ? source
    : value;

function retryAfterOf(answer: Incoming): { retryAfter?: number } {
  const seconds = Number(answer.headers['retry-after'] ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfter: seconds } : {};
}

/**
 * Zoho's error in an answer, or undefined if there is none. It is a flat object on Zoho's pages, in
 * `data` or another list if Zoho answers for several records, and an object or a list by itself in
 * published answers. If the status says that all is well, the error must be free of any success.
 */
export function crmErrorOf(answer: CrmAnswer): CrmError | undefined {
  const { status } = answer;
  const said = errorIn(jsonOf(answer), status);
  if (said === undefined) {
    return undefined;
  }
  const { code, message, details } = said;
  return {
    status,
    code: typeof code === 'string' || typeof code === 'number' ? String(code) : '',
    message: typeof message === 'string' ? message : '',
    details: isObject(details) ? details : {},
  };
}

/** Whether the answer itself is an error, and not something in its list. */
export function isErrorItself(answer: CrmAnswer): boolean {
  return flatErrorIn(jsonOf(answer), answer.status) !== undefined;
}

function flatErrorIn(body: unknown, status: number): Record<string, unknown> | undefined {
  const around = isObject(body) ? body.error : undefined;
  return [body, around].filter(isObject).find((one) => isError(one, status));
}

function errorIn(body: unknown, status: number): Record<string, unknown> | undefined {
  const flat = flatErrorIn(body, status);
  if (flat !== undefined) {
    return flat;
  }
  const around = isObject(body) ? body : {};
  // A record may have a field `code`, too: in a list, only `status` tells.
  return [body, ...Object.values(around)]
    .flatMap((list): unknown[] => (Array.isArray(list) ? list : []))
    .filter(isObject)
    .find(isErrorInList);
}

/** Whether an element of a list is an error in place of the real one. */
export function isErrorInList(one: Record<string, unknown>): boolean {
  return saysError(one) && 'code' in one && !('id' in one);
}

function isError(said: Record<string, unknown>, status: number): boolean {
  const { code } = said;
  if (typeof code === 'string' && plainCode(code) === 'SUCCESS') {
    return false;
  }
  if (saysError(said)) {
    return true;
  }
  if (typeof said.status === 'string' && said.status.toLowerCase() === 'success') {
    return false;
  }
  return status < 300
    ? // Neither a success nor a known error: the caller has to check.
      typeof code === 'string' && isKnownCode(code)
    : typeof code === 'string' || typeof code === 'number';
}

function saysError({ status }: Record<string, unknown>): boolean {
  return typeof status === 'string' && /^(?:error|failure)$/i.test(status);
}

/** The meaning of an answer that isn’t the expected one. */
export function failureOf(answer: CrmAnswer): Failure {
  const { status, call } = answer;
  const error = crmErrorOf(answer);
  if (error !== undefined) {
    return failureBy(kindOf(error, call), error, answer);
  }
  const kind = countsAlone(answer)
    ? (kindOfStatus(status, call) ?? (status >= 400 ? 'unknown-code' : undefined))
    : undefined;
  if (kind !== undefined) {
    // A front-end server's own page: there is only the status.
    const bare = { status, code: '', message: '', details: {} };
    return failureBy(kind, bare, answer);
  }
  return {
    kind: 'answer-unreadable',
    status,
    contentType: answer.headers['content-type'] ?? '',
  };
}

function failureBy(kind: CrmFailureKind, error: CrmError, answer: CrmAnswer): CrmFailure {
  const { call } = answer;
  return { kind, error, ...(call === undefined ? {} : { call }), ...retryAfterOf(answer) };
}

/** Whether the CRM itself answers, although it may say nothing. */
function isOfCrm({ body, call }: CrmAnswer): boolean {
  return call !== undefined && (body.length === 0 || isObject(jsonOf({ body })));
}

/**
 * Whether to believe a status without an error of Zoho's. A page with 401, 403, or 404 is as likely
 * from a network's own sign-in or proxy. An empty answer of the CRM isn’t.
 */
function countsAlone(answer: CrmAnswer): boolean {
  const { status } = answer;
  return status >= 500 || [408, 413, 414, 415, 429, 431].includes(status) || isOfCrm(answer);
}

/** Success is status 200 with the code SUCCESS in a flat object without any error. */
export function successOf(answer: CrmAnswer): Result<undefined> {
  const body = jsonOf(answer);
  return answer.status === 200 &&
    isObject(body) &&
    body.code === 'SUCCESS' &&
    (body.status === undefined || body.status === 'success') &&
    crmErrorOf(answer) === undefined
    ? success(undefined)
    : failed(failureOf(answer));
}
