import * as vscode from 'vscode';
import { plain } from './plain.ts';
import { pick } from './step.ts';
import { firstOf } from './words/several.ts';

/** Pictures that say where they were taken. */
export interface PersonalDataQuestion {
  /** Names of those of which it can be left out. */
  readonly removable: readonly string[];
  /** Names of damaged ones, of which it cannot. */
  readonly damaged: readonly string[];
}

/**
 * Asks what to do about places in pictures. Undefined when the person cancels.
 */
export async function askPersonalData({
  removable,
  damaged,
}: PersonalDataQuestion): Promise<'remove' | 'keep' | undefined> {
  const names = [...removable, ...damaged];
  const [name = ''] = names;
  const what =
    names.length === 1
      ? `${plain(name, 60)} says where it was taken`
      : `${names.length} pictures say where they were taken`;
  const left =
    damaged.length === 0
      ? 'The picture itself, its colours and how it is turned stay as they are; so does the file.'
      : `Not of ${firstOf(damaged.map((one) => plain(one, 40)))}: damaged, and left out.`;
  const items = [
    { label: 'Remove location and camera data', detail: left, choice: 'remove' as const },
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
    placeholder: `${what}. Remove that?`,
    items,
    active: items[0],
  });
  return answer === undefined || answer === 'back' ? undefined : answer.value.choice;
}

/** Whether to go on without damaged pictures, of which the settings want what cannot be done. */
export async function agreeToLeaveOut(damaged: readonly string[]): Promise<boolean> {
  const one = damaged.length === 1;
  const goOn = one ? 'Go On without It' : 'Go On without Them';
  const chosen = await vscode.window.showWarningMessage(
    one
      ? `${plain(damaged[0] ?? '', 60)} is damaged: where and with what it was taken cannot be removed from it.`
      : `${damaged.length} pictures are damaged: where and with what they were taken cannot be removed from them.`,
    {
      modal: true,
      detail: `${one ? '' : `${firstOf(damaged.map((one) => plain(one, 40)))}. `}The setting “removePersonalData” wants that always. Of all other pictures it is removed.`,
    },
    goOn,
  );
  return chosen === goOn;
}
