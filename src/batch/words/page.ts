import { l10n } from 'vscode';
import type { PageTexts } from '../page/messages.ts';
import { ROW_STATES } from '../page/messages.ts';
import { excluded, rowStateName } from './rowState.ts';

/** The texts in the HTML of a batch's page (panel/html.ts). */
export function fixedTexts(): Readonly<Record<FixedText, string>> {
  return {
    title: l10n.t('Upload Photos'),
    disconnected: l10n.t('Disconnected.'),
    whyDisconnected: l10n.t(
      'The extension has stopped or isn’t responding. This page may be out of date.',
    ),
    progressSaved: l10n.t('Progress is saved.'),
    resume: l10n.t('Resume Upload…'),
    nothingSent: l10n.t('Nothing was sent. Close this page, then choose the pictures again.'),
    warnings: l10n.t('Warnings'),
    details: l10n.t('Details'),
    switches: l10n.t('Options'),
    buttons: l10n.t('Actions'),
    chips: l10n.t('Filter by state'),
    filter: l10n.t('Filter by file or record'),
    pictures: l10n.t('Pictures'),
    includeAll: l10n.t('Upload all shown'),
    picture: l10n.t('Picture'),
    file: l10n.t('File'),
    size: l10n.t('Size'),
    record: l10n.t('Record'),
    hasPhoto: l10n.t('Has Photo'),
    state: l10n.t('State'),
    none: l10n.t('No matching photos.'),
    showAll: l10n.t('Show All'),
    reviewKeys: l10n.t('Space excludes or includes a picture, F2 changes its record.'),
    runKeys: l10n.t('Ctrl+Z undoes an upload, R retries it.'),
    keys: l10n.t(
      'Enter shows a picture, Ctrl+Enter opens its record. Select several with Shift or Ctrl+A.',
    ),
  };
}

export type FixedText =
  | 'title'
  | 'disconnected'
  | 'whyDisconnected'
  | 'progressSaved'
  | 'resume'
  | 'nothingSent'
  | 'warnings'
  | 'details'
  | 'switches'
  | 'buttons'
  | 'chips'
  | 'filter'
  | 'pictures'
  | 'includeAll'
  | 'picture'
  | 'file'
  | 'size'
  | 'record'
  | 'hasPhoto'
  | 'state'
  | 'none'
  | 'showAll'
  | 'reviewKeys'
  | 'runKeys'
  | 'keys';

/** The texts that the page's script fills in. */
export function pageTexts(): PageTexts {
  const states = Object.fromEntries(ROW_STATES.map((state) => [state, rowStateName(state)]));
  return {
    groups: { ...(states as Record<(typeof ROW_STATES)[number], string>), excluded: excluded() },
    all: l10n.t('All'),
    more: l10n.t('More…'),
    shown: l10n.t('{0} of {1} shown'),
    upload: l10n.t('Upload {0}'),
    showPicture: l10n.t('Show Picture {0}'),
    chooseRecord: l10n.t('Choose Record…'),
    chooseRecordFor: l10n.t('Choose Record for {0}…'),
    chooseRecordTip: l10n.t('Choose Record… (F2)'),
    changeRecordFor: l10n.t('Change Record for {0}…'),
    changeRecordTip: l10n.t('Change Record… (F2)'),
    choosePicture: l10n.t('Choose Picture…'),
    choosePictureFor: l10n.t('Choose Picture for {0}…'),
    choosePictureTip: l10n.t('Choose Picture… (F2)'),
    nearFor: l10n.t('{0} for {1}'),
    openRecord: l10n.t('Open Record'),
    openRecordOf: l10n.t('Open Record {0}'),
    undoOf: l10n.t('Undo Upload of {0}…'),
    undoTip: l10n.t('Undo… (Ctrl+Z)'),
    retryOf: l10n.t('Retry {0}'),
    retryTip: l10n.t('Retry (R)'),
    matches: l10n.t('Matches “{0}”'),
    selected: l10n.t('{0} selected'),
    noteOf: l10n.t('{0}: {1}'),
    photo: l10n.t('photo: {0}'),
    yes: l10n.t('Yes'),
    no: l10n.t('No'),
    unknown: l10n.t('Unknown'),
    hasPhoto: l10n.t('has a photo'),
    photoUnknown: l10n.t('photo unknown'),
  };
}
