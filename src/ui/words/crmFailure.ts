import { l10n } from 'vscode';
import { permissionsOf } from '../../zoho/answer.ts';
import type { CrmFailure } from '../../zoho/failure.ts';
import { plain } from '../plain.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** Every error of the CRM API. The compiler checks that none is missing. */
export function wordsOfCrmFailure({ kind, error, scope, call, retryAfter }: CrmFailure): Words {
  // Only photos are sent and fetched with the API version that the person selects.
  const isOfPhoto = call === undefined || call === 'upload' || call === 'photo';
  switch (kind) {
    case 'api-access-off':
      return words(
        l10n.t('Your CRM profile doesn’t allow API access.'),
        l10n.t(
          'Ask an administrator for “Zoho CRM API Access” (Setup > Security Control > Profiles), then retry.',
        ),
        'retry',
      );
    case 'approval-pending':
      return words(
        l10n.t('The record or its current photo is waiting for approval.'),
        l10n.t('Retry once it’s approved in the CRM.'),
        'retry',
        'open-record',
      );
    case 'authentication-failed':
      return words(
        l10n.t('Zoho didn’t recognize the sign-in.'),
        l10n.t('Sign in again: the account may belong to another data center.'),
        'sign-in',
      );
    case 'blueprint':
      return words(
        l10n.t('The record is in a blueprint that doesn’t allow this change.'),
        l10n.t('Move it to another state in the CRM, then retry.'),
        'retry',
        'open-record',
      );
    case 'credits-used-up':
      return words(
        l10n.t('Your organization has used up its API credits for now.'),
        l10n.t('Retry in a few hours: Zoho counts the last 24 hours, for all apps together.'),
        'retry',
      );
    case 'feature-missing':
      return words(
        l10n.t('This module, layout, or CRM edition doesn’t support photos.'),
        l10n.t('Choose a record in another module, or ask an administrator.'),
        'another-record',
      );
    case 'image-check-refused':
      return words(
        l10n.t('Zoho’s image check (Zia) rejected the picture.'),
        l10n.t('Choose another picture, or ask an administrator what’s allowed.'),
      );
    case 'internal-error':
      return words(l10n.t('Zoho had an internal error.'), l10n.t('Retry later.'), 'retry');
    case 'limit-exceeded':
      return words(
        l10n.t('Zoho doesn’t allow this much in one request.'),
        call === 'search' || call === 'query'
          ? l10n.t('Narrow your search.')
          : l10n.t('Report this with the log.'),
      );
    case 'module-invalid':
      return words(
        isOfPhoto
          ? l10n.t(
              'This module doesn’t exist, isn’t visible to your profile, or doesn’t support photos.',
            )
          : l10n.t('This module doesn’t exist or isn’t visible to your profile.'),
        l10n.t(
          'Check its API name (Setup > Developer Hub > APIs), choose another module, or ask an administrator.',
        ),
        'another-record',
      );
    case 'not-supported':
      return words(
        l10n.t('This module or CRM edition doesn’t support this.'),
        l10n.t('Choose another module, or ask an administrator.'),
        'another-record',
      );
    case 'permission-missing':
      return words(
        wordsOfMissing(permissionsOf(error)),
        l10n.t('Ask an administrator for the permission, then retry.'),
        'retry',
      );
    case 'photo-or-record-invalid':
      return words(
        l10n.t('Zoho didn’t accept the record ID or the picture.'),
        l10n.t('Check the record ID, and that the picture opens in other programs.'),
        'another-record',
      );
    case 'photo-too-large':
      return words(
        l10n.t('The picture is too large: Zoho accepts up to 10 MB and 10 megapixels.'),
        l10n.t('Upload a smaller version.'),
        'resize',
      );
    case 'photo-too-many-bytes':
      return words(
        l10n.t('The file is too large: Zoho accepts up to 10 MB.'),
        l10n.t('Upload a smaller version.'),
        'resize',
      );
    case 'photo-too-many-pixels':
      return words(
        l10n.t('The picture has too many pixels: Zoho accepts up to 10 megapixels.'),
        l10n.t('Upload a smaller version.'),
        'resize',
      );
    case 'photo-type-refused':
      return words(
        l10n.t('Zoho doesn’t accept this kind of picture, only PNG, JPEG, GIF, and BMP.'),
        l10n.t('Save it as one of these, then upload it again.'),
      );
    case 'privilege-missing':
      return words(
        l10n.t('You don’t have the privilege to upload photos in the CRM.'),
        l10n.t('Ask an administrator for it, then retry.'),
        'retry',
      );
    case 'query-refused':
      return words(
        l10n.t('Zoho can’t search like this.'),
        l10n.t('Search for something else or by another field, or enter the record’s ID.'),
        'another-record',
      );
    case 'record-converted':
      return words(
        l10n.t('This lead has been converted, so its photo can’t be changed.'),
        l10n.t('Choose the contact, account, or deal that it was converted to.'),
        'another-record',
        'open-record',
      );
    case 'record-forbidden':
      return words(
        l10n.t('You don’t have permission to change this record.'),
        l10n.t('Ask its owner or an administrator to share it with you, then retry.'),
        'retry',
        'open-record',
      );
    case 'record-invalid':
      return words(
        l10n.t('This module has no record with this ID.'),
        l10n.t('Check the record ID (the long number at the end of the record’s URL).'),
        'another-record',
      );
    case 'record-locked':
      return words(
        l10n.t('The record is locked in the CRM.'),
        l10n.t('Retry once it’s unlocked or its image check is done.'),
        'retry',
        'open-record',
      );
    case 'request-not-understood':
      return words(
        l10n.t('Zoho couldn’t read the request.'),
        l10n.t('Check the module and record ID, or report this with the log.'),
        'another-record',
      );
    case 'request-wrong':
      return isOfPhoto
        ? words(
            l10n.t('Zoho doesn’t recognize this kind of request.'),
            l10n.t('Check the “API Version” setting, or report this with the log.'),
            'open-settings',
          )
        : words(
            l10n.t('Zoho doesn’t recognize this kind of request.'),
            l10n.t('Report this with the log.'),
          );
    case 'review-pending':
      return words(
        l10n.t('The record is waiting for review.'),
        l10n.t('Retry once it’s reviewed in the CRM.'),
        'retry',
        'open-record',
      );
    case 'scope-missing':
      return words(
        scope === undefined
          ? l10n.t('The sign-in doesn’t allow this: a scope is missing.')
          : l10n.t('The sign-in doesn’t allow this: the scope {0} is missing.', scope),
        l10n.t('Sign in again and allow it (for a code, use the scopes copied from the sign-in).'),
        'sign-in',
      );
    case 'storage-full':
      return words(
        l10n.t('Your organization’s file storage in the CRM is full.'),
        l10n.t('Free up space or ask an administrator, then retry.'),
        'retry',
      );
    case 'token-invalid':
      return words(
        l10n.t('Zoho didn’t accept the access token.'),
        l10n.t('Sign in again: it may have expired or belong to another data center.'),
        'sign-in',
      );
    case 'too-many-requests':
      return words(
        l10n.t('Zoho is getting too many requests.'),
        retryIn(retryAfter) ?? l10n.t('Retry in a minute.'),
        'retry',
      );
    case 'unavailable':
      return words(
        l10n.t('Zoho isn’t available right now (HTTP {0}).', error.status),
        retryIn(retryAfter) ?? l10n.t('Retry later.'),
        'retry',
      );
    case 'unknown-code':
      return error.code === ''
        ? words(
            l10n.t('Zoho refused the request without saying why (HTTP {0}).', error.status),
            l10n.t('Report this with the log at level “Debug”.'),
          )
        : words(
            l10n.t(
              'Zoho answered “{0}” (HTTP {1}).',
              plain(error.message) || plain(error.code),
              error.status,
            ),
            l10n.t('Retry, or report this with the log at level “Debug”.'),
            'retry',
          );
    case 'version-unsupported':
      return isOfPhoto
        ? words(
            l10n.t('The selected API version doesn’t support this.'),
            l10n.t('Choose a later one in the “API Version” setting.'),
            'open-settings',
          )
        : words(
            l10n.t('Zoho doesn’t support this in the newest version of its API.'),
            l10n.t('Report this with the log.'),
          );
    case 'virus-found':
      return words(
        l10n.t('Zoho found a virus in the file.'),
        l10n.t('Scan your computer, then choose another picture.'),
      );
  }
}

function wordsOfMissing(permissions: readonly string[]): string {
  return permissions.length === 0
    ? l10n.t('Your CRM profile doesn’t allow this.')
    : l10n.t('Your CRM profile doesn’t allow this ({0}).', plain(permissions.join(', ')));
}

/** When Zoho wants to be asked again; undefined if that is within a minute, or it doesn’t say. */
function retryIn(seconds = 0): string | undefined {
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 1) {
    return undefined;
  }
  return minutes < 120
    ? l10n.t('Retry in {0} minutes.', minutes)
    : l10n.t('Retry in {0} hours.', Math.ceil(minutes / 60));
}
