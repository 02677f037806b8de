/** The record that the pictures are for. */
const AMELIA = '4876876000000624001';

/** A rejection by the CRM, with the message and buttons that the person sees. */
export interface PhotoRefusal {
  readonly status: number;
  readonly code: string;
  readonly details?: object;
  readonly says: RegExp;
  readonly offers: readonly string[];
}

/** Every code in Zoho's error table for photos: what the person reads and can do. */
export const PHOTO_REFUSALS: readonly PhotoRefusal[] = [
  {
    status: 400,
    code: 'INVALID_MODULE',
    says: /doesn’t exist, isn’t visible to your profile, or doesn’t support photos/,
    offers: ['Choose Another Record'],
  },
  {
    status: 404,
    code: 'INVALID_URL_PATTERN',
    says: /doesn’t recognize this kind of request/,
    offers: ['Open Settings'],
  },
  {
    status: 403,
    code: 'NO_PERMISSION',
    details: { permissions: ['Crm_Implied_Edit_Contacts'] },
    says: /doesn’t allow this \(Crm_Implied_Edit_Contacts\)/,
    offers: ['Retry'],
  },
  {
    status: 403,
    code: 'NO_PERMISSION',
    details: { permissions: ['Crm_Implied_Api_Access'] },
    says: /Zoho CRM API Access/,
    offers: ['Retry'],
  },
  {
    status: 400,
    code: 'AUTHORIZATION_FAILED',
    says: /privilege to upload photos/,
    offers: ['Retry'],
  },
  {
    status: 400,
    code: 'CANNOT_PERFORM_ACTION',
    says: /don’t have permission to change this record/,
    offers: ['Retry', 'Open Record'],
  },
  {
    status: 400,
    code: 'INVALID_DATA',
    says: /didn’t accept the record ID or the picture/,
    offers: ['Choose Another Record'],
  },
  {
    status: 400,
    code: 'INVALID_DATA',
    details: { id: AMELIA },
    says: /no record with this ID/,
    offers: ['Choose Another Record'],
  },
  { status: 415, code: 'INVALID_DATA', says: /doesn’t accept this kind of picture/, offers: [] },
  {
    status: 400,
    code: 'INVALID_REQUEST_METHOD',
    says: /doesn’t recognize this kind of request/,
    offers: ['Open Settings'],
  },
  {
    status: 400,
    code: 'RECORD_LOCKED',
    details: { id: AMELIA },
    says: /record is locked/,
    offers: ['Retry', 'Open Record'],
  },
  {
    status: 400,
    code: 'NOT_APPROVED',
    details: { id: AMELIA },
    says: /waiting for approval/,
    offers: ['Retry', 'Open Record'],
  },
  {
    status: 400,
    code: 'NOT_REVIEWED',
    details: { id: AMELIA },
    says: /waiting for review/,
    offers: ['Retry', 'Open Record'],
  },
  {
    status: 400,
    code: 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE',
    says: /up to 10 MB and 10 megapixels/,
    offers: ['Upload Resized'],
  },
  {
    status: 415,
    code: 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE',
    says: /up to 10 MB and 10 megapixels/,
    offers: ['Upload Resized'],
  },
  {
    status: 413,
    code: 'FILE_SIZE_EXCEEDS',
    details: { size: 10485760 },
    says: /up to 10 MB/,
    offers: ['Upload Resized'],
  },
  {
    status: 415,
    code: 'FILE_RESOLUTION_EXCEEDS',
    details: { resolution: 16062248 },
    says: /too many pixels/,
    offers: ['Upload Resized'],
  },
  {
    status: 400,
    code: 'UNABLE_TO_PARSE_DATA_TYPE',
    says: /couldn’t read the request/,
    offers: ['Choose Another Record'],
  },
  {
    status: 400,
    code: 'REQUIRED_PARAM_MISSING',
    says: /couldn’t read the request/,
    offers: ['Choose Another Record'],
  },
  {
    status: 400,
    code: 'failure_in_attachment_handling',
    says: /couldn’t read the request/,
    offers: ['Choose Another Record'],
  },
  {
    status: 400,
    code: 'INVALID_REQUEST',
    says: /couldn’t read the request/,
    offers: ['Choose Another Record'],
  },
  {
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    says: /doesn’t recognize this kind of request/,
    offers: ['Open Settings'],
  },
  {
    status: 400,
    code: 'ID_ALREADY_CONVERTED',
    says: /has been converted/,
    offers: ['Choose Another Record', 'Open Record'],
  },
  { status: 400, code: 'VIRUS_DETECTED', says: /found a virus/, offers: [] },
  { status: 400, code: 'CANNOT_PROCESS', says: /image check \(Zia\) rejected/, offers: [] },
  {
    status: 400,
    code: 'FEATURE_NOT_SUPPORTED',
    says: /doesn’t support photos/,
    offers: ['Choose Another Record'],
  },
  {
    status: 400,
    code: 'API_NOT_SUPPORTED',
    details: { supported_version: 5 },
    says: /selected API version doesn’t support this/,
    offers: ['Open Settings'],
  },
  {
    status: 400,
    code: 'LIMIT_EXCEEDED',
    says: /doesn’t allow this much in one request/,
    offers: [],
  },
  { status: 429, code: 'LIMIT_EXCEEDED', says: /used up its API credits/, offers: ['Retry'] },
  {
    status: 400,
    code: 'STORAGE_SPACE_EXCEEDED',
    says: /file storage in the CRM is full/,
    offers: ['Retry'],
  },
  {
    status: 400,
    code: 'RECORD_IN_BLUEPRINT',
    says: /in a blueprint/,
    offers: ['Retry', 'Open Record'],
  },
  {
    status: 400,
    code: 'SOMETHING_NEW',
    says: /Zoho answered “Nothing like it”/,
    offers: ['Retry'],
  },
];

/** Codes that are tried three times, one and two seconds apart, before they're reported. */
export const RETRIED_REFUSALS: readonly PhotoRefusal[] = [
  { status: 429, code: 'TOO_MANY_REQUESTS', says: /too many requests/, offers: ['Retry'] },
  {
    status: 500,
    code: 'INTERNAL_ERROR',
    says: /had an internal error.*may or may not have been stored/,
    offers: ['Open Record', 'Retry'],
  },
  {
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    says: /isn’t available right now/,
    offers: ['Retry'],
  },
];

/** The CRM's response. */
export function bodyOf({ code, details = {} }: PhotoRefusal): object {
  return { code, details, message: 'Nothing like it', status: 'error' };
}

export function nameOf({ status, code, details }: PhotoRefusal): string {
  return `${status} ${code} ${details === undefined ? '' : JSON.stringify(details)}`;
}
