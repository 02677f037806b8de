import { l10n } from 'vscode';
import type { Reason } from '../../upload/outcome.ts';
import type { Undone } from '../../upload/undo.ts';
import type { RecordKey } from '../../zoho/photo.ts';
import { plain } from '../plain.ts';
import type { UploadResult } from '../uploadResult.ts';
import { codeOfReason } from './reason.ts';

/**
 * One line for the log: what happened to which picture and record. Outcomes are written as their
 * kinds and Zoho's codes, in any language, so that a log can be searched.
 */
export function reportLine({ picture, key, outcome }: UploadResult): string {
  return key === undefined
    ? l10n.t('{0}: {1}', plain(picture), outcomeLine(outcome))
    : l10n.t('{0} → {1} {2}: {3}', plain(picture), key.module, key.id, outcomeLine(outcome));
}

/** The same for a change without a new picture. */
export function changeLine(
  what: 'remove' | 'restore' | 'undo',
  { module, id }: RecordKey,
  outcome: Undone,
): string {
  return l10n.t('{0} {1} {2}: {3}', what, module, id, outcomeLine(outcome));
}

/** The same for backups that were deleted because the settings allow no more. */
export function deletedBackupsLine(count: number): string {
  return l10n.t('delete backups: {0}', count);
}

function outcomeLine(outcome: Undone): string {
  const restricted = 'change' in outcome ? (outcome.change.restrictTriggers ?? []).join() : '';
  const more = [
    ...(outcome.kind === 'failed' ? [reasonLine(outcome.reason)] : []),
    ...(restricted === '' ? [] : [`restrict_triggers=${restricted}`]),
  ];
  return `${outcome.kind}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

function reasonLine(reason: Reason): string {
  switch (reason.kind) {
    case 'failure':
      return [reason.failure.kind, codeOfReason(reason)].filter(Boolean).join(', ');
    case 'refusal':
      return reason.refusal.kind;
    case 'unfit':
      return `${reason.kind}, ${reason.unfit.kind}`;
    case 'no-backup':
      return [reason.kind, reason.why.kind, codeOfReason(reason)].filter(Boolean).join(', ');
    case 'bug':
    case 'backup-gone':
    case 'no-such-record':
      return reason.kind;
  }
}
