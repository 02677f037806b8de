import { l10n } from 'vscode';

/** Buttons of messages that offer several things to do. */
export const BUTTONS = {
  'another-record': l10n.t('Choose Another Record'),
  'open-record': l10n.t('Open Record'),
  'open-settings': l10n.t('Open Settings'),
  resize: l10n.t('Upload Resized'),
  retry: l10n.t('Retry'),
  'save-backup': l10n.t('Save Earlier Photo…'),
  'show-log': l10n.t('Show Log'),
  'sign-in': l10n.t('Sign In'),
  undo: l10n.t('Undo'),
} as const;

export const CANCEL = l10n.t('Cancel');
