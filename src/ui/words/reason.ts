import type { Reason } from '../../upload/outcome.ts';
import { failureOfOutcome } from '../../upload/outcome.ts';
import { plain } from '../plain.ts';
import { wordsOfFailure } from './failure.ts';
import { wordsOfUnfit } from './fit.ts';
import { wordsOfRefusal } from './refusal.ts';
import { wordsOfNotKept } from './notKept.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** Why a picture was not uploaded. */
export function wordsOfReason(reason: Reason): Words {
  switch (reason.kind) {
    case 'failure':
      return reason.photo === 'unknown'
        ? unknown(wordsOfFailure(reason.failure).what)
        : wordsOfFailure(reason.failure);
    case 'refusal':
      return wordsOfRefusal(reason.refusal);
    case 'unfit':
      return wordsOfUnfit(reason.unfit);
    case 'no-such-record':
      return words(
        'There is no such record in this module.',
        'Check the record ID: it is the long number at the end of the record’s address in the CRM.',
        'another-record',
      );
    case 'not-kept':
      return words(
        wordsOfNotKept(reason.why),
        'Nothing was changed: the photo is still in the CRM. Make room or wait, then retry, or go on without a copy when asked.',
        'retry',
      );
    case 'copy-gone':
      return words(
        'The copy of the earlier photo is no longer kept.',
        'Copies are kept as long and as many as the settings “Keep Photos” say.',
        'open-settings',
      );
    case 'bug':
      return words(
        'Something went wrong in Photo Uploader for Zoho CRM itself.',
        'Open the record to see whether it has the photo. The log says what happened: please report it.',
        'open-record',
        'retry',
      );
  }
}

/** The picture had left, and no answer came that could be read. */
function unknown(what: string): Words {
  return words(
    `${what} The photo may or may not have been stored.`,
    'Open the record to see, and retry if it was not.',
    'open-record',
    'retry',
  );
}

/** Zoho's own code behind the words, for whoever searches for it. */
export function codeOfReason(reason: Reason): string | undefined {
  const failure = failureOfOutcome(reason);
  if (failure === undefined) {
    return undefined;
  }
  const code = 'error' in failure ? failure.error : undefined;
  const text = typeof code === 'object' ? code.code : code;
  return text === undefined || text === '' ? undefined : plain(text, 60);
}
