import type { Account } from '../../auth/account.ts';
import type { BatchButton, BatchFacts } from '../page/messages.ts';
import type { RunState } from '../run/journal.ts';
import { changeOf } from '../run/journal.ts';
import { canBeUndone } from '../../upload/change.ts';
import { plain } from '../../ui/plain.ts';
import { grouped, counted } from '../../ui/words/numbers.ts';
import { whose } from './whose.ts';

export interface RunFacts {
  readonly account: Account;
  readonly state: RunState;
  /** What goes on at the moment. */
  readonly phase: 'running' | 'paused' | 'undoing' | 'resting' | 'elsewhere';
  /** Why it rests although it is not over: a cancel, credits that are used up, or a disk that is full. */
  readonly stopped: string | undefined;
}

/** What stands above the pictures while they go up, and then. */
export function runFacts({ account, state, phase, stopped }: RunFacts): BatchFacts {
  const { items, over } = state;
  const done = items.filter(({ ended, undone }) => ended === 'done' && undone !== true);
  const undone = items.filter((item) => item.undone === true).length;
  const failed = items.filter(({ ended }) => ended === 'failed' || ended === 'unknown').length;
  const skipped = items.filter(({ ended }) => ended === 'skipped').length;
  const pending = done.filter(({ looked }) => looked?.pending === true).length;
  const open = items.filter(
    ({ begun, ended }) => begun !== undefined && ended === undefined,
  ).length;
  const undoable = items.filter((item) => {
    const change = changeOf(state, item);
    return change !== undefined && canBeUndone(change);
  }).length;
  const left = items.length - done.length - undone - failed - skipped;
  const module = plain(items[0]?.key.module ?? '');
  const lines = [
    `${grouped(done.length)} of ${counted(items.length, 'photo')} uploaded.`,
    ...(pending === 0 ? [] : [`${grouped(pending)} will show once approved in the CRM.`]),
    ...(skipped === 0
      ? []
      : [`${grouped(skipped)} skipped: the records have these very pictures.`]),
    ...(failed === 0 ? [] : [`${grouped(failed)} failed: see why below.`]),
    ...(undone === 0 ? [] : [`${grouped(undone)} undone.`]),
    ...(left - open === 0 ? [] : [`${grouped(left - open)} not sent yet.`]),
    ...(open === 0
      ? []
      : [
          phase === 'elsewhere'
            ? `${grouped(open)} under way.`
            : `Of ${grouped(open)} it is not known: going on finds out.`,
        ]),
  ];
  return {
    ...whose(account),
    title: titleOf(phase, over, phase === 'undoing' ? undoable : items.length, module),
    tab: tabOf(phase, over, module),
    lines: phase === 'resting' || phase === 'elsewhere' ? lines : [],
    warnings: stopped === undefined ? [] : [stopped],
    actions: actionsOf(phase, {
      undoable: undoable > 0,
      failed,
      left,
    }),
    isReview: false,
  };
}

function titleOf(
  phase: RunFacts['phase'],
  over: boolean,
  pictures: number,
  module: string,
): string {
  const photos = counted(pictures, 'photo');
  switch (phase) {
    case 'running':
      return `Uploading ${photos} to ${module}`;
    case 'paused':
      return `Paused: uploading ${photos} to ${module}`;
    case 'undoing':
      return `Undoing ${photos} of ${module}`;
    case 'elsewhere':
      return `In another window: ${photos} to ${module}`;
    case 'resting':
      return over ? `Upload of ${photos} to ${module}` : `Broken off: ${photos} to ${module}`;
  }
}

function tabOf(phase: RunFacts['phase'], over: boolean, module: string): string {
  switch (phase) {
    case 'running':
      return `Uploading to ${module}`;
    case 'paused':
      return `Paused: ${module}`;
    case 'undoing':
      return `Undoing in ${module}`;
    case 'elsewhere':
      return `In another window: ${module}`;
    case 'resting':
      return over ? `Uploaded to ${module}` : `Broken off: ${module}`;
  }
}

function actionsOf(
  phase: RunFacts['phase'],
  counts: { readonly undoable: boolean; readonly failed: number; readonly left: number },
): BatchButton[] {
  switch (phase) {
    case 'running':
      return [
        { action: 'pause', label: 'Pause' },
        { action: 'cancel', label: 'Cancel' },
      ];
    case 'paused':
      return [
        { action: 'resume', label: 'Go On' },
        { action: 'cancel', label: 'Cancel' },
      ];
    case 'undoing':
      return [{ action: 'cancel', label: 'Cancel' }];
    case 'elsewhere':
      return [{ action: 'show-log', label: 'Show Log' }];
    case 'resting':
      return [
        ...(counts.left > 0
          ? [{ action: 'go-on', label: 'Go On' } as const]
          : counts.failed > 0
            ? [{ action: 'retry-failed', label: `Retry Failed (${counts.failed})` } as const]
            : []),
        ...(counts.undoable ? [{ action: 'undo-all', label: 'Undo All…' } as const] : []),
        { action: 'save-result', label: 'Save Result as CSV…' },
        { action: 'show-log', label: 'Show Log' },
      ];
  }
}
