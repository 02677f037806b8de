import { l10n } from 'vscode';
import type { Ending } from '../../auth/revocation.ts';
import { listed } from './listed.ts';
import { grouped } from './numbers.ts';
import { plural } from './plural.ts';

/** What is lost if an account's unfinished uploads are deleted. */
export function unfinishedUploads(count: number): string {
  return plural(count, {
    one: l10n.t('An upload was interrupted.'),
    other: l10n.t('{0} uploads were interrupted.', grouped(count)),
  });
}

export function lostWithUploads(picturesLeft: number): string {
  return plural(picturesLeft, {
    one: l10n.t(
      '1 picture hasn’t been sent. If you delete the upload, you can’t resume or undo it.',
    ),
    other: l10n.t(
      '{0} pictures haven’t been sent. If you delete the uploads, you can’t resume or undo them.',
      grouped(picturesLeft),
    ),
  });
}

export const NOT_SIGNED_IN = l10n.t('You’re not signed in to Zoho CRM.');

export function alreadySignedOut(account: string): string {
  return l10n.t('Already signed out: {0}.', account);
}

export function signedOutOf(account: string): string {
  return l10n.t('Signed out of Zoho CRM: {0}.', account);
}

/** What happened to the access at Zoho; empty if it was revoked as expected. */
export const ENDINGS: Readonly<Record<Ending, string>> = {
  ended: '',
  'not-there': l10n.t('Zoho says that access had already ended.'),
  'not-told': l10n.t(
    'Couldn’t revoke access at Zoho; it’s deleted only on this machine. You can revoke it in your Zoho account.',
  ),
  'not-ours': l10n.t('The access token itself works until it expires.'),
};

/** What is still stored for an account after it is signed out. */
interface StillStored {
  readonly hasRecentRecords: boolean;
  /** Where files were uploaded. */
  readonly hasFiles: boolean;
  readonly backups: number;
  readonly uploads: number;
  readonly hasClient: boolean;
}

/** What is left, and the button that deletes it; undefined if nothing is. */
export function stillKept({
  hasRecentRecords,
  hasFiles,
  backups,
  uploads,
  hasClient,
}: StillStored): { readonly sentence: string; readonly button: string } | undefined {
  const left = [
    ...(hasRecentRecords ? [l10n.t('recent records')] : []),
    ...(hasFiles ? [l10n.t('where your files were uploaded')] : []),
    ...(backups === 0
      ? []
      : [
          plural(backups, {
            one: l10n.t('1 photo backup'),
            other: l10n.t('{0} photo backups', grouped(backups)),
          }),
        ]),
    ...(uploads === 0
      ? []
      : [
          plural(uploads, {
            one: l10n.t('the results of 1 bulk upload'),
            other: l10n.t('the results of {0} bulk uploads', grouped(uploads)),
          }),
        ]),
    ...(hasClient ? [l10n.t('the client')] : []),
  ];
  if (left.length === 0) {
    return undefined;
  }
  const isOne = !hasRecentRecords && !hasFiles && backups + uploads + (hasClient ? 1 : 0) === 1;
  return {
    sentence: l10n.t('Still kept on this machine: {0}.', listed(left)),
    button: isOne && uploads === 0 ? l10n.t('Delete It Too') : DELETE_TOO,
  };
}

/** @param code the system's error code */
export function couldntDeleteUploads(code: string): string {
  return l10n.t(
    'Couldn’t delete all bulk uploads: another program may have a file open ({0}). Close it, then retry.',
    code,
  );
}

/** @param code as above */
export function couldntDeleteFiles(code: string): string {
  return l10n.t(
    'Couldn’t delete where your files were uploaded: another program may have a file open ({0}). Close it, then retry.',
    code,
  );
}

export const DELETE_TOO = l10n.t('Delete Them Too');
export const DELETE_ALL = l10n.t('Delete All');

export function uploadStillRuns(account: string): string {
  return l10n.t(
    'A bulk upload to {0} is still running, so nothing was deleted. Cancel it on its page first.',
    account,
  );
}
