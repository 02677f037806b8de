import type { Account } from '../auth/account.ts';
import { reportNotAllowed, reportSeveralUndone, reportUndone } from '../ui/changeReport.ts';
import { organizationName, recordName } from '../ui/names.ts';
import { commandButton, offer } from '../ui/offer.ts';
import { plain } from '../ui/plain.ts';
import { stageFraction, withUploadProgress } from '../ui/uploadProgress.ts';
import { BUTTONS } from '../ui/words/buttons.ts';
import { changeLine } from '../ui/words/logLines.ts';
import { recordInOrganization, undoDeletesQuestion } from '../ui/words/photoDeletion.ts';
import { recordStage, stageWords } from '../ui/words/upload.ts';
import { NOTHING_TO_UNDO, UNDO_NEEDS_SIGN_IN, undoingTitle } from '../ui/words/undo.ts';
import type { Change } from '../upload/change.ts';
import { canBeUndone, deletingModules } from '../upload/change.ts';
import type { Backup } from '../upload/backup.ts';
import type { Undone } from '../upload/undo.ts';
import type { UndoneChange } from '../upload/undoRun.ts';
import { undoRun } from '../upload/undoRun.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { mayDeletePhotos } from './allowDeleting.ts';
import { saveBackup } from './backupActions.ts';
import { changeOptionsOf } from './changeOptions.ts';
import { isAllowedAccount } from './accountPolicy.ts';
import type { LastRun } from './lastRun.ts';
import { openRecord } from './openRecord.ts';
import { forgetUploads } from './rememberRecords.ts';
import type { Services } from './services.ts';
import { signInWith } from './signIn.ts';
import { usableAccounts } from './usableAccounts.ts';

/** *Undo Last Upload*: what was uploaded last in this workspace, even before a restart. */
export async function undoLast(services: Services): Promise<void> {
  const last = await lastUndoable(services);
  if (last === undefined) {
    await offer('info', NOTHING_TO_UNDO, commandButton(BUTTONS['photo-backups'], 'keptPhotos'));
    return;
  }
  const account = (await usableAccounts(services)).find(({ id }) => id === last.account);
  if (account !== undefined) {
    if (await isAllowedAccount(services, account)) {
      await last.undo(account);
    }
    return;
  }
  await offer('warning', UNDO_NEEDS_SIGN_IN, {
    title: BUTTONS['sign-in'],
    act: async () => {
      if ((await signInWith(services)) !== undefined) {
        await undoLast(services);
      }
    },
  });
}

/** The last changes or the last bulk upload, whichever is later; undefined if that can't be undone. */
async function lastUndoable(
  services: Services,
): Promise<Pick<LastRun, 'account' | 'undo'> | undefined> {
  const run = await services.lastRun();
  if (run !== undefined && run.at > services.lastChanges.at) {
    return run.canBeUndone ? run : undefined;
  }
  const changes = services.lastChanges.get().filter(canBeUndone);
  const [first] = changes;
  return (
    first && {
      account: first.account,
      undo: (account) => undoChanges(services, account, changes),
    }
  );
}

/** Changes that are being undone: a second click or the command doesn't undo them twice. */
const inProgress = new Set<string>();

/** Undoes changes of one run, latest first, shows the results, and retries if the person wants it. */
export async function undoChanges(
  services: Services,
  account: Account,
  all: readonly Change[],
): Promise<void> {
  for (let remaining = all; remaining.length > 0;) {
    const undone = await undoTogether(services, account, remaining);
    if (undone === 'not-allowed') {
      remaining = (await reportNotAllowed()) === 'undo' ? remaining : [];
    } else {
      remaining = undone.length === 0 ? [] : await reportAndChoose(services, account, undone);
    }
  }
}

