import * as vscode from 'vscode';
import { tryDelete } from '../../ui/deletion.ts';
import { plain } from '../../ui/plain.ts';
import { liveRuns } from '../run/liveRuns.ts';
import type { RunState } from '../run/runState.ts';
import { countsOf } from '../run/standing.ts';
import type { BatchServices } from '../services.ts';
import { runsOf } from '../store.ts';
import {
  cancelBeforeDeleting,
  couldntDeleteUpload,
  deletedUpload,
  deleteUploadQuestion,
} from '../words/list.ts';
import { runIsElsewhere } from '../words/report.ts';
import { runLabel } from '../words/resume.ts';

/** Asks, deletes what is stored of a run that rests, and closes its page. Photos and backups stay. */
export async function deleteUpload(services: BatchServices, state: RunState): Promise<void> {
  const { openRuns } = services;
  const { id } = state.run;
  const label = runLabel(state.items.length, plain(state.items[0]?.key.module ?? ''));
  const { title, detail, agree } = deleteUploadQuestion(label, countsOf(state));
  if ((await vscode.window.showWarningMessage(title, { modal: true, detail }, agree)) !== agree) {
    return;
  }
  await tryDelete(couldntDeleteUpload, async () => {
    if ((await runsOf(services).delete(id)) === 'elsewhere') {
      void (openRuns.get(id)?.run.isActive === true
        ? vscode.window.showWarningMessage(cancelBeforeDeleting())
        : vscode.window.showWarningMessage(runIsElsewhere()));
      return;
    }
    openRuns.get(id)?.view.close();
    liveRuns.changed(id);
    vscode.window.setStatusBarMessage(deletedUpload(label), 5000);
  });
}
