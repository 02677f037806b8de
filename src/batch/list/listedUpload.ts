import type { BulkUpload, UploadAction, UploadStatus } from '../../commands/bulkUploads.ts';
import { plain } from '../../ui/plain.ts';
import type { LiveProgress } from '../run/liveRuns.ts';
import type { OpenRun } from '../run/openRuns.ts';
import type { RunCounts } from '../run/standing.ts';
import { leftIn } from '../run/standing.ts';
import { uploadDescription, uploadDetails } from '../words/list.ts';
import { runLabel } from '../words/resume.ts';
import type { RunSummary } from './runSummaries.ts';

/** What this window knows of a run besides its journal. */
interface RunNow {
  readonly open: OpenRun | undefined;
  readonly live: LiveProgress | undefined;
  /** Whether another window has it. */
  readonly isElsewhere: boolean;
}

/** A run as a list shows it. */
export function listedUpload(summary: RunSummary, { open, live, isElsewhere }: RunNow): BulkUpload {
  const counts = open?.run.counts ?? summary.counts;
  const status = isElsewhere ? 'elsewhere' : statusOf(open, summary.over, counts);
  const shown = { ...summary, counts, status, live };
  return {
    id: summary.id,
    at: summary.at,
    status,
    label: runLabel(counts.all, plain(summary.module)),
    description: uploadDescription(shown),
    details: uploadDetails(shown),
    actions: actionsOf(status, counts),
  };
}

function statusOf(open: OpenRun | undefined, over: boolean, { failed }: RunCounts): UploadStatus {
  const phase = open?.run.phase.kind ?? 'resting';
  if (phase !== 'resting') {
    return phase;
  }
  return over ? (failed > 0 ? 'failed' : 'done') : 'interrupted';
}

function actionsOf(status: UploadStatus, counts: RunCounts): UploadAction[] {
  switch (status) {
    case 'running':
      return ['show', 'pause', 'cancel'];
    case 'paused':
      return ['show', 'resume', 'cancel'];
    case 'undoing':
      return ['show', 'cancel'];
    case 'canceling':
    case 'elsewhere':
      return ['show'];
    case 'interrupted':
    case 'done':
    case 'failed':
      return [
        'show',
        ...goingOn(counts),
        ...(counts.undoable > 0 ? ['undo' as const] : []),
        'delete',
      ];
  }
}

/** As on a run's page. */
function goingOn(counts: RunCounts): UploadAction[] {
  if (leftIn(counts) > 0) {
    return ['resume'];
  }
  return counts.failed > 0 ? ['retry'] : [];
}
