import type { Facts, FitWarning, Unfit } from '../../image/fitting.ts';
import type { Refusal } from '../../image/refusal.ts';
import { sizeWords } from './picture.ts';
import { wordsOfRefusal } from './refusal.ts';
import type { Words } from './words.ts';
import { words } from './words.ts';

/** `HEIC · 4032 × 3024 pixels · 2.1 MB`. */
export function wordsOfFacts({ format, width, height, size }: Facts): string {
  return [format, `${width} × ${height} pixels`, sizeWords(size)].join(' · ');
}

/** Why a version is offered, without its remedy, which this is. */
export function wordsOfNeed(refusal: Refusal | undefined): string {
  return refusal === undefined
    ? 'It is larger than the setting “Longest Side” says.'
    : wordsOfRefusal(refusal).what;
}

const WARNINGS: Readonly<Record<FitWarning, string>> = {
  'first-frame': 'It moves: only its first frame is left.',
};

export function wordsOfWarning(warning: FitWarning): string {
  return WARNINGS[warning];
}

/** Why no version could be made. */
export function wordsOfUnfit(unfit: Unfit): Words {
  switch (unfit.kind) {
    case 'broken':
      return words(
        `The ${unfit.format} file is damaged: no version that Zoho takes could be made of it.`,
        'Open it in another program and save it anew as JPEG or PNG.',
      );
    case 'unsupported':
      return words(
        `This kind of ${unfit.format} file is not supported.`,
        'Open it in another program and save it as JPEG or PNG.',
      );
    case 'too-slow':
      return words(
        `Making a version of it that Zoho takes was given up after ${Math.round(unfit.milliseconds / 1000)} seconds.`,
        'Make it smaller in another program.',
        'retry',
      );
    case 'crashed':
      return words(
        'There was not enough memory to make a version of it that Zoho takes.',
        'Close other programs and retry, or make it smaller in another program.',
        'retry',
      );
  }
}
