import * as vscode from 'vscode';
import { recordName } from './names.ts';
import { separator } from './separator.ts';
import type { LiveItem } from './step.ts';
import type { PositionOfSeveral, Target } from './targetQuestion.ts';
import * as words from './words/answers.ts';

/** What a question for one of several pictures offers in addition. */

/** The record chosen before the person came back to this picture: Enter keeps it. */
export function earlierItems(position: PositionOfSeveral | undefined): LiveItem<Target>[] {
  const earlier = position?.earlier;
  if (earlier?.kind !== 'record') {
    return [];
  }
  // Without a name, the label has the ID.
  const id = earlier.name === undefined ? {} : { description: earlier.key.id };
  return [separator(words.CHOSEN), { label: recordName(earlier), ...id, choice: earlier }];
}

/** The last item, so that it's one step up from the first. */
export function skipItems(position: PositionOfSeveral | undefined): LiveItem<Target>[] {
  return position === undefined
    ? []
    : [separator(), { label: words.SKIP_ITEM, choice: { kind: 'skip' } }];
}

export function skipButtons(
  position: PositionOfSeveral | undefined,
): (vscode.QuickInputButton & { readonly choice: { readonly kind: 'skip' } })[] {
  return position === undefined
    ? []
    : [
        {
          iconPath: new vscode.ThemeIcon('debug-step-over'),
          tooltip: words.SKIP_BUTTON,
          choice: { kind: 'skip' },
        },
      ];
}
