import type { Location } from './dataCenter.ts';

/**
 * What Zoho's public documents leave open or tell in more than one way. Each is a switch, so that
 * whoever relies on one of the readings finds out.
 */
export interface Switches {
  /** Whose codes and statuses a refused photo gets: the v2 page, the v7 page, the v8 specification. */
  generation: 'v2' | 'v7' | 'v8';
  /** The wording differs between pages of Zoho; nobody may rely on it. */
  uploadedMessage: string;
  deletedMessage: string;
  /** Whether errors tell by `details.resource_path_index` which segment of the path is wrong. */
  resourcePathIndex: boolean;
  /** What `details` says when the record is wrong. */
  recordInDetails: 'nothing' | 'id' | 'resource_path_index';
  /** What comes back for a photo: the bytes that went up, or a picture made from them. */
  handsBack: 'as uploaded' | 'png' | 'png scaled down';
  /** Content type of a download; `by format` is image/jpeg and the like. */
  downloadType: 'by format' | 'image/png' | 'application/x-download' | 'application/octet-stream';
  /** Whether a re-encoded picture stands upright where its EXIF data turned it. */
  appliesOrientation: boolean;
  /** 10 MB is 10,000,000 bytes or 10 * 1024 * 1024. */
  maxBytes: number;
  /** 10 MP is 10,000,000 pixels or 10 * 1024 * 1024. */
  maxPixels: number;
  /** Documented from v5 on; the back end of v2 may be the same. */
  dealsOnEveryVersion: boolean;
  /** An administrator's image validation holds each new photo back until somebody approves it. */
  approvalPending: boolean;
  /** Whether `Record_Image` is another string after each upload. */
  recordImageChanges: boolean;
  /** Whether it stays the same from one read of the record to the next. */
  recordImageStays: boolean;
  /** The code that goes with status 429. */
  tooManyRequestsCode: 'TOO_MANY_REQUESTS' | 'RATE_LIMIT_EXCEEDED';
  /** No page documents the header. */
  retryAfterSeconds: number | null;
  /** Requests at once for an organization and client; null: what its edition allows. */
  concurrency: number | null;
  /** Of these, queries and other calls that are heavy. */
  subConcurrency: number;
  /** API credits in 24 hours; null: what the organization's edition has. */
  creditsPerDay: number | null;
  /** The code that goes with status 429 when they are used up: lists of Zoho's have both. */
  creditsUsedUpCode: 'LIMIT_EXCEEDED' | 'API_LIMIT_EXCEEDED';
  /** HTTP status of "Access Denied", the answer to the eleventh token in ten minutes. */
  throttleStatus: 200 | 400 | 'alternately';
  /** Whether asking while blocked begins the ten minutes anew. */
  throttleExtends: boolean;
  /** Some answers name the scopes that the token has; their case seems not to matter. */
  scopeInTokenAnswer: 'no' | 'with spaces' | 'with commas, in lower case';
  /** What an access token is told that was ended before its time. */
  endedTokenCode: 'INVALID_TOKEN' | 'INVALID_OAUTHTOKEN' | 'AUTHENTICATION_FAILURE';
  /** What one is told whose hour is over. The last is a code that no page of Zoho's has. */
  expiredTokenCode: 'INVALID_TOKEN' | 'AUTHENTICATION_FAILURE' | 'TOKEN_HAS_EXPIRED';
  /**
   * What a token is told at another data center or environment than its own. The last is a code that
   * no page of Zoho's has.
   */
  wrongHostCode: 'INVALID_TOKEN' | 'AUTHENTICATION_FAILURE' | 'WRONG_DATA_CENTER';
  /** What an upload without a part `file` is told. */
  noFileCode: 'INVALID_DATA' | 'REQUIRED_PARAM_MISSING' | 'failure_in_attachment_handling';
  /** What an id is told that is not a number. */
  malformedIdCode: 'INVALID_DATA' | 'UNABLE_TO_PARSE_DATA_TYPE';
  /** What GET of a record answers that does not exist. */
  missingRecordStatus: 204 | 400 | 404;
  /**
   * Whether the search refuses what the specification of late 2025 does not take: other characters
   * in `phone`, and parameters that are too short or too long. Other pages do not say.
   */
  searchParameters: 'any' | 'as specified';
  /**
   * Where converted leads and records that await approval are left out unless they are asked for:
   * lists and searches, as documented, or also COQL and a record by its id.
   */
  hidesRecords: 'in lists' | 'everywhere';
  /** Whether a list heeds `approved`, which the specification of late 2025 has no more. */
  approvedParameter: 'heeded' | 'ignored';
  /** What a change of a converted lead's photo is told: Zoho's SDK declares both. */
  convertedCode: 'ID_ALREADY_CONVERTED' | 'CONVERTED_RECORD';
  /** Milliseconds in which the search does not know a record that has just been made. */
  searchLagMs: number;
  /** Whether modules that the profile does not see are listed all the same, and marked so. */
  listsHiddenModules: boolean;
  /** What a request about such a module is told. */
  hiddenModuleCode: 'NO_PERMISSION' | 'INVALID_MODULE';
  /** Where the metadata says that the photo is turned off in a layout: `image_enable` of which. */
  photosOffShows: 'in layout' | 'in field' | 'nowhere';
  /** What an upload is told where the photo is turned off. */
  photosOffCode: 'NOT_SUPPORTED' | 'FEATURE_NOT_SUPPORTED' | 'INVALID_MODULE';
  /** Whether a backslash in a literal of COQL takes the meaning from the character behind it. */
  coqlBackslash: 'literal' | 'escapes';
  /** How many values `in` takes: Zoho's pages name 50 and 100. */
  coqlMostValues: 50 | 100;
  /** How many rows a query gives from v7 on: the pages say 2,000, their lists of errors 200. */
  coqlMostRows: 200 | 2000;
  /** Whether texts are equal to COQL that differ in upper and lower case only. */
  coqlIgnoresCase: boolean;
  /** What DELETE of a photo answers where there is none. */
  deleteWithoutPhoto: 'SUCCESS' | 'INVALID_DATA';
  /** Whether a mobile or desktop client must send its secret although it answers a challenge. */
  pkceNeedsSecret: boolean;
  /** Zoho's pages show client credentials at `/oauth/v2/token` as well as at `/oauth/v2/auth`. */
  clientCredentialsAt: 'token' | 'auth' | 'both';
  /**
   * What becomes of scopes of another service (the search) that are asked for by client credentials
   * of the CRM's: granted, left out of the grant, or the error that the request gets.
   */
  foreignScopes: 'granted' | 'left out' | 'missing_org_info' | 'invalid_scope' | 'invalid_scopes';
  /**
   * Which host `api_domain` names to a token of a sandbox or of a developer's organization, or what
   * stands in its place: nothing, null, or the host of pages about no product in particular.
   */
  apiDomain: 'of environment' | 'production' | 'missing' | 'null' | 'api.zoho';
  /** The same for the answers of a refresh, where they are not as those of a sign-in. */
  refreshApiDomain: 'as at sign-in' | 'missing' | 'null' | 'api.zoho';
  /** Whether a multi-DC client may ask for consent at others than its own data center. */
  authorizesElsewhere: boolean;
  /** Whether a refusal is sent back with the `state` that came. OAuth says so, no page of Zoho's. */
  stateInRefusal: boolean;
  /** Whether `&` stands at the end of the address that a browser is sent back to. */
  trailingAmpersand: boolean;
  /** Milliseconds that a device has to wait between two polls. */
  devicePollMs: number;
  /** Milliseconds that a device code is good for. */
  deviceCodeMs: number;
  /** Zoho's pages show two addresses for revoking: `/oauth/v2/token/revoke` and its reverse. */
  revokesAt: 'both' | 'token/revoke' | 'revoke/token';
  /** Whether the second of them says `status: success`: its page shows the status 200 alone. */
  saysRevoked: boolean;
  /**
   * How `GET /org` says what an organization is: older samples do not, the newer ones say it in lower
   * case, specification and SDK of 2025 with a capital.
   */
  organizationType: 'lower case' | 'capitalized' | 'null' | 'missing';
  /** The sample of v2 has null there. */
  nullCompanyName: boolean;
  /**
   * Whether labels of modules, status and API name of those that the API does not support, and the
   * full names of users are null where the specification of 2025 allows that, and one module has its
   * ID alone, which is all that the newest one requires.
   */
  nullLabels: boolean;
  /** `visible` of a field, which the specification allows to be null. */
  fieldsVisible: true | null;
  /** Whether a connection without a request is closed after milliseconds, without a hint before. */
  closesIdleConnections: boolean;
  /** The front-end server answers larger requests with a page of its own, unread. */
  maxRequestBytes: number;
  /** The data center where organizations and clients live, when reached under Zoho's names. */
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
  /** The page of v2, read literally. */
  seed,
  /** The v8 specification of late 2025. */
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
    photosOffShows: 'in field',
    photosOffCode: 'FEATURE_NOT_SUPPORTED',
    pkceNeedsSecret: false,
    clientCredentialsAt: 'both',
  },
  /** Every open question answered the way that is hardest on a client. */
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
