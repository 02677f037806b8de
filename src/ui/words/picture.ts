import { l10n } from 'vscode';
import { sidesOf } from '../../image/inspect.ts';
import { formatOf } from '../../image/signature.ts';
import type { Backup } from '../../upload/backup.ts';

/** A picture's facts, for comparing it with another: `JPEG · 900 × 1200 pixels · 99 KB`. */
export function wordsOfPicture(bytes: Uint8Array): string {
  const sides = sidesOf(bytes);
  return [
    formatOf(bytes) ?? l10n.t('Unknown format'),
    ...(sides === undefined ? [] : [pixels(sides.width, sides.height)]),
    sizeWords(bytes.length),
  ].join(' · ');
}

/** `900 × 1200 pixels` */
export function pixels(width: number | string, height: number | string): string {
  return l10n.t('{0} × {1} pixels', width, height);
}

/** The same of a backup: `PNG · 34 KB`. */
export function wordsOfBackup({ pictureFormat, size }: Backup): string {
  return [pictureFormat, sizeWords(size)].filter(Boolean).join(' · ');
}

/** `99 KB`, `1.2 MB` */
export function sizeWords(bytes: number): string {
  return bytes < 999_500
    ? l10n.t('{0} KB', Math.max(1, Math.round(bytes / 1000)))
    : l10n.t('{0} MB', (bytes / 1_000_000).toFixed(1));
}
