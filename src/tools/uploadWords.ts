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

/** Why a language model's upload is not even begun. */
export type ToolRefusal =
  | { readonly kind: 'cancelled' }
  /** Not as it was when the person was asked. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'has-photo' }
  | { readonly kind: 'input' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'module'; readonly problem: ModuleProblem }
  | { readonly kind: 'no-account' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'record-id'; readonly problem: RecordIdProblem };

/** What is different in what is sent, or might be thought to be. */
export type ToolChange =
  | { readonly kind: 'fitted'; readonly fitted: Fitted }
  | { readonly kind: 'place-left-out' }
  /** By the setting. */
  | { readonly kind: 'place-told' };

export function wordsOfToolChange(change: ToolChange): string {
  switch (change.kind) {
    case 'fitted': {
      const { before, after, warnings } = change.fitted;
      return [
        `A version that fits is sent: ${wordsOfFacts(before)} → ${wordsOfFacts(after)}, without location and camera data.`,
        ...warnings.map(wordsOfWarning),
      ].join(' ');
    }
    case 'place-left-out':
      return 'The picture says where it was taken: location and camera data are left out of what is sent.';
    case 'place-told':
      return 'The picture says where it was taken, and is sent with that, as the setting “Remove Personal Data” says.';
  }
}

export function wordsOfToolRefusal(refusal: ToolRefusal): string {
  switch (refusal.kind) {
    case 'cancelled':
      return 'Cancelled: nothing was uploaded.';
    case 'changed':
      return 'Not uploaded: the file, the account or a setting is no longer what the person was asked about. Call again, so that they can see what it is now.';
    case 'has-photo':
      return 'Not uploaded: the record has a photo already. Ask the person whether to replace it, and only then call again with replacePhoto set to true.';
    case 'input':
      return 'Not uploaded: file, module and recordId are needed, all of them texts.';
    case 'missing':
      return 'Not uploaded: there is no such file in the workspace.';
    case 'module':
      return `Not uploaded. ${wordsOfModuleProblem(refusal.problem)}`;
    case 'no-account':
      return 'Not uploaded: no Zoho CRM account is chosen for this workspace. Ask the person to run “Zoho CRM Photos: Switch Account for This Workspace…”.';
    case 'outside':
      return 'Not uploaded: the file is outside the workspace, or a link that leads outside.';
    case 'record-id':
      return `Not uploaded. ${wordsOfRecordIdProblem(refusal.problem)}`;
  }
}

/** What was wrong with the file or with Zoho, before anything was sent. */
export function wordsOfToolFailure({ what, remedy }: Words): string {
  return `Not uploaded. ${what} ${remedy}`;
}

/** @param changes what was different in what was sent */
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
      return `${name} is now the photo of ${recordName(outcome.record)}, ${at}.`;
    case 'awaiting-approval':
      return `${name} was uploaded to ${recordName(outcome.record)}, ${at}, but shows only once it has been approved in the CRM.`;
    case 'cancelled':
      return outcome.photo === 'unknown'
        ? `Cancelled when all had been sent: ${name} may have been stored.`
        : 'Cancelled: nothing was uploaded.';
    case 'left':
      return `Not uploaded: ${recordName(outcome.record)}, ${at}, was left as it is.`;
    case 'failed': {
      const { what, remedy } = wordsOfReason(outcome.reason);
      return `${name} was not uploaded, ${at}. ${what} ${remedy}`;
    }
  }
}
