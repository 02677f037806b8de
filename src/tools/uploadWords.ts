import { l10n } from 'vscode';
import type { Account } from '../auth/account.ts';
import type { Fitted } from '../image/fitting.ts';
import type { Outcome } from '../upload/outcome.ts';
import type { ModuleProblem } from '../upload/target.ts';
import type { RecordIdProblem } from '../zoho/recordId.ts';
import { organizationName, recordName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import { wordsOfFacts, wordsOfWarning } from '../ui/words/fit.ts';
import { wordsOfReason } from '../ui/words/reason.ts';
import { wordsOfModuleProblem, wordsOfRecordIdProblem } from '../ui/words/target.ts';
import type { Words } from '../ui/words/words.ts';
import { inFull } from '../ui/words/words.ts';

/** Why a language model's upload isn't started. */
export type ToolRefusal =
  | { readonly kind: 'canceled' }
  /** Something has changed since the person was asked. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'has-photo' }
  | { readonly kind: 'input' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'module'; readonly problem: ModuleProblem }
  | { readonly kind: 'no-account' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'record-id'; readonly problem: RecordIdProblem };

/** How what is sent differs from the file, or why it doesn't although it could. */
export type ToolChange =
  | { readonly kind: 'fitted'; readonly fitted: Fitted }
  | { readonly kind: 'location-removed' }
  /** The setting keeps it. */
  | { readonly kind: 'location-kept' };

export const UPLOAD_QUESTION = l10n.t('Upload a photo to Zoho CRM?');

export function uploading(file: string, record: string, organization: string): string {
  return l10n.t('Uploading {0} to {1}, {2}', file, record, organization);
}

/** What the person is asked to allow. @param replaces whether an existing photo is replaced */
export function uploadPlan(
  file: string,
  record: string,
  organization: string,
  replaces: boolean,
  changes: readonly ToolChange[],
): string {
  return [
    l10n.t('{0} becomes the photo of {1} in {2}.', file, record, organization),
    replaces
      ? l10n.t('If the record has a photo, it is replaced.')
      : l10n.t('If the record has a photo, nothing is uploaded.'),
    ...changes.map(wordsOfToolChange),
  ].join(' ');
}

/** For the log. @param said what the model was told, or the upload's outcome */
export function uploadToolLine(said: string): string {
  return l10n.t('Tool {0}: {1}', 'upload_photo_to_zoho_crm', said);
}

function wordsOfToolChange(change: ToolChange): string {
  switch (change.kind) {
    case 'fitted': {
      const { before, after, warnings } = change.fitted;
      return [
        l10n.t(
          'A resized or converted copy is sent ({0} → {1}), without location and camera data.',
          wordsOfFacts(before),
          wordsOfFacts(after),
        ),
        ...warnings.map(wordsOfWarning),
      ].join(' ');
    }
    case 'location-removed':
      return l10n.t(
        'The picture contains the location where it was taken. Location and camera data are removed from the copy that is sent.',
      );
    case 'location-kept':
      return l10n.t(
        'The picture contains the location where it was taken, and is sent with it (see the “Remove Personal Data” setting).',
      );
  }
}

export function wordsOfToolRefusal(refusal: ToolRefusal): string {
  switch (refusal.kind) {
    case 'canceled':
      return l10n.t('Canceled. Nothing was uploaded.');
    case 'changed':
      return l10n.t(
        'Not uploaded: the file, the account, or a setting has changed since the person was asked. Call again to ask about the current one.',
      );
    case 'has-photo':
      return l10n.t(
        'Not uploaded: the record already has a photo. Ask the person whether to replace it, and only then call again with replacePhoto set to true.',
      );
    case 'input':
      return l10n.t('Not uploaded: file, module, and recordId are required, and must be strings.');
    case 'missing':
      return l10n.t('Not uploaded: the workspace has no such file.');
    case 'module':
      return l10n.t('Not uploaded. {0}', wordsOfModuleProblem(refusal.problem));
    case 'no-account':
      return l10n.t(
        'Not uploaded: no Zoho CRM account is chosen for this workspace. Ask the person to run “Zoho CRM Photos: Switch Account for This Workspace…”.',
      );
    case 'outside':
      return l10n.t(
        'Not uploaded: the file is outside the workspace, or a link that leads outside.',
      );
    case 'record-id':
      return l10n.t('Not uploaded. {0}', wordsOfRecordIdProblem(refusal.problem));
  }
}

/** What was wrong with the file or with Zoho, before anything was sent. */
export function wordsOfToolFailure(failure: Words): string {
  return l10n.t('Not uploaded. {0}', inFull(failure));
}

/** @param changes how what was sent differed from the file */
export function wordsOfToolOutcome(
  file: string,
  outcome: Outcome,
  account: Account,
  changes: readonly ToolChange[],
): string {
  const said = outcomeWords(file, outcome, account);
  const stored = outcome.kind === 'done' || outcome.kind === 'awaiting-approval';
  return stored ? [said, ...changes.map(wordsOfToolChange)].join(' ') : said;
}

function outcomeWords(file: string, outcome: Outcome, account: Account): string {
  const name = plain(file, 60);
  const at = organizationName(account);
  switch (outcome.kind) {
    case 'done':
      return l10n.t('{0} is now the photo of {1}, {2}.', name, recordName(outcome.record), at);
    case 'awaiting-approval':
      return l10n.t(
        '{0} was uploaded to {1}, {2}. It will show once it’s approved in the CRM.',
        name,
        recordName(outcome.record),
        at,
      );
    case 'canceled':
      return outcome.photo === 'unknown'
        ? l10n.t('Canceled after everything was sent. {0} may have been stored.', name)
        : l10n.t('Canceled. Nothing was uploaded.');
    case 'left':
      return l10n.t(
        'Not uploaded: the photo of {0}, {1}, is unchanged.',
        recordName(outcome.record),
        at,
      );
    case 'failed':
      return l10n.t(
        '{0} wasn’t uploaded, {1}. {2}',
        name,
        at,
        inFull(wordsOfReason(outcome.reason)),
      );
  }
}
