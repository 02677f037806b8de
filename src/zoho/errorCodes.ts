import type { Call } from './call.ts';
import type { CrmFailureKind } from './failure.ts';

/** Codes by their meaning, separated by spaces. */
type Codes = Readonly<Partial<Record<CrmFailureKind, string>>>;

/**
 * What codes mean for every call, whatever the status. Sources: Zoho's photo pages v2 to v8, its
 * OpenAPI of 2025 and 2026, the declarations of its SDK 8.0.
 */
const EVERY_CALL: Codes = {
  'authentication-failed': 'AUTHENTICATION_FAILED AUTHENTICATION_FAILURE',
  'credits-used-up': 'API_LIMIT_EXCEEDED',
  'internal-error': 'INTERNAL_ERROR INTERNAL_SERVER_ERROR',
  'limit-exceeded':
    'CRITERIA_LIMIT_EXCEEDED DISCRETE_PAGINATION_LIMIT_EXCEEDED LIMIT_EXCEEDED LIMIT_REACHED PAGINATION_LIMIT_EXCEEDED',
  'module-invalid': 'INVALID_MODULE',
  'not-supported': 'FEATURE_NOT_SUPPORTED NOT_SUPPORTED',
  'permission-missing': 'AUTHORIZATION_FAILED CANNOT_DELETE CANNOT_PERFORM_ACTION NOT_ALLOWED',
  'record-converted': 'CONVERTED_RECORD ID_ALREADY_CONVERTED',
  'request-wrong': 'INVALID_REQUEST_METHOD INVALID_URL_PATTERN METHOD_NOT_ALLOWED',
  'scope-missing': 'OAUTH_SCOPE_MISMATCH',
  'token-invalid': 'INVALID_OAUTHTOKEN INVALID_TOKEN',
  'too-many-requests': 'RATE_LIMIT_EXCEEDED TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
  'version-unsupported': 'API_NOT_SUPPORTED',
};

/** Codes that reject the request. What that means to the person depends on the call. */
const FAULTS =
  'AMBIGUITY_DURING_PROCESSING BAD_REQUEST CANNOT_PROCESS DEPENDENT_FIELD_MISSING DEPENDENT_PARAM_MISSING DUPLICATE_ALIAS DUPLICATE_DATA EXPECTED_FIELD_MISSING EXPECTED_PARAM_MISSING EXPIRED_VALUE FAILURE_IN_ATTACHMENT_HANDLING INVALID_ALIAS INVALID_QUERY INVALID_REQUEST MANDATORY_NOT_FOUND REQUIRED_PARAM_MISSING SYNTAX_ERROR TOKEN_BOUND_DATA_MISMATCH UNABLE_TO_PARSE_DATA_TYPE';

const RECORD: Codes = {
  'approval-pending': 'NOT_APPROVED',
  blueprint: 'RECORD_IN_BLUEPRINT',
  'record-forbidden': 'CANNOT_DELETE CANNOT_PERFORM_ACTION NOT_ALLOWED',
  'record-invalid': 'NOT_FOUND NO_CONTENT NO_RECORDS_FOUND',
  'record-locked': 'RECORD_LOCKED',
  'request-not-understood': FAULTS,
  'review-pending': 'NOT_REVIEWED',
};

const PHOTO: Codes = {
  'feature-missing': 'FEATURE_NOT_SUPPORTED NOT_SUPPORTED',
  'storage-full': 'STORAGE_SPACE_EXCEEDED',
};

const UPLOAD: Codes = {
  'image-check-refused': 'CANNOT_PROCESS',
  'photo-too-large': 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE',
  'photo-too-many-bytes': 'FILE_SIZE_EXCEEDS',
  'photo-too-many-pixels': 'FILE_RESOLUTION_EXCEEDS',
  'privilege-missing': 'AUTHORIZATION_FAILED',
  'virus-found': 'VIRUS_DETECTED',
};

const SEARCH: Codes = { 'query-refused': `${FAULTS} NOT_SUPPORTED` };
const SETTINGS: Codes = { 'request-wrong': FAULTS, 'module-invalid': 'NOT_FOUND' };

/** The tables of each call's own codes. The first one takes precedence. */
const OF_CALL: Readonly<Record<Call, readonly Codes[]>> = {
  upload: [UPLOAD, PHOTO, RECORD],
  photo: [PHOTO, RECORD],
  record: [RECORD],
  search: [SEARCH],
  query: [SEARCH],
  settings: [SETTINGS],
  identity: [SETTINGS],
};

/** Judged by more than their names (answer.ts). */
const JUDGED = 'INVALID_DATA NO_PERMISSION PATTERN_NOT_MATCHED';

/** What a code means, in any case; undefined if it isn’t known for this call. */
export function kindOfCode(code: string, call: Call | undefined): CrmFailureKind | undefined {
  const name = plainCode(code);
  return [...(call === undefined ? [] : OF_CALL[call]), EVERY_CALL]
    .flatMap((table) => Object.entries(table))
    .find(([, codes]) => codes.split(' ').includes(name))?.[0] as CrmFailureKind | undefined;
}

/** Whether Zoho is known to use it for any call. */
export function isKnownCode(code: string): boolean {
  return knownCodes().includes(plainCode(code));
}

/** All of them, in capitals. */
export function knownCodes(): string[] {
  return [EVERY_CALL, ...Object.values(OF_CALL).flat()]
    .flatMap((table) => Object.values(table))
    .concat(JUDGED)
    .flatMap((codes) => codes.split(' '));
}

/** For every call. For other statuses, only the range tells. */
const KIND_OF_STATUS: Readonly<Record<number, CrmFailureKind>> = {
  401: 'authentication-failed',
  403: 'permission-missing',
  405: 'request-wrong',
  408: 'unavailable',
  413: 'limit-exceeded',
  414: 'limit-exceeded',
  415: 'request-wrong',
  429: 'too-many-requests',
  431: 'limit-exceeded',
  500: 'internal-error',
};

/** What a status means by itself; undefined if it only says that something is wrong. */
export function kindOfStatus(status: number, call: Call | undefined): CrmFailureKind | undefined {
  if (status === 404 && call !== undefined) {
    return call === 'settings'
      ? 'module-invalid'
      : OF_CALL[call].includes(RECORD)
        ? 'record-invalid'
        : 'request-wrong';
  }
  if (call === 'upload' && (status === 413 || status === 415)) {
    return status === 413 ? 'photo-too-many-bytes' : 'photo-type-refused';
  }
  return KIND_OF_STATUS[status] ?? (status >= 500 ? 'unavailable' : undefined);
}

/** In capitals, words joined by `_`: Zoho writes `InvalidModule` and `Not Modified`, too. */
export function plainCode(code: string): string {
  return code
    .trim()
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])|[\s-]+/g, '_')
    .toUpperCase();
}
