import type { Call } from './call.ts';
import type { CrmFailureKind } from './failure.ts';

type Kinds = Readonly<Record<string, CrmFailureKind>>;

/**
 * Codes that mean the same of every call, whatever the status. Sources: Zoho's photo pages v2 to v8,
 * its OpenAPI of 2025 and 2026, the declarations of its SDK 8.0.
 */
export const KIND_OF_CODE: Kinds = {
  API_LIMIT_EXCEEDED: 'credits-used-up',
  API_NOT_SUPPORTED: 'version-unsupported',
  AUTHENTICATION_FAILED: 'authentication-failed',
  AUTHENTICATION_FAILURE: 'authentication-failed',
  CONVERTED_RECORD: 'record-converted',
  CRITERIA_LIMIT_EXCEEDED: 'limit-exceeded',
  DISCRETE_PAGINATION_LIMIT_EXCEEDED: 'limit-exceeded',
  ID_ALREADY_CONVERTED: 'record-converted',
  INTERNAL_ERROR: 'internal-error',
  INTERNAL_SERVER_ERROR: 'internal-error',
  INVALID_MODULE: 'module-invalid',
  INVALID_OAUTHTOKEN: 'token-invalid',
  INVALID_REQUEST_METHOD: 'request-wrong',
  INVALID_TOKEN: 'token-invalid',
  INVALID_URL_PATTERN: 'request-wrong',
  LIMIT_EXCEEDED: 'limit-exceeded',
  LIMIT_REACHED: 'limit-exceeded',
  METHOD_NOT_ALLOWED: 'request-wrong',
  OAUTH_SCOPE_MISMATCH: 'scope-missing',
  PAGINATION_LIMIT_EXCEEDED: 'limit-exceeded',
  RATE_LIMIT_EXCEEDED: 'too-many-requests',
  SERVICE_UNAVAILABLE: 'unavailable',
  TOO_MANY_REQUESTS: 'too-many-requests',
};

/** Codes that find fault with the request; what that means to the person depends on the call. */
const FAULTS = [
  'AMBIGUITY_DURING_PROCESSING',
  'BAD_REQUEST',
  'CANNOT_PROCESS',
  'DEPENDENT_FIELD_MISSING',
  'DEPENDENT_PARAM_MISSING',
  'DUPLICATE_ALIAS',
  'DUPLICATE_DATA',
  'EXPECTED_FIELD_MISSING',
  'EXPECTED_PARAM_MISSING',
  'EXPIRED_VALUE',
  'FAILURE_IN_ATTACHMENT_HANDLING',
  'INVALID_ALIAS',
  'INVALID_QUERY',
  'INVALID_REQUEST',
  'MANDATORY_NOT_FOUND',
  'REQUIRED_PARAM_MISSING',
  'SYNTAX_ERROR',
  'TOKEN_BOUND_DATA_MISMATCH',
  'UNABLE_TO_PARSE_DATA_TYPE',
] as const;

const REFUSALS: Kinds = {
  AUTHORIZATION_FAILED: 'permission-missing',
  CANNOT_DELETE: 'permission-missing',
  CANNOT_PERFORM_ACTION: 'permission-missing',
  FEATURE_NOT_SUPPORTED: 'not-supported',
  NOT_ALLOWED: 'permission-missing',
  NOT_SUPPORTED: 'not-supported',
};

const OF_RECORD: Kinds = {
  ...faultsAs('request-not-understood'),
  ...REFUSALS,
  CANNOT_DELETE: 'record-forbidden',
  CANNOT_PERFORM_ACTION: 'record-forbidden',
  NOT_ALLOWED: 'record-forbidden',
  NOT_APPROVED: 'approval-pending',
  NOT_FOUND: 'record-invalid',
  NOT_REVIEWED: 'review-pending',
  NO_CONTENT: 'record-invalid',
  NO_RECORDS_FOUND: 'record-invalid',
  RECORD_IN_BLUEPRINT: 'blueprint',
  RECORD_LOCKED: 'record-locked',
};

