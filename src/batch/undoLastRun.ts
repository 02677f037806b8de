import * as vscode from 'vscode';
import { usableAccounts } from '../commands/usableAccounts.ts';
import type { LastRun } from '../commands/lastRun.ts';
import { BatchView } from './panel/batchView.ts';
import { followRun } from './panel/followRun.ts';
import { mayUndoRun } from './panel/undoQuestion.ts';
import type { RunState } from './run/runState.ts';
import { lastUploadIn } from './run/runState.ts';
import { countsOf } from './run/standing.ts';
import { foldersOf, isOfWorkspace } from './runPlaces.ts';
import type { BatchServices } from './services.ts';
import { runsOf } from './store.ts';
import { runIsElsewhere } from './words/report.ts';
import type { Account } from '../auth/account.ts';

/** The run that last uploaded a photo in this workspace. */
export async function lastRun(services: BatchServices): Promise<LastRun | undefined> {
  const uploaded = (await runsHere(services)).flatMap((state) => {
    const at = lastUploadIn(state);
    return at === undefined ? [] : [{ at, state }];
  });
  const [last] = uploaded.toSorted((a, b) => b.at - a.at);
  return (
    last && {
      account: last.state.run.account,
      at: last.at,
      canBeUndone: countsOf(last.state).undoable > 0,
      undo: (account) => undoOnPage(services, account, last.state),
    }
  );
}

/** Runs of pictures in this workspace's folders, and the last one started here, wherever they are. */
async function runsHere({ lastChanges, ...services }: BatchServices): Promise<RunState[]> {
  const runs = runsOf(services);
  const accounts = await usableAccounts(services);
  const states = (await Promise.all(accounts.map(({ id }) => runs.of(id)))).flat();
  const { run } = lastChanges;
  const started = run === undefined ? undefined : await runs.read(run);
  return [...states.filter(isOfWorkspace), ...(started === undefined ? [] : [started])];
}

/** Asks, then undoes a run on its page, which is opened if it isn't. */
export async function undoOnPage(
  services: BatchServices,
  account: Account,
  state: RunState,
): Promise<void> {
  const { id } = state.run;
  if (undoneWhereOpen(services, id)) {
    return;
  }
  if (await runsOf(services).isRunning(id)) {
    // Nobody is asked to allow anything for an undo that can't start.
    void vscode.window.showWarningMessage(runIsElsewhere());
    return;
  }
  // Allowing what it needs may take minutes, in which the person may have opened its page.
  if ((await mayUndoRun(services, account, state)) && !undoneWhereOpen(services, id)) {
    const folders = foldersOf(state);
    const view = new BatchView(services, folders);
    await followRun(services, account, view, { id, folder: folders[0] }, { begins: 'undo' });
  }
}

/** @returns whether its page is open in this window: then that undoes it, or says why it can't */
function undoneWhereOpen({ openRuns }: BatchServices, id: string): boolean {
  const open = openRuns.get(id);
  open?.undo();
  return open !== undefined;
}
