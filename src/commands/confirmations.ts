import type { Account } from '../auth/account.ts';
import { askReplacement } from '../ui/replacementPage.ts';
import type { Confirmation } from '../upload/confirmation.ts';
import type { Services } from './services.ts';

/**
 * The confirmations that a run asks for, as set, before each picture becomes a photo.
 *
 * @param of how many pictures the run has
 * @param ending aborted when the person cancels the rest of the run
 */
export function confirmationsOf(
  { settings, extensionUri }: Services,
  account: Account,
  of: number,
  ending: AbortController,
): (number: number) => Confirmation {
  let agreedOnAll = false;
  return (number) => ({
    wanted: (replaces) => {
      const when = settings.confirmUpload();
      return !agreedOnAll && (when === 'always' || (when === 'whenReplacing' && replaces));
    },
    ask: async (replacement, signal) => {
      const question = { account, replacement, number, of };
      const answer = await askReplacement(question, extensionUri, signal);
      agreedOnAll ||= answer === 'confirm-all';
      // For the last picture, a cancel is the same as a skip.
      if (answer === 'cancel' && number < of) {
        ending.abort();
      }
      return answer === 'confirm' || answer === 'confirm-all';
    },
  });
}
