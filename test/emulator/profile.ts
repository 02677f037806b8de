import type { Location } from './dataCenter.ts';

/**
 * What Zoho's public documents leave open or describe in conflicting ways. Each is a switch, so
 * that code relying on one interpretation fails under another.
 */
export interface Switches {
  /** Source of a rejected photo's codes and statuses: v2 page, v7 page, or v8 specification. */
  generation: 'v2' | 'v7' | 'v8';
  /** The wording differs between Zoho's pages; no code may rely on it. */
  uploadedMessage: string;
  deletedMessage: string;
  /** Whether `details.resource_path_index` in errors names the wrong path segment. */
  resourcePathIndex: boolean;
  /** The `details` of an error about the record. */
  recordInDetails: 'nothing' | 'id' | 'resource_path_index';
  /** What a photo download returns: the uploaded bytes, or a picture re-encoded from them. */
  handsBack: 'as uploaded' | 'png' | 'png scaled down';
  /** Content type of a download; `by format` means image/jpeg and so on. */
  downloadType: 'by format' | 'image/png' | 'application/x-download' | 'application/octet-stream';
  /** Whether re-encoding applies the EXIF orientation. */
  appliesOrientation: boolean;
  /** 10 MB means 10,000,000 bytes or 10 * 1024 * 1024. */
  maxBytes: number;
  /** 10 MP means 10,000,000 pixels or 10 * 1024 * 1024. */
  maxPixels: number;
  /** Documented from v5 on; v2 may have the same back end. */
  dealsOnEveryVersion: boolean;
  /** Image validation by an administrator holds each new photo until someone approves it. */
  approvalPending: boolean;
  /** Whether `Record_Image` changes with each upload. */
  recordImageChanges: boolean;
  /** Whether it stays the same each time the record is read. */
  recordImageStays: boolean;
  /** The error code for status 429. */
  tooManyRequestsCode: 'TOO_MANY_REQUESTS' | 'RATE_LIMIT_EXCEEDED';
  /** No page documents the header. */
  retryAfterSeconds: number | null;
  /** Concurrent requests per organization and client; null: what the edition allows. */
  concurrency: number | null;
  /** Of these, queries and other heavy calls. */
  subConcurrency: number;
  /** API credits per 24 hours; null: what the organization's edition has. */
  creditsPerDay: number | null;
  /** The error code for status 429 when they're used up: Zoho's lists contain both. */
  creditsUsedUpCode: 'LIMIT_EXCEEDED' | 'API_LIMIT_EXCEEDED';
  /** HTTP status of "Access Denied", the answer to the eleventh token in ten minutes. */
  throttleStatus: 200 | 400 | 'alternately';
  /** Whether a request while blocked restarts the ten minutes. */
  throttleExtends: boolean;
  /** Some responses list the token's scopes; their case doesn't seem to matter. */
  scopeInTokenAnswer: 'no' | 'with spaces' | 'with commas, in lower case';
  /** The error for an access token that was revoked early. */
  endedTokenCode: 'INVALID_TOKEN' | 'INVALID_OAUTHTOKEN' | 'AUTHENTICATION_FAILURE';
  /** The error for an expired access token. The last code isn't on any of Zoho's pages. */
  expiredTokenCode: 'INVALID_TOKEN' | 'AUTHENTICATION_FAILURE' | 'TOKEN_HAS_EXPIRED';
  /**
   * The error for a token used at another data center or environment. The last code isn't on any of
   * Zoho's pages.
   */
  wrongHostCode: 'INVALID_TOKEN' | 'AUTHENTICATION_FAILURE' | 'WRONG_DATA_CENTER';
  /** The error for an upload without a `file` part. */
  noFileCode: 'INVALID_DATA' | 'REQUIRED_PARAM_MISSING' | 'failure_in_attachment_handling';
  /** The error for a non-numeric ID. */
  malformedIdCode: 'INVALID_DATA' | 'UNABLE_TO_PARSE_DATA_TYPE';
  /** The response to GET for a record that doesn't exist. */
  missingRecordStatus: 204 | 400 | 404;
  /**
   * Whether the search rejects what the late-2025 specification doesn't allow: other characters in
   * `phone`, and parameters that are too short or too long. Other pages don't say.
   */
  searchParameters: 'any' | 'as specified';
  /**
   * Where converted leads and records awaiting approval are excluded by default: lists and searches,
   * as documented, or also COQL and single records.
   */
  hidesRecords: 'in lists' | 'everywhere';
  /** Whether lists support `approved`, which the late-2025 specification no longer has. */
  approvedParameter: 'heeded' | 'ignored';
  /** The error for changing a converted lead's photo: Zoho's SDK declares both. */
  convertedCode: 'ID_ALREADY_CONVERTED' | 'CONVERTED_RECORD';
  /** How long the search doesn't find a new record, in milliseconds. */
  searchLagMs: number;
  /** Whether modules that the profile can't see are still listed, marked as such. */
  listsHiddenModules: boolean;
  /** The error for a request about such a module. */
  hiddenModuleCode: 'NO_PERMISSION' | 'INVALID_MODULE';
  /** Where `image_enable` in the metadata shows that the photo is turned off in a layout. */
  photosOffShows: 'in layout' | 'in field' | 'nowhere';
  /** The error for an upload when the photo is turned off. */
  photosOffCode: 'NOT_SUPPORTED' | 'FEATURE_NOT_SUPPORTED' | 'INVALID_MODULE';
  /** Whether a backslash in a COQL literal escapes the next character. */
  coqlBackslash: 'literal' | 'escapes';
  /** How many values `in` accepts: Zoho's pages say 50 and 100. */
  coqlMostValues: 50 | 100;
  /** How many rows a query returns from v7 on: the pages say 2,000, their error lists 200. */
  coqlMostRows: 200 | 2000;
  /** Whether COQL ignores case when comparing text. */
  coqlIgnoresCase: boolean;
  /**
   * What COQL makes of criteria on `Record_Image`: its page for v7 has some, the field's metadata says
   * that it isn't filterable, and lists of limits say that image fields aren't supported.
   */
  coqlPhotoCriteria: 'met' | 'never met' | 'refused';
  /**
   * Which pages of a list have a token for the next one: all, or only the last one that can be
   * requested by number.
   */
  pageTokens: 'on each page' | 'where needed';
  /** The response to deleting a photo that doesn't exist. */
  deleteWithoutPhoto: 'SUCCESS' | 'INVALID_DATA';
  /** Whether a mobile or desktop client must send its secret even with PKCE. */
  pkceNeedsSecret: boolean;
  /** Zoho's pages show client credentials at `/oauth/v2/token` as well as at `/oauth/v2/auth`. */
  clientCredentialsAt: 'token' | 'auth' | 'both';
  /**
   * What happens to another service's scopes (the search) requested with the CRM's client
   * credentials: granted, omitted from the grant, or the error.
   */
  foreignScopes: 'granted' | 'left out' | 'missing_org_info' | 'invalid_scope' | 'invalid_scopes';
  /**
   * The host in `api_domain` for tokens of sandbox and developer organizations, or its substitute:
   * nothing, null, or the host from pages about no specific product.
   */
  apiDomain: 'of environment' | 'production' | 'missing' | 'null' | 'api.zoho';
  /** The same for refresh responses, if they differ from sign-in responses. */
  refreshApiDomain: 'as at sign-in' | 'missing' | 'null' | 'api.zoho';
  /** Whether a multi-DC client can request consent at data centers other than its own. */
  authorizesElsewhere: boolean;
  /** Whether a rejection returns the request's `state`. OAuth says so; Zoho's pages don't. */
  stateInRefusal: boolean;
  /** Whether the redirect URL ends with `&`. */
  trailingAmpersand: boolean;
  /** Minimum time between two polls of a device, in milliseconds. */
  devicePollMs: number;
  /** How long a device code is valid, in milliseconds. */
  deviceCodeMs: number;
  /** Zoho's pages show two paths for revoking: `/oauth/v2/token/revoke` and its reverse. */
  revokesAt: 'both' | 'token/revoke' | 'revoke/token';
  /** Whether the second one returns `status: success`: its page shows only the status 200. */
  saysRevoked: boolean;
  /**
   * How `GET /org` returns an organization's type: older samples omit it, newer ones use lowercase,
   * and the 2025 specification and SDK capitalize it.
   */
  organizationType: 'lower case' | 'capitalized' | 'null' | 'missing';
  /** The v2 sample has null here. */
  nullCompanyName: boolean;
  /**
   * Whether values that the 2025 specification allows to be null are null: module labels, status and
   * API name of unsupported modules, and full names of users. One module then has only its ID, which
   * is all the newest specification requires.
   */
  nullLabels: boolean;
  /** A field's `visible`, which the specification allows to be null. */
  fieldsVisible: true | null;
  /** Whether idle connections are closed after milliseconds, without warning. */
  closesIdleConnections: boolean;
  /** The front-end server answers larger requests with its own page, without reading them. */
  maxRequestBytes: number;
  /** The data center of organizations and clients, when reached by Zoho's host names. */
  location: Location;
}

