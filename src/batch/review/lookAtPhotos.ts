import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { withCountedProgress } from '../../ui/progress.ts';
import { counted } from '../../ui/words/numbers.ts';
import { wordsOfFailure } from '../../ui/words/failure.ts';
import type { MatchedRecord } from '../match/match.ts';
import { withRetries } from '../../upload/retry.ts';
import { systemClock } from '../../async/clock.ts';
import type { Failure } from '../../zoho/failure.ts';
import { hasPhoto } from '../../zoho/photo.ts';
import type { Services } from '../../commands/services.ts';
import { asksOf } from '../../commands/renewAccess.ts';

/**
 * Looks which records have a photo, of those that do not tell by themselves: a credit each. What
 * could not be seen is told.
 *
 * @returns those that were seen, by what they were given with
 */
export async function lookAtPhotos<T>(
  services: Services,
  account: Account,
  unknown: readonly (readonly [T, MatchedRecord])[],
): Promise<Map<T, MatchedRecord>> {
  const crm = services.sessions.crmOf(account);
  const version = services.settings.apiVersion();
  const prompts = asksOf(services, account);
  const seen = new Map<T, MatchedRecord>();
  const failures: Failure[] = [];
  await withCountedProgress('Looking for photos', async (signal, show) => {
    const persistence = { clock: systemClock, prompts, signal, onWait: () => undefined };
    for (const [index, [of, record]] of unknown.entries()) {
      const look = (): ReturnType<typeof hasPhoto> => hasPhoto(crm, record.key, version, signal);
      const has = await withRetries(look, persistence);
      if (has.ok) {
        // A mark that none is like: that there is one is all that is known.
        seen.set(of, { ...record, photoMark: has.value ? '' : null });
      } else {
        failures.push(has.failure);
      }
      show((index + 1) / unknown.length, `${index + 1} of ${unknown.length}`);
    }
  });
  const [first] = failures;
  if (first !== undefined) {
    void vscode.window.showWarningMessage(
      `Of ${counted(failures.length, 'record')} it could not be seen whether there is a photo. ${wordsOfFailure(first).what}`,
    );
  }
  return seen;
}
