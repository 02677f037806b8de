import type { Account } from '../auth/account.ts';
import { askReplacement } from '../ui/replacementPage.ts';
import type { Confirmation } from '../upload/confirmation.ts';
import type { Services } from './services.ts';

/**
 * What a run asks before each of its pictures becomes a photo, as the settings say.
 *
 * @param of how many pictures the run has
 * @param ending of the run: aborted when the person cancels what is left of it
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
      // With nothing after it, a cancel skips this one as a skip does.
      if (answer === 'cancel' && number < of) {
        ending.abort();
      }
      return answer === 'confirm' || answer === 'confirm-all';
    },
  });
}