export type Profile = 'seed' | 'newest' | 'worst';

const seed: Switches = {
  generation: 'v2',
  uploadedMessage: 'photo uploaded successfully',
  deletedMessage: 'Photo deleted',
  resourcePathIndex: false,
  recordInDetails: 'nothing',
  handsBack: 'as uploaded',
  downloadType: 'application/x-download',
  appliesOrientation: false,
  maxBytes: 10 * 1024 * 1024,
  maxPixels: 10_000_000,
  dealsOnEveryVersion: false,
  approvalPending: false,
  recordImageChanges: true,
  recordImageStays: true,
  tooManyRequestsCode: 'TOO_MANY_REQUESTS',
  retryAfterSeconds: null,
  concurrency: null,
  subConcurrency: 10,
  creditsPerDay: null,
  creditsUsedUpCode: 'LIMIT_EXCEEDED',
  throttleStatus: 400,
  throttleExtends: false,
  scopeInTokenAnswer: 'no',
  endedTokenCode: 'INVALID_TOKEN',
  expiredTokenCode: 'INVALID_TOKEN',
  wrongHostCode: 'AUTHENTICATION_FAILURE',
  noFileCode: 'INVALID_DATA',
  malformedIdCode: 'INVALID_DATA',
  missingRecordStatus: 400,
  searchParameters: 'any',
  hidesRecords: 'in lists',
  approvedParameter: 'heeded',
  convertedCode: 'ID_ALREADY_CONVERTED',
  searchLagMs: 0,
  listsHiddenModules: true,
  hiddenModuleCode: 'NO_PERMISSION',
  photosOffShows: 'in layout',
  photosOffCode: 'NOT_SUPPORTED',
  coqlBackslash: 'literal',
  coqlMostValues: 50,
  coqlMostRows: 2000,
  coqlIgnoresCase: true,
  coqlPhotoCriteria: 'met',
  pageTokens: 'on each page',
  deleteWithoutPhoto: 'SUCCESS',
  pkceNeedsSecret: true,
  clientCredentialsAt: 'token',
  foreignScopes: 'granted',
  apiDomain: 'of environment',
  refreshApiDomain: 'as at sign-in',
  authorizesElsewhere: true,
  stateInRefusal: true,
  trailingAmpersand: false,
  devicePollMs: 5000,
  deviceCodeMs: 300_000,
  revokesAt: 'both',
  saysRevoked: true,
  organizationType: 'lower case',
  nullCompanyName: false,
  nullLabels: false,
  fieldsVisible: true,
  closesIdleConnections: false,
  maxRequestBytes: 20 * 1024 * 1024,
  location: 'us',
};

