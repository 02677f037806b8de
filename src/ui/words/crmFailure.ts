import { permissionsOf } from '../../zoho/answer.ts';
import type { CrmFailure } from '../../zoho/failure.ts';
import { plain } from '../plain.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** Every error of the CRM API. The compiler holds it complete. */
export function wordsOfCrmFailure({ kind, error, scope, call }: CrmFailure): Words {
  // Only photos are sent and fetched in the version of the API that the person sets.
  const isOfPhoto = call === undefined || call === 'upload' || call === 'photo';
  switch (kind) {
    case 'api-access-off':
      return words(
        'Your profile in the CRM may not use its API.',
        'Ask an administrator for “Zoho CRM API Access” (Setup, Security Control, Profiles), then retry.',
        'retry',
      );
    case 'approval-pending':
      return words(
        'The record, or its present photo, is waiting for approval.',
        'Retry once it has been approved in the CRM.',
        'retry',
        'open-record',
      );
    case 'authentication-failed':
      return words(
        'Zoho did not recognize the sign-in.',
        'The account may belong to another data center. Sign in again.',
        'sign-in',
      );
    case 'blueprint':
      return words(
        'The record is in a Blueprint that does not allow this change.',
        'Move it on in the CRM, then retry.',
        'retry',
        'open-record',
      );
    case 'credits-used-up':
      return words(
        'Your organization has used up its API credits for now.',
        'Retry in a few hours: Zoho counts the last 24 hours, for all apps together.',
        'retry',
      );
    case 'feature-missing':
      return words(
        'This module, layout or edition of the CRM does not take photos.',
        'Choose a record of another module, or ask an administrator.',
        'another-record',
      );
    case 'image-check-refused':
      return words(
        'The CRM’s image check (Zia) rejected the picture.',
        'Choose another picture, or ask an administrator what it allows.',
      );
    case 'internal-error':
      return words('Zoho had an internal error.', 'Retry in a while.', 'retry');
    case 'limit-exceeded':
      return words(
        'Zoho does not allow as much as this in one request.',
        call === 'search' || call === 'query'
          ? 'Search for something narrower.'
          : 'Please report this with the log.',
      );
    case 'module-invalid':
      return words(
        isOfPhoto
          ? 'There is no such module, your profile does not see it, or it has no photos.'
          : 'There is no such module, or your profile does not see it.',
        'Check the API name (Setup, Developer Hub, APIs), choose another one, or ask an administrator.',
        'another-record',
      );
    case 'not-supported':
      return words(
        'This module or edition of the CRM doesn’t support this.',
        'Choose another module, or ask an administrator.',
        'another-record',
      );
    case 'permission-missing':
      return words(
        `Your profile in the CRM may not do this${named(permissionsOf(error))}.`,
        'Ask an administrator for the permission, then retry.',
        'retry',
      );
    case 'photo-or-record-invalid':
      return words(
        'Zoho did not accept the record ID or the picture.',
        'Check the record ID, and that the picture opens in other programs.',
        'another-record',
      );
    case 'photo-too-large':
      return words(
        'The picture is too large for Zoho: at most 10 MB and 10 megapixels.',
        'Upload a smaller version of it.',
        'resize',
      );
    case 'photo-too-many-bytes':
      return words(
        'The file is too large for Zoho: at most 10 MB.',
        'Upload a smaller version of it.',
        'resize',
      );
    case 'photo-too-many-pixels':
      return words(
        'The picture has too many pixels for Zoho: at most 10 megapixels.',
        'Upload a smaller version of it.',
        'resize',
      );
    case 'photo-type-refused':
      return words(
        'Zoho does not accept this kind of picture: it takes PNG, JPEG, GIF and BMP.',
        'Save it as one of these and upload it again.',
      );
    case 'privilege-missing':
      return words(
        'You do not have the privilege to upload photos in the CRM.',
        'Ask an administrator for it, then retry.',
        'retry',
      );
    case 'query-refused':
      return words(
        'Zoho can’t search like this.',
        'Search for something else or by another field, or enter the record’s ID.',
        'another-record',
      );
    case 'record-converted':
      return words(
        'This lead has been converted, so its photo can’t be changed.',
        'Choose the contact, account or deal that it was converted to.',
        'another-record',
        'open-record',
      );
    case 'record-forbidden':
      return words(
        'You may not change this record.',
        'Ask its owner or an administrator to share it with you, then retry.',
        'retry',
        'open-record',
      );
    case 'record-invalid':
      return words(
        'There is no record with this ID in the module.',
        'Check the record ID: it is the long number at the end of the record’s address in the CRM.',
        'another-record',
      );
    case 'record-locked':
      return words(
        'The record is locked in the CRM.',
        'Retry once it has been unlocked, or once its image check is over.',
        'retry',
        'open-record',
      );
    case 'request-not-understood':
      return words(
        'Zoho could not read the request.',
        'Check module and record ID; if they are right, please report this with the log.',
        'another-record',
      );
    case 'request-wrong':
      return isOfPhoto
        ? words(
            'Zoho does not know this kind of request.',
            'Check the setting “API Version”; if it is right, please report this with the log.',
            'open-settings',
          )
        : words('Zoho does not know this kind of request.', 'Please report this with the log.');
    case 'review-pending':
      return words(
        'The record is waiting for review.',
        'Retry once it has been reviewed in the CRM.',
        'retry',
        'open-record',
      );
    case 'scope-missing':
      return words(
        `The sign-in does not allow this: the scope ${scope ?? 'for it'} is missing.`,
        'Sign in again and allow it; where you generate a code, use the scopes copied from the sign-in.',
        'sign-in',
      );
    case 'storage-full':
      return words(
        'Your organization’s file storage in the CRM is full.',
        'Free some space, or ask an administrator, then retry.',
        'retry',
      );
    case 'token-invalid':
      return words(
        'Zoho does not accept the access token.',
        'It may have ended, or belong to another data center. Sign in again.',
        'sign-in',
      );
    case 'too-many-requests':
      return words('Zoho is getting too many requests.', 'Retry in a minute.', 'retry');
    case 'unavailable':
      return words(
        `Zoho is not available at the moment (HTTP ${error.status}).`,
        'Retry in a while.',
        'retry',
      );
    case 'unknown-code':
      return error.code === ''
        ? words(
            `Zoho refused the request without saying why (HTTP ${error.status}).`,
            'Please report this with the log at level “Debug”.',
          )
        : words(
            `Zoho answered “${plain(error.message) || plain(error.code)}” (HTTP ${error.status}).`,
            'Retry. If it happens again, please report it with the log at level “Debug”.',
            'retry',
          );
    case 'version-unsupported':
      return isOfPhoto
        ? words(
            'This is not possible with the API version that is set.',
            'Choose a later one in the setting “API Version”.',
            'open-settings',
          )
        : words(
            'Zoho does not support this in the newest version of its API.',
            'Please report this with the log.',
          );
    case 'virus-found':
      return words(
        'Zoho found a virus in the file.',
        'Scan your computer, then choose another picture.',
      );
  }
}

function named(permissions: readonly string[]): string {
  return permissions.length === 0 ? '' : ` (${plain(permissions.join(', '))})`;
}
