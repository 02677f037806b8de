import type { Account } from '../../auth/account.ts';
import type { Outcome } from '../../upload/outcome.ts';
import type { ModuleProblem, RecordIdProblem } from '../../upload/target.ts';
import { organisationName, recordName } from '../names.ts';
import { plain } from '../plain.ts';
import { wordsOfReason } from './reason.ts';
import { wordsOfModuleProblem, wordsOfRecordIdProblem } from './target.ts';
import type { Words } from './words.ts';

/** Why a language model's upload is not even begun. */
export type ToolRefusal =
  /** Not as it was when the person was asked. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'has-photo' }
  | { readonly kind: 'input' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'module'; readonly problem: ModuleProblem }
  | { readonly kind: 'no-account' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'record-id'; readonly problem: RecordIdProblem };

export function wordsOfToolRefusal(refusal: ToolRefusal): string {
  switch (refusal.kind) {
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

export function wordsOfToolOutcome(file: string, outcome: Outcome, account: Account): string {
  const name = plain(file, 60);
  const at = organisationName(account);
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
