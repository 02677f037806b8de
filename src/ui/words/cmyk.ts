import { l10n } from 'vscode';
import type { ExplainedQuestion } from '../laterQuickInput.ts';
import { grouped } from './numbers.ts';
import { plural } from './plural.ts';

export const CONVERT = {
  label: l10n.t('Convert to RGB'),
  detail: l10n.t(
    'Shows correctly everywhere. Some colors may change slightly. Your file isn’t changed.',
  ),
};

export const UPLOAD_AS_IS = {
  label: l10n.t('Upload as is'),
  detail: l10n.t('Some apps can’t show CMYK, or show wrong colors.'),
};

/** @param name of the picture, if there is only one */
export function cmykTitle(name: string, count: number): string {
  return plural(count, {
    one: l10n.t('{0}: CMYK Colors', name),
    other: l10n.t('Pictures with CMYK Colors'),
  });
}

export function cmykQuestion(count: number): ExplainedQuestion {
  return {
    placeholder: plural(count, {
      one: l10n.t('Convert it to RGB?'),
      other: l10n.t('Convert them to RGB?'),
    }),
    explanation: plural(count, {
      one: l10n.t('CMYK is for print.'),
      other: l10n.t('{0} pictures have CMYK colors, which are for print.', grouped(count)),
    }),
    inOne: plural(count, {
      one: l10n.t('CMYK is for print. Convert it to RGB?'),
      other: l10n.t(
        '{0} pictures have CMYK colors, which are for print. Convert them to RGB?',
        grouped(count),
      ),
    }),
  };
}
