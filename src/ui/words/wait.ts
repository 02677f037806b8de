import { l10n } from 'vscode';
import type { Wait } from '../../upload/retry.ts';

/** `Zoho is busy. Retrying in 3 s` */
export function waitWords({ why, seconds }: Wait): string {
  switch (why) {
    case 'busy':
      return l10n.t('Zoho is busy. Retrying in {0} s', seconds);
    case 'throttled': {
      const minutes = Math.floor(seconds / 60);
      const left = String(seconds % 60).padStart(2, '0');
      return l10n.t('Too many sign-in requests. Resuming in {0}', `${minutes}:${left}`);
    }
  }
}
