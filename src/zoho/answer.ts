import type { CrmError, CrmFailure, CrmFailureKind, Failure, Result } from './failure.ts';
import { failed, success } from './failure.ts';
import type { Incoming } from './sender.ts';

/** Codes that mean the same whatever the status. Sources: Zoho's photo pages v2 to v8, its OAS. */
export const KIND_OF_CODE: Readonly<Record<string, CrmFailureKind>> = {
  API_LIMIT_EXCEEDED: 'credits-used-up',
  API_NOT_SUPPORTED: 'version-unsupported',
  AUTHENTICATION_FAILED: 'authentication-failed',
  AUTHENTICATION_FAILURE: 'authentication-failed',
  AUTHORIZATION_FAILED: 'privilege-missing',
  CANNOT_PERFORM_ACTION: 'record-forbidden',
  CANNOT_PROCESS: 'image-check-refused',
  EXPECTED_PARAM_MISSING: 'request-not-understood',
  FEATURE_NOT_SUPPORTED: 'feature-missing',
  FILE_RESOLUTION_EXCEEDS: 'photo-too-many-pixels',
  FILE_SIZE_EXCEEDS: 'photo-too-many-bytes',
  FILE_SIZE_MORE_THAN_ALLOWED_SIZE: 'photo-too-large',
  INTERNAL_ERROR: 'internal-error',
  INTERNAL_SERVER_ERROR: 'internal-error',
  INVALID_MODULE: 'module-invalid',
  INVALID_OAUTHTOKEN: 'token-invalid',
  INVALID_REQUEST: 'request-not-understood',
  INVALID_REQUEST_METHOD: 'request-wrong',
  INVALID_TOKEN: 'token-invalid',
  INVALID_URL_PATTERN: 'request-wrong',
  LIMIT_EXCEEDED: 'limit-exceeded',
  NOT_APPROVED: 'approval-pending',
  NOT_REVIEWED: 'review-pending',
  NOT_SUPPORTED: 'feature-missing',
  OAUTH_SCOPE_MISMATCH: 'scope-missing',
  RATE_LIMIT_EXCEEDED: 'too-many-requests',
  RECORD_IN_BLUEPRINT: 'blueprint',
  RECORD_LOCKED: 'record-locked',
  REQUIRED_PARAM_MISSING: 'request-not-understood',
  SERVICE_UNAVAILABLE: 'unavailable',
  STORAGE_SPACE_EXCEEDED: 'storage-full',
  TOO_MANY_REQUESTS: 'too-many-requests',
  UNABLE_TO_PARSE_DATA_TYPE: 'request-not-understood',
  failure_in_attachment_handling: 'request-not-understood',
};

/** What a status says where the code says nothing that we know. */
const KINDS_BY_STATUS: Readonly<Record<number, CrmFailureKind>> = {
  413: 'photo-too-many-bytes',
  415: 'photo-type-refused',
  429: 'too-many-requests',
  500: 'internal-error',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** INVALID_DATA is said of the record and of the picture alike: status and details tell them apart. */
function kindOfInvalidData({ status, details }: CrmError): CrmFailureKind {
  if (status === 415) {
    return 'photo-type-refused';
  }
  if (details.resource_path_index === 0) {
    return 'module-invalid';
  }
  return 'id' in details || details.resource_path_index === 1
    ? 'record-invalid'
    : 'photo-or-record-invalid';
}

/**
 * Over a limit of the API's, the code's name differs between Zoho's pages; the status does not. A
 * code that does not say that it is the credits is taken for too many at once, which passes.
 */
function kindOfOverLimit({ code }: CrmError): CrmFailureKind {
  return code === 'LIMIT_EXCEEDED' || kindOfCode(code) === 'credits-used-up'
    ? 'credits-used-up'
    : 'too-many-requests';
}

/** Of the table's own codes only: every object has a `constructor`, and a server may say anything. */
function kindOfCode(code: string): CrmFailureKind | undefined {
  return Object.hasOwn(KIND_OF_CODE, code) ? KIND_OF_CODE[code] : undefined;
}

function kindOf(error: CrmError): CrmFailureKind {
  switch (error.code) {
    case 'INVALID_DATA':
      return kindOfInvalidData(error);
    case 'NO_PERMISSION':
      return permissionsOf(error).includes('Crm_Implied_Api_Access')
        ? 'api-access-off'
        : 'permission-missing';
    default:
      return error.status === 429
        ? kindOfOverLimit(error)
        : (kindOfCode(error.code) ?? KINDS_BY_STATUS[error.status] ?? 'unknown-code');
  }
}

/** The profile permissions that an error names as missing. */
export function permissionsOf(error: CrmError): readonly string[] {
  const named = error.details.permissions;
  return Array.isArray(named) ? named.filter((name) => typeof name === 'string') : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the body begins with decides whether it is read as text: a photo of 10 MB is none. */
const JSON_BEGINS = /^\s*[{[]/;

/** The body as JSON, an object or an array, or undefined where it is neither. */
export function jsonOf({ body }: Pick<Incoming, 'body'>): unknown {
  const text = new TextDecoder();
  if (!JSON_BEGINS.test(text.decode(body.subarray(0, 100)))) {
    return undefined;
  }
  try {
    return JSON.parse(text.decode(body));
  } catch {
    return undefined;
  }
}

function retryAfterOf(answer: Incoming): { retryAfter?: number } {
  const seconds = Number(answer.headers['retry-after'] ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfter: seconds } : {};
}

/** Zoho's error in an answer, wherever the generation puts it, or undefined where there is none. */
export function crmErrorOf(answer: Incoming): CrmError | undefined {
  const body = jsonOf(answer);
  if (!isObject(body) || typeof body.code !== 'string' || body.code === 'SUCCESS') {
    return undefined;
  }
  const { code, message, details } = body;
  return {
    status: answer.status,
    code,
    message: typeof message === 'string' ? message : '',
    details: isObject(details) ? details : {},
  };
}

/** What an answer that is not the one hoped for means. */
export function failureOf(answer: Incoming): Failure {
  const error = crmErrorOf(answer);
  if (error !== undefined) {
    return { kind: kindOf(error), error, ...retryAfterOf(answer) } satisfies CrmFailure;
  }
  const kind = KINDS_BY_STATUS[answer.status];
  if (kind !== undefined) {
    // A front-end server's own page: the status is all that there is to go by.
    const bare = { status: answer.status, code: '', message: '', details: {} };
    return { kind, error: bare, ...retryAfterOf(answer) };
  }
  return {
    kind: 'answer-unreadable',
    status: answer.status,
    contentType: answer.headers['content-type'] ?? '',
  };
}

/** Success is status 200 with the code SUCCESS in a flat object, and nothing else. */
export function successOf(answer: Incoming): Result<undefined> {
  const body = jsonOf(answer);
  return answer.status === 200 && isObject(body) && body.code === 'SUCCESS'
    ? success(undefined)
    : failed(failureOf(answer));
}
