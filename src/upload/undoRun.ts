import type { Crm } from '../zoho/crm.ts';
import type { After, Change } from './change.ts';
import { FailuresAhead, catchingBugs } from './run.ts';
import type { Undone } from './undo.ts';
import { undo } from './undo.ts';
import type { Stage, UploadOptions } from './upload.ts';

export interface UndoneChange {
  /** As it was passed in. */
  readonly change: Change;
  /** As it must be undone by now: other changes of its record may have been undone before. */
  readonly now: Change;
  readonly result: Undone;
}

export interface UndoRunOptions extends Omit<UploadOptions, 'onStage'> {
  /** How many are finished, and the stage of the current one. */
  readonly onPosition: (over: number, change: Change, stage: Stage) => void;
  /** Called for a bug: the run continues. */
  readonly onBug: (error: unknown) => void;
}

/**
 * Undoes changes of one run, the last one first. If a record was changed twice, the earlier change
 * is undone on top of the later one. If the later one can’t be undone, the earlier one is left,
 * too.
 */
export async function undoRun(
  crm: Crm,
  changes: readonly Change[],
  { onPosition, onBug, ...options }: UndoRunOptions,
): Promise<UndoneChange[]> {
  const undone: UndoneChange[] = [];
  const ahead = new FailuresAhead();
  const left = new Map<string, After>();
  const kept = new Map<string, Undone>();
  for (const [index, change] of changes.toReversed().entries()) {
    const { key, before } = change;
    const record = `${key.module} ${key.id}`;
    // Removing a photo needs another scope than restoring one.
    const need = `${key.module} ${before.kind}`;
    const now = { ...change, after: left.get(record) ?? change.after };
    const onStage = (stage: Stage): void => {
      onPosition(index, change, stage);
    };
    onStage({ kind: 'finding-record' });
    const result: Undone =
      kept.get(record) ??
      ahead.of(need) ??
      (await catchingBugs(() => undo(crm, now, { ...options, onStage }), onBug));
    ahead.met(need, result);
    switch (result.kind) {
      case 'canceled':
      case 'failed':
      case 'left':
        kept.set(record, result);
        break;
      case 'had-none':
        left.set(record, { kind: 'none' });
        break;
      case 'awaiting-approval':
      case 'done':
      case 'removed':
        left.set(record, result.change.after);
    }
    undone.push({ change, now, result });
  }
  return undone;
}
