import { codeOf, isBusy } from '../storage/busyFile.ts';
import { offer } from './offer.ts';
import { BUTTONS } from './words/buttons.ts';

/**
 * Deletes files, and offers a retry if another program keeps one of them open.
 *
 * @param couldnt the error's text, for the system's code
 * @returns whether all of them are deleted
 */
export async function tryDelete(
  couldnt: (code: string) => string,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!isBusy(error) && codeOf(error) !== 'ENOTEMPTY') {
      throw error;
    }
    void offer('error', couldnt(codeOf(error) ?? ''), {
      title: BUTTONS.retry,
      act: () => tryDelete(couldnt, work),
    });
    return false;
  }
}
