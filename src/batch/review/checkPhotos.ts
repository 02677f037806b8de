import type { Account } from '../../auth/account.ts';
import { offer, showLogButton } from '../../ui/offer.ts';
import { withCountedProgress } from '../../ui/progress.ts';
import { wordsOfFailure } from '../../ui/words/failure.ts';
import { doneOf } from '../../ui/words/numbers.ts';
import type { MatchedRecord } from '../match/match.ts';
import { withRetries } from '../../upload/retry.ts';
import { systemClock } from '../../async/clock.ts';
import type { Failure } from '../../zoho/failure.ts';
import { hasPhoto } from '../../zoho/photo.ts';
import type { Services } from '../../commands/services.ts';
import { promptsOf } from '../../commands/renewAccess.ts';
import * as words from '../words/review.ts';
import type { ToUpload } from './reviewState.ts';

/**
 * Asks Zoho which records have a photo, for one API credit each. Tells how many couldn't be
 * checked.
 *
 * @param unknown uploads to records that aren't known to have a photo or none
 * @returns checked records, by the numbers of their pictures
 */
export async function checkPhotos(
  services: Services,
  account: Account,
  unknown: readonly ToUpload[],
): Promise<Map<number, MatchedRecord>> {
  const crm = services.sessions.crmOf(account);
  const version = services.settings.apiVersion();
  const prompts = promptsOf(services, account, 'photo-check');
  const seen = new Map<number, MatchedRecord>();
  const failures: Failure[] = [];
  await withCountedProgress(words.checkingPhotos(), async (signal, show) => {
    const persistence = { clock: systemClock, prompts, signal, onWait: () => undefined };
    for (const [index, { reviewed, record }] of unknown.entries()) {
      const look = (): ReturnType<typeof hasPhoto> => hasPhoto(crm, record.key, version, signal);
      const has = await withRetries(look, persistence);
      if (has.ok) {
        // No photo has an empty mark: all that is known is that there is a photo.
        seen.set(reviewed.n, { ...record, photoMark: has.value ? '' : null });
      } else {
        failures.push(has.failure);
      }
      show((index + 1) / unknown.length, doneOf(index + 1, unknown.length));
    }
  });
  const [first] = failures;
  if (first !== undefined) {
    const message = words.photosNotChecked(failures.length, wordsOfFailure(first).what);
    void offer('warning', message, showLogButton(services.log));
  }
  return seen;
}
