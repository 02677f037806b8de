import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import { keptOfPage } from './panel/keptOfPage.ts';
import { BATCH_VIEW } from './panel/panel.ts';
import { commandButton, offer, signInButton } from '../ui/offer.ts';
import { organizationName } from '../ui/names.ts';
import { plain } from '../ui/plain.ts';
import { separator } from '../ui/separator.ts';
import { pick } from '../ui/step.ts';
import { closeActivePage } from '../ui/tabs.ts';
import type { RunState } from './run/runState.ts';
import type { Runs } from './run/runs.ts';
import { countsOf } from './run/standing.ts';
import { foldersOf, isOfWorkspace } from './runPlaces.ts';
import type { BatchServices } from './services.ts';
import { followRun } from './panel/followRun.ts';
import { runsOf } from './store.ts';
import { BUTTONS } from '../ui/words/buttons.ts';
import { runIsGone } from './words/report.ts';
import type { RunStanding } from './words/resume.ts';
import {
  nothingToResume,
  pageWithoutAccount,
  resumePlaceholder,
  resumeTitle,
  reviewMayBeSent,
  reviewNotKept,
  runDetail,
  runGroups,
  runLabel,
  signInToResume,
} from './words/resume.ts';
import { BatchView } from './panel/batchView.ts';
import { usableAccounts } from '../commands/usableAccounts.ts';

/**
 * *Resume or View Uploads…*: shows a run that the person chooses, and continues it if it was interrupted.
 *
 * @param id of the run to show, from a page that stayed open while the extension host restarted
 */
export async function resumeUpload(services: BatchServices, id?: unknown): Promise<void> {
  const accounts = await usableAccounts(services);
  const runs = runsOf(services);
  const states = (await Promise.all(accounts.map(({ id }) => runs.of(id)))).flat();
  if (states.length === 0) {
    if ((await runs.unfinished()).length === 0) {
      void vscode.window.showInformationMessage(nothingToResume());
    } else {
      void offer('info', signInToResume(), signInButton());
    }
    return;
  }
  const all = await Promise.all(
    states.map(async (state) => ({ state, standing: await runStandingOf(services, runs, state) })),
  );
  const outlived = all.find(({ state }) => state.run.id === id);
  const chosen = outlived ?? (await chosenOf(all, accounts));
  const account = accounts.find((one) => one.id === chosen?.state.run.account);
  if (chosen === undefined || account === undefined) {
    return;
  }
  const open = services.openRuns.get(chosen.state.run.id);
  if (open !== undefined) {
    open.resume();
    return;
  }
  const view = new BatchView(services, foldersOf(chosen.state));
  if (outlived !== undefined) {
    await closeActivePage(BATCH_VIEW);
  }
  const resumes = outlived === undefined && chosen.standing === 'interrupted';
  await showRun(services, account, chosen.state, view, resumes ? 'upload' : 'watch');
}

interface RunChoice {
  readonly state: RunState;
  readonly standing: RunStanding;
}

async function runStandingOf(
  { openRuns }: BatchServices,
  runs: Runs,
  { run, over }: RunState,
): Promise<RunStanding> {
  if (openRuns.get(run.id)?.run.isActive === true) {
    return 'here';
  }
  return over ? 'over' : (await runs.isRunning(run.id)) ? 'elsewhere' : 'interrupted';
}

/** Undefined where the person cancels. */
async function chosenOf(
  known: readonly RunChoice[],
  accounts: readonly Account[],
): Promise<RunChoice | undefined> {
  const items = Object.entries(runGroups()).flatMap(([standing, label]) => {
    const some = known.filter((one) => one.standing === standing);
    return some.length === 0
      ? []
      : [separator(label), ...some.map((one) => ({ ...itemOf(one.state, accounts), known: one }))];
  });
  const chosen = await pick<vscode.QuickPickItem & { known?: RunChoice }>({
    title: resumeTitle(),
    step: 1,
    steps: 1,
    placeholder: resumePlaceholder(known.every(({ standing }) => standing === 'over')),
    items,
  });
  return chosen === undefined || chosen === 'back' ? undefined : chosen.value.known;
}

/** Restores a page after a restart of VS Code. An interrupted run doesn't resume by itself. */
export async function restoreBatchPage(
  services: BatchServices,
  panel: vscode.WebviewPanel,
  kept: unknown,
): Promise<void> {
  const page = keptOfPage(kept);
  const state = await runOfPage(services, page);
  const accounts = await usableAccounts(services);
  const account = accounts.find((one) => one.id === state?.run.account);
  if (state === undefined || account === undefined) {
    panel.dispose();
    if (state !== undefined) {
      void offer('info', pageWithoutAccount(), signInButton());
    } else if (page?.run === undefined) {
      const view = commandButton(BUTTONS['view-uploads'], 'resumeUpload');
      // One of these may be the review's: see runOfPage.
      const later = await runsOf(services).since(page?.at ?? Infinity);
      const message = later.some(isOfWorkspace) ? reviewMayBeSent() : reviewNotKept();
      void offer('info', message, view);
    } else {
      void vscode.window.showInformationMessage(runIsGone());
    }
    return;
  }
  const view = new BatchView(services, foldersOf(state), panel);
  await showRun(services, account, state, view, 'watch');
}

/** The run that a page showed; undefined for a review, or if the run was deleted. */
async function runOfPage(
  services: BatchServices,
  page: ReturnType<typeof keptOfPage>,
): Promise<RunState | undefined> {
  const runs = runsOf(services);
  if (page?.run !== undefined) {
    return runs.read(page.run);
  }
  // VS Code saves a page's state late, so a page saved as a review may have become a run since.
  const since = page?.at ?? Infinity;
  return (await runs.unfinished()).find((state) => state.run.at >= since && isOfWorkspace(state));
}

function showRun(
  services: BatchServices,
  account: Account,
  state: RunState,
  view: BatchView,
  begins: 'upload' | 'watch',
): Promise<void> {
  const followed = { id: state.run.id, folder: foldersOf(state)[0] };
  return followRun(services, account, view, followed, { begins });
}

function itemOf(
  state: RunState,
  accounts: readonly Account[],
): { label: string; description: string; detail: string } {
  const { run, items } = state;
  const account = accounts.find(({ id }) => id === run.account);
  return {
    label: runLabel(items.length, plain(items[0]?.key.module ?? '')),
    description: account === undefined ? '' : organizationName(account),
    detail: runDetail(run.at, countsOf(state)),
  };
}
