import { l10n } from 'vscode';
import type { Facts, FitWarning, Unfit } from '../../image/fitting.ts';
import type { Refusal } from '../../image/refusal.ts';
import { grouped } from './numbers.ts';
import { pixels, sizeWords } from './picture.ts';
import { wordsOfHeicOff, wordsOfRefusal } from './refusal.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** `HEIC · 4032 × 3024 pixels · 2.1 MB`. */
export function wordsOfFacts({ format, width, height, size }: Facts): string {
  return [format, pixels(width, height), sizeWords(size)].join(' · ');
}

/** Why a resized or converted version is offered. */
export function wordsOfNeed(refusal: Refusal | undefined): string {
  return refusal === undefined
    ? l10n.t('It’s larger than the “Longest Side” setting allows.')
    : wordsOfRefusal(refusal).what;
}

export function wordsOfWarning(warning: FitWarning): string {
  return WARNINGS[warning];
}

const WARNINGS: Readonly<Record<FitWarning, string>> = {
  'first-frame': l10n.t('Animated: only the first frame is kept.'),
};

/** Why a picture couldn't be resized or converted. */
export function wordsOfUnfit(unfit: Unfit): Words {
  switch (unfit.kind) {
    case 'broken':
      return words(
        l10n.t('The {0} file is damaged and couldn’t be converted for Zoho.', unfit.format),
        l10n.t('Open it in another program and save it again as JPEG or PNG.'),
      );
    case 'unsupported':
      return words(
        l10n.t('This kind of {0} file isn’t supported.', unfit.format),
        l10n.t('Open it in another program and save it as JPEG or PNG.'),
      );
    case 'heic-off':
      return wordsOfHeicOff();
    case 'too-much-memory':
      return words(
        l10n.t(
          'Converting this kind of {0} file would take {1} MB of memory, and {2} MB are allowed.',
          unfit.format,
          grouped(Math.ceil(unfit.bytes / 1_000_000)),
          grouped(unfit.limit / 1_000_000),
        ),
        unfit.format === 'JPEG'
          ? l10n.t('Open it in another program and save it as a baseline JPEG, or resize it.')
          : unfit.format === 'PNG'
            ? l10n.t('Open it in another program and save it without interlacing, or resize it.')
            : l10n.t('Open it in another program and save it as JPEG or PNG, or resize it.'),
      );
    case 'too-slow':
      return words(
        l10n.t(
          'Converting the picture for Zoho timed out after {0} seconds.',
          Math.round(unfit.milliseconds / 1000),
        ),
        l10n.t('Resize it in another program, or retry.'),
        'retry',
      );
    case 'crashed':
      return words(
        l10n.t('There wasn’t enough memory to convert the picture for Zoho.'),
        l10n.t('Close other programs and retry, or resize it in another program.'),
        'retry',
      );
  }
}
