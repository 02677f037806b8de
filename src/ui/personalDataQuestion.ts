import * as vscode from 'vscode';
import { plain } from './plain.ts';
import { pick } from './step.ts';
import * as words from './words/personalData.ts';
import { firstOf } from './words/several.ts';
import { UPLOAD_TITLE } from './words/upload.ts';

/** Pictures that contain a location. */
export interface PersonalDataQuestion {
  /** Names of pictures from which it can be removed. */
  readonly removable: readonly string[];
  /** Names of pictures from which it can't: they are damaged, or the image itself contains it. */
  readonly unremovable: readonly string[];
}

/** Asks what to do about locations in pictures. Undefined if the person cancels. */
export async function askPersonalData({
  removable,
  unremovable,
}: PersonalDataQuestion): Promise<'remove' | 'keep' | undefined> {
  const names = [...removable, ...unremovable];
  const name = plain(names[0] ?? '', 60);
  const skipped = firstOf(unremovable.map((one) => plain(one, 40)));
  const removal =
    removable.length === 0
      ? { label: words.skipIt(names.length), detail: words.cantRemove(skipped) }
      : unremovable.length === 0
        ? words.REMOVE_DATA
        : {
            ...words.REMOVE_DATA,
            detail: words.skippedForPersonalData(skipped, unremovable.length),
          };
  const items = [
    { ...removal, choice: 'remove' as const },
    { ...words.KEEP_DATA, choice: 'keep' as const },
  ];
  const answer = await pick({
    title: UPLOAD_TITLE,
    step: 1,
    steps: 1,
    ...(removable.length === 0
      ? { placeholder: words.locationNotice(name, names.length) }
      : words.locationQuestion(name, names.length)),
    items,
    active: items[0],
  });
  return answer === undefined || answer === 'back' ? undefined : answer.value.choice;
}

/** Asks whether to skip pictures from which data can't be removed, although the settings want it. */
export async function agreeToSkip(unremovable: readonly string[]): Promise<boolean> {
  const [only = '', ...more] = unremovable;
  const isOne = more.length === 0;
  const skip = words.skipIt(unremovable.length);
  const names = isOne ? [] : [firstOf(unremovable.map((one) => plain(one, 40)))];
  const chosen = await vscode.window.showWarningMessage(
    isOne ? words.cantRemove(plain(only, 60)) : words.cantRemoveFrom(unremovable.length),
    { modal: true, detail: [...names, words.REMOVAL_IS_SET].join('\n\n') },
    skip,
  );
  return chosen === skip;
}
