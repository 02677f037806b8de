import type { BatchButton } from '../page/messages.ts';
import * as words from '../words/compare.ts';
import type { Compared } from './compared.ts';

/**
 * What comparing with a module found, in whole sentences.
 *
 * @param left how many records still have no photo and no picture
 */
export function photolessLines(
  compared: Compared | undefined,
  left: number,
  module: string,
): string[] {
  if (compared === undefined) {
    return [];
  }
  const { read, isComplete, unknown } = compared;
  const found =
    left === 0 && !isComplete
      ? words.nothingMissingSoFar(read, module)
      : words.recordsWithoutPicture(left, module);
  return [
    // That all have a photo or a picture can't be said of records that don't tell.
    ...(left === 0 && unknown > 0 ? [] : [found]),
    ...(isComplete ? [] : [words.stoppedAfter(read)]),
    ...(unknown === 0 ? [] : [words.photosNotTold(unknown)]),
  ];
}

export function photolessButtons(left: number): BatchButton[] {
  return [
    { action: 'find-without-photo', label: words.findPhotolessButton() },
    ...(left === 0
      ? []
      : [{ action: 'save-without-photo', label: words.savePhotolessButton() } as const]),
  ];
}
