import * as vscode from 'vscode';
import type { Inspected } from '../image/inspect.ts';
import type { Picture } from '../image/picture.ts';
import type { PersonalLook } from '../image/personalPicture.ts';
import { lookForPersonalData } from '../image/personalPicture.ts';
import { Unreadable } from '../image/unreadable.ts';
import { READ_AT_ONCE, severalAtOnce } from '../async/severalAtOnce.ts';
import type { PersonalDataQuestion } from '../ui/personalDataQuestion.ts';
import { agreeToSkip, askPersonalData } from '../ui/personalDataQuestion.ts';
import { withCountedProgress } from '../ui/progress.ts';
import { doneOf } from '../ui/words/numbers.ts';
import { CHECKING_LOCATIONS, CHECKING_PICTURES } from '../ui/words/personalData.ts';
import type { Services } from './services.ts';

/**
 * Leaves out of pictures where and with what they were made, as the settings or the person want.
 *
 * @returns undefined when the person cancels
 */
export async function withoutPersonalDataOf(
  { settings }: Services,
  pictures: readonly Inspected[],
): Promise<readonly Inspected[] | undefined> {
  const mode = settings.removePersonalData();
  if (mode === 'never') {
    return pictures;
  }
  // In the status bar: most often it is over at once, and asks nothing.
  const progress = { location: vscode.ProgressLocation.Window, title: CHECKING_PICTURES };
  const looked = await vscode.window.withProgress(progress, () => lookAll(pictures));
  const telling = looked.filter(({ look }) => (mode === 'always' ? look.other : look.location));
  if (telling.length === 0) {
    return pictures;
  }
  const unremovable = telling.filter(({ look }) => look.without === undefined);
  const choice = await choiceFor(mode, {
    removable: namesOf(telling.filter((one) => !unremovable.includes(one))),
    unremovable: namesOf(unremovable),
  });
  switch (choice) {
    case undefined:
      return undefined;
    case 'keep':
      return pictures;
    case 'remove':
      return looked.flatMap((one) => (telling.includes(one) ? cleaned(one) : [one.picture]));
  }
}

/**
 * Whether where and with what pictures were made is left out of all of them, as the settings or the
 * person want. Those out of which it cannot be taken, are told.
 *
 * @returns undefined when the person cancels
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
  const telling = await withCountedProgress(title, async (signal, show) => {
    const told = await severalAtOnce(
      pictures,
      READ_AT_ONCE,
      async (picture) => {
        const { location, other, without } = await look(picture);
        const tells = mode === 'always' ? other : location;
        return { name: picture.name, tells, isRemovable: without !== undefined };
      },
      signal,
      (done) => {
        show(done / pictures.length, doneOf(done, pictures.length));
      },
    );
    const namesWhere = (removable: boolean): string[] =>
      told.flatMap((one) => (one.tells && one.isRemovable === removable ? [one.name] : []));
    return { removable: namesWhere(true), unremovable: namesWhere(false) };
  });
  if (telling === undefined) {
    return undefined;
  }
  if (telling.removable.length + telling.unremovable.length === 0) {
    return mode === 'always';
  }
  const choice = await choiceFor(mode, telling);
  return choice && choice === 'remove';
}

/** What the settings want or the person chooses. */
async function choiceFor(
  mode: 'always' | 'whenLocation',
  telling: PersonalDataQuestion,
): Promise<'remove' | 'keep' | undefined> {
  if (mode === 'whenLocation') {
    return askPersonalData(telling);
  }
  const { unremovable } = telling;
  return unremovable.length === 0 || (await agreeToSkip(unremovable)) ? 'remove' : undefined;
}

interface Looked {
  readonly picture: Inspected;
  readonly look: PersonalLook;
}

async function lookAll(pictures: readonly Inspected[]): Promise<Looked[]> {
  const all: Looked[] = [];
  for (const picture of pictures) {
    all.push({ picture, look: await look(picture.picture) });
  }
  return all;
}

/** What cannot be read any more is told by the upload. */
async function look(picture: Picture): Promise<PersonalLook> {
  try {
    return await lookForPersonalData(picture);
  } catch (error) {
    if (error instanceof Unreadable) {
      return { location: false, other: false, without: undefined };
    }
    throw error;
  }
}

/** Nothing of one out of which it cannot be taken. */
function cleaned({ picture, look: { without } }: Looked): Inspected[] {
  return without === undefined ? [] : [{ ...picture, picture: without, size: without.size }];
}

function namesOf(looked: readonly Looked[]): string[] {
  return looked.map(({ picture }) => picture.picture.name);
}
