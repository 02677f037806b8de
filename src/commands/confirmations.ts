import type { Account } from '../auth/account.ts';
import { askReplacement } from '../ui/replacementPage.ts';
import type { HiddenWhile } from '../ui/uploadProgress.ts';
import type { Confirmation } from '../upload/confirmation.ts';
import type { Job } from '../upload/run.ts';
import type { Services } from './services.ts';

/**
 * The confirmations that a run asks for, as set, before each picture becomes a photo.
 *
 * A record that was found by the file's name is a guess, anybody can make a link to one, and a
 * picture that was dropped on one may have slipped: these are always asked about. A record that was
 * suggested because this very file was uploaded there needs no second question if all is as the
 * suggestion said: it named organization, module, and record, the record is still called that, and
 * its photo, which will be backed up, is the one that this file became. If anything is different,
 * even if only the photo was removed, it's asked.
 *
 * @param jobs those of the run
 * @param ending aborted when the person cancels the rest of the run
 * @param hiddenWhile hides the progress of the run, which would cover what is compared
 */
export function confirmationsOf(
  { settings, extensionUri }: Services,
  account: Account,
  jobs: readonly Pick<Job, 'suggestion'>[],
  ending: AbortController,
  hiddenWhile: HiddenWhile,
): (number: number) => Confirmation {
  let agreedOnAll = false;
  const of = jobs.length;
  return (number) => {
    const suggestion = jobs[number - 1]?.suggestion;
    return {
      expected: suggestion?.kind === 'same-file' ? suggestion.expected : undefined,
      wanted: (replaces, isExpected) => {
        const when = settings.confirmUpload();
        if (suggestion !== undefined && suggestion.kind !== 'same-file') {
          return true;
        }
        const isOpen = suggestion === undefined ? replaces : !isExpected;
        return !agreedOnAll && (when === 'always' || (when === 'whenReplacing' && isOpen));
      },
      ask: async (replacement, signal) => {
        const question = { account, replacement, number, of };
        const answer = await hiddenWhile(() => askReplacement(question, extensionUri, signal));
        agreedOnAll ||= answer === 'confirm-all';
        // For the last picture, a cancel is the same as a skip.
        if (answer === 'cancel' && number < of) {
          ending.abort();
        }
        return answer === 'confirm' || answer === 'confirm-all';
      },
    };
  };
}