const OF_PHOTO: Kinds = {
  ...OF_RECORD,
  FEATURE_NOT_SUPPORTED: 'feature-missing',
  NOT_SUPPORTED: 'feature-missing',
  STORAGE_SPACE_EXCEEDED: 'storage-full',
};

const OF_SEARCH: Kinds = {
  ...faultsAs('query-refused'),
  ...REFUSALS,
  NOT_SUPPORTED: 'query-refused',
};

const OF_SETTINGS: Kinds = {
  ...faultsAs('request-wrong'),
  ...REFUSALS,
  NOT_FOUND: 'module-invalid',
};

/** What codes mean of one call; they come before those of every call. */
export const KIND_OF_CALLS_CODE: Readonly<Record<Call, Kinds>> = {
  upload: {
    ...OF_PHOTO,
    AUTHORIZATION_FAILED: 'privilege-missing',
    CANNOT_PROCESS: 'image-check-refused',
    FILE_RESOLUTION_EXCEEDS: 'photo-too-many-pixels',
    FILE_SIZE_EXCEEDS: 'photo-too-many-bytes',
    FILE_SIZE_MORE_THAN_ALLOWED_SIZE: 'photo-too-large',
    VIRUS_DETECTED: 'virus-found',
  },
  photo: OF_PHOTO,
  record: OF_RECORD,
  search: OF_SEARCH,
  query: OF_SEARCH,
  settings: OF_SETTINGS,
  identity: OF_SETTINGS,
};

function faultsAs(kind: CrmFailureKind): Kinds {
  return Object.fromEntries(FAULTS.map((code) => [code, kind]));
}

/** Of every call; of statuses that are not here only the range tells. */
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

const KIND_OF_CALLS_STATUS: Readonly<
  Partial<Record<Call, Readonly<Record<number, CrmFailureKind>>>>
> = {
  upload: { 404: 'record-invalid', 413: 'photo-too-many-bytes', 415: 'photo-type-refused' },
  photo: { 404: 'record-invalid' },
  record: { 404: 'record-invalid' },
  search: { 404: 'request-wrong' },
  query: { 404: 'request-wrong' },
  settings: { 404: 'module-invalid' },
  identity: { 404: 'request-wrong' },
};

/** What a code means, written in whatever case; undefined where it is not known of this call. */
export function kindOfCode(code: string, call: Call | undefined): CrmFailureKind | undefined {
  const name = plainCode(code);
  return (call && ownOf(KIND_OF_CALLS_CODE[call], name)) ?? ownOf(KIND_OF_CODE, name);
}

/** Whether Zoho is known to say so of any call. */
export function isKnownCode(code: string): boolean {
  return (
    ['INVALID_DATA', 'NO_PERMISSION', 'PATTERN_NOT_MATCHED'].includes(plainCode(code)) ||
    [KIND_OF_CODE, ...Object.values(KIND_OF_CALLS_CODE)].some(
      (kinds) => ownOf(kinds, plainCode(code)) !== undefined,
    )
  );
}

/** What a status says by itself; undefined where it says no more than that something is wrong. */
export function kindOfStatus(status: number, call: Call | undefined): CrmFailureKind | undefined {
  return (
    (call && KIND_OF_CALLS_STATUS[call]?.[status]) ??
    KIND_OF_STATUS[status] ??
    (status >= 500 ? 'unavailable' : undefined)
  );
}

/** In capitals, words joined by `_`: Zoho writes `InvalidModule` and `Not Modified` as well. */
export function plainCode(code: string): string {
  return code
    .trim()
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])|[\s-]+/g, '_')
    .toUpperCase();
}

/** Of the table's own codes only: every object has a `constructor`, and a server may say anything. */
function ownOf(kinds: Kinds, code: string): CrmFailureKind | undefined {
  return Object.hasOwn(kinds, code) ? kinds[code] : undefined;
}
