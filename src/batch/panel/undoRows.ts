import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { organizationName } from '../../ui/names.ts';
import type { RunState } from '../run/runState.ts';
import { undoableChange } from '../run/runState.ts';
import { undoRowQuestion, undoRowsQuestion } from '../words/rows.ts';

/** Asks before some pictures of a run are undone: how many, or which record, and where. */
export async function wantsUndoOf(
  account: Account,
  state: RunState,
  ns: ReadonlySet<number>,
): Promise<boolean> {
  const items = state.items.filter(
    (item) => ns.has(item.n) && undoableChange(state, item) !== undefined,
  );
  const [first, ...others] = items;
  if (first === undefined) {
    return false;
  }
  const organization = organizationName(account);
  const { title, detail, undo } =
    others.length > 0
      ? undoRowsQuestion(items.length, organization)
      : undoRowQuestion(
          first.shown?.name ?? first.key.id,
          organization,
          first.begun?.before.kind ?? 'lost',
        );
  return (await vscode.window.showWarningMessage(title, { modal: true, detail }, undo)) === undo;
}