async function undoTogether(
  services: Services,
  account: Account,
  all: readonly Change[],
): Promise<readonly UndoneChange[] | 'not-allowed'> {
  const changes = all.filter((change) => canBeUndone(change) && !inProgress.has(nameOf(change)));
  if (changes.length === 0) {
    return [];
  }
  const names = changes.map(nameOf);
  names.forEach((name) => inProgress.add(name));
  try {
    if (!(await mayUndo(services, account, changes))) {
      return 'not-allowed';
    }
    const undone = await undoWithProgress(services, account, changes);
    await removeUndone(services, undone);
    const over = undone.filter(({ result }) => !canBeRetried(result) && result.kind !== 'left');
    await forgetUploads(
      services,
      account,
      over.map(({ change }) => change.key),
    );
    for (const { change, result } of undone) {
      services.log.info(changeLine('undo', change.key, result));
    }
    return undone;
  } finally {
    // Before the result is shown: its notification may stay open for hours.
    names.forEach((name) => inProgress.delete(name));
  }
}

/** Where a record had no photo, undo deletes one. */
function mayUndo(
  services: Services,
  account: Account,
  changes: readonly Change[],
): Promise<boolean> {
  const modules = deletingModules(changes);
  const [first, ...others] = changes;
  const organization = organizationName(account);
  const about =
    first === undefined || others.length > 0
      ? organization
      : recordInOrganization(knownName(services, account, first.key), organization);
  return mayDeletePhotos(services, account, modules, about, (names) =>
    undoDeletesQuestion(modules.length, changes.length, names),
  );
}

function knownName({ recent }: Services, account: Account, key: RecordKey): string {
  return recordName({ key, name: recent.nameOf(account.id, key) });
}

function undoWithProgress(
  services: Services,
  account: Account,
  changes: readonly Change[],
): Thenable<UndoneChange[]> {
  const title = undoingTitle(organizationName(account));
  return withUploadProgress(title, (signal, show) =>
    undoRun(services.sessions.crmOf(account), changes, {
      ...changeOptionsOf(services, account, 'undo', signal),
      onPosition: (over, { key }, stage) => {
        const record = plain(`${key.module} ${key.id}`);
        const text = recordStage(record, stageWords(stage));
        show((over + stageFraction(stage)) / changes.length, text);
      },
      onBug: (error) => {
        services.log.bug(error);
      },
    }),
  );
}

/** Keeps only what couldn't be undone, for a retry. */
async function removeUndone(
  { lastChanges }: Services,
  undone: readonly UndoneChange[],
): Promise<void> {
  const remaining = new Map(
    undone.map(({ change, now, result }) => [nameOf(change), canBeRetried(result) ? [now] : []]),
  );
  await lastChanges.keep((change) => remaining.get(nameOf(change)) ?? [change]);
}

function canBeRetried({ kind }: Undone): boolean {
  return kind === 'failed' || kind === 'canceled';
}

/** @returns what to undo again */
async function reportAndChoose(
  services: Services,
  account: Account,
  undone: readonly UndoneChange[],
): Promise<readonly Change[]> {
  const [only, ...others] = undone;
  const backup = only === undefined ? undefined : await backupOf(services, only.change);
  const choice = await (only !== undefined && others.length === 0
    ? reportUndone(account, only.change.key, only.result, backup)
    : reportSeveralUndone(
        account,
        undone.map(({ change: { key }, result }) => ({ key, undone: result })),
      ));
  switch (choice) {
    case 'retry': {
      const failed = undone.flatMap(({ now, result }) => (result.kind === 'failed' ? [now] : []));
      // In the order in which they were made.
      return failed.toReversed();
    }
    case 'open-record':
      if (only !== undefined) {
        await openRecord(account, only.change.key);
      }
      return [];
    case 'save-backup':
      await saveBackup(services, backup);
      return [];
    case 'show-log':
      services.log.show();
      return [];
    case 'undo':
    case undefined:
      return [];
  }
}

function backupOf({ backups }: Services, { account, before }: Change): Promise<Backup | undefined> {
  return before.kind === 'kept' ? backups.get(account, before.id) : Promise.resolve(undefined);
}

function nameOf(change: Change): string {
  return JSON.stringify(change);
}
