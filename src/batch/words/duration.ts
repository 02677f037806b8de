import { l10n } from 'vscode';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';

/** `40 seconds`, `4 minutes`, `1 hour 20 minutes`: rounded up, so as not to promise too much. */
export function durationWords(seconds: number): string {
  if (seconds <= 55) {
    return l10n.t('{0} seconds', Math.max(5, Math.ceil(seconds / 5) * 5));
  }
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) {
    return minuteWords(minutes);
  }
  return hourWords(Math.floor(minutes / 60), minutes % 60);
}

function minuteWords(minutes: number): string {
  return plural(minutes, { one: l10n.t('1 minute'), other: l10n.t('{0} minutes', minutes) });
}

function hourWords(hours: number, minutes: number): string {
  const count = grouped(hours);
  if (minutes === 0) {
    return plural(hours, { one: l10n.t('1 hour'), other: l10n.t('{0} hours', count) });
  }
  return plural(hours, {
    one: plural(minutes, {
      one: l10n.t('1 hour 1 minute'),
      other: l10n.t('1 hour {0} minutes', minutes),
    }),
    other: plural(minutes, {
      one: l10n.t('{0} hours 1 minute', count),
      other: l10n.t('{0} hours {1} minutes', count, minutes),
    }),
  });
}
