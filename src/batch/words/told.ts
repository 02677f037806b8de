import { l10n } from 'vscode';
import { codeOfReason, wordsOfReason } from '../../ui/words/reason.ts';
import type { Reason } from '../../upload/outcome.ts';
import type { Item, Told } from '../run/runState.ts';

/** What the table and a report say about a failed picture: Zoho’s code, and why it failed. */
export function toldOf({ begun }: Pick<Item, 'begun'>, reason: Reason): Told {
  const { what, remedy } = wordsOfReason(reason);
  const isKnown = reason.kind !== 'failure' || reason.photo !== 'unknown';
  const sentences = [
    what,
    remedyInRun(reason) ?? remedy,
    // Today's failure says nothing about an earlier attempt whose answer was lost.
    ...(begun !== undefined && isKnown
      ? [l10n.t('An earlier attempt may have stored it: check the record.')]
      : []),
  ];
  return {
    code: codeOfReason(reason) ?? '',
    message: sentences.filter((sentence) => sentence !== '').join(' '),
  };
}

/** The remedy within a run, where no other picture can be chosen; undefined: the usual one. */
function remedyInRun(reason: Reason): string | undefined {
  const refusal = reason.kind === 'refusal' ? reason.refusal : undefined;
  if (refusal?.kind === 'empty') {
    return l10n.t('Replace the file, then choose Retry Failed.');
  }
  return refusal?.kind === 'unreadable' && refusal.reason === 'missing'
    ? l10n.t('Put it back, then choose Retry Failed.')
    : undefined;
}
