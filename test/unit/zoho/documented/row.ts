/**
 * One answer that Zoho documents, or that others have seen, and the client's result: the kind of
 * failure, or a summary of what it got.
 */
export type Row = readonly [status: number, body: unknown, expected: string];

/** The envelope of CRM errors, without its message: no code may depend on that. */
export function error(code: string, details: object = {}): object {
  return { code, details, message: 'said by Zoho', status: 'error' };
}

/** A successful answer of one call. */
export function done(message: string): object {
  return { code: 'SUCCESS', details: {}, message, status: 'success' };
}

/** Answers that every API call may get. Sources: Zoho's status codes, its newest OpenAPI. */
export const EVERY_CALL: readonly Row[] = [
  [401, error('AUTHENTICATION_FAILURE'), 'authentication-failed'],
  [401, error('INVALID_TOKEN'), 'token-invalid'],
  [401, error('INVALID_OAUTHTOKEN'), 'token-invalid'],
  [401, error('OAUTH_SCOPE_MISMATCH'), 'scope-missing'],
  [403, error('OAUTH_SCOPE_MISMATCH'), 'scope-missing'],
  [403, error('NO_PERMISSION'), 'permission-missing'],
  [403, error('NO_PERMISSION', { permissions: ['Crm_Implied_View_Leads'] }), 'permission-missing'],
  [403, error('NO_PERMISSION', { permissions: ['Crm_Implied_Api_Access'] }), 'api-access-off'],
  [404, error('INVALID_URL_PATTERN'), 'request-wrong'],
  [400, error('INVALID_URL_PATTERN'), 'request-wrong'],
  [400, error('INVALID_REQUEST_METHOD'), 'request-wrong'],
  [405, error('METHOD_NOT_ALLOWED'), 'request-wrong'],
  [400, error('INVALID_MODULE'), 'module-invalid'],
  [400, error('INVALID_MODULE', { resource_path_index: 0 }), 'module-invalid'],
  [400, error('API_NOT_SUPPORTED', { supported_version: 5 }), 'version-unsupported'],
  [429, error('TOO_MANY_REQUESTS'), 'too-many-requests'],
  [429, error('RATE_LIMIT_EXCEEDED'), 'too-many-requests'],
  [429, error('LIMIT_EXCEEDED'), 'credits-used-up'],
  [429, error('API_LIMIT_EXCEEDED'), 'credits-used-up'],
  [500, error('INTERNAL_ERROR'), 'internal-error'],
  [500, error('INTERNAL_SERVER_ERROR'), 'internal-error'],
  [502, error('SERVICE_UNAVAILABLE'), 'unavailable'],
  [503, error('SERVICE_UNAVAILABLE'), 'unavailable'],
  [502, '<html>Bad Gateway</html>', 'unavailable'],
  [504, '<html>Gateway Timeout</html>', 'unavailable'],
  [200, '<html>Sign in to the guest network</html>', 'answer-unreadable'],
  [403, '<html>Blocked by your company</html>', 'answer-unreadable'],
  [409, error('SOMETHING_NEW'), 'unknown-code'],
];
