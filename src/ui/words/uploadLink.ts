import { l10n } from 'vscode';
import type { UploadLinkProblem } from '../../upload/uploadLink.ts';
import { wordsOfNoRecord } from './address.ts';

/** Links of the CRM that open VS Code to upload a photo. */

/** Why a link isn't followed. */
export function wordsOfLinkProblem(problem: UploadLinkProblem): string {
  return problem.kind === 'unreadable'
    ? l10n.t('Nothing was uploaded: this link doesn’t name a record by its module and ID.')
    : l10n.t('Nothing was uploaded. {0}', wordsOfNoRecord(problem.address).what);
}

/** A line of the log, without what is in the link: it's from anybody. */
export function linkProblemLine(problem: UploadLinkProblem): string {
  const what = problem.kind === 'unreadable' ? problem.part : problem.address.kind;
  return l10n.t('A link to upload a photo can’t be followed: {0}', what);
}

export const LINK_IGNORED_LINE = l10n.t(
  'A link to upload a photo was ignored, because a question was open',
);

/** In the status bar. */
export const ANSWER_FIRST = l10n.t('Answer the open question, then open the link again');

/** The title of a question. @param record with its module */
export function photoForRecord(record: string, organization: string): string {
  return l10n.t('Photo for {0} → {1}', record, organization);
}

export const WHICH_PICTURE = l10n.t('Which picture?');
export const ACTIVE_PICTURE = l10n.t('open in the editor');
export const CHOOSE_PICTURE = l10n.t('Choose a picture…');
export const CHOOSE_PICTURE_BUTTON = l10n.t('Choose Picture');
export const WHICH_ORGANIZATION = l10n.t('Which organization?');
