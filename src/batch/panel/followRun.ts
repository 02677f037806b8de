import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { isAllowedAccount } from '../../commands/accountPolicy.ts';
import { liveRuns } from '../run/liveRuns.ts';
import type { BatchServices } from '../services.ts';
import { runsOf } from '../store.ts';
import { runIsGone } from '../words/report.ts';
import type { BatchView } from './batchView.ts';
import type { Beginning, FollowedRun } from './followedRun.ts';
import { RunPage } from './runPage.ts';

/**
 * Follows a run on its page until the page is closed and the run rests: its upload, its result, and
 * what the person does then.
 *
 * @param begins what starts immediately
 */
export async function followRun(
  services: BatchServices,
  account: Account,
  view: BatchView,
  followed: FollowedRun,
  { begins }: { begins: Beginning },
): Promise<void> {
  const state = followed.state ?? (await runsOf(services).read(followed.id));
  if (state === undefined) {
    void vscode.window.showWarningMessage(runIsGone());
    view.close();
    return;
  }
  const page = new RunPage(services, account, view, followed, state);
  // Nothing fails picture by picture: it can be resumed when the administrator allows it.
  const how = begins === 'watch' || (await isAllowedAccount(services, account)) ? begins : 'watch';
  try {
    await services.openRuns.while(followed.id, page, () => page.follow(how));
  } finally {
    liveRuns.changed(followed.id);
  }
}
