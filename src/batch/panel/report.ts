import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { organizationName } from '../../ui/names.ts';
import type { BatchEnd } from '../run/runOptions.ts';
import type { RunCounts } from '../run/standing.ts';
import { leftIn } from '../run/standing.ts';
import type { UndoneItem } from '../run/undoBatch.ts';
import { reportButtons, undoneSentences } from '../words/report.ts';
import { otherSentences, stopWords, uploadedSentence } from '../words/run.ts';

export type BatchChoice = 'show' | 'resume' | 'undo-all' | undefined;

interface Button extends vscode.MessageItem {
  readonly choice: BatchChoice;
}

/** Reports the result of a run in one notification. */
export async function tellBatch(
  account: Account,
  counts: RunCounts,
  end: BatchEnd['end'],
): Promise<BatchChoice> {
  const sentences = [
    uploadedSentence(counts, organizationName(account)),
    ...otherSentences(counts),
    // People know that they canceled.
    ...(end === 'over' || end === 'canceled' ? [] : [stopWords(end)]),
  ];
  const labels = reportButtons();
  const left = leftIn(counts);
  const buttons: Button[] = [
    { title: labels.show, choice: 'show' },
    // Resuming now would end the same way.
    ...(end === 'credits-used-up'
      ? []
      : left > 0
        ? [{ title: labels.resume, choice: 'resume' } as const]
        : counts.failed > 0
          ? [{ title: labels.retry, choice: 'resume' } as const]
          : []),
    ...(counts.undoable > 0 ? [{ title: labels.undoAll, choice: 'undo-all' } as const] : []),
  ];
  const isGood = left + counts.failed === 0 || end === 'canceled';
  return show(isGood, sentences, buttons);
}

/** Reports the result of undoing a run. */
export async function tellBatchUndone(
  account: Account,
  undone: readonly UndoneItem[],
): Promise<BatchChoice> {
  const of = (kind: UndoneItem['became']['kind']): number =>
    undone.filter(({ became }) => became.kind === kind).length;
  const counts = { all: undone.length, failed: of('failed'), left: of('canceled') };
  const labels = reportButtons();
  const buttons: Button[] = [
    { title: labels.show, choice: 'show' },
    ...(counts.failed + counts.left === 0
      ? []
      : [{ title: labels.undoRest, choice: 'undo-all' } as const]),
  ];
  return show(counts.failed === 0, undoneSentences(organizationName(account), counts), buttons);
}

async function show(
  isGood: boolean,
  sentences: readonly string[],
  buttons: readonly Button[],
): Promise<BatchChoice> {
  const { showInformationMessage, showWarningMessage } = vscode.window;
  const show = isGood ? showInformationMessage : showWarningMessage;
  return (await show(sentences.join(' '), ...buttons))?.choice;
}
