import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { preparedPicture } from '../../image/preparedPicture.ts';
import { fitterOf } from '../../commands/fitter.ts';
import { pictureAt } from '../../ui/pictureFile.ts';
import type { WatchedPage } from '../../ui/pageItem.ts';
import { withPageItem } from '../../ui/pageItem.ts';
import { batchOptionsOf } from '../options.ts';
import { liveRuns } from '../run/liveRuns.ts';
import type { RunHost } from '../run/runHost.ts';
import type { BatchServices } from '../services.ts';
import { runsOf } from '../store.ts';
import { fractionOf, wordsOfRunProgress, wordsOfUndoProgress } from '../words/progress.ts';
import { undoingIn, uploadingTo } from '../words/run.ts';
import { toldOf } from '../words/told.ts';
import type { BatchView } from './batchView.ts';

/**
 * What a run works with; it shows progress on the run's page, and in the status bar while that isn't
 * visible.
 *
 * @param reveal brings the page to the front
 */
export function hostOfRun(
  services: BatchServices,
  account: Account,
  id: string,
  view: Pick<BatchView, 'isVisible' | 'onVisibility' | 'progress'>,
  reveal: () => void,
): RunHost {
  const runs = runsOf(services);
  const page: WatchedPage = {
    get isVisible() {
      return view.isVisible;
    },
    onVisibility: (listener) => view.onVisibility(listener),
    reveal,
  };
  const shown = async <T>(
    title: string,
    work: (show: (fraction: number, text: string) => void) => Promise<T>,
  ): Promise<T> => {
    try {
      return await withPageItem(page, title, (show) =>
        work((fraction, text) => {
          show(text);
          view.progress({ fraction, text });
        }),
      );
    } finally {
      view.progress(undefined);
      liveRuns.progressed(id, undefined);
    }
  };
  return {
    crm: services.sessions.crmOf(account),
    runs,
    onAttempt: async () => {
      await runs.prune(services.settings.backups().milliseconds, id);
      await services.lastChanges.startRun(id);
    },
    optionsOf: (what, signal) =>
      batchOptionsOf(services, account, what === 'upload' ? 'bulk-upload' : what, signal),
    pictureOf: ({ place, size }, run, signal) =>
      preparedPicture(pictureAt(vscode.Uri.parse(place, true), size), {
        fitter: () => fitterOf(services),
        // As it was reviewed, whatever the settings are now.
        fits: run.fits,
        wishes: {
          ...(run.longestSide !== undefined && { longestSide: run.longestSide }),
          ...(run.withoutCmyk !== undefined && { withoutCmyk: run.withoutCmyk }),
        },
        withoutPersonalData: run.withoutPersonalData,
        signal,
      }),
    wordsOf: toldOf,
    showUpload: (photos, work) =>
      shown(uploadingTo(account, photos), (show) =>
        work((progress) => {
          show(fractionOf(progress), wordsOfRunProgress(progress));
          liveRuns.progressed(id, { kind: 'upload', progress });
        }),
      ),
    showUndo: (work) =>
      shown(undoingIn(account), (show) =>
        work((progress) => {
          show(progress.over / progress.of, wordsOfUndoProgress(progress));
          liveRuns.progressed(id, { kind: 'undo', progress });
        }),
      ),
    onBug: (error) => {
      services.log.bug(error);
    },
  };
}
