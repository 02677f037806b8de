import { l10n } from 'vscode';
import { grouped } from '../../ui/words/numbers.ts';
import { plural } from '../../ui/words/plural.ts';

/** `40 seconds`, `4 minutes`, `1 hour 20 minutes`: rounded up, since nobody counts on less. */
export function durationWords(seconds: number): string {
  if (seconds <= 55) {
    return l10n.t('{0} seconds', Math.max(5, Math.ceil(seconds / 5) * 5));
  }
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) {
    return minuteWords(minutes);
  }
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return rest === 0 ? hourWords(hours) : l10n.t('{0} {1}', hourWords(hours), minuteWords(rest));
}

function minuteWords(minutes: number): string {
  return plural(minutes, { one: l10n.t('1 minute'), other: l10n.t('{0} minutes', minutes) });
}

function hourWords(hours: number): string {
  return plural(hours, { one: l10n.t('1 hour'), other: l10n.t('{0} hours', grouped(hours)) });
}
