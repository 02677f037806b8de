import { sidesOf } from '../../image/inspect.ts';
import { formatOf } from '../../image/signature.ts';
import type { Backup } from '../../upload/backup.ts';

/** What a picture is, for whoever compares it: `JPEG · 900 × 1200 pixels · 99 KB`. */
export function wordsOfPicture(bytes: Uint8Array): string {
  const sides = sidesOf(bytes);
  return [
    formatOf(bytes) ?? 'Unknown format',
    ...(sides === undefined ? [] : [`${sides.width} × ${sides.height} pixels`]),
    sizeWords(bytes.length),
  ].join(' · ');
}

/** The same of a backup: `PNG · 34 KB`. */
export function wordsOfBackup({ pictureFormat, size }: Backup): string {
  return [pictureFormat, sizeWords(size)].filter(Boolean).join(' · ');
}

export function sizeWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
