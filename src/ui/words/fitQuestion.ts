import { l10n } from 'vscode';
import type { ExplainedQuestion } from '../laterQuickInput.ts';
import { grouped } from './numbers.ts';
import { plural } from './plural.ts';

export function resizingTitle(name: string): string {
  return l10n.t('Resizing {0} for Zoho CRM', name);
}

export function resizingSeveralTitle(count: number): string {
  return plural(count, {
    one: l10n.t('Resizing 1 picture for Zoho CRM'),
    other: l10n.t('Resizing {0} pictures for Zoho CRM', grouped(count)),
  });
}

/** About one picture. @param need why it is resized: a sentence */
export function fitTitle(name: string, need: string): string {
  return l10n.t('{0}: {1}', name, need);
}

export const FIT_TITLE = l10n.t('Pictures That Zoho Doesn’t Accept');

export const FIT_QUESTION = {
  placeholder: l10n.t('Upload a resized version?'),
  explanation: l10n.t('Your file isn’t changed.'),
};

export function fitSeveralQuestion(count: number): ExplainedQuestion {
  return {
    placeholder: plural(count, {
      one: l10n.t('Upload a resized version of 1 picture?'),
      other: l10n.t('Upload resized versions of {0} pictures?', grouped(count)),
    }),
    explanation: l10n.t('Choose one to see its version.'),
  };
}

/** A picture and its resized version: `HEIC · …  →  JPEG · …`. @param warnings sentences, or '' */
export function resizedFacts(before: string, after: string, warnings: string): string {
  return warnings === ''
    ? l10n.t('{0}  →  {1}', before, after)
    : l10n.t('{0}  →  {1}. {2}', before, after, warnings);
}

export const UPLOAD_RESIZED = l10n.t('Upload resized');

export function uploadAllResized(count: number): { label: string; detail: string } {
  return {
    label: plural(count, {
      one: l10n.t('Upload 1 resized'),
      other: l10n.t('Upload all {0} resized', grouped(count)),
    }),
    detail: l10n.t('Your files aren’t changed.'),
  };
}

export const SAVE_RESIZED = {
  label: l10n.t('Save a copy…'),
  detail: l10n.t('The resized version, as a file'),
};

/** The other pictures are still uploaded. */
export function skipPictures(count: number): string {
  return plural(count, {
    one: l10n.t('Skip this picture'),
    other: l10n.t('Skip these pictures'),
  });
}
