import type { BulkUpload, BulkUploads, UploadStatus } from '../../commands/bulkUploads.ts';
import { liveRuns } from '../run/liveRuns.ts';
import type { BatchServices } from '../services.ts';
import { runsOf } from '../store.ts';
import { actOnUpload } from './actOnUpload.ts';
import { listedUpload } from './listedUpload.ts';
import { RunSummaries, summaryOf } from './runSummaries.ts';

/** What isn't over, in the order of the list. */
const FIRST: readonly UploadStatus[] = [
  'running',
  'paused',
  'canceling',
  'undoing',
  'elsewhere',
  'interrupted',
];

/** Bulk uploads as a list of this window shows them. */
export function bulkUploads(services: BatchServices): BulkUploads {
  const { openRuns } = services;
  const runs = runsOf(services);
  const summaries = new RunSummaries(runs);
  return {
    count: async (account) => (await runs.stored(account)).length,
    of: async (account, finished) => {
      const { summaries: found, more } = await summaries.of(account, finished);
      const uploads = await Promise.all(
        found.map(async (summary) => {
          const { id } = summary;
          const phase = openRuns.get(id)?.run.phase.kind ?? 'resting';
          const isElsewhere = phase === 'resting' && (await runs.isRunning(id));
          // After the wait, in which it may have been opened.
          return listedUpload(summary, {
            open: openRuns.get(id),
            live: liveRuns.progressOf(id),
            isElsewhere,
          });
        }),
      );
      return { uploads: inOrder(uploads), more };
    },
    now: (upload) => {
      const open = openRuns.get(upload.id);
      return (
        open &&
        listedUpload(summaryOf(open.run.state), {
          open,
          live: liveRuns.progressOf(upload.id),
          isElsewhere: false,
        })
      );
    },
    act: (id, action) => actOnUpload(services, id, action),
    onDidChange: (listener) =>
      liveRuns.onDidChange((id) => {
        listener(id, openRuns.get(id)?.run.state.run.account);
      }),
  };
}

function inOrder(uploads: readonly BulkUpload[]): BulkUpload[] {
  const rankOf = ({ status }: BulkUpload): number => {
    const rank = FIRST.indexOf(status);
    return rank === -1 ? FIRST.length : rank;
  };
  return uploads.toSorted((a, b) => rankOf(a) - rankOf(b));
}
