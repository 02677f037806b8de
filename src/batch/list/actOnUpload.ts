import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import type { UploadAction } from '../../commands/bulkUploads.ts';
import { usableAccounts } from '../../commands/usableAccounts.ts';
import { offer, signInButton } from '../../ui/offer.ts';
import { BatchView } from '../panel/batchView.ts';
import { followRun } from '../panel/followRun.ts';
import type { OpenRun } from '../run/openRuns.ts';
import type { RunState } from '../run/runState.ts';
import { foldersOf } from '../runPlaces.ts';
import type { BatchServices } from '../services.ts';
import { runsOf } from '../store.ts';
import { undoOnPage } from '../undoLastRun.ts';
import { runIsGone } from '../words/report.ts';
import { pageWithoutAccount } from '../words/resume.ts';
import { deleteUpload } from './deleteUpload.ts';

/** Does something with a run that was chosen in a list, as on its page. */
export async function actOnUpload(
  services: BatchServices,
  id: string,
  action: UploadAction,
): Promise<void> {
  const open = services.openRuns.get(id);
  if (open !== undefined && action !== 'delete') {
    await actOnOpen(open, action);
    return;
  }
  const state = await runsOf(services).read(id);
  if (state === undefined) {
    void vscode.window.showWarningMessage(runIsGone());
    return;
  }
  switch (action) {
    case 'show':
      await follow(services, state, 'watch');
      return;
    case 'resume':
    case 'retry':
      await follow(services, state, 'upload');
      return;
    case 'undo': {
      const account = await accountOf(services, state);
      if (account !== undefined) {
        await undoOnPage(services, account, state);
      }
      return;
    }
    case 'delete':
      await deleteUpload(services, state);
      return;
    case 'pause':
    case 'cancel':
      // It ended while the list was on its way.
      return;
  }
}

async function actOnOpen(open: OpenRun, action: Exclude<UploadAction, 'delete'>): Promise<void> {
  switch (action) {
    case 'show':
      open.show();
      return;
    case 'pause':
      await open.run.pause();
      return;
    case 'cancel':
      open.run.cancel();
      return;
    case 'resume':
      if (open.run.phase.kind === 'paused') {
        // Whoever resumes it from a list stays there.
        open.run.resume();
      } else {
        open.resume();
      }
      return;
    case 'retry':
      open.retry();
      return;
    case 'undo':
      open.undo();
      return;
  }
}

async function follow(
  services: BatchServices,
  state: RunState,
  begins: 'upload' | 'watch',
): Promise<void> {
  const { id } = state.run;
  const account = await accountOf(services, state);
  const open = services.openRuns.get(id);
  if (open !== undefined) {
    // A second click, while the page of the first one was on its way.
    open.show();
  } else if (account !== undefined) {
    const folders = foldersOf(state);
    const view = new BatchView(services, folders);
    await followRun(services, account, view, { id, folder: folders[0], state }, { begins });
  }
}

/** Undefined after a message that it is signed out. */
async function accountOf(services: BatchServices, { run }: RunState): Promise<Account | undefined> {
  const account = (await usableAccounts(services)).find(({ id }) => id === run.account);
  if (account === undefined) {
    void offer('info', pageWithoutAccount(), signInButton());
  }
  return account;
}
