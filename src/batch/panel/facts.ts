import type { Account } from '../../auth/account.ts';
import type { BatchButton, BatchFacts } from '../page/messages.ts';
import type { Estimate } from '../run/estimate.ts';
import type { RunState } from '../run/journal.ts';
import { changeOf } from '../run/journal.ts';
import { canBeUndone } from '../../upload/change.ts';
import { environmentName } from '../../ui/names.ts';
import { plain } from '../../ui/plain.ts';
import type { BeforeRun } from '../words.ts';
import { wordsOfEstimate, wordsOfJunk } from '../words.ts';
import { grouped, counted } from '../../ui/words/numbers.ts';

/** Large on the page: whose records these are. */
function whose(
  account: Account,
): Pick<BatchFacts, 'organization' | 'environment' | 'isProduction'> {
  return {
    organization: plain(account.organization.name),
    environment: environmentName(account),
    isProduction: account.place.environment === 'production',
  };
}

export interface ReviewFacts {
  readonly account: Account;
  readonly module: string;
  readonly before: BeforeRun;
  readonly estimate: Estimate;
  /** Pictures that do not go up. */
  readonly staying: number;
  /** Whether a record still has what it was given last: then only what has changed may be wanted. */
  readonly mayBeSame: boolean;
  readonly onlyChanged: boolean;
  /** Rows of the table that name files which are not there. */
  readonly withoutFile: number;
  /** Hidden or system files and folders that were left out. */
  readonly junk: number;
  readonly canRestrict: boolean;
}

/** What stands above the pictures before the run. */
export function reviewFacts(facts: ReviewFacts): BatchFacts {
  const { account, module, before, estimate, staying, withoutFile, junk } = facts;
  const { length } = before.sizes;
  const { lines, warnings } = wordsOfEstimate(before, estimate);
  const none = length === 0 ? 'No picture has a record that it could go to.' : undefined;
  return {
    ...whose(account),
    title:
      length === 0
        ? `No picture for ${plain(module)} yet`
        : `Upload ${counted(length, 'photo')} to ${plain(module)}?`,
    tab: `Upload to ${plain(module)}`,
    lines: [
      ...lines,
      ...(staying === 0
        ? []
        : [
            `${counted(staying, 'picture')} ${staying === 1 ? 'stays' : 'stay'} here: see why below.`,
          ]),
      ...(withoutFile === 0
        ? []
        : [
            `The table names ${counted(withoutFile, 'file')} that ${withoutFile === 1 ? 'is' : 'are'} not in the folder.`,
          ]),
      ...(junk === 0 ? [] : [wordsOfJunk(junk)]),
    ],
    warnings,
    actions: [
      {
        action: 'start',
        label: length === 0 ? 'Upload' : `Upload ${counted(length, 'Photo')}`,
        ...(none === undefined ? {} : { disabled: none }),
      },
      { action: 'cancel', label: 'Cancel' },
      ...reviewSwitches(facts),
    ],
    isReview: true,
  };
}

function reviewSwitches(facts: ReviewFacts): BatchButton[] {
  const { before, staying, mayBeSame, onlyChanged, canRestrict, withoutFile } = facts;
  return [
    ...(mayBeSame
      ? [{ action: 'only-changed', label: 'Only What Changed', pressed: onlyChanged } as const]
      : []),
    ...(canRestrict ? [{ action: 'automation', label: 'Automation in the CRM…' } as const] : []),
    ...(before.unknownPhotos === 0
      ? []
      : [
          {
            action: 'look-at-photos',
            label: `Look Which Have Photos (${counted(before.unknownPhotos, 'Credit')})`,
          } as const,
        ]),
    ...(staying + withoutFile === 0
      ? []
      : [{ action: 'save-unmatched', label: 'Save Unmatched as CSV…' } as const]),
    { action: 'save-mapping', label: 'Save This Mapping…' },
  ];
}

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
