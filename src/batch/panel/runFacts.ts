import type { Account } from '../../auth/account.ts';
import { plain } from '../../ui/plain.ts';
import type { BatchButton, BatchFacts } from '../page/messages.ts';
import type { RunController } from '../run/controller.ts';
import type { RunPhase } from '../run/phase.ts';
import type { RunCounts } from '../run/standing.ts';
import { leftIn } from '../run/standing.ts';
import { picturesFolderName } from './folderName.ts';
import type { RunSubject } from '../words/run.ts';
import {
  otherSentences,
  runButtons,
  stopWords,
  tabOf,
  titleOf,
  uploadedSentence,
} from '../words/run.ts';
import { whose } from './whose.ts';

/** Everything above the pictures of a run. */
export function runFacts(
  account: Account,
  { state, phase, counts }: Pick<RunController, 'counts' | 'phase' | 'state'>,
): BatchFacts {
  const isOpen = phase.kind === 'resting' || phase.kind === 'elsewhere';
  const stop = phase.kind === 'resting' ? phase.stop : undefined;
  const subject: RunSubject = {
    module: plain(state.items[0]?.key.module ?? ''),
    folder: picturesFolderName(
      state.items.map(({ place, name, shown }) => ({ place, path: shown?.path ?? name })),
    ),
    photos: photosIn(phase) ?? counts.all,
    isOver: state.over,
  };
  return {
    ...whose(account),
    title: titleOf(phase.kind, subject),
    tab: tabOf(phase.kind, subject),
    lines: isOpen ? [uploadedSentence(counts), ...otherSentences(counts)] : [],
    warnings: stop === undefined ? [] : [stopWords(stop)],
    actions: actionsOf(phase, counts),
    isReview: false,
    isResting: phase.kind === 'resting',
  };
}

/** How many photos something in progress is about; undefined if nothing is. */
function photosIn(phase: RunPhase): number | undefined {
  return 'photos' in phase ? phase.photos : 'attempt' in phase ? phase.attempt.photos : undefined;
}

function actionsOf({ kind }: RunPhase, counts: RunCounts): BatchButton[] {
  const labels = runButtons(counts.failed);
  const button = (action: keyof typeof labels): BatchButton => ({ action, label: labels[action] });
  switch (kind) {
    case 'running':
      return [button('pause'), button('cancel')];
    case 'paused':
      return [button('resume'), button('cancel')];
    case 'undoing':
      return [button('cancel')];
    case 'canceling':
      return [];
    case 'elsewhere':
      return [button('show-log')];
    case 'resting':
      return [
        ...(leftIn(counts) > 0
          ? [button('resume')]
          : counts.failed > 0
            ? [button('retry-failed')]
            : []),
        button('save-result'),
        button('show-log'),
        // Last, so that it isn't where Pause and Cancel were a moment before.
        ...(counts.undoable > 0 ? [button('undo-all')] : []),
      ];
  }
}
