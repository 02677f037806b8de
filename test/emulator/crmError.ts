import type { Switches } from './profile.ts';

/** An error response of the CRM API, thrown where the check fails. */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly status: number;
  readonly code: string;
  readonly details: object;

  constructor(status: number, code: string, message: string, details: object = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  get body(): object {
    return { code: this.code, details: this.details, message: this.message, status: 'error' };
  }
}

export const invalidUrlPattern = (): CrmError =>
  new CrmError(
    404,
    'INVALID_URL_PATTERN',
    'Please check if the URL trying to access is a correct one',
  );

export const invalidRequestMethod = (): CrmError =>
  new CrmError(400, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one');

export const authenticationFailure = (): CrmError =>
  new CrmError(401, 'AUTHENTICATION_FAILURE', 'Authentication failed');

export const invalidToken = (
  code: Switches['endedTokenCode' | 'expiredTokenCode' | 'wrongHostCode'] = 'INVALID_TOKEN',
): CrmError => new CrmError(401, code, 'invalid oauth token');

export const scopeMismatch = ({ generation }: Switches): CrmError =>
  new CrmError(
    401,
    'OAUTH_SCOPE_MISMATCH',
    generation === 'v2' ? 'Unauthorized' : 'invalid oauth scope to access this URL',
  );

export function tooManyRequests({ tooManyRequestsCode }: Switches): CrmError {
  return new CrmError(429, tooManyRequestsCode, 'Too many requests. Please try again later.');
}

export function creditsUsedUp({ creditsUsedUpCode }: Switches): CrmError {
  return new CrmError(429, creditsUsedUpCode, 'API credits of the last 24 hours are used up.');
}

/** @param segment the wrong path segment after the version, 0-based */
export function invalidModule(switches: Switches, segment: number): CrmError {
  const message = 'he module name given seems to be invalid';
  return new CrmError(
    400,
    'INVALID_MODULE',
    (switches.generation === 'v2' ? 'T' : 't') + message,
    switches.resourcePathIndex ? { resource_path_index: segment } : {},
  );
}

export const moduleNotSupported = ({ generation }: Switches): CrmError =>
  new CrmError(
    400,
    'INVALID_MODULE',
    generation === 'v2'
      ? 'The given module is not supported in API'
      : 'the given module is not supported in api',
  );

/** For a module that the profile can't see. */
export function hiddenModule(switches: Switches, module: string, segment: number): CrmError {
  return switches.hiddenModuleCode === 'INVALID_MODULE'
    ? invalidModule(switches, segment)
    : new CrmError(403, 'NO_PERMISSION', 'permission denied', {
        permissions: [`Crm_Implied_View_${module}`],
      });
}

/** For a module whose layout has the photo turned off. */
export function photosOff(switches: Switches): CrmError {
  const code = switches.photosOffCode;
  return code === 'INVALID_MODULE'
    ? moduleNotSupported(switches)
    : new CrmError(400, code, 'the feature is not supported for this module');
}

export function invalidRecord(switches: Switches, id: string): CrmError {
  const which = switches.generation === 'v8' ? 'the id' : 'the related id';
  const details = {
    nothing: {},
    id: { id },
    resource_path_index: { resource_path_index: 1 },
  }[switches.recordInDetails];
  return new CrmError(400, 'INVALID_DATA', `${which} given seems to be invalid`, details);
}

export const unparsable = (): CrmError =>
  new CrmError(
    400,
    'UNABLE_TO_PARSE_DATA_TYPE',
    'either the request body or parameters is in wrong format',
  );

export const noApiAccess = (): CrmError =>
  new CrmError(403, 'NO_PERMISSION', 'permission denied', {
    permissions: ['Crm_Implied_Api_Access'],
  });

export function noPermission(switches: Switches, module: string): CrmError {
  return new CrmError(
    403,
    'NO_PERMISSION',
    switches.generation === 'v2' ? 'Permission denied to upload photo' : 'permission denied',
    switches.generation === 'v2' ? {} : { permissions: [`Crm_Implied_Edit_${module}`] },
  );
}

export const noPrivilege = (): CrmError =>
  new CrmError(
    400,
    'AUTHORIZATION_FAILED',
    'User does not have sufficient privilege to upload photo',
  );

export const cannotPerformAction = (): CrmError =>
  new CrmError(400, 'CANNOT_PERFORM_ACTION', 'no permission to perform an action on this record');

/** For a lead that was converted to a contact. */
export const alreadyConverted = ({ convertedCode }: Switches, id: string): CrmError =>
  new CrmError(400, convertedCode, 'id already converted', { id });

export function recordLocked({ generation }: Switches, id: string): CrmError {
  const reason = 'ou cannot perform this operation as the record is locked.';
  return new CrmError(
    400,
    'RECORD_LOCKED',
    generation === 'v8' ? `Sorry, y${reason}` : `Y${reason}`,
    { id },
  );
}

export const notApproved = (action: string, id: string): CrmError =>
  new CrmError(400, 'NOT_APPROVED', `cannot ${action} the record image that is not approved yet`, {
    id,
  });

export const notReviewed = (action: string, id: string): CrmError =>
  new CrmError(400, 'NOT_REVIEWED', `cannot ${action} the record image that is not reviewed yet`, {
    id,
  });

export const recordInBlueprint = (id: string): CrmError =>
  new CrmError(400, 'RECORD_IN_BLUEPRINT', 'cannot update a record that is in a blueprint', { id });

export const invalidTriggers = (): CrmError =>
  new CrmError(400, 'INVALID_DATA', 'invalid data', { param_name: 'restrict_triggers' });

/** The request has no part named `file`, or it has no file name or content. */
export function noFile({ noFileCode }: Switches): CrmError {
  switch (noFileCode) {
    case 'INVALID_DATA':
      return new CrmError(400, noFileCode, 'The request does not contain any file');
    case 'REQUIRED_PARAM_MISSING':
      return new CrmError(400, noFileCode, 'One of the expected parameter is missing', {
        param: 'file',
      });
    case 'failure_in_attachment_handling':
      return new CrmError(
        400,
        noFileCode,
        'Problem in uploading attachment. kindly upload the file properly',
      );
  }
}

export const severalFiles = ({ generation }: Switches): CrmError =>
  generation === 'v8'
    ? new CrmError(
        400,
        'INVALID_REQUEST',
        'unable to process your request. please verify whether you have entered proper method ' +
          'name, parameter and parameter values.',
      )
    : new CrmError(400, 'INVALID_DATA', 'The request contains more than one file');

export const wrongFormat = ({ generation }: Switches): CrmError =>
  generation === 'v8'
    ? new CrmError(415, 'INVALID_DATA', 'invalid file type')
    : new CrmError(400, 'INVALID_DATA', 'The image format is invalid.');

function tooLarge(switches: Switches): CrmError {
  return new CrmError(
    switches.generation === 'v2' ? 400 : 415,
    'FILE_SIZE_MORE_THAN_ALLOWED_SIZE',
    'please check if the file size is in the correct range',
  );
}

export function tooManyBytes(switches: Switches): CrmError {
  return switches.generation === 'v8'
    ? new CrmError(413, 'FILE_SIZE_EXCEEDS', 'File exceeded its maximum limit', {
        size: switches.maxBytes,
      })
    : tooLarge(switches);
}

export function tooManyPixels(switches: Switches, pixels: number): CrmError {
  return switches.generation === 'v8'
    ? new CrmError(415, 'FILE_RESOLUTION_EXCEEDS', 'File exceeded its maximum limit', {
        resolution: pixels,
      })
    : tooLarge(switches);
}
