import * as vscode from 'vscode';
import type { Inspected } from '../image/inspect.ts';
import type { Picture } from '../image/picture.ts';
import type { FoundPersonalData } from '../image/personalPicture.ts';
import { findPersonalData } from '../image/personalPicture.ts';
import { Unreadable } from '../image/unreadable.ts';
import { READ_AT_ONCE, severalAtOnce } from '../async/severalAtOnce.ts';
import type { PersonalDataQuestion } from '../ui/personalDataQuestion.ts';
import { agreeToSkip, askPersonalData } from '../ui/personalDataQuestion.ts';
import { withCountedProgress } from '../ui/progress.ts';
import { doneOf } from '../ui/words/numbers.ts';
import { CHECKING_LOCATIONS, CHECKING_PICTURES } from '../ui/words/personalData.ts';
import type { Services } from './services.ts';

/**
 * Removes location and camera data from pictures, as the settings or the person want.
 *
 * @returns undefined if the person cancels
 */
export async function withoutPersonalDataOf(
  { settings }: Services,
  pictures: readonly Inspected[],
): Promise<readonly Inspected[] | undefined> {
  const mode = settings.removePersonalData();
  if (mode === 'never') {
    return pictures;
  }
  // In the status bar: usually, this takes only a moment and asks nothing.
  const progress = { location: vscode.ProgressLocation.Window, title: CHECKING_PICTURES };
  const checked = await vscode.window.withProgress(progress, () => checkAll(pictures));
  const found = checked.filter(({ data }) => (mode === 'always' ? data.other : data.location));
  if (found.length === 0) {
    return pictures;
  }
  const unremovable = found.filter(({ data }) => data.without === undefined);
  const choice = await choiceFor(mode, {
    removable: namesOf(found.filter((one) => !unremovable.includes(one))),
    unremovable: namesOf(unremovable),
  });
  switch (choice) {
    case undefined:
      return undefined;
    case 'keep':
      return pictures;
    case 'remove':
      return checked.flatMap((one) => (found.includes(one) ? cleaned(one) : [one.picture]));
  }
}

/**
 * Whether to remove location and camera data from all pictures, as the settings or the person want.
 * Names the pictures from which it can't be removed.
 *
 * @returns undefined if the person cancels
 */
export async function askPersonalDataOfMany(
  { settings }: Services,
  pictures: readonly Picture[],
): Promise<boolean | undefined> {
  const mode = settings.removePersonalData();
  if (mode === 'never') {
    return false;
  }
  const title = mode === 'always' ? CHECKING_PICTURES : CHECKING_LOCATIONS;
  const found = await withCountedProgress(title, async (signal, show) => {
    const checked = await severalAtOnce(
      pictures,
      READ_AT_ONCE,
      async (picture) => {
        const { location, other, without } = await check(picture);
        const isFound = mode === 'always' ? other : location;
        return { name: picture.name, isFound, isRemovable: without !== undefined };
      },
      signal,
      (done) => {
        show(done / pictures.length, doneOf(done, pictures.length));
      },
    );
    const namesWhere = (removable: boolean): string[] =>
      checked.flatMap((one) => (one.isFound && one.isRemovable === removable ? [one.name] : []));
    return { removable: namesWhere(true), unremovable: namesWhere(false) };
  });
  if (found === undefined) {
    return undefined;
  }
  if (found.removable.length + found.unremovable.length === 0) {
    return mode === 'always';
  }
  const choice = await choiceFor(mode, found);
  return choice && choice === 'remove';
}

/** What the settings or the person want. */
async function choiceFor(
  mode: 'always' | 'whenLocation',
  found: PersonalDataQuestion,
): Promise<'remove' | 'keep' | undefined> {
  if (mode === 'whenLocation') {
    return askPersonalData(found);
  }
  const { unremovable } = found;
  return unremovable.length === 0 || (await agreeToSkip(unremovable)) ? 'remove' : undefined;
}

interface Checked {
  readonly picture: Inspected;
  readonly data: FoundPersonalData;
}

async function checkAll(pictures: readonly Inspected[]): Promise<Checked[]> {
  const all: Checked[] = [];
  for (const picture of pictures) {
    all.push({ picture, data: await check(picture.picture) });
  }
  return all;
}

/** If the file can't be read anymore, the upload says so. */
async function check(picture: Picture): Promise<FoundPersonalData> {
  try {
    return await findPersonalData(picture);
  } catch (error) {
    if (error instanceof Unreadable) {
      return { location: false, other: false, without: undefined };
    }
    throw error;
  }
}

/** Empty if the data can't be removed. */
function cleaned({ picture, data: { without } }: Checked): Inspected[] {
  return without === undefined ? [] : [{ ...picture, picture: without, size: without.size }];
}

function namesOf(checked: readonly Checked[]): string[] {
  return checked.map(({ picture }) => picture.picture.name);
}
