import type { Crm } from '../zoho/crm.ts';
import type { After, Change } from './change.ts';
import { FailuresAhead, unbroken } from './run.ts';
import type { Undone } from './undo.ts';
import { undo } from './undo.ts';
import type { Stage, UploadOptions } from './upload.ts';

export interface UndoneChange {
  /** As it was given. */
  readonly change: Change;
  /** As it is to be undone by now: others of its record may have been undone before it. */
  readonly now: Change;
  readonly became: Undone;
}

export interface UndoRunOptions extends Omit<UploadOptions, 'onStage'> {
  /** How many are over, and where the one under way stands. */
  readonly onPosition: (over: number, change: Change, stage: Stage) => void;
  /** Told of a mistake of ours: the run goes on. */
  readonly onBug: (error: unknown) => void;
}

/**
 * Undoes changes of one run, the last one first. Where a record was changed twice, the earlier
 * change is undone on top of the later one, or, where that could not be, is left as well.
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
    // To remove a photo takes another scope than to bring one back.
    const need = `${key.module} ${before.kind}`;
    const now = { ...change, after: left.get(record) ?? change.after };
    const onStage = (stage: Stage): void => {
      onPosition(index, change, stage);
    };
    onStage({ kind: 'finding-record' });
    const became: Undone =
      kept.get(record) ??
      ahead.of(need) ??
      (await unbroken(() => undo(crm, now, { ...options, onStage }), onBug));
    ahead.met(need, became);
    switch (became.kind) {
      case 'canceled':
      case 'failed':
      case 'left':
        kept.set(record, became);
        break;
      case 'had-none':
        left.set(record, { kind: 'none' });
        break;
      case 'awaiting-approval':
      case 'done':
      case 'removed':
        left.set(record, became.change.after);
    }
    undone.push({ change, now, became });
  }
  return undone;
}
