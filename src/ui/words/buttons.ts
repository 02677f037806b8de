import { l10n } from 'vscode';

/** Buttons of messages that offer several things to do. */
export const BUTTONS = {
  'another-record': l10n.t('Choose Another Record'),
  'heic-setting': l10n.t('Open Setting'),
  'learn-more': l10n.t('Learn More'),
  'open-record': l10n.t('Open Record'),
  'open-settings': l10n.t('Open Settings'),
  'photo-backups': l10n.t('Photo Backups…'),
  resize: l10n.t('Upload Resized'),
  retry: l10n.t('Retry'),
  'save-as': l10n.t('Save As…'),
  'save-backup': l10n.t('Save Earlier Photo…'),
  'show-log': l10n.t('Show Log'),
  'sign-in': l10n.t('Sign In'),
  'switch-account': l10n.t('Switch Account'),
  undo: l10n.t('Undo'),
  'upload-photo': l10n.t('Upload Photo…'),
  'view-uploads': l10n.t('View Uploads…'),
} as const;

export const CANCEL = l10n.t('Cancel');
