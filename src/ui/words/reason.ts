import { l10n } from 'vscode';
import type { Reason } from '../../upload/outcome.ts';
import { failureOfOutcome } from '../../upload/outcome.ts';
import { plain } from '../plain.ts';
import { wordsOfFailure } from './failure.ts';
import { wordsOfUnfit } from './fit.ts';
import { wordsOfRefusal } from './refusal.ts';
import { wordsOfNotKept } from './notKept.ts';
import type { Words } from './words.ts';
import { inFull, words } from './words.ts';

/** A bug stopped a command. */
export const UNEXPECTED = l10n.t(
  'An unexpected error occurred. The log has the details: please report it.',
);

/** Why a picture wasn't uploaded. */
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
        l10n.t('This module has no record with this ID.'),
        l10n.t('Check the record ID (the long number at the end of the record’s URL).'),
        'another-record',
      );
    case 'no-backup':
      return words(
        wordsOfNotKept(reason.why),
        l10n.t(
          'The photo in the CRM is unchanged. Free up space or wait, then retry, or continue without a backup when asked.',
        ),
        'retry',
      );
    case 'backup-gone':
      return words(
        l10n.t('The backup of the previous photo no longer exists.'),
        l10n.t('The “Keep Photos” settings limit how many backups are kept, and for how long.'),
        'open-settings',
      );
    case 'bug':
      return words(
        l10n.t('An unexpected error occurred.'),
        l10n.t('Open the record to check its photo, and report the error with the log.'),
        'open-record',
        'retry',
      );
  }
}

/** The picture was sent, but no readable response came back. */
function unknown(what: string): Words {
  return words(
    [what, l10n.t('The photo may or may not have been stored.')].join(' '),
    l10n.t('Open the record to check, then retry if needed.'),
    'open-record',
    'retry',
  );
}

/** Why a picture wasn't uploaded and what to do now, with Zoho's own code. */
export function reasonInFull(reason: Reason): string {
  return inFull(wordsOfReason(reason), codeOfReason(reason));
}

/** Zoho's own code, for searching the web. */
export function codeOfReason(reason: Reason): string | undefined {
  const failure = failureOfOutcome(reason);
  if (failure === undefined) {
    return undefined;
  }
  const code = 'error' in failure ? failure.error : undefined;
  const text = typeof code === 'object' ? code.code : code;
  return text === undefined || text === '' ? undefined : plain(text, 60);
}
