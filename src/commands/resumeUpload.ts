import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { BATCH_VIEW, runOfKept } from '../ui/batchPage.ts';
import { organisationName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import { pick } from '../ui/step.ts';
import { counted } from '../ui/words/batch.ts';
import type { RunState } from '../upload/batch/journal.ts';
import { followRun, goOnWithFollowed } from './batchRun.ts';
import { runsOf } from './batchStore.ts';
import { BatchView } from './batchView.ts';
import type { Parts } from './parts.ts';
import { usableAccounts } from './usableAccounts.ts';

/**
 * *Resume Upload…*: runs that were broken off, and those that are over, with what came of them.
 *
 * @param id of the one that a page shows which has outlived its extension host
 */
export async function resumeUpload(parts: Parts, id?: unknown): Promise<void> {
  const accounts = await usableAccounts(parts);
  const runs = runsOf(parts);
  const states = (await Promise.all(accounts.map(({ id }) => runs.of(id)))).flat();
  if (states.length === 0) {
    void vscode.window.showInformationMessage(
      (await runs.unfinished()).length === 0
        ? 'There is no upload of many photos to go on with.'
        : 'There is an upload to go on with, of an account that is not signed in. Sign in to Zoho CRM with it first.',
    );
    return;
  }
  const known = states.find(({ run }) => run.id === id);
  const state = known ?? (await chosenOf(states, accounts));
  const account = accounts.find((one) => one.id === state?.run.account);
  if (state === undefined || account === undefined || goOnWithFollowed(state.run.id)) {
    return;
  }
  if (known === undefined) {
    await show(parts, account, state, new BatchView(parts, foldersOf(state)), !state.over);
    return;
  }
  const outlived = vscode.window.tabGroups.activeTabGroup.activeTab;
  const view = new BatchView(parts, foldersOf(state));
  if (
    outlived?.input instanceof vscode.TabInputWebview &&
    outlived.input.viewType.endsWith(BATCH_VIEW)
  ) {
    await vscode.window.tabGroups.close(outlived);
  }
  await show(parts, account, state, view, false);
}

/** Undefined where the person cancels. */
async function chosenOf(
  states: readonly RunState[],
  accounts: readonly Account[],
): Promise<RunState | undefined> {
  const open = states.filter(({ over }) => !over);
  const over = states.filter((state) => state.over);
  const separator = (label: string): { label: string; kind: vscode.QuickPickItemKind } => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
  });
  const itemOf = (state: RunState): vscode.QuickPickItem & { state?: RunState } => ({
    ...wordsOf(state, accounts),
    state,
  });
  const chosen = await pick<vscode.QuickPickItem & { state?: RunState }>({
    title: 'Resume Upload',
    step: 1,
    steps: 1,
    placeholder: open.length === 0 ? 'Show which upload?' : 'Go on with which upload?',
    items: [
      ...(open.length === 0 ? [] : [separator('broken off'), ...open.map(itemOf)]),
      ...(over.length === 0 ? [] : [separator('over'), ...over.map(itemOf)]),
    ],
  });
  return chosen === undefined || chosen === 'back' ? undefined : chosen.value.state;
}

/** A page that VS Code gives back after a restart. What was under way does not go on by itself. */
export async function bringBack(
  parts: Parts,
  panel: vscode.WebviewPanel,
  kept: unknown,
): Promise<void> {
  const runs = runsOf(parts);
  const id = runOfKept(kept);
  // VS Code writes late what it keeps of pages: then it is the last one of this workspace.
  const state =
    id === undefined ? (await runs.unfinished()).find(isOfWorkspace) : await runs.read(id);
  const accounts = await usableAccounts(parts);
  const account = accounts.find((one) => one.id === state?.run.account);
  if (state === undefined || account === undefined) {
    panel.dispose();
    return;
  }
  await show(parts, account, state, new BatchView(parts, foldersOf(state), panel), false);
}

function show(
  parts: Parts,
  account: Account,
  { run }: RunState,
  view: BatchView,
  begins: boolean,
): Promise<void> {
  const followed = { id: run.id, known: new Map(), folder: undefined };
  return followRun(parts, account, view, followed, { begins });
}

function wordsOf(
  { run, items }: RunState,
  accounts: readonly Account[],
): { label: string; description: string; detail: string } {
  const account = accounts.find(({ id }) => id === run.account);
  const done = items.filter(({ ended, undone }) => ended === 'done' && undone !== true).length;
  const module = plain(items[0]?.key.module ?? '');
  return {
    label: `${counted(items.length, 'photo')} to ${module}`,
    description: account === undefined ? '' : organisationName(account),
    detail: `${new Date(run.at).toLocaleString()} · ${done} uploaded`,
  };
}

function isOfWorkspace({ items }: RunState): boolean {
  const place = items[0]?.place;
  return (
    place !== undefined &&
    vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(place, true)) !== undefined
  );
}

/** Where its pictures are. */
function foldersOf({ items }: RunState): vscode.Uri[] {
  const folders = items.map(({ place }) =>
    vscode.Uri.joinPath(vscode.Uri.parse(place, true), '..'),
  );
  return [...new Map(folders.map((uri) => [uri.toString(), uri])).values()];
}
