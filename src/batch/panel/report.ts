import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import type { BatchEnd } from '../run/engine.ts';
import type { UndoneItem } from '../run/undoBatch.ts';
import { canBeUndone } from '../../upload/change.ts';
import type { BatchOutcome } from '../../upload/outcome.ts';
import { organizationName } from '../../ui/names.ts';
import { CREDITS_USED_UP } from '../words.ts';
import { grouped, counted } from '../../ui/words/numbers.ts';

export type BatchChoice = 'show' | 'go-on' | 'undo-all' | undefined;

interface Item extends vscode.MessageItem {
  readonly choice: BatchChoice;
}

/** Tells what came of a run, in one notification. */
export async function tellBatch(
  account: Account,
  { results, end }: BatchEnd,
): Promise<BatchChoice> {
  const of = (kind: BatchOutcome['kind']): number =>
    results.filter(({ outcome }) => outcome.kind === kind).length;
  const [pending, failed, skipped, left] = [
    of('awaiting-approval'),
    of('failed'),
    of('skipped'),
    of('cancelled'),
  ];
  const unknown = results.filter(
    ({ outcome }) => outcome.kind === 'cancelled' && outcome.photo === 'unknown',
  ).length;
  const done = of('done') + pending;
  const sentences = [
    `${grouped(done)} of ${counted(results.length, 'photo')} uploaded to ${organizationName(account)}.`,
    ...(pending === 0 ? [] : [`${grouped(pending)} will show once approved in the CRM.`]),
    ...(skipped === 0
      ? []
      : [`${grouped(skipped)} skipped: the records have these very pictures.`]),
    ...(failed === 0 ? [] : [`${grouped(failed)} failed.`]),
    ...(left === unknown ? [] : [`${grouped(left - unknown)} not sent yet.`]),
    ...(unknown === 0 ? [] : [`Of ${grouped(unknown)} it is not known: going on finds out.`]),
    ...(end === 'credits-used-up' ? [CREDITS_USED_UP] : []),
    ...(typeof end === 'object' ? [`What is done could not be noted (${end.code}).`] : []),
  ];
  const undoable = results.some(
    ({ outcome }) => 'change' in outcome && canBeUndone(outcome.change),
  );
  const items: Item[] = [
    { title: 'Show Results', choice: 'show' },
    // Now it would end as it has ended.
    ...(end === 'credits-used-up'
      ? []
      : left > 0
        ? [{ title: 'Go On', choice: 'go-on' } as const]
        : failed > 0
          ? [{ title: 'Retry Failed', choice: 'go-on' } as const]
          : []),
    ...(undoable ? [{ title: 'Undo All…', choice: 'undo-all' } as const] : []),
  ];
  const good = done + skipped === results.length;
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const show = good || end === 'cancelled' ? showInformationMessage : showWarningMessage;
  return (await show(sentences.join(' '), ...items))?.choice;
}

/** Tells what came of undoing a run. */
export async function tellBatchUndone(
  account: Account,
  undone: readonly UndoneItem[],
): Promise<BatchChoice> {
  const failed = undone.filter(({ became }) => became.kind === 'failed').length;
  const cancelled = undone.filter(({ became }) => became.kind === 'cancelled').length;
  const done = undone.length - failed - cancelled;
  const sentences = [
    `${grouped(done)} of ${counted(undone.length, 'change')} undone in ${organizationName(account)}.`,
    ...(failed === 0 ? [] : [`${grouped(failed)} could not be undone: the log says why.`]),
    ...(cancelled === 0 ? [] : [`${grouped(cancelled)} left as they are.`]),
  ];
  const items: Item[] = [
    { title: 'Show Results', choice: 'show' },
    ...(failed + cancelled === 0 ? [] : [{ title: 'Undo the Rest…', choice: 'undo-all' } as const]),
  ];
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const show = failed === 0 ? showInformationMessage : showWarningMessage;
  return (await show(sentences.join(' '), ...items))?.choice;
}
