import * as vscode from 'vscode';
import { plain } from './plain.ts';
import { pick } from './step.ts';
import { firstOf } from './words/several.ts';

/** Pictures that say where they were taken. */
export interface PersonalDataQuestion {
  /** Names of those of which it can be left out. */
  readonly removable: readonly string[];
  /** Names of those of which it cannot: damaged ones, and those with a place within the picture. */
  readonly unremovable: readonly string[];
}

/**
 * Asks what to do about places in pictures. Undefined when the person cancels.
 */
export async function askPersonalData({
  removable,
  unremovable,
}: PersonalDataQuestion): Promise<'remove' | 'keep' | undefined> {
  const names = [...removable, ...unremovable];
  const [name = ''] = names;
  const what =
    names.length === 1
      ? `${plain(name, 60)} says where it was taken`
      : `${names.length} pictures say where they were taken`;
  const skipped = firstOf(unremovable.map((one) => plain(one, 40)));
  const left =
    unremovable.length === 0
      ? 'The picture itself, its colors and orientation stay as they are; so does the file.'
      : `They can’t be removed from ${skipped}, which ${unremovable.length === 1 ? 'is' : 'are'} skipped.`;
  const skip = `Location and camera data can’t be removed from ${skipped}.`;
  const first =
    removable.length === 0
      ? { label: names.length === 1 ? 'Skip It' : 'Skip Them', detail: skip }
      : { label: 'Remove location and camera data', detail: left };
  const items = [
    { ...first, choice: 'remove' as const },
    {
      label: 'Upload with it',
      detail: 'Whoever may see the photo in Zoho CRM can read the place from it.',
      choice: 'keep' as const,
    },
  ];
  const answer = await pick({
    title: 'Upload Photo to Zoho CRM',
    step: 1,
    steps: 1,
    placeholder: removable.length === 0 ? `${what}.` : `${what}. Remove that?`,
    items,
    active: items[0],
  });
  return answer === undefined || answer === 'back' ? undefined : answer.value.choice;
}

/** Whether to go on without pictures of which the settings want what cannot be done. */
export async function agreeToSkip(unremovable: readonly string[]): Promise<boolean> {
  const [name = '', ...more] = unremovable.map((one) => plain(one, 60));
  const resume = more.length === 0 ? 'Skip It' : 'Skip Them';
  const what = more.length === 0 ? plain(name, 60) : `${unremovable.length} pictures`;
  const chosen = await vscode.window.showWarningMessage(
    `Location and camera data can’t be removed from ${what}.`,
    {
      modal: true,
      detail: `${more.length === 0 ? '' : `${firstOf(unremovable.map((one) => plain(one, 40)))}. `}The setting “removePersonalData” is “always”. From all other pictures they are removed.`,
    },
    resume,
  );
  return chosen === resume;
}
