import { l10n } from 'vscode';
import type { Account } from '../auth/account.ts';
import type { Facts, Fitted } from '../image/fitting.ts';
import type { Outcome } from '../upload/outcome.ts';

import type { RestrictTrigger } from '../zoho/apiVersion.ts';
import type { CrmRecord } from '../zoho/record.ts';
import type { ModuleProblem } from '../upload/target.ts';
import type { RecordIdProblem } from '../zoho/recordId.ts';
import { organizationName, recordName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import { consequence, HAS_NO_PHOTO } from '../ui/words/replacement.ts';
import { skippedAutomations } from '../ui/words/upload.ts';
import { wordsOfFacts, wordsOfWarning } from '../ui/words/fit.ts';
import { wordsOfReason } from '../ui/words/reason.ts';
import { wordsOfModuleProblem, wordsOfRecordIdProblem } from '../ui/words/target.ts';
import type { Words } from '../ui/words/words.ts';
import { inFull } from '../ui/words/words.ts';

/** Why a language model's upload isn't started. */
export type ToolRefusal =
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
  /** It will be resized or converted. */
  | { readonly kind: 'to-fit'; readonly before: Facts }
  | { readonly kind: 'fitted'; readonly fitted: Fitted }
  | { readonly kind: 'location-removed' }
  /** The setting keeps it. */
  | { readonly kind: 'location-kept' };

export function uploading(file: string, record: string): string {
  return l10n.t('Uploading {0} to {1}', file, record);
}

/** What a person is asked to agree to. */
interface UploadAsked {
  /** Its path. */
  readonly file: string;
  readonly record: CrmRecord;
  readonly account: Account;
  /** Whether the record has a photo. */
  readonly replaces: boolean;
  /** Whether photos are backed up before they are replaced. */
  readonly keeps: boolean;
  readonly changes: readonly ToolChange[];
  /** The automations that are switched off for this upload. */
  readonly skipped: readonly RestrictTrigger[];
}

export function uploadQuestion({
  file,
  record,
  account,
  replaces,
  keeps,
  changes,
  skipped,
}: UploadAsked): Record<'title' | 'detail' | 'button', string> {
  const { key, name } = record;
  const sentences = [
    name === undefined
      ? l10n.t(
          '{0} becomes the photo of {1} in {2}.',
          file,
          recordName(record),
          organizationName(account),
        )
      : l10n.t(
          '{0} becomes the photo of {1} (ID {2}) in {3}.',
          file,
          recordName(record),
          key.id,
          organizationName(account),
        ),
    ...(replaces ? [l10n.t('The current photo is replaced.'), consequence(keeps)] : [HAS_NO_PHOTO]),
    ...changes.map(wordsOfToolChange),
    ...(skipped.length === 0 ? [] : [skippedAutomations(skipped)]),
  ];
  return {
    title: replaces
      ? l10n.t('Replace a photo for a language model?')
      : l10n.t('Upload a photo for a language model?'),
    detail: sentences.join('\n'),
    button: replaces ? l10n.t('Replace') : l10n.t('Upload'),
  };
}

/** For the log. @param said what the model was told, or the upload's outcome */
export function uploadToolLine(said: string): string {
  return l10n.t('Tool {0}: {1}', 'upload_photo_to_zoho_crm', said);
}

function wordsOfToolChange(change: ToolChange): string {
  switch (change.kind) {
    case 'to-fit':
      return l10n.t(
        'A resized or converted copy is sent, without location and camera data (now {0}). If it is animated, only the first frame is kept.',
        wordsOfFacts(change.before),
      );
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
    case 'changed':
      return l10n.t(
        'Not uploaded: the file, the record, the account, or a setting has changed since the person was asked. Call again to ask about the current one.',
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

/** A cancel is told otherwise. */
type ToolOutcome = Exclude<Outcome, { readonly kind: 'canceled' }>;

/** @param changes how what was sent differed from the file */
export function wordsOfToolOutcome(
  file: string,
  outcome: ToolOutcome,
  account: Account,
  changes: readonly ToolChange[],
): string {
  const said = outcomeWords(file, outcome, account);
  const stored = outcome.kind === 'done' || outcome.kind === 'awaiting-approval';
  return stored ? [said, ...changes.map(wordsOfToolChange)].join(' ') : said;
}

function outcomeWords(file: string, outcome: ToolOutcome, account: Account): string {
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
