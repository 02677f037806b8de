import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { BATCH_VIEW, keptOfPage } from './panel/panel.ts';
import { organizationName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import { separator } from '../ui/separator.ts';
import { pick } from '../ui/step.ts';
import { closeActivePage } from '../ui/tabs.ts';
import { counted } from '../ui/words/numbers.ts';
import type { RunState } from './run/journal.ts';
import type { Runs } from './run/runs.ts';
import { followRun, goesOnHere, goOnWithFollowed } from './panel/batchRun.ts';
import { runsOf } from './store.ts';
import { BatchView } from './panel/batchView.ts';
import type { Services } from '../commands/services.ts';
import { usableAccounts } from '../commands/usableAccounts.ts';

/**
 * *Resume Upload…*: runs that were broken off, and those that are over, with what came of them.
 *
 * @param id of the one that a page shows which has outlived its extension host
 */
export async function resumeUpload(services: Services, id?: unknown): Promise<void> {
  const accounts = await usableAccounts(services);
  const runs = runsOf(services);
  const states = (await Promise.all(accounts.map(({ id }) => runs.of(id)))).flat();
  if (states.length === 0) {
    void vscode.window.showInformationMessage(
      (await runs.unfinished()).length === 0
        ? 'There is no upload of many photos to go on with.'
        : 'There is an upload to go on with, of an account that is not signed in. Sign in to Zoho CRM with it first.',
    );
    return;
  }
  const all = await Promise.all(
    states.map(async (state) => ({ state, standing: await standingOf(runs, state) })),
  );
  const outlived = all.find(({ state }) => state.run.id === id);
  const chosen = outlived ?? (await chosenOf(all, accounts));
  const account = accounts.find((one) => one.id === chosen?.state.run.account);
  if (chosen === undefined || account === undefined || goOnWithFollowed(chosen.state.run.id)) {
    return;
  }
  const view = new BatchView(services, foldersOf(chosen.state));
  if (outlived !== undefined) {
    await closeActivePage(BATCH_VIEW);
  }
  const begins = outlived === undefined && chosen.standing === 'broken-off';
  await show(services, account, chosen.state, view, begins);
}

const GROUPS = {
  here: 'going on in this window',
  elsewhere: 'going on in another window',
  'broken-off': 'broken off',
  over: 'finished',
} as const;

type Standing = keyof typeof GROUPS;

interface Known {
  readonly state: RunState;
  readonly standing: Standing;
}

async function standingOf(runs: Runs, { run, over }: RunState): Promise<Standing> {
  if (goesOnHere(run.id)) {
    return 'here';
  }
  return over ? 'over' : (await runs.isUnderWay(run.id)) ? 'elsewhere' : 'broken-off';
}

/** Undefined where the person cancels. */
async function chosenOf(
  known: readonly Known[],
  accounts: readonly Account[],
): Promise<Known | undefined> {
  const items = Object.entries(GROUPS).flatMap(([standing, label]) => {
    const some = known.filter((one) => one.standing === standing);
    return some.length === 0
      ? []
      : [separator(label), ...some.map((one) => ({ ...wordsOf(one.state, accounts), known: one }))];
  });
  const chosen = await pick<vscode.QuickPickItem & { known?: Known }>({
    title: 'Resume Upload',
    step: 1,
    steps: 1,
    placeholder: known.every(({ standing }) => standing === 'over')
      ? 'Show which upload?'
      : 'Go on with which upload?',
    items,
  });
  return chosen === undefined || chosen === 'back' ? undefined : chosen.value.known;
}

/** A page that VS Code gives back after a restart. What was under way does not go on by itself. */
export async function bringBack(
  services: Services,
  panel: vscode.WebviewPanel,
  kept: unknown,
): Promise<void> {
  const page = keptOfPage(kept);
  const state = await runOfPage(services, page);
  const accounts = await usableAccounts(services);
  const account = accounts.find((one) => one.id === state?.run.account);
  if (state === undefined || account === undefined) {
    panel.dispose();
    void vscode.window.showInformationMessage(
      state !== undefined
        ? 'An upload of many photos is of an account that is not signed in. Sign in to Zoho CRM with it, then choose “Resume Upload…”.'
        : page?.run === undefined
          ? 'The review of your pictures is not kept over a restart, and nothing was sent: choose the pictures again. What was sent earlier is in “Resume Upload…”.'
          : 'What became of an upload of many photos is no longer known.',
    );
    return;
  }
  await show(services, account, state, new BatchView(services, foldersOf(state), panel), false);
}

/** The run that a page has shown; undefined where it was a review, or the run is gone. */
async function runOfPage(
  services: Services,
  page: ReturnType<typeof keptOfPage>,
): Promise<RunState | undefined> {
  const runs = runsOf(services);
  if (page?.run !== undefined) {
    return runs.read(page.run);
  }
  // VS Code writes late what it keeps of pages: the review may have become a run meanwhile.
  const since = page?.at ?? Infinity;
  return (await runs.unfinished()).find((state) => state.run.at >= since && isOfWorkspace(state));
}

function show(
  services: Services,
  account: Account,
  state: RunState,
  view: BatchView,
  begins: boolean,
): Promise<void> {
  const followed = { id: state.run.id, folder: foldersOf(state)[0] };
  return followRun(services, account, view, followed, { begins });
}

function wordsOf(
  { run, items }: RunState,
  accounts: readonly Account[],
): { label: string; description: string; detail: string } {
  const account = accounts.find(({ id }) => id === run.account);
  const done = items.filter(({ ended, undone }) => ended === 'done' && undone !== true).length;
  const failed = items.filter(({ ended }) => ended === 'failed' || ended === 'unknown').length;
  const module = plain(items[0]?.key.module ?? '');
  return {
    label: `${counted(items.length, 'photo')} to ${module}`,
    description: account === undefined ? '' : organizationName(account),
    detail: `${new Date(run.at).toLocaleString()} · ${done} of ${items.length} uploaded${failed === 0 ? '' : `, ${failed} failed`}`,
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
