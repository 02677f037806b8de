import * as vscode from 'vscode';
import { systemClock } from '../../async/clock.ts';
import type { Account } from '../../auth/account.ts';
import { promptsOf } from '../../commands/renewAccess.ts';
import type { Services } from '../../commands/services.ts';
import { organizationName } from '../../ui/names.ts';
import { offer, showLogButton } from '../../ui/offer.ts';
import { withCountedProgress } from '../../ui/progress.ts';
import { wordsOfFailure } from '../../ui/words/failure.ts';
import { inFull } from '../../ui/words/words.ts';
import { LISTED } from '../../zoho/recordList.ts';
import * as words from '../words/compare.ts';
import { busyRetrying } from '../words/uploadMatching.ts';
import type { Compared } from './compared.ts';
import { findMethod, findPhotoless, MOST_RECORDS } from './findPhotoless.ts';

/**
 * Finds the records of a module that have no photo, once the person has agreed to what that costs.
 *
 * @param ends aborting it ends the search, as a cancel does
 * @returns undefined when the person cancels, or after a message that they couldn't be read
 */
export async function compareWithModule(
  services: Services,
  account: Account,
  module: string,
  ends: AbortSignal,
): Promise<Compared | undefined> {
  const organization = organizationName(account);
  const isQuery = findMethod(module, account.scopes) === 'query';
  const find = words.findPhotolessConfirm();
  const answer = await vscode.window.showInformationMessage(
    words.findPhotolessTitle(module),
    {
      modal: true,
      detail: words.findPhotolessDetail(organization, isQuery, MOST_RECORDS, LISTED),
    },
    find,
  );
  if (answer !== find || ends.aborted) {
    return undefined;
  }
  const found = await withCountedProgress(
    words.findingPhotoless(organization),
    (canceled, show) => {
      const signal = AbortSignal.any([canceled, ends]);
      return findPhotoless(services.sessions.crmOf(account), module, {
        scopes: account.scopes,
        persistence: {
          clock: systemClock,
          prompts: promptsOf(services, account, 'matching'),
          signal,
          onWait: ({ seconds }) => {
            show(undefined, busyRetrying(seconds));
          },
        },
        onProgress: (read, missing) => {
          // Where it ends isn't known: only how far it goes at most.
          show(read / MOST_RECORDS, words.photolessSoFar(read, missing));
        },
      }).catch((error: unknown) => {
        if (signal.aborted) {
          return undefined;
        }
        throw error;
      });
    },
  );
  if (found?.ok === false) {
    const why = inFull(wordsOfFailure(found.failure));
    const message = words.photolessNotFound(organization, why);
    void offer('error', message, showLogButton(services.log));
    return undefined;
  }
  return found?.value;
}