export const PROFILES: Readonly<Record<Profile, Readonly<Switches>>> = {
  /** The v2 page, read literally. */
  seed,
  /** The late-2025 v8 specification. */
  newest: {
    ...seed,
    generation: 'v8',
    uploadedMessage: 'Photo uploaded successfully',
    deletedMessage: 'Photo deleted successfully',
    resourcePathIndex: true,
    recordInDetails: 'resource_path_index',
    handsBack: 'png',
    downloadType: 'image/png',
    maxPixels: 10 * 1024 * 1024,
    tooManyRequestsCode: 'RATE_LIMIT_EXCEEDED',
    retryAfterSeconds: 1,
    throttleStatus: 200,
    scopeInTokenAnswer: 'with spaces',
    expiredTokenCode: 'AUTHENTICATION_FAILURE',
    wrongHostCode: 'INVALID_TOKEN',
    noFileCode: 'REQUIRED_PARAM_MISSING',
    malformedIdCode: 'UNABLE_TO_PARSE_DATA_TYPE',
    missingRecordStatus: 204,
    searchParameters: 'as specified',
    approvedParameter: 'ignored',
    searchLagMs: 3_000,
    coqlMostValues: 100,
    coqlPhotoCriteria: 'refused',
    photosOffShows: 'in field',
    photosOffCode: 'FEATURE_NOT_SUPPORTED',
    pkceNeedsSecret: false,
    clientCredentialsAt: 'both',
  },
  /** Every open question resolved the way that's hardest on a client. */
  worst: {
    ...seed,
    generation: 'v7',
    uploadedMessage: 'The photo has been added.',
    deletedMessage: 'The photo has been removed.',
    recordInDetails: 'id',
    handsBack: 'png scaled down',
    downloadType: 'application/octet-stream',
    appliesOrientation: true,
    maxBytes: 10_000_000,
    approvalPending: true,
    recordImageChanges: false,
    recordImageStays: false,
    creditsUsedUpCode: 'API_LIMIT_EXCEEDED',
    throttleStatus: 'alternately',
    throttleExtends: true,
    scopeInTokenAnswer: 'with commas, in lower case',
    endedTokenCode: 'INVALID_OAUTHTOKEN',
    expiredTokenCode: 'TOKEN_HAS_EXPIRED',
    wrongHostCode: 'WRONG_DATA_CENTER',
    noFileCode: 'failure_in_attachment_handling',
    missingRecordStatus: 404,
    searchParameters: 'as specified',
    hidesRecords: 'everywhere',
    convertedCode: 'CONVERTED_RECORD',
    searchLagMs: 60_000,
    listsHiddenModules: false,
    hiddenModuleCode: 'INVALID_MODULE',
    photosOffShows: 'nowhere',
    photosOffCode: 'INVALID_MODULE',
    coqlBackslash: 'escapes',
    coqlMostRows: 200,
    coqlIgnoresCase: false,
    coqlPhotoCriteria: 'never met',
    pageTokens: 'where needed',
    deleteWithoutPhoto: 'INVALID_DATA',
    clientCredentialsAt: 'auth',
    foreignScopes: 'missing_org_info',
    apiDomain: 'missing',
    refreshApiDomain: 'api.zoho',
    authorizesElsewhere: false,
    stateInRefusal: false,
    trailingAmpersand: true,
    revokesAt: 'revoke/token',
    saysRevoked: false,
    organizationType: 'missing',
    nullCompanyName: true,
    nullLabels: true,
    fieldsVisible: null,
    closesIdleConnections: true,
  },
};

export function isProfile(name: string): name is Profile {
  return Object.hasOwn(PROFILES, name);
}
