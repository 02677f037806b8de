import { language } from './language.ts';

/** Dates and times as people read them: in one form everywhere. */

/** Making one costs far more than writing a day with it, and there are thousands of badges. */
const days = new Map<string, Intl.DateTimeFormat>();

/** `Nov 29, 2026` */
export function dayWords(at: Date | number): string {
  const spoken = language();
  const format = days.get(spoken) ?? new Intl.DateTimeFormat(spoken, { dateStyle: 'medium' });
  days.set(spoken, format);
  return format.format(at);
}

/** `Nov 29, 2026, 9:30 AM` */
export function momentWords(at: Date | number): string {
  const form = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(language(), form).format(at);
}

/** `9:30 AM`, with the date if it's another day. */
export function clockWords(at: Date | number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday
    ? new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(at)
    : momentWords(at);
}
