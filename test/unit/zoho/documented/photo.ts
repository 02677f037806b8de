import type { Row } from './row.ts';
import { done, error } from './row.ts';

const ID = '4876876000000624001';

/** For every photo call. Sources: Zoho's pages of v2 to v8, its OpenAPI, its SDK. */
const EVERY_PHOTO: readonly Row[] = [
  [400, error('INVALID_DATA', { id: ID }), 'record-invalid'],
  [400, error('INVALID_DATA', { resource_path_index: 1 }), 'record-invalid'],
  [400, error('INVALID_DATA', { resource_path_index: 0 }), 'module-invalid'],
  [404, error('INVALID_DATA', { id: ID }), 'record-invalid'],
  [404, error('NOT_FOUND'), 'record-invalid'],
  [400, error('NOT_FOUND'), 'record-invalid'],
  [400, error('NO_RECORDS_FOUND'), 'record-invalid'],
  [400, error('NO_CONTENT'), 'record-invalid'],
  [400, error('PATTERN_NOT_MATCHED'), 'record-invalid'],
  [400, error('UNABLE_TO_PARSE_DATA_TYPE'), 'request-not-understood'],
  [400, error('REQUIRED_PARAM_MISSING', { param: 'file' }), 'request-not-understood'],
  [400, error('BAD_REQUEST'), 'request-not-understood'],
  [400, error('CANNOT_PERFORM_ACTION'), 'record-forbidden'],
  [400, error('NOT_ALLOWED'), 'record-forbidden'],
  [400, error('CANNOT_DELETE'), 'record-forbidden'],
  [400, error('RECORD_LOCKED', { id: ID }), 'record-locked'],
  [400, error('NOT_APPROVED', { id: ID }), 'approval-pending'],
  [400, error('NOT_REVIEWED', { id: ID }), 'review-pending'],
  [400, error('RECORD_IN_BLUEPRINT'), 'blueprint'],
  [400, error('ID_ALREADY_CONVERTED', { id: ID }), 'record-converted'],
  [400, error('CONVERTED_RECORD'), 'record-converted'],
  [400, error('FEATURE_NOT_SUPPORTED'), 'feature-missing'],
  [403, error('NOT_SUPPORTED'), 'feature-missing'],
  [400, error('STORAGE_SPACE_EXCEEDED'), 'storage-full'],
  [400, error('LIMIT_EXCEEDED'), 'limit-exceeded'],
  // In others' dumps and where Zoho answers for several records.
  [200, error('RECORD_LOCKED', { id: ID }), 'record-locked'],
  [200, { data: [error('RECORD_LOCKED', { id: ID })] }, 'record-locked'],
  [400, [error('RECORD_LOCKED', { id: ID })], 'record-locked'],
  [400, { status: 'error' }, 'unknown-code'],
  [404, { status: 'error' }, 'record-invalid'],
  [400, { code: 4103, message: 'No record available' }, 'unknown-code'],
  [400, error('invalid_module'), 'module-invalid'],
];

export const UPLOAD: readonly Row[] = [
  ...EVERY_PHOTO,
  [200, done('photo uploaded successfully'), 'done'],
  [200, done('Photo uploaded successfully'), 'done'],
  [200, { code: 'SUCCESS', message: '' }, 'done'],
  [200, { code: 'success', status: 'success' }, 'answer-unreadable'],
  [200, { status: 'success' }, 'answer-unreadable'],
  [201, done('Photo uploaded successfully'), 'answer-unreadable'],
  [202, done('Photo uploaded successfully'), 'answer-unreadable'],
  [204, '', 'answer-unreadable'],
  [400, error('AUTHORIZATION_FAILED'), 'privilege-missing'],
  [400, error('INVALID_DATA'), 'photo-or-record-invalid'],
  [400, error('INVALID_DATA', { param_name: 'restrict_triggers' }), 'request-not-understood'],
  [415, error('INVALID_DATA'), 'photo-type-refused'],
  [400, error('FILE_SIZE_MORE_THAN_ALLOWED_SIZE'), 'photo-too-large'],
  [415, error('FILE_SIZE_MORE_THAN_ALLOWED_SIZE'), 'photo-too-large'],
  [413, error('FILE_SIZE_EXCEEDS', { size: 10485760 }), 'photo-too-many-bytes'],
  [415, error('FILE_RESOLUTION_EXCEEDS', { resolution: 16062248 }), 'photo-too-many-pixels'],
  [413, '<html>Request Entity Too Large</html>', 'photo-too-many-bytes'],
  [400, error('CANNOT_PROCESS'), 'image-check-refused'],
  [400, error('VIRUS_DETECTED'), 'virus-found'],
  [400, error('INVALID_REQUEST'), 'request-not-understood'],
  [400, error('failure_in_attachment_handling'), 'request-not-understood'],
];

/** Only status 204 means that there is no photo: a backup may depend on it. */
export const DOWNLOAD: readonly Row[] = [
  ...EVERY_PHOTO,
  [204, '', 'none'],
  [400, error('INVALID_DATA'), 'record-invalid'],
  [400, error('AUTHORIZATION_FAILED'), 'permission-missing'],
  [200, '', 'answer-unreadable'],
  [413, error('FILE_SIZE_EXCEEDS'), 'limit-exceeded'],
];

export const REMOVAL: readonly Row[] = [
  ...EVERY_PHOTO,
  [200, done('Photo deleted'), 'done'],
  [200, done('Photo deleted successfully'), 'done'],
  [204, '', 'answer-unreadable'],
  [400, error('INVALID_DATA'), 'record-invalid'],
  [400, error('AUTHORIZATION_FAILED'), 'permission-missing'],
];
