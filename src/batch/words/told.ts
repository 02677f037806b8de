import { l10n } from 'vscode';
import { codeOfReason, wordsOfReason } from '../../ui/words/reason.ts';
import type { Reason } from '../../upload/outcome.ts';
import type { Item, Told } from '../run/runState.ts';

/** What the table and a report say of a picture that failed: Zoho's own code, and why. */
export function toldOf({ begun }: Pick<Item, 'begun'>, reason: Reason): Told {
  const { what, remedy } = wordsOfReason(reason);
  const message = l10n.t('{0} {1}', what, remedyInRun(reason) ?? remedy).trim();
  const isKnown = reason.kind !== 'failure' || reason.photo !== 'unknown';
  return {
    code: codeOfReason(reason) ?? '',
    // What it failed with now says nothing of an earlier try whose answer was lost.
    message:
      begun !== undefined && isKnown
        ? l10n.t('{0} An earlier try may have stored it: check the record.', message)
        : message,
  };
}

/** What to do where another picture cannot be chosen; undefined where it is the same as ever. */
function remedyInRun(reason: Reason): string | undefined {
  const refusal = reason.kind === 'refusal' ? reason.refusal : undefined;
  if (refusal?.kind === 'empty') {
    return l10n.t('Replace the file, then choose Retry Failed.');
  }
  return refusal?.kind === 'unreadable' && refusal.reason === 'missing'
    ? l10n.t('Put it back, then choose Retry Failed.')
    : undefined;
}
