import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import type { MissingDeletion } from '../../commands/allowDeleting.ts';
import { allowDeletion, missingDeletion } from '../../commands/allowDeleting.ts';
import type { Services } from '../../commands/services.ts';
import { organizationName } from '../../ui/names.ts';
import { plain } from '../../ui/plain.ts';
import { deletionDetail, modulesOfDeletion, NOTHING_UNDONE } from '../../ui/words/photoDeletion.ts';
import type { Change } from '../../upload/change.ts';
import { deletingModules } from '../../upload/change.ts';
import type { Item, RunState } from '../run/runState.ts';
import { undoableChange } from '../run/runState.ts';
import { undoRowQuestion } from '../words/rows.ts';
import {
  allowAndUndoButton,
  undoRunButton,
  undoRunDeletes,
  undoRunDetail,
  undoRunQuestion,
} from '../words/report.ts';

/**
 * Asks before a run or some of its pictures are undone. Where a record had no photo, undo deletes
 * one: if the account may not do that, the same question is for it, too.
 *
 * @param only the numbers of the pictures to undo, if not all
 */
export async function mayUndoRun(
  services: Services,
  account: Account,
  state: RunState,
  only?: ReadonlySet<number>,
): Promise<boolean> {
  const undoable = state.items.flatMap((item): Undoable[] => {
    const change = only?.has(item.n) === false ? undefined : undoableChange(state, item);
    return change === undefined ? [] : [{ item, change }];
  });
  if (undoable.length === 0) {
    return false;
  }
  const { title, detail: about } = questionOf(account, state, undoable);
  const deleting = deletingModules(undoable.map(({ change }) => change));
  const missing = await missingDeletion(services, account, deleting);
  const { detail, agree } =
    missing === undefined
      ? { detail: about, agree: undoRunButton() }
      : withPermission(about, deleting.length, missing);
  if ((await vscode.window.showWarningMessage(title, { modal: true, detail }, agree)) !== agree) {
    return false;
  }
  if (missing === undefined || (await allowDeletion(services, missing))) {
    return true;
  }
  void vscode.window.showInformationMessage(NOTHING_UNDONE);
  return false;
}

interface Undoable {
  readonly item: Item;
  readonly change: Change;
}

/** Of one picture, it names the record. */
function questionOf(
  account: Account,
  { run, items }: RunState,
  undoable: readonly Undoable[],
): { readonly title: string; readonly detail: string } {
  const organization = organizationName(account);
  const [first] = undoable;
  if (first !== undefined && undoable.length === 1 && items.length > 1) {
    const { key, shown } = first.item;
    return undoRowQuestion(shown?.name ?? key.id, organization, first.change.before.kind);
  }
  return {
    title: undoRunQuestion(undoable.length, plain(first?.item.key.module ?? '')),
    detail: undoRunDetail(organization, run.at),
  };
}

function withPermission(
  about: string,
  photos: number,
  { scopes, next }: MissingDeletion,
): { readonly detail: string; readonly agree: string } {
  const deletes = undoRunDeletes(photos, modulesOfDeletion(scopes));
  return {
    detail: deletionDetail([about, deletes].join('\n\n'), scopes, next),
    agree: allowAndUndoButton(next !== 'none'),
  };
}
