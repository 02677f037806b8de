import { l10n } from 'vscode';

/** What needs access to Zoho, and waits for it. */
export type AccessUse =
  | 'bulk-upload'
  | 'download'
  | 'matching'
  | 'photo-check'
  | 'removal'
  | 'restore'
  | 'undo'
  | 'upload';

interface AccessUseWords {
  /** What happens once the person signs in. */
  readonly onSignIn: string;
  /** What happens once the person allows a scope. */
  readonly onAllow: string;
  /** In the status bar: its question is answered too late. */
  readonly ended: string;
}

export const ACCESS_USES: Readonly<Record<AccessUse, AccessUseWords>> = {
  'bulk-upload': {
    onSignIn: l10n.t('The bulk upload resumes once you sign in.'),
    onAllow: l10n.t('The bulk upload resumes once you allow access.'),
    ended: l10n.t('The bulk upload that asked for this has ended'),
  },
  download: {
    onSignIn: l10n.t('The download resumes once you sign in.'),
    onAllow: l10n.t('The download resumes once you allow access.'),
    ended: l10n.t('The download that asked for this has ended'),
  },
  matching: {
    onSignIn: l10n.t('The search for records resumes once you sign in.'),
    onAllow: l10n.t('The search for records resumes once you allow access.'),
    ended: l10n.t('The search that asked for this has ended'),
  },
  'photo-check': {
    onSignIn: l10n.t('The check for photos resumes once you sign in.'),
    onAllow: l10n.t('The check for photos resumes once you allow access.'),
    ended: l10n.t('The check that asked for this has ended'),
  },
  removal: {
    onSignIn: l10n.t('The removal resumes once you sign in.'),
    onAllow: l10n.t('The removal resumes once you allow access.'),
    ended: l10n.t('The removal that asked for this has ended'),
  },
  restore: {
    onSignIn: l10n.t('The restore resumes once you sign in.'),
    onAllow: l10n.t('The restore resumes once you allow access.'),
    ended: l10n.t('The restore that asked for this has ended'),
  },
  undo: {
    onSignIn: l10n.t('The undo resumes once you sign in.'),
    onAllow: l10n.t('The undo resumes once you allow access.'),
    ended: l10n.t('The undo that asked for this has ended'),
  },
  upload: {
    onSignIn: l10n.t('The upload resumes once you sign in.'),
    onAllow: l10n.t('The upload resumes once you allow access.'),
    ended: l10n.t('The upload that asked for this has ended'),
  },
};
