import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { canBeUndone } from '../upload/change.ts';
import type { Backup } from '../upload/backup.ts';
import type { Reason, Removal } from '../upload/outcome.ts';
import type { Undone } from '../upload/undo.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { organizationName, recordName } from './names.ts';
import { plain } from './plain.ts';
import { codeOfReason, wordsOfReason } from './words/reason.ts';
import { wordsOfSeveral } from './words/several.ts';

/** What the person chose to do about the result. */
export type ChangeChoice = 'retry' | 'save-copy' | 'undo' | 'show-log' | undefined;

const LABELS: Record<Exclude<ChangeChoice, undefined>, string> = {
  retry: 'Retry',
  'save-copy': 'Save Earlier Photo…',
  undo: 'Undo',
  'show-log': 'Show Log',
};

/** What a copy is, for whoever reads of it: `PNG, 34 KB`. */
export function copyWords({ pictureFormat, size }: Backup): string {
  const kilobytes = `${Math.max(1, Math.round(size / 1000))} KB`;
  return pictureFormat === '' ? kilobytes : `${pictureFormat}, ${kilobytes}`;
}

/** Tells that an earlier photo is back, or gone again, or why not. */
export function reportUndone(
  account: Account,
  key: RecordKey,
  undone: Undone,
  copy: Backup | undefined,
): Thenable<ChangeChoice> {
  const at = organizationName(account);
  const of =
    copy === undefined ? '' : ` It is the copy that Zoho had handed out (${copyWords(copy)}).`;
  switch (undone.kind) {
    case 'done':
      return tell('info', `${recordName(undone.record)} has its earlier photo again · ${at}.${of}`);
    case 'awaiting-approval':
      return tell(
        'warning',
        `The earlier photo of ${recordName(undone.record)} is back · ${at}, but shows only once it has been approved in the CRM.${of}`,
      );
    case 'removed':
      return tell(
        'info',
        `Undone: ${recordName(undone.record)} has no photo again, as before · ${at}.`,
      );
    case 'had-none':
      return tell('info', `${recordName(undone.record)} has no photo, as before · ${at}.`);
    case 'left':
      return tell('info', `${recordName(undone.record)} is left as it is · ${at}.`);
    case 'cancelled':
    case 'failed':
      return reportUnchanged(`The earlier photo of ${named(key)}`, at, undone, copy !== undefined);
  }
}

/** Tells what became of several changes that were undone at once. */
export function reportSeveralUndone(
  account: Account,
  all: readonly { readonly key: RecordKey; readonly undone: Undone }[],
): Thenable<ChangeChoice> {
  const of = (kind: Undone['kind']): number =>
    all.filter(({ undone }) => undone.kind === kind).length;
  const left = all.filter(
    ({ undone }) =>
      undone.kind === 'cancelled' || undone.kind === 'failed' || undone.kind === 'left',
  );
  const pending = of('awaiting-approval');
  const reasons = left.map(({ key, undone }) => ({ name: named(key), what: whyOf(undone) }));
  const sentences = [
    `${all.length - left.length} of ${all.length} changes undone · ${organizationName(account)}.`,
    ...(pending === 0 ? [] : [`${pending} will show once approved in the CRM.`]),
    ...wordsOfSeveral('Not undone', reasons),
    ...(left.length === 0 ? [] : ['Earlier photos that are kept are in “Kept Photos…”.']),
  ];
  const again = all.some(({ undone }) => undone.kind === 'failed' && canRetry(undone.reason));
  return tell(
    left.length === 0 && pending === 0 ? 'info' : 'warning',
    sentences.join(' '),
    ...(again ? (['retry'] as const) : []),
    'show-log',
  );
}

function whyOf(undone: Undone): string {
  switch (undone.kind) {
    case 'cancelled':
      return `${cancelledWords(undone.photo)}.`;
    case 'failed':
      return wordsOfReason(undone.reason).what;
    default:
      return '';
  }
}

/** Whoever is asked again to sign in can go on, too. */
function canRetry(reason: Reason): boolean {
  const { actions } = wordsOfReason(reason);
  return actions.includes('retry') || actions.includes('sign-in');
}

function cancelledWords(photo: 'not-stored' | 'unknown'): string {
  return photo === 'unknown'
    ? 'cancelled when all had been sent: open the record in the CRM to see'
    : 'left as it is';
}

/** Tells what became of a removal. */
export function reportRemoval(
  account: Account,
  key: RecordKey,
  removal: Removal,
): Thenable<ChangeChoice> {
  const at = organizationName(account);
  switch (removal.kind) {
    case 'removed': {
      const undo = canBeUndone(removal.change) ? (['undo'] as const) : [];
      return tell(
        'info',
        `The photo of ${recordName(removal.record)} was removed · ${at}.`,
        ...undo,
      );
    }
    case 'had-none':
      return tell('info', `${recordName(removal.record)} has no photo · ${at}.`);
    case 'cancelled':
    case 'failed':
      return reportUnchanged(`The photo of ${named(key)}`, at, removal, false);
  }
}

function reportUnchanged(
  subject: string,
  at: string,
  unchanged: Extract<Undone, { kind: 'cancelled' | 'failed' }>,
  hasCopy: boolean,
): Thenable<ChangeChoice> {
  if (unchanged.kind === 'cancelled') {
    return tell('info', `${subject} · ${at}: ${cancelledWords(unchanged.photo)}.`);
  }
  const { what, remedy } = wordsOfReason(unchanged.reason);
  const code = codeOfReason(unchanged.reason);
  return tell(
    'error',
    `${subject} · ${at}: nothing was confirmed as changed. ${what} ${remedy}${code === undefined ? '' : ` (${code})`}`,
    ...(canRetry(unchanged.reason) ? (['retry'] as const) : []),
    ...(hasCopy ? (['save-copy'] as const) : []),
    'show-log',
  );
}

function named({ module, id }: RecordKey): string {
  return `${plain(module)} ${id}`;
}

async function tell(
  severity: 'error' | 'info' | 'warning',
  message: string,
  ...choices: Exclude<ChangeChoice, undefined>[]
): Promise<ChangeChoice> {
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  const show = {
    error: showErrorMessage,
    info: showInformationMessage,
    warning: showWarningMessage,
  };
  const items = choices.map((choice) => ({ title: LABELS[choice], choice }));
  const chosen = await show[severity](message, ...items);
  return items.find((item) => item === chosen)?.choice;
}
