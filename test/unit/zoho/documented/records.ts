import type { Row } from './row.ts';
import { error } from './row.ts';

/** The record that the tests request. */
export const ID = '4876876000000624001';

const LEAD = { id: ID, Full_Name: 'John Doe', Email: 'john@customers.example', Record_Image: null };
const INFO = { per_page: 200, count: 1, page: 1, more_records: false };

/** For one record. Sources: `getRecord` of Zoho's OpenAPI 2025 and 2026. */
export const RECORD: readonly Row[] = [
  [200, { data: [LEAD] }, 'record'],
  [204, '', 'none'],
  [400, error('INVALID_DATA', { id: ID }), 'none'],
  [400, error('INVALID_DATA', { resource_path_index: 1 }), 'none'],
  [400, error('INVALID_DATA', { resource_path_index: 0 }), 'module-invalid'],
  [404, error('INVALID_DATA'), 'none'],
  [404, error('NOT_FOUND'), 'none'],
  [400, error('NO_RECORDS_FOUND'), 'none'],
  [400, error('NO_CONTENT'), 'none'],
  [200, error('NO_CONTENT'), 'none'],
  [400, error('PATTERN_NOT_MATCHED'), 'none'],
  [400, error('NOT_APPROVED', { id: ID }), 'approval-pending'],
  [400, error('RECORD_LOCKED'), 'record-locked'],
  [400, error('CONVERTED_RECORD'), 'record-converted'],
  [400, error('ID_ALREADY_CONVERTED'), 'record-converted'],
  [400, error('CANNOT_PERFORM_ACTION'), 'record-forbidden'],
  [400, error('TOKEN_BOUND_DATA_MISMATCH', { param_name: 'page_token' }), 'request-not-understood'],
  [400, error('EXPIRED_VALUE', { api_name: 'page_token' }), 'request-not-understood'],
  [400, error('BAD_REQUEST'), 'request-not-understood'],
  [400, error('AUTHORIZATION_FAILED'), 'permission-missing'],
  [200, { data: [error('NOT_APPROVED')] }, 'approval-pending'],
];

/** For several by ID. Source: `getRecords`. */
export const RECORDS: readonly Row[] = [
  [200, { data: [LEAD], info: { ...INFO, next_page_token: null, sort_order: 'desc' } }, '1'],
  [204, '', '0'],
  [400, error('NO_RECORDS_FOUND'), '0'],
  [400, error('INVALID_DATA', { param_name: 'ids' }), 'record-invalid'],
  [400, error('INVALID_DATA', { param_name: 'cvid' }), 'request-not-understood'],
  [400, error('PATTERN_NOT_MATCHED', { param_name: 'per_page' }), 'request-not-understood'],
  [400, error('REQUIRED_PARAM_MISSING', { param_name: 'fields' }), 'request-not-understood'],
  [400, error('LIMIT_EXCEEDED', { limit: 50, param_name: 'fields' }), 'limit-exceeded'],
  [400, error('DISCRETE_PAGINATION_LIMIT_EXCEEDED', { limit: 2000 }), 'limit-exceeded'],
  [400, error('PAGINATION_LIMIT_EXCEEDED', { param_name: 'page_token' }), 'limit-exceeded'],
  [400, error('AMBIGUITY_DURING_PROCESSING'), 'request-not-understood'],
];

/** Shared by search and COQL. */
const FOUND: readonly Row[] = [
  [200, { data: [LEAD], info: INFO }, '1'],
  [204, '', '0'],
  [400, error('NO_RECORDS_FOUND'), '0'],
  [400, error('INVALID_QUERY'), 'query-refused'],
  [
    400,
    error('INVALID_QUERY', { reason: 'invalid operator found', operator: '>' }),
    'query-refused',
  ],
  [400, error('INVALID_DATA'), 'query-refused'],
  [415, error('INVALID_DATA'), 'query-refused'],
  [413, '<html>Request Entity Too Large</html>', 'limit-exceeded'],
  [414, '<html>Request-URI Too Long</html>', 'limit-exceeded'],
  [415, '<html>Unsupported Media Type</html>', 'request-wrong'],
  [400, error('NOT_SUPPORTED'), 'query-refused'],
  [400, error('AUTHORIZATION_FAILED'), 'permission-missing'],
  [400, error('FILE_SIZE_EXCEEDS'), 'unknown-code'],
  [400, error('LIMIT_EXCEEDED'), 'limit-exceeded'],
];

/** Sources: `searchRecords` of 2025 and 2026. */
export const SEARCH: readonly Row[] = [
  ...FOUND,
  [400, error('EXPECTED_PARAM_MISSING', { param_names: ['criteria', 'word'] }), 'query-refused'],
  [400, error('PATTERN_NOT_MATCHED', { param_name: 'phone' }), 'query-refused'],
  [400, error('INVALID_REQUEST'), 'query-refused'],
  [400, error('CRITERIA_LIMIT_EXCEEDED'), 'limit-exceeded'],
  [400, error('LIMIT_REACHED', { limit: '2000' }), 'limit-exceeded'],
];

/** Source: `executeCOQLQuery` of 2026. */
export const QUERY: readonly Row[] = [
  ...FOUND,
  [400, error('SYNTAX_ERROR', { clause: 'where' }), 'query-refused'],
  [400, error('SYNTAX_ERROR', { line: 1, column: 15, near: 'FROM' }), 'query-refused'],
  [400, error('MANDATORY_NOT_FOUND', { api_name: 'select_query' }), 'query-refused'],
  [400, error('DUPLICATE_DATA', { column_name: 'First_Name' }), 'query-refused'],
  [400, error('DUPLICATE_ALIAS'), 'query-refused'],
  [400, error('INVALID_ALIAS'), 'query-refused'],
];
